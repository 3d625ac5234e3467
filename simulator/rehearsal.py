"""The front door behind `simulator call` and `simulator score`: finds the parts, joins them, scores.

Lives here: which parts are chosen and why, progress, and the order of things. Must not know: how any part
works.
"""

import datetime as dt
import secrets
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log10
from pathlib import Path
from types import FrameType
from typing import Any, Literal

from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from simulator import engines, paths
from simulator.audio.files import read_recording
from simulator.audio.pcm import Clip
from simulator.call.call import Call
from simulator.call.facts import Ender, HungUp
from simulator.call.knowledge import Knowledge
from simulator.call.scripted import Script, spoken_moves
from simulator.call.texts import texts
from simulator.cards import CARD, find_card
from simulator.commands.keep import remember, with_session_notes
from simulator.commands.next_time import next_time
from simulator.conductor import Moment, Outcome, conduct
from simulator.hearing.check import CheckedCanceller
from simulator.hearsay import with_hearsay
from simulator.line.device import DeviceLine
from simulator.line.simulated import SimulatedLine
from simulator.problems import ContentError, Places, Problem
from simulator.protocols import EngineError, Line, LineError, Recognizer
from simulator.recognition.remember import Remembering
from simulator.reports.live import LiveScreen
from simulator.reports.notepad import Jotted, Notepad, terminal_keys
from simulator.reports.setup import check_text
from simulator.reports.terminal import About, print_report
from simulator.scenario.candidate import Candidate, write_candidate
from simulator.scenario.model import Scenario
from simulator.scenario.reader import LoadedScenario, UnknownScenarioError, find, list_all
from simulator.scenario.variants import by_seed, chosen
from simulator.scoring.overrules import with_overrules
from simulator.scoring.scorecard import Scorecard
from simulator.scoring.scorecard import score as score_channels
from simulator.sessions.meta import META_FILE, Device, EngineUsed, LineUsed, SessionError, SessionMeta
from simulator.sessions.notes import KeptNote, append_note, open_notes
from simulator.sessions.overrules import read_overrules
from simulator.sessions.record import SessionWriter, check_room
from simulator.sessions.store import Session, open_session
from simulator.speakers import open_voice
from simulator.speech.cache import render_all
from simulator.speech.tones import ringback
from simulator.timeline import THRESHOLDS


