"""The process that speaks one text into a file through pyttsx3, and ends. The only file that imports it.

Run as `python -m simulator.speech.pyttsx3_child` with a `Request` as JSON on stdin; exits 0 once the file is
written, else with the reason on stderr. A process for each text, because pyttsx3 keeps only the last of
several files, returns before espeak has finished, needs COM or a run loop in the main thread, and prints.
espeak-ng itself, which is GPL, is loaded nowhere else. Nothing is ever played.
"""

import ctypes
import json
import os
import sys
import threading
from typing import Any, TypedDict


class Request(TypedDict):
    """voice: "" for the system's own, else a part of its name or id, with espeak's "+variant" if wanted.

    rate: words a minute. pitch: 0 to 99, only espeak has one. volume: 0 to 1. seconds: how long espeak may
    take.
    """

    text: str
    file: str
    voice: str
    rate: float
    pitch: float
    volume: float
    seconds: float


def preload_espeak() -> None:
    """Makes libespeak-ng of the espeakng-loader wheel the one that pyttsx3 finds by its soname.

    Where the wheel is missing, pyttsx3 finds the system's own library, or says that there is none.
    """
    try:
        import espeakng_loader
    except ImportError:
        return
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def speak(request: Request) -> None:
    """Writes the file; raises RuntimeError or OSError when that does not work."""
    if sys.platform == "linux":
        preload_espeak()
    import pyttsx3

    engine = pyttsx3.init()
    espeak = str(engine) == "espeak"
    finished = threading.Event()
    errors: list[Exception] = []
    engine.connect("finished-utterance", lambda **_: finished.set())
    engine.connect("error", lambda exception, **_: errors.append(exception))
    if voice := _matching(engine.getProperty("voices"), request["voice"], variants=espeak):
        engine.setProperty("voice", voice)
    engine.setProperty("rate", int(request["rate"]))
    engine.setProperty("volume", request["volume"])
    if espeak:
        engine.setProperty("pitch", int(request["pitch"]))
    engine.save_to_file(request["text"], request["file"])
    engine.runAndWait()
    # espeak speaks on in a thread of its own; the drivers of macOS and Windows have finished by now.
    if espeak and not finished.wait(request["seconds"]):
        raise RuntimeError(f"espeak did not finish within {request['seconds']:g} s")
    if errors:
        raise RuntimeError(str(errors[0]))


def _matching(voices: list[Any], wanted: str, *, variants: bool) -> str | None:
    """The id of the voice that is, else that holds, what is wanted; None leaves the system's own."""
    base, plus, variant = wanted.partition("+")
    base = base.strip().casefold()
    if not base:
        return None
    known = sorted(((str(v.id), str(v.name).casefold()) for v in voices), key=lambda pair: len(pair[0]))
    exact = [id_ for id_, name in known if base in (id_.casefold(), id_.casefold().rpartition("/")[2], name)]
    part = [id_ for id_, name in known if base in id_.casefold() or base in name]
    found = next(iter(exact + part), None)
    return found + plus + variant if found and variants else found


def main() -> None:
    """Leaves without Python's own clean-up, in which espeak's thread can crash."""
    try:
        speak(json.load(sys.stdin))
    except (RuntimeError, OSError, ImportError, ValueError, KeyError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
