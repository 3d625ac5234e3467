"""Where things are: the shipped voices and scenarios, and the user's own folders."""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent


def content(kind: str) -> Path:
    """The folder of shipped `voices` or `scenarios`, from an installed wheel or from a checkout."""
    installed = _PACKAGE / "_content" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind


def sessions() -> Path:
    """Where sessions are kept unless the user says otherwise."""
    return Path(platformdirs.user_data_dir("voice-practice-simulator", appauthor=False)) / "sessions"


def heard_names() -> Path:
    """Where it is kept how recognisers hear names; everything in it can be made again."""
    return clips().with_name("heard-names")


def clips() -> Path:
    """Where rendered clips are kept; everything in it can be made again."""
    return Path(platformdirs.user_cache_dir("voice-practice-simulator", appauthor=False)) / "clips"


def packs() -> Path:
    """Where the user's own and installed scenario packs are kept."""
    return Path(platformdirs.user_data_dir("voice-practice-simulator", appauthor=False)) / "scenarios"


def voices() -> Path:
    """Where the user's own voice cards are kept."""
    return packs().with_name("voices")
