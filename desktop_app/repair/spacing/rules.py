# SPDX-License-Identifier: Apache-2.0
"""Which boundary between two tokens was made by a tokeniser: rules of English punctuation.

A rule names the series its suggestions belong to and how sure it is. The confidences were measured on
damaged articles with known originals (``tests/benchmarks/repair.py`` prints the table).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Join:
    """A space that a tokeniser put in."""

    series: str
    """What the cause is called."""
    explanation: str
    """Why, in one sentence."""
    confidence: float
    """0..1: how many of those are right."""


APOSTROPHES = "'’`´"
_A = f"[{APOSTROPHES}]"

_CLOSING = {
    ",": "comma",
    ".": "full stop",
    ";": "semicolon",
    ":": "colon",
    "?": "question mark",
    "!": "exclamation mark",
    ")": "closing bracket",
    "]": "closing bracket",
    "}": "closing bracket",
    "”": "closing quotation mark",
    "’": "closing quotation mark",
    "%": "percent sign",
}
_CLOSERS = re.compile(r"[,.;:?!)\]}”’%…]{1,6}")
_EMOTICONS = frozenset({":)", ";)", ":]", ":))", ";))"})
_OPENERS = re.compile(r"[(\[{“‘„¿¡]{1,4}")
_CLITIC = re.compile(rf"(?:{_A}(?:s|re|ve|ll|d|m)|n{_A}t)", re.IGNORECASE)
_CLITIC_LETTERS = re.compile(r"s|m|d|re|ve|ll|t", re.IGNORECASE)
_AFTER_DECIMALS = frozenset(
    "million billion trillion thousand percent % per km kg m cm mm miles points degrees inches feet".split()
)
_ELISION = re.compile(r"\d0s|\d\d|em|til|tis|twas|cause|n", re.IGNORECASE)
_FUSED = {
    ("can", "not"): 0.9,
    ("gon", "na"): 0.98,
    ("wan", "na"): 0.98,
    ("got", "ta"): 0.97,
    ("gim", "me"): 0.97,
    ("lem", "me"): 0.97,
    ("'t", "is"): 0.97,
    ("'t", "was"): 0.97,
    ("’t", "is"): 0.97,
    ("’t", "was"): 0.97,
}
_CURRENCY = frozenset("$£€¥₹#")
_CURRENCY_PREFIX = frozenset("US AU NZ CA HK S C A R".split())
_NUMBER = re.compile(r"\d[\d,.]{0,20}")
_UNITS = frozenset("km m mi miles mile ft kB MB GB".split())
_PER = frozenset("h s hr hour sec second min minute".split())
_SLASHED = {
    ("and", "or"),
    ("he", "she"),
    ("she", "he"),
    ("his", "her"),
    ("him", "her"),
    ("w", "o"),
    ("s", "he"),
}
_CLAUSE_STARTERS = frozenset(
    "i we you he she it they this that these those the a an there although though but because who which whom "
    "whose what when where if even not is was were are my our his her their its one and or so yet such with "
    "including especially particularly both some all no now then just only perhaps maybe namely even january "
    "february march april may june july august september october november december".split()
)
_PREPOSITIONS = frozenset("for with through of from as to by at into than".split())
_BEFORE_PREPOSITION = frozenset("how passer passers stand drive fly walk run follow sell need want".split())
_PARTICLES = frozenset("in on off up down out over".split())
_DETERMINERS = frozenset("the a an his her its their our my your this that these those".split())
_LINKS = frozenset("and in of to by the a de la le up on for at or du da el al di".split())


def closes(form: str) -> Join | None:
    """Return why a token belongs to the word before it, or ``None``.

    >>> closes(","), closes("call")
    (Join(series='Space before a comma', explanation='A comma follows its word without a space.', \
confidence=0.995), None)
    """
    if _CLITIC.fullmatch(form):
        return Join(
            "Split contraction or possessive",
            f"“{form}” was split off the word before it; people write them as one.",
            0.99,
        )
    if form[0] in _CLOSING and _CLOSERS.fullmatch(form) and form not in _EMOTICONS:
        name = _CLOSING[form[0]]
        article = "An" if name[0] in "aeiou" else "A"
        return Join(
            f"Space before {article.lower()} {name}",
            f"{article} {name} follows its word without a space.",
            0.995,
        )
    return None


def opens(form: str) -> Join | None:
    """Return why a token belongs to the word after it, or ``None``."""
    if _OPENERS.fullmatch(form):
        if form[0] in "([{":
            return Join("Space after an opening bracket", "No space follows an opening bracket.", 0.995)
        return Join(
            "Space after an opening quotation mark", "No space follows an opening quotation mark.", 0.99
        )
    return None


def fused(left: str, right: str, after: str) -> Join | None:
    """Return why two tokens are one word (``gon na``, ``can not``), or ``None``.

    ``after`` is the token that follows: ``can not only`` stays apart.
    """
    confidence = _FUSED.get((left.lower(), right.lower()))
    if confidence is None or (right.lower() == "not" and after.lower() in ("only", "just", "merely")):
        return None
    return Join("Split word", f"“{left}{right}” is one word; tokenisers split it.", confidence)


def symbol(left: str, right: str, before: str, after: str) -> Join | None:
    """Return why a currency sign, a number sign or an ampersand touches its neighbour, or ``None``.

    ``before`` and ``after`` are the tokens around the two, "" at the ends of a paragraph.
    """
    if left in _CURRENCY and right[0].isdigit():
        return Join("Space after a currency or number sign", f"“{left}” touches its number.", 0.9)
    if right in _CURRENCY and left in _CURRENCY_PREFIX and after[:1].isdigit():
        return Join("Space in a currency name", f"“{left}{right}” is one sign.", 0.6)
    if left[0] in APOSTROPHES and len(left) == 1 and _ELISION.fullmatch(right) and before:
        return Join("Split elision", f"“{left}{right}” is one word.", 0.9)
    ampersand = "&" in (left, right)
    if ampersand:
        pair = (before, right) if left == "&" else (left, after)
        if all(part.isupper() and len(part) <= 2 for part in pair):
            return Join("Split abbreviation", "Abbreviations with an ampersand are written in one.", 0.85)
    return None


def inside_number(left: str, right: str, before: str, after: str) -> Join | None:
    """Return why two tokens belong to one time, score or number (``9 : 25``, ``10 , 000``), or ``None``."""
    mark, one, other, last = (left, before, right, after) if left in ".,:" else (right, left, after, "")
    if not (one.isdigit() and other.isdigit() and len(one) <= 3):
        return None
    if mark == ":" and len(other) <= 2:
        return Join("Split number", "A time, a score or a verse is written without spaces.", 0.9)
    if mark == "," and left == "," and len(other) == 3:
        return Join("Split number", "A number is written without spaces.", 0.8)
    if mark == "." and left == "." and last.lower() in _AFTER_DECIMALS:
        return Join("Split number", "A decimal number is written without spaces.", 0.85)
    return None


def split_apostrophe(before: str, mark: str, after: str) -> Join | None:
    """Return why an apostrophe belongs to both its neighbours (``I ’ m``, ``O ' Brien``), or ``None``."""
    if mark not in ("'", "’") or not before.isalpha():
        return None
    if _CLITIC_LETTERS.fullmatch(after) or (before == "O" and after[:1].isupper()):
        return Join("Split contraction or possessive", f"“{before}{mark}{after}” is one word.", 0.95)
    return None


def slash(left: str, right: str, before: str, after: str) -> Join | None:
    """Return why a slash touches its neighbours (``and / or``, ``km / h``, ``1 / 2``), or ``None``."""
    if "/" not in (left, right):
        return None
    one, other = (before, right) if left == "/" else (left, after)
    if (one.lower(), other.lower()) in _SLASHED or (one in _UNITS and other in _PER):
        return Join("Space around a slash", f"“{one}/{other}” is written without spaces.", 0.8)
    if one.isdigit() and other.isdigit():
        return Join("Space around a slash", "Fractions and dates are written without spaces.", 0.7)
    return None


def hyphen(tokens: Sequence[str], place: int) -> float | None:
    """Return how sure the hyphen at ``place`` belongs to a compound, 0..1, or ``None`` for a dash.

    >>> hyphen("a short - lived love".split(), 2) is not None, hyphen("it failed - we left".split(), 2)
    (True, None)
    """
    before = tokens[place - 1] if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    if not (before[-1:].isalnum() and after[:1].isalnum()) or (before.isdigit() and after.isdigit()):
        return None
    last = tokens[place + 2].lower() if place + 2 < len(tokens) else ""
    chained = last == "-" or (place > 1 and tokens[place - 2] == "-")
    if not chained and _starts_anew(before.lower(), after.lower(), last):
        return None
    if after.lower() in _CLAUSE_STARTERS and not (after.lower() in _LINKS and chained):
        return None
    if before.lower() in _CLAUSE_STARTERS and not (before.lower() in _LINKS and chained):
        return (
            None
            if before.lower() not in _LINKS and before.lower() not in ("then", "one", "all", "not")
            else 0.9
        )
    if before.isdigit() and after[:1].isupper():
        return None
    return 0.88 if before[0].isupper() == after[0].isupper() or after[0].isdigit() else 0.84


def _starts_anew(before: str, after: str, last: str) -> bool:
    """Tell whether a phrase begins after a mark: ``power - in the land``, but ``built - in lamp``."""
    if after in _PREPOSITIONS:
        return before not in _BEFORE_PREPOSITION
    return after in _PARTICLES and last in _DETERMINERS


def elided(form: str) -> bool:
    """Tell whether a token is what an apostrophe at its start leaves of a word (``89``, ``em``, ``twas``)."""
    return _ELISION.fullmatch(form) is not None
