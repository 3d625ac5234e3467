"""Counts that end in the interview's day: "ten days since my interview", "a week today since we met"."""

from simulator.understanding.date_count import Counted
from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run
from simulator.understanding.date_words import WEEKDAY

ANCHOR = {"today": 0, "yesterday": 1, "tomorrow": -1}
_MET = ("met", "saw", "spoke", "talked", "sat", "came")


def since_it(run: Run, said: Counted, p: Parts) -> int:
    """ "Ten days since my interview", "a week today since we met": a count that ends in its day."""
    anchor = ANCHOR.get(run.norm(said.end))
    here = said.end + (anchor is not None)
    coming = run.norm(here) in ("this", "on", "next", "come")
    weekday = WEEKDAY.get(run.norm(here + coming))
    if anchor is None and weekday is not None:  # two weeks this Friday
        anchor, here = -((weekday - run.called_on.weekday()) % 7), here + coming + 1
    here += run.norm(here) in ("now", "already")
    if anchor is not None and run.norm(here) != "since":  # two weeks today, quarter to nine, since I came
        here = next((i for i in range(here, here + 6) if run.norm(i) == "since"), here)
    following = run.norms(here + 1, 5)
    told = _tells_of_it(run, here + 1)
    to_the_interview = run.norm(here) in ("since", "that") and (
        told or any(word.startswith("interview") or word in _MET for word in following)
    )
    came = _tells_of_it(run, here)
    if anchor is not None and came and not said.loose:  # a week today I was in with you
        p.exact = {run.back(said.days + anchor)}
        return here
    if not to_the_interview or said.loose or (run.norm(here) == "that" and anchor is None):
        return 0
    p.exact = {run.back(said.days + (anchor or 0))}
    return here + 1


def _tells_of_it(run: Run, at: int) -> bool:
    """I was in, we met, you had me in."""
    does, then = run.norms(at + 1, 2)
    seen = does in (*_MET, "interviewed", "had") or (does == "was" and then not in ("told", "promised"))
    return run.norm(at) in ("i", "we", "you") and seen
