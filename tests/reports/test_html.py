"""The report's page without a browser: what it shows, and that no text of others' can change its shape."""

import base64
import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hostile import FIXED, hostile_call
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from simulator.audio.files import ENCODINGS, Recording, encode, read_samples
from simulator.protocols import EchoState
from simulator.reports.compare import compare
from simulator.reports.html.call import Course, ReportedCall, peaks, sound_of
from simulator.reports.html.coaching import unheard
from simulator.reports.html.curves import HEIGHT, curve
from simulator.reports.html.document import for_script
from simulator.reports.html.highlight import rows
from simulator.reports.html.moments import moments
from simulator.reports.html.page import comparison_page, report_page
from simulator.reports.html.view import thresholds
from simulator.reports.json import to_dict
from simulator.timeline import THRESHOLDS, Segment


class Shape(HTMLParser):
    """Every tag with its attributes' names, and the values of those that could run or load something."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        live = {"href", "src", "http-equiv", "type", "data-start", "data-end", "id"}
        self.tags.append(
            (tag, tuple((name, (value or "") if name in live else "") for name, value in attributes))
        )

    def handle_data(self, data: str) -> None:
        self.text.append(data)


BENIGN = hostile_call(lambda: "word")
"""With one word everywhere the same checks find the same rows."""
SHAPE = Shape(report_page(BENIGN)).tags


def pages(call: ReportedCall) -> tuple[str, str]:
    return report_page(call), comparison_page(compare(call.card, call.card), call, call)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_text_of_others_changes_the_shape_of_the_page(data: st.DataObject) -> None:
    texts = st.one_of(
        st.sampled_from([text for text in FIXED if len(text) < 100]),
        st.text(st.characters(codec=None), min_size=1, max_size=12),
        st.text("<>&'\"/=-!;:()xsvgonloadjcript \n\x00", min_size=1, max_size=30),
    )
    drawn = data.draw(st.lists(texts, min_size=3, max_size=8))
    turn = itertools.cycle(drawn)
    page = report_page(hostile_call(lambda: next(turn)))
    assert Shape(page).tags == SHAPE


@pytest.mark.parametrize("text", FIXED, ids=range(len(FIXED)))
def test_hostile_text_is_shown_and_nothing_else(text: str) -> None:
    for page, benign in zip(pages(hostile_call(lambda: text)), pages(BENIGN), strict=True):
        assert Shape(page).tags == Shape(benign).tags
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
        page.encode("utf-8")
        data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
        assert data and json.loads(data[1])[0]["duration_ms"] == 10_000


def test_only_our_own_script_and_style_may_run() -> None:
    for page in pages(BENIGN):
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        policy = policy.replace("&#39;", "'")
        assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy
        for kind, tag in (("script", "script"), ("style", "style")):
            (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert f"{kind}-src 'sha256-{digest}'" in policy
        assert not re.search(r"\son\w+=|\sstyle=|https?://", page), "no inline handler, style or address"


@given(
    st.recursive(st.text() | st.integers() | st.none(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_data_for_the_script_comes_back_and_cannot_end_the_element(data: object) -> None:
    text = str(for_script(data))
    assert json.loads(text) == data
    assert not set("<>&\u2028\u2029") & set(text) and text.isascii()


def test_words_that_earned_and_lost_checks_are_marked_where_they_stand() -> None:
    card = replace(
        BENIGN.card,
        transcript=(
            *BENIGN.card.transcript[:2],
            replace(BENIGN.card.transcript[2], text="I am word Ellis, word for word."),
        ),
    )
    checks = (
        replace(card.checks[0], heard="word", start_ms=6600, end_ms=7000),
        replace(card.checks[1], heard="word for", start_ms=8000, end_ms=8500),
        *card.checks[2:],
    )
    _, cut_in, answer = rows(replace(card, checks=checks))
    assert [(p.text, p.result) for p in answer.pieces] == [
        ("I am ", ""), ("word", "pass"), (" Ellis, ", ""), ("word for", "fail"), (" word.", ""),
    ]  # fmt: skip
    assert [check.id for check in cut_in.checks] == ["C2"]
    assert [check.id for check in answer.checks] == ["C10"]


def test_no_field_of_the_call_is_left_without_hostile_text() -> None:
    """A new field of text is either hostile in `hostile_call` or named here as one of our own words."""
    marks = (f"«{number}»" for number in itertools.count())
    found: dict[str, set[bool]] = {}
    for field, text in texts_of(hostile_call(lambda: next(marks)), "call"):
        found.setdefault(field, set()).add("«" in text)
    assert {field for field, hostile in found.items() if True not in hostile} == OUR_OWN


OUR_OWN = {
    "Branch.go", "Change.checks", "Check.id", "Check.name", "Check.result", "EchoState.mode", "Encoded.mime",
    "NextCall.trains", "Overlap.kind", "Overruled.measured", "RecruiterLine.node", "Said.party",
    "Scenario.id", "Scenario.language", "Scenario.mood", "Scenario.only", "Scenario.outcome", "Scenario.start",
    "Scorecard.ended_by",
}  # fmt: skip
"""Words that the package itself chooses, or that a scenario's reader lets through as slugs only."""


