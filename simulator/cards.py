"""Which candidate card is meant: the named file, ./candidate.yaml, or the one in the user's own folder."""

from pathlib import Path

import platformdirs

from simulator.scenario.candidate import Candidate, read_candidate

CARD = "candidate.yaml"


def card_file(path: Path | None) -> Path | None:
    """`path`, else the file of the default card; None where there is none."""
    if path is not None:
        return path
    own = Path(platformdirs.user_config_dir("voice-practice-simulator", appauthor=False)) / CARD
    return next((place for place in (Path(CARD), own) if place.is_file()), None)


def find_card(path: Path | None) -> Candidate | None:
    """The card at `path`, else the default one; None where there is none. Raises ContentError."""
    file = card_file(path)
    return None if file is None else read_candidate(file)
