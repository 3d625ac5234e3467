"""`simulator scenarios`: the calls there are, and all that those who write and share them need.

A front door: finds, plays, prints. Must not know: how a scenario is read, checked, explored or packed.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from simulator import front

ScenarioArgument = Annotated[str, typer.Argument(metavar="ID", help="A scenario's id.")]


def register(scenarios_app: typer.Typer) -> None:
    """Adds the commands to `simulator scenarios`."""

    @scenarios_app.command("show")
    def show(
        scenario: ScenarioArgument,
        svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Draw it as SVG.")] = None,
        tree: Annotated[bool, typer.Option("--tree", help="Only the paths, as a tree.")] = False,
        scenarios: front.ScenariosOption = None,
    ) -> None:
        """The script: every line, and where the call goes after it; as a tree, or drawn."""
        with front.errors():
            from rich.console import Console

            from simulator import rehearsal
            from simulator.reports.script import print_scenario
            from simulator.scenario import picture

            found = rehearsal.choose_scenario(scenario, scenarios or ()).scenario
            if svg is not None:
                _write(svg, picture.svg(found))
                typer.echo(f"Wrote {svg}.")
            elif tree:
                typer.echo(picture.tree(found), nl=False)
            else:
                print_scenario(Console(highlight=False), found)
                typer.echo("\nPaths:\n\n" + picture.tree(found), nl=False)

    @scenarios_app.command("check")
    def check(
        folders: Annotated[
            list[Path] | None, typer.Argument(help="Packs, or folders of packs (default: all).")
        ] = None,
        scenarios: front.ScenariosOption = None,
        quick: Annotated[bool, typer.Option("--quick", help="Leave out playing every path.")] = False,
    ) -> None:
        """Find everything that is wrong with scenarios, each with file, line and column; play every path."""
        with front.errors():
            from simulator import packs, rehearsal, speakers

            own = [root for root in rehearsal.scenario_roots(()) if root.is_dir()]
            found = packs.read(folders or [*own, *(scenarios or ())])
            problems, played = packs.examine(found, speakers.ids(), explores=not quick)
            for problem in problems:
                typer.echo(str(problem), err=True)
            if problems:
                told = f"{packs.count(len(problems), 'problem')} in {packs.count(len(found), 'scenario')}"
                front.fail(front.CONTENT, told)
            typer.echo(packs.summary(found, played))

    @scenarios_app.command("cues")
    def cues() -> None:
        """What a branch may ask for in the caller's words."""
        from simulator.understanding.vocabulary import CUES

        front.table(("cue", "what the caller does"), tuple(CUES.items()))

    @scenarios_app.command("new")
    def new(
        pack: Annotated[str, typer.Argument(help="The pack's id, such as my-pack.")],
        scenario: Annotated[str, typer.Argument(metavar="ID", help="The scenario's id, such as my-call.")],
        title: Annotated[str, typer.Option(help="The scenario's title.")] = "A call of my own",
        folder: Annotated[
            Path | None, typer.Option("--in", metavar="DIR", help="A folder of packs (default: yours).")
        ] = None,
    ) -> None:
        """Write a pack that already plays and passes the check, to be changed line by line."""
        with front.errors():
            from simulator import paths
            from simulator.scenario import starter

            _need_slug(pack, "pack")
            _need_slug(scenario, "scenario")
            root = folder or paths.packs()
            made = starter.create(root, pack, scenario, title)
            more = f" --scenarios {root}" if folder else ""
            typer.echo(f"Wrote {made / scenario}.yaml and its cases.")
            typer.echo(f"Check it:  simulator scenarios check {made}")
            typer.echo(f"Try it:    simulator scenarios try {scenario}{more}")

    @scenarios_app.command("try")
    def try_(
        scenario: ScenarioArgument,
        candidate: front.CandidateOption = None,
        caller: Annotated[
            str | None, typer.Option(metavar="CASE", help="Watch a case's caller instead of typing.")
        ] = None,
        seed: Annotated[int, typer.Option(min=0, help="Chooses the variants of the lines.")] = 0,
        scenarios: front.ScenariosOption = None,
    ) -> None:
        """Type your side of the call and see what is taken from it: fields, cues, the branch. No sound."""
        with front.errors():
            from simulator import packs, rehearsal
            from simulator.call.typed import HELP, TypedCall
            from simulator.scenario.candidate import example_candidate, read_candidate

            loaded = rehearsal.choose_scenario(scenario, scenarios or ())
            found = loaded.scenario
            card = read_candidate(candidate) if candidate else example_candidate()
            if caller is not None:
                _print(packs.watch(loaded, caller, card, seed))
                return
            call = TypedCall(found, card, seed)
            typer.echo(f"You are {card.name}, {card.position}. {HELP}")
            _print(call.opening())
            while not call.ended:
                try:
                    typed = input("You: ")
                except EOFError:
                    typed = "/quit"
                _print(call.answer(typed))

    @scenarios_app.command("hear")
    def hear(
        scenario: ScenarioArgument,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help="(default: ID.wav)")
        ] = None,
        candidate: front.CandidateOption = None,
        voice: Annotated[str | None, typer.Option(help="The recruiter's voice.")] = None,
        seed: Annotated[int, typer.Option(min=0, help="Chooses the variants of the lines.")] = 0,
        scenarios: front.ScenariosOption = None,
    ) -> None:
        """Render the recruiter's side, line after line with its pauses, to a WAV file."""
        with front.errors():
            from simulator import packs, rehearsal
            from simulator.scenario.candidate import example_candidate, read_candidate
            from simulator.scenario.variants import by_seed, chosen

            found = chosen(rehearsal.choose_scenario(scenario, scenarios or ()).scenario, by_seed(seed))
            card = read_candidate(candidate) if candidate else example_candidate()
            target = output or Path(f"{found.id}.wav")
            clips = rehearsal.render_scenario(found, card, voice, rehearsal.Screen())
            seconds = packs.save_sound(target, packs.script_sound(found, clips, card))
            typer.echo(f"Wrote {target}: {seconds} s.")

    @scenarios_app.command("export")
    def export(
        pack: Annotated[str, typer.Argument(help="A pack's id, or its folder.")],
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help="(default: PACK.simpack)")
        ] = None,
        scenarios: front.ScenariosOption = None,
    ) -> None:
        """Write a pack as one file to share. The same pack gives the same bytes."""
        with front.errors():
            from simulator import packs
            from simulator.scenario import archive

            folder = packs.pack_folder(pack, scenarios or ())
            written = archive.export(folder, output or Path(f"{folder.name}{archive.SUFFIX}"))
            typer.echo(f"Wrote {written}.")

    @scenarios_app.command("install")
    def install(
        file: Annotated[Path, typer.Argument(metavar="FILE", help="A .simpack file.")],
        replace: Annotated[bool, typer.Option("--replace", help="Replace a pack that is there.")] = False,
    ) -> None:
        """Add a pack from a file. It is checked first; one that is unsafe leaves nothing behind."""
        with front.errors():
            from simulator import packs, paths
            from simulator.scenario import archive

            shipped = packs.ids(packs.read([paths.content("scenarios")]))
            pack = archive.install(file, paths.packs(), again=replace, taken=shipped)
            typer.echo(f"Installed {pack.card.id}: {', '.join(s.scenario.id for s in pack.scenarios)}.")

    @scenarios_app.command("remove")
    def remove(
        pack: Annotated[str, typer.Argument(help="The id of an installed pack.")],
        yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    ) -> None:
        """Remove an installed pack, or one of your own, for good."""
        with front.errors():
            from simulator import paths
            from simulator.scenario import archive

            if not yes:
                typer.confirm(f"Remove the pack {pack} and all of its scenarios?", abort=True)
            typer.echo(f"Removed {archive.remove(pack, paths.packs())}.")

    @scenarios_app.command("upgrade")
    def upgrade(
        files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Scenario files.")],
    ) -> None:
        """Rewrite scenarios of an older format in today's; comments stay."""
        with front.errors():
            from simulator import yamlfile
            from simulator.scenario.upgrade import upgrade as change

            for file in files:
                text = yamlfile.read_text(file)
                changed = yamlfile.rewritten(text, change, str(file))
                if changed == text:
                    typer.echo(f"{file}: nothing to do.")
                else:
                    _write(file, changed)
                    typer.echo(f"{file}: upgraded.")

    @scenarios_app.command("schema")
    def schema(
        folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of packs.")],
    ) -> None:
        """Write the JSON Schemas that editors use beside the packs in a folder."""
        with front.errors():
            from simulator.scenario import schema as schemas

            for path in schemas.write(folder):
                typer.echo(str(path))


def _need_slug(name: str, what: str) -> None:
    from pydantic import TypeAdapter, ValidationError

    from simulator.scenario.model import Slug

    try:
        TypeAdapter(Slug).validate_python(name)
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise typer.BadParameter(f"the {what}'s id {said}") from None


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _write(path: Path, text: str) -> None:
    from simulator.protocols import EngineError

    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise EngineError(f"{path} cannot be written: {error.strerror}.", "Choose another file.") from error