def texts_of(value: object, field: str) -> Iterator[tuple[str, str]]:
    """Every text inside a value, with the class and field that hold it."""
    if isinstance(value, str):
        yield field, value
    elif is_dataclass(value) or isinstance(value, BaseModel):
        names = type(value).model_fields if isinstance(value, BaseModel) else type(value).__dataclass_fields__
        for name in names:
            yield from texts_of(getattr(value, name), f"{type(value).__name__}.{name}")
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_of(each, field)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts_of(each, field)


def test_the_echo_is_told_with_every_number_of_it() -> None:
    told = "loudspeaker, -12.3 dB against the recruiter, loop delay 62.5 ms, lowered by 22.4 dB (ERLE)"
    page = report_page(BENIGN)
    assert told in page and "drift 20.0 ppm" in page and "confidence 0.93" in page
    headphones = replace(BENIGN.card, echo=EchoState("headphones", None, -52.0, 0.0, 0.0, 0, 1.0))
    assert "headphones, -52.0 dB" in report_page(replace(BENIGN, card=headphones))
    echo = to_dict(BENIGN.card)["echo"]
    assert echo == {
        "mode": "speakers", "loop_delay_ms": 62.5, "echo_db": -12.3, "erle_db": 22.4, "drift_ppm": 20.0,
        "jumps": 1, "confidence": 0.93,
    }  # fmt: skip


def test_the_band_and_the_points_of_a_curve_are_at_their_values() -> None:
    windows = [Segment(start, start + 5000) for start in range(0, 10_000, 2500)]
    points = tuple(zip(windows, (100.0, 200.0, None, 400.0), strict=True))
    drawn = curve(Course("Pitch", "Hz", points, (100.0, 400.0), 3), 20_000)
    assert [p.x for p in drawn.points] == ["12.500%", "25.000%", "50.000%"]
    low, middle, high = (p.y for p in drawn.points)
    assert middle == (low + high) / 2, "an octave is an octave"
    assert drawn.band == (high, low - high)
    assert [p.joined is not None for p in drawn.points] == [False, True, False], (
        "no line over what is unknown"
    )
    flat = curve(Course("Pace", "syllables/s", points[:1]), 20_000)
    assert flat.band is None and 0 < flat.points[0].y < HEIGHT


def test_every_threshold_says_what_it_decides() -> None:
    assert [each.name for each in thresholds(THRESHOLDS) if len(each.meaning) < 9] == []


def test_words_that_were_cut_off_and_said_later_were_not_missed() -> None:
    texts = iter(f"text {number}" for number in itertools.count())
    call = hostile_call(lambda: next(texts))
    turns = call.card.turns
    assert turns is not None
    (line,) = turns.lines
    assert call.scenario is not None
    first, second = (part.say for part in call.scenario.nodes["start"].say)  # type: ignore[union-attr]
    assert unheard(line, call).endswith(second)
    again = replace(
        line,
        number=1,
        cut=False,
        parts=tuple(replace(line.parts[0], text=t, said=True) for t in (first, second)),
    )
    later = replace(call, card=replace(call.card, turns=replace(turns, lines=(line, again))))
    assert unheard(line, later) == ""


def test_moments_are_in_order_and_each_kind_is_drawn_in_a_row() -> None:
    found = moments(BENIGN)
    assert [m.kind for m in found] == ["earned", "verdict", "talk-over", "backchannel", "lost", "check"]
    assert [m.start for m in found] == sorted(m.start for m in found)


def test_peaks_are_the_loudest_of_each_column() -> None:
    samples = np.random.default_rng(3).integers(-3000, 3000, 12_345).astype(np.int16)
    samples[5000] = -32768
    found = peaks(samples, 100)
    edges = np.linspace(0, len(samples), 101).astype(int)
    loudest = [int(np.abs(samples[a:b].astype(int)).max()) for a, b in itertools.pairwise(edges)]
    assert list(found) == [round(100 * (value / 32768) ** 0.7) for value in loudest]
    assert peaks(samples[:0]) == (0,) * 1000
    assert len(peaks(samples[:7])) == 1000


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_moment_is_where_it_was_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    caller = np.zeros(32_000, dtype=np.int16)
    caller[16_000:20_000] = (12_000 * np.sin(np.arange(4000) * 0.4)).astype(np.int16)
    recording = Recording(caller, np.zeros_like(caller), 2000, 2, 16_000)
    sound, _, _ = sound_of(recording, encoding)
    path = tmp_path / "call"
    path.write_bytes(sound.data)
    samples, rate = read_samples(path)
    onset = int(np.argmax(np.abs(samples) > 0.05)) / rate
    assert abs(onset - 1.0) < 0.02 and abs(len(samples) / rate - 2) < 0.1


def test_both_at_full_scale_do_not_clip_and_one_channel_stays_one() -> None:
    loud = np.full(1600, 32767, dtype=np.int16)
    both = Recording(loud, loud, 100, 2, 16_000)
    sound, _, recruiter = sound_of(both, "wav")
    assert np.frombuffer(sound.data[44:], dtype="<i2").max() == 32767 and recruiter is not None
    assert sound_of(Recording(loud, None, 100, 1, 16_000), "wav")[2] is None
    with pytest.raises(ValueError, match="cannot write"):
        encode(loud[:, None], "aac")


def test_one_channel_alone_makes_a_report() -> None:
    alone = replace(
        BENIGN, card=replace(BENIGN.card, turns=None, channels=1), recruiter_peaks=None, scenario=None
    )
    page = report_page(alone)
    assert "One channel: turns cannot be measured." in page and "Line by line" not in page
