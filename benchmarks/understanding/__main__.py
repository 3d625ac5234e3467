"""python -m benchmarks.understanding [--split dev|test] [--spoken] [--json] [PART ...]

Parts: introductions, dates, cues (in seconds, text only), and evidence, which is spoken and takes minutes.
Introductions and dates have programs of their own with more to choose from; their test split is "heldout".
"""

import argparse
import json
import time

from benchmarks.understanding import cues, dates, evidence, introductions


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__)
    parser.add_argument("part", nargs="*", help="introductions, dates and cues where left out")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument(
        "--spoken", action="store_true", help="spoken by hibari and read by Moonshine; minutes"
    )
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args()
    began = time.perf_counter()
    result: dict[str, object] = {}
    parts = options.part or ["introductions", "dates", "cues"]
    split = "heldout" if options.split == "test" else "dev"
    if "introductions" in parts:
        spoken = ("clean",) if options.spoken else ()
        result["introductions"] = introductions.show(split, spoken, quiet=options.as_json)
    if "dates" in parts:
        result["dates"] = dates.show(split, quiet=options.as_json)
    if "cues" in parts:
        result |= cues.show(options.split, options.spoken, quiet=options.as_json)
    if "evidence" in parts:
        of_moments = evidence.evidence(options.split)
        result["evidence"] = of_moments.to_json()
        if not options.as_json:
            print(evidence.told(options.split, of_moments))
    if options.as_json:
        print(json.dumps(result, indent=2))
    else:
        print(f"{time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
