"""Which candidate card is meant: the named file, ./candidate.yaml, or the one in the user's own folder."""

from pathlib import Path

import platformdirs

from simulator.scenario.candidate import Candidate, read_candidate

CARD = "candidate.yaml"


def find_card(path: Path | None) -> Candidate | None:
    """The card at `path`, else the default one; None where there is none. Raises ContentError."""
    if path is not None:
        return read_candidate(path)
    own = Path(platformdirs.user_config_dir("voice-practice-simulator", appauthor=False)) / CARD
    for place in (Path(CARD), own):
        if place.is_file():
            return read_candidate(place)
    return None
