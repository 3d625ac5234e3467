"""Commands around the practice itself: its history, its notes, and whether to call at all. A front door."""

import typer


def register(app: typer.Typer) -> None:
    """Adds `history`, `notes` and `advise` to the command line."""
    from simulator.commands import advise, history, notes

    history.register(app)
    notes.register(app)
    advise.register(app)
