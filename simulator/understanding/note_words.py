"""The words of a note as a busy hand writes them: shortened, misspelt, or another word for the same thing.

    "trng", "trainign", "train."  ->  training          "reception"  ->  front desk

Lives here: the plain form of a word and whether two are the same. Must not know: numbers, days or times.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from simulator.understanding.phonetics import likeness, sounds
from simulator.understanding.words import plain

_PHRASES = (
    (r"\b(?:at once|straight ?away|right (?:away|now)|immediate(?:ly)?|asap|without notice)\b", "atonce"),
    (r"\b(?:front|reception) desk\b|\breception(?:ist)?\b", "frontdesk"),
    (r"\bhuman resources\b|\bh\.?r\.?\b|\bpers(?:onnel)?\.?(?: dep\w*)?\b", "personnel"),
    (r"\be-?mails?\b|\bmail(?:ed|s)?\b", "email"),
    (r"\b(?:drugs?|urine|medical) (?:test|screen(?:ing)?|check)\b", "drug test"),
    (r"\b(?:ring|phone|telephone|calls?) (?:\w+ )?(?:back|again)\b|\bcallback\b", "call back"),
    (r"\b(?:w/o|without)\b", "without"),
    (r"\bw/", "with "),
    (r"\bclosing date\b|\bdead ?line\b", "deadline"),
    (r"\bdriving licen[cs]e\b", "licence"),
    (r"\b(?:long[- ]?winded|rambl\w+|talked? too much|not (?:short|brief|concise))\b", "long"),
)  # fmt: skip
_GROUPS = (
    "spreadsheet excel sheet", "contract agreement paperwork",
    "experience exp experienced expertise background practice", "team colleague everybody everyone",
    "short brief concise shorter", "prepared preparation prep ready", "course class lesson",
    "example sample portfolio ex", "booking reservation", "system software program tool",
    "extension ext extn x line number phone tel no", "begin start starting commence", "street st str",
    "road rd", "training trng induction onboarding", "application apply applicant applying",
    "position job role post vacancy opening", "salary pay wage money", "manager boss mgr", "interview iv",
    "department dept dep", "appointment appt", "return back returned", "sign signed signature",
    "need require required want must", "write letter written", "reference ref referee",
    "certificate cert diploma", "clinic doctor hospital", "confident confidence", "decide decision decided",
    "question qu ask asked", "answer reply ans", "company firm co", "candidate applicant cand", "floor fl",
    "building bldg", "room rm", "parking park", "uniform clothes dress", "probation trial", "language lang",
    "quiet shy nervous", "listen listening", "speak spoke speaking talk talking", "customer client",
    "choice place option", "like liked love loved", "evening night nite", "budget funding",
    "freeze frozen hold", "weekend", "shift rota",
)  # fmt: skip
_STOP = frozenset(
    """
    a an the of in on at to for from by with and or but so is are was were be been am i me my we us our
    you your he she they them their it its this that these those there here as if not no than then too
    very just also all any some will would shall should can could do did does done have has had having
    who whom which what when where how up out into about over more one who's i'm it's that's we'll
    you'll please well s t re m ll ve d say said tell told get got let make made if because while per
    via e g eg ie etc said says way something somebody someone person
    """.split()  # noqa: SIM905
)
_NEGATIONS = frozenset(
    {"no", "not", "never", "without", "dont", "doesnt", "isnt", "wasnt", "wont", "cant", "none"}
)
# Real words one slip away from the words of facts: they are no misspellings.
_REAL = frozenset(
    """
    contact contacts text task desk dusk smart stark tram term them beam seam coarse cause curse causes
    source clause glass chart trail plan plane place please space peace price prize street strait trust
    truck shirt short sport sort shore storm form firm farm film floor flour flood house horse hours
    course best rest test west nest list least lost last most must mast road read ready rood food good
    wood mood wool pool tool cool call tall fall wall hall hill mill mail main male made mate late rate
    date gate hate sale same some came come game name fame line lane mine wine fine nine note role rule
    hole whole while white write quite quiet quit suit unit until untie united limited company campaign
    prepare propose purpose proper person personal parson prison reason season lesson listen lesser
    letter latter later better bitter butter matter meter mother brother other another bother rather
    father further farther office officer offer often order older elder under wonder winter water
    weather whether either neither number member remember
    """.split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\W\d_]+(?:['’&][^\W\d_]+)*\.?")
_SUFFIXES = (
    "nesses",
    "ness",
    "ations",
    "ation",
    "ings",
    "ing",
    "edly",
    "ers",
    "ies",
    "ied",
    "ed",
    "es",
    "er",
    "ly",
    "s",
    "e",
    "y",
)


def note_words(text: str) -> tuple[str, ...]:
    """The content words of `text` in their plain form, in order; phrases that name one thing become one."""
    low = text.lower()
    for pattern, to in _PHRASES:
        low = re.sub(pattern, to, low)
    found = (plain(token) for token in _WORD.findall(low))
    return tuple(_canonical(word) for word in found if word and word not in _STOP)


def negated(text: str, word: str) -> bool:
    """Whether a "no" or "not" stands within the two words before `word`."""
    tokens = [plain(token) for token in _WORD.findall(text.lower())]
    places = [
        i for i, token in enumerate(tokens) if token not in _NEGATIONS and same_word(word, _canonical(token))
    ]
    return any(_NEGATIONS & set(tokens[max(0, i - 2) : i]) for i in places)


@lru_cache(maxsize=4096)
def same_word(fact: str, note: str, name: bool = False) -> bool:
    """Whether `note` is the fact's word: inflected, shortened or misspelt; a name also by its sound."""
    if fact == note:
        return True
    one, other = _canonical(fact), _canonical(note)
    if one == other or _stem(one) == _stem(other):
        return True
    if name:
        return (len(fact) > 4 and _slip(fact, note)) or (
            len(fact) > 3
            and len(note) > 2
            and max(likeness(a, b) for a in sounds(fact)[:3] for b in sounds(note)[:3]) >= 0.8
        )
    return note not in _REAL and note not in _SAME and (_shortened(fact, note) or _slip(fact, note))


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word.removesuffix(suffix)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


_SAME = {
    form: group.split()[0] for group in _GROUPS for word in group.split() for form in (_stem(word), word)
}


def _canonical(word: str) -> str:
    """The word that stands for all that mean the same here."""
    return _SAME.get(word) or _SAME.get(_stem(word), word)


def _shortened(fact: str, note: str) -> bool:
    """ "trng" for training, "contr" for contract: the beginning, or letters in order."""
    if not 3 <= len(note) < len(fact) or len(fact) < 5:
        return False
    if fact.startswith(note):
        return True
    if fact[0] != note[0] or sum(letter in "aeiou" for letter in note) > 1:
        return False
    rest = iter(fact)
    return all(letter in rest for letter in note) and 2 * len(note) >= len(re.sub("[aeiou]", "", fact))


def _slip(fact: str, note: str) -> bool:
    limit = 0 if len(fact) < 4 else 1 if len(fact) < 7 else 2 if len(fact) < 11 else 3
    if abs(len(fact) - len(note)) > limit or fact[0] != note[0]:
        return False
    return bool(OSA.distance(fact, note) <= limit)
