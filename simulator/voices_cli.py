"""`simulator voices`: who can speak here, how each sounds, and voices of the user's own. A front door."""

from pathlib import Path
from typing import Annotated

import typer

from simulator import front


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    voices_app = typer.Typer(
        help="The recruiters' and callers' voices, and which of them can speak here.",
        invoke_without_command=True,
    )
    app.add_typer(voices_app, name="voices")

    @voices_app.callback()
    def voices(context: typer.Context, as_json: front.JsonOption = False) -> None:
        if context.invoked_subcommand is not None:
            return
        with front.errors():
            from simulator import speakers

            found = speakers.voices()
            if as_json:
                front.print_json(found)
                return
            rows = [
                (
                    each["id"] + (" (default)" if each["default"] else ""),
                    each["engine"],
                    ", ".join(each["roles"]),
                    each["licence"],
                    each["about"] if each["available"] else f"not available: {each['why_not']}",
                )
                for each in found
            ]
            front.table(("voice", "engine", "roles", "licence", "about"), rows)

    @voices_app.command("hear")
    def hear(
        voice: Annotated[str, typer.Argument(metavar="VOICE", help="A voice's id, such as dana.")],
        output: Annotated[
            Path | None,
            typer.Option("--output", "-o", metavar="FILE", help="Write a WAV file instead of playing."),
        ] = None,
        text: Annotated[str | None, typer.Option("--text", help="What is said.")] = None,
        telephone: Annotated[
            bool, typer.Option("--telephone", help="As over a telephone line: 300 to 3400 Hz, some noise.")
        ] = False,
    ) -> None:
        """Hear a voice: on the loudspeaker, or as a WAV file where there is none."""
        with front.errors():
            from simulator import packs, speakers

            card, speaker = speakers.open_voice(voice, None, "recruiter", telephone)
            clip = speaker.render(text or speakers.SAMPLE)
            if output is None and speakers.play(clip):
                typer.echo(f"{card.id}: {card.name}, {card.accent}.")
                return
            target = output or Path(f"{card.id}.wav")
            packs.save_sound(target, [clip.samples])
            typer.echo(f"Wrote {target}: {clip.duration_ms / 1000:.1f} s.")

    @voices_app.command("add")
    def add(
        model: Annotated[
            Path, typer.Argument(metavar="FILE.onnx", help="A Piper voice, with FILE.onnx.json beside it.")
        ],
        name: Annotated[
            str | None, typer.Option("--id", help="The voice's id (default: the file's).")
        ] = None,
    ) -> None:
        """Add a voice file of your own; Piper speaks it (the extra `piper`, GPL-3)."""
        with front.errors():
            from simulator import engines, paths, speakers

            card = speakers.add(model, name)
            typer.echo(f"Wrote {paths.voices() / card.id}.yaml. Hear it:  simulator voices hear {card.id}")
            piper = engines.info("voices", "piper")
            if not piper.available:
                typer.echo(f"It cannot speak yet: {piper.why_not}\n  Fix: {piper.fix}", err=True)