@dataclass(frozen=True, slots=True)
class CallRequest:
    """What the user asked for; None is "you choose"."""

    scenario: LoadedScenario
    candidate: Candidate
    line: Literal["device", "simulated"] = "device"
    persona: str = "polite"
    voice: str | None = None
    telephone: bool = False
    caller_voice: str | None = None
    recognizer: str | None = None
    seed: int | None = None
    paced: bool = False
    input: str | None = None
    output: str | None = None
    sessions: Path | None = None
    called_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A scorecard, what it is of, and the session where there is one."""

    scorecard: Scorecard
    source: str
    candidate: Candidate | None
    session: Session | None = None
    interrupted: bool = False
    error: LineError | None = None


class Screen:
    """What is shown while something takes its time: on stderr, and nothing at all when quiet."""

    def __init__(self, quiet: bool = False) -> None:
        self.console = Console(stderr=True, quiet=quiet, highlight=False)
        self._shows = not quiet

    def say(self, text: str) -> None:
        self.console.print(text, markup=False)

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int], object]]:
        """A bar that vanishes when it is done; yields `progress(done, total)`."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=self.console, transient=True, disable=not self._shows) as bar:
            task = bar.add_task(what, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        with self.console.status(what):
            yield

    @contextmanager
    def watching(self, pad: Notepad) -> Iterator[Callable[[Moment], None]]:
        """The almost empty screen of a call, with the line of notes that is being typed."""
        if not self._shows:
            yield lambda moment: pad.look(moment.elapsed_ms)
            return

        def show(moment: Moment) -> None:
            pad.look(moment.elapsed_ms)
            note = pad.line if pad.works else None
            live.update(moment.elapsed_ms, moment.speaker, _dbfs(moment.level), note)

        with LiveScreen(self.console) as live:
            yield show


def _dbfs(level: float) -> float:
    return 20 * log10(max(level, 1e-5))


# ---------------------------------------------------------------------- scenarios and cards


def scenario_roots(more: Sequence[Path]) -> tuple[Path, ...]:
    """The shipped packs, the user's own and installed ones, and further folders of packs."""
    return (paths.content("scenarios"), paths.packs(), *more)


def choose_scenario(scenario_id: str | None, more: Sequence[Path]) -> LoadedScenario:
    """The one that was named, or one drawn from all. Raises ContentError."""
    roots = scenario_roots(more)
    try:
        return find(scenario_id, roots) if scenario_id else secrets.choice(list_all(roots))
    except UnknownScenarioError as error:
        raise ContentError([Problem("scenarios", 1, 1, str(error))]) from error


def how_changed(session: Session, more: Sequence[Path]) -> str:
    """What has become of a session's scenario since, in a sentence; nothing where it is the same."""
    meta = session.meta
    try:
        now = find(meta.scenario.id, scenario_roots(more)).sha256
    except UnknownScenarioError:
        return f"The scenario {meta.scenario.id} is not installed any more; the session holds it as it was."
    except ContentError:
        return f"The scenario {meta.scenario.id} cannot be read any more; the session holds it as it was."
    if now == meta.content_hash:
        return ""
    return f"The scenario {meta.scenario.id} has changed since; the session holds it as it was."


def again(reference: str, sessions: Path | None, more: Sequence[Path]) -> CallRequest:
    """The call of a session once more: the scenario as it was, the same card, day, seed and voice.

    On the simulated line the same persona calls; its case is today's. Raises SessionError.
    """
    session = open_session(reference, sessions or paths.sessions())
    meta = session.meta
    try:
        found = find(meta.scenario.id, scenario_roots(more))
        cases, places, case_places, path = found.cases, found.places, found.case_places, found.path
    except (UnknownScenarioError, ContentError):
        cases, places, case_places, path = {}, Places(META_FILE), {}, session.folder / META_FILE
    return CallRequest(
        scenario=LoadedScenario(
            meta.scenario, meta.pack, path, meta.content_hash, cases, places, case_places
        ),
        candidate=meta.candidate,
        persona=meta.caller or "polite",
        voice=meta.voice,
        seed=meta.seed,
        called_on=meta.called_on,
    )


def find_candidate(path: Path | None) -> Candidate:
    """The card that was named, or ./candidate.yaml, or the one in the user's own folder."""
    card = find_card(path)
    if card is None:
        message = "there is no candidate card here; make one with: simulator candidate new"
        raise ContentError([Problem(CARD, 1, 1, message)])
    return card


QUESTIONS = {
    "name": "Your name",
    "position": "The position you interviewed for",
    "company": "The company (may be left empty)",
    "interview": "When the interview was, such as 2026-06-03 14:00",
}


def ask_candidate(
    answers: Mapping[str, str | None],
    say_name: Sequence[str],
    ask: Callable[[str, Callable[[str], str | None], bool], str],
) -> Candidate:
    """A card from `answers`; what is None is asked for. Raises ContentError for a wrong answer."""
    card: dict[str, Any] = {"name": "?", "position": "?", "interview": "2026-01-01", "say_name": say_name}

    def problem_with(key: str) -> Callable[[str], str | None]:
        def problem(answer: str) -> str | None:
            try:
                Candidate.model_validate({**card, key: answer or None})
            except ValidationError as error:
                return str(error.errors()[0]["msg"]).removeprefix("Value error, ")
            return None

        return problem

    given = dict(answers)
    complete = all(given[key] is not None for key in QUESTIONS if key != "company")
    for key, question in QUESTIONS.items():
        answer = given[key]
        if answer is None and not (key == "company" and complete):
            answer = ask(question, problem_with(key), key == "company")
        elif answer is not None and (wrong := problem_with(key)(answer)):
            raise ContentError([Problem(f"--{key}", 1, 1, wrong)])
        card[key] = answer or None
    return Candidate.model_validate(card)


def save_candidate(path: Path, card: Candidate) -> None:
    write_candidate(path, card)


# ---------------------------------------------------------------------- clips and recognisers


def render_scenario(
    scenario: Scenario, card: Candidate, voice: str | None, screen: Screen
) -> Mapping[str, Clip]:
    """Every text of the recruiter's, by its words. Raises EngineError."""
    _, speaker = open_voice(voice, scenario.recruiter.voice, "recruiter")
    with screen.progress("The recruiter is learning the lines") as progress:
        return render_all(speaker, texts(scenario, card), progress=progress)


def open_recognizer(name: str | None) -> tuple[str, Recognizer]:
    """The engine that was named, or the best offline ones; it remembers what it has read.

    "moonshine+whisper": what the first does not make out, the second reads.
    """
    chosen = name or engines.best_recognizers()
    first, *behind = (engines.load("recognizers", each) for each in engines.each(chosen))
    return chosen, Remembering(first(), *behind)


def _offline(recognizer: str) -> bool:
    """Whether it may be asked several times a second: over a network it is too slow, and counts each time."""
    return engines.info("recognizers", engines.each(recognizer)[0]).offline


def _used(kind: engines.Kind, name: str) -> EngineUsed:
    known = {info.name: info.version for info in engines.infos(kind)}
    versions = [known.get(each, "") for each in engines.each(name)]
    return EngineUsed(name=name, version=engines.BEHIND.join(versions))


# ---------------------------------------------------------------------- a call


def place_call(request: CallRequest, screen: Screen) -> Result:
    """Prepares, rings, records, and scores what was recorded. Raises EngineError, LineError, ContentError."""
    root = request.sessions or paths.sessions()
    check_room(root)
    loaded, card = request.scenario, request.candidate
    scenario = loaded.scenario
    seed = secrets.randbelow(1_000_000) if request.seed is None else request.seed

    voice_card, voice = open_voice(request.voice, scenario.recruiter.voice, "recruiter", request.telephone)
    with screen.progress("The recruiter is learning the lines") as progress:
        spoken = texts(chosen(scenario, by_seed(seed)), card)
        clips = render_all(voice, spoken, progress=progress)
    with screen.working("Getting ready to listen"):
        recognizer_name, recognizer = open_recognizer(request.recognizer)
        # The first words that are read have the whole vocabulary compiled: too long for a call that waits.
        Knowledge(card, dt.date.today(), scenario.cues).read("Thank you for your time.")
    card = with_hearsay(card, recognizer_name, recognizer, screen.progress)
    line = _open_line(request, screen)
    detector = engines.load("detectors", engines.best("detectors"))()

    meta = SessionMeta(
        scenario=scenario,
        pack=loaded.pack,
        content_hash=loaded.sha256,
        candidate=card,
        called_on=request.called_on or dt.date.today(),
        seed=seed,
        engines={
            "voice": _used("voices", voice_card.engine),
            "recognizer": _used("recognizers", recognizer_name),
            "detector": _used("detectors", detector.name),
        },
        voice=voice_card.id,
        line=_line_used(line),
        thresholds=THRESHOLDS,
        caller=request.persona if request.line == "simulated" else None,
    )
    call = Call(
        scenario,
        card,
        durations=lambda text: clips[text].duration_ms,
        called_on=meta.called_on,
        latency_ms=line.latency_ms,
        hangover_ms=detector.hangover_ms,
        seed=seed,
    )
    canceller = _canceller(line, screen) if isinstance(line, DeviceLine) else None
    try:
        writer = SessionWriter.create(root, meta, dt.datetime.now(dt.UTC))
    except EngineError:
        line.close()
        raise
    with (
        writer,
        _notepad(request.line == "device" or request.paced, writer.folder, screen) as pad,
        screen.watching(pad) as watch,
        _ctrl_c() as broken_off,
    ):
        outcome = conduct(
            call,
            line,
            clips=clips,
            ringback=ringback(6000, hiss=canceller is not None),
            detector=detector,
            recognizer=recognizer,
            recorder=writer,
            watch=watch,
            hung_up=lambda: pad.hang_up_asked,
            broken_off=broken_off,
            canceller=canceller,
            reads_so_far=_offline(recognizer_name),
        )
        writer.close(
            _ender(call),
            ended=dt.datetime.now(dt.UTC),
            lost_ms=outcome.lost_ms,
            echo=outcome.echo,
            audio_check=canceller.check if canceller else None,
        )
    return _score_call(writer, recognizer, recognizer_name, outcome, screen)


def _score_call(
    writer: SessionWriter, recognizer: Recognizer, name: str, outcome: Outcome, screen: Screen
) -> Result:
    for error in outcome.recognizer_errors:
        screen.say(f"The recogniser failed: {error}")
    if writer.failed is not None:
        screen.say(f"The recording stopped early: {writer.failed}. What was written is kept.")
    session = open_session(writer.folder, writer.folder.parent)
    with screen.working("Scoring"):
        scorecard = score_opened(session, recognizer, name)
        problem = remember(session, scorecard)
    if problem:
        screen.say(problem)
    return Result(scorecard, session.id, session.candidate, session, outcome.interrupted, outcome.error)


def _ender(call: Call) -> Ender:
    last = call.facts[-1]
    return last.by if isinstance(last, HungUp) else "line"


def _line_used(line: Line) -> LineUsed:
    if not isinstance(line, DeviceLine):
        return LineUsed(name=line.name, latency_ms=line.latency_ms)

    def device(full_name: str) -> Device:
        host_api, _, name = full_name.partition(": ")
        return Device(host_api=host_api, name=name, sample_rate=round(line.rate))

    return LineUsed(
        name=line.name,
        latency_ms=line.latency_ms,
        input=device(line.microphone),
        output=device(line.speaker),
    )


def _open_line(request: CallRequest, screen: Screen) -> Line:
    if request.line == "simulated":
        return _simulated_line(request, screen)
    line = DeviceLine(request.input, request.output)
    try:
        line.check_microphone()
    except LineError:
        line.close()
        raise
    return line


def _canceller(line: DeviceLine, screen: Screen) -> CheckedCanceller:
    """Checks the sound while it rings, and says before the recruiter answers what came of it."""
    return CheckedCanceller(
        line.latency_ms,
        lambda found: screen.say(check_text(found, zeros_are_normal=line.zeros_are_normal)),
    )


def _simulated_line(request: CallRequest, screen: Screen) -> Line:
    loaded, card = request.scenario, request.candidate
    try:
        case = loaded.case(request.persona)
    except UnknownScenarioError as error:
        raise ContentError([Problem(str(loaded.path), 1, 1, str(error))]) from error
    _, voice = open_voice(request.caller_voice, None, "caller")
    moves = spoken_moves(case, loaded.scenario, card)
    with screen.progress("The caller is learning the lines") as progress:
        clips = render_all(voice, [move.say for move in moves if move.say], progress=progress)
    caller = Script(moves, durations=lambda text: clips[text].duration_ms)
    return SimulatedLine(caller, _Rendered(clips), paced=request.paced)


class _Rendered:
    """A voice whose clips are all there already."""

    def __init__(self, clips: Mapping[str, Clip]) -> None:
        self._clips = clips

    def render(self, text: str) -> Clip:
        return self._clips[text]


@contextmanager
def _ctrl_c() -> Iterator[Callable[[], bool]]:
    """Ctrl-C is noted for the call to ask about; a second one breaks off whatever hangs.

    An exception could be raised, and lost, inside a library's callback.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    pressed = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _notepad(wanted: bool, folder: Path, screen: Screen) -> Iterator[Notepad]:
    """Notes while the call goes on, where there is a keyboard; Enter on an empty line hangs up."""
    failures: list[str] = []

    def keep(jotted: Jotted) -> None:
        try:
            append_note(folder, KeptNote(jotted.text, jotted.at_ms, jotted.end_ms))
        except SessionError as error:
            failures.append(str(error))

    keys = terminal_keys() if wanted else None
    if keys is not None:
        open_notes(folder)
    with Notepad(keep, keys) as pad:
        yield pad
    if failures:
        screen.say(f"{len(failures)} of your notes were not kept. {failures[0]}")


# ---------------------------------------------------------------------- scoring


def score(
    reference: str,
    candidate: Path | None,
    called_on: dt.date | None,
    sessions: Path | None,
    recognizer: str | None,
    screen: Screen,
) -> Result:
    """Scores an audio file, or a session by its folder or id."""
    path = Path(reference)
    root = sessions or paths.sessions()
    if path.is_file() or (path.suffix and not path.is_dir()):
        return _score_recording(path, find_card(candidate), called_on, recognizer, screen)
    return score_session(reference, root, recognizer, screen)


def score_session(reference: str, sessions: Path | None, recognizer: str | None, screen: Screen) -> Result:
    """Scores a session again, from its recording and its facts."""
    session = open_session(reference, sessions or paths.sessions())
    with screen.working("Scoring"):
        name, engine = open_recognizer(recognizer)
        return Result(score_opened(session, engine, name), session.id, session.candidate, session)


def score_opened(session: Session, recognizer: Recognizer, name: str) -> Scorecard:
    """Scores a session with a recogniser that is loaded already, its notes and overrules included."""
    recording = read_recording(session.recording_path)
    scorecard = score_channels(
        recording,
        facts=session.facts,
        scenario=session.scenario,
        candidate=session.candidate,
        called_on=session.meta.called_on,
        detector=engines.load("detectors", session.meta.engines["detector"].name),
        recognizer=recognizer,
        recognizer_name=name,
        thresholds=session.meta.thresholds,
    )
    return with_overrules(with_session_notes(session, scorecard), read_overrules(session.folder))


def _score_recording(
    path: Path, card: Candidate | None, called_on: dt.date | None, recognizer: str | None, screen: Screen
) -> Result:
    recording = read_recording(path)
    with screen.working("Scoring"):
        name, engine = open_recognizer(recognizer)
    card = card and with_hearsay(card, name, engine, screen.progress)
    with screen.working("Scoring"):
        scorecard = score_channels(
            recording,
            candidate=card,
            called_on=called_on or dt.date.today(),
            detector=engines.load("detectors", engines.best("detectors")),
            recognizer=engine,
            recognizer_name=name,
        )
    return Result(scorecard, str(path), card)


def report(result: Result, console: Console, more: Sequence[Path] = ()) -> None:
    """The scorecard for a person, with what the session knows of the call. `more`: folders of packs."""
    session = result.session
    meta = session.meta if session else None
    about = About(source=result.source)
    if meta is not None:
        used = meta.engines
        about = About(
            source=result.source,
            voice=f"{meta.voice} ({used['voice'].name} {used['voice'].version})",
            line=meta.line.name,
            latency_ms=meta.line.latency_ms,
            engines=tuple(f"{kind}: {engine.name} {engine.version}" for kind, engine in used.items()),
        )
    print_report(
        result.scorecard,
        console,
        scenario=session.scenario if session else None,
        next_time=next_time(result, more),
        about=about,
    )
    for note in session.passed_over if session else ():
        console.print(f"Not read: {note}", markup=False)
