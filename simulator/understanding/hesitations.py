"""Words without what is said while one thinks: "the, um, third", "on the, on the third"."""

from simulator.understanding.words import Word, word_set

_FILLERS = word_set("um uh er erm uhm umm hmm ah eh")
_SMALL = word_set("the on at in it was i of for")


def without_hesitations(said: tuple[Word, ...]) -> tuple[Word, ...]:
    """Fillers dropped, and the first of one or two small words said twice; numbers stay: "ten, ten past"."""
    kept: list[Word] = []
    for word in said:
        if word.norm in _FILLERS:
            continue
        kept.append(word)
        for size in (2, 1):
            last = [w.norm for w in kept[-size:]]
            if all(w in _SMALL for w in last) and [w.norm for w in kept[-2 * size : -size]] == last:
                del kept[-2 * size : -size]
    return tuple(kept)
