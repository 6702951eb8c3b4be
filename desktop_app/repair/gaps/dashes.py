# SPDX-License-Identifier: Apache-2.0
"""Was it a dash? Signs from the words on both sides, and how this text writes its dashes."""

import re
from collections.abc import Callable
from math import exp

from desktop_app.text.scanning import scan

_EXPECT_A_NOUN = frozenset(
    "a an the my your his her its our their this that these those some any no every each another both of "
    "by with from for in on at to into than as very more most so too and or if but is was were are be been "
    "being 's ’s who which whose former senior more two three four five".split()
)
_SUBJECTS = frozenset("i we you he she it they there".split())
_CLAUSE_STARTERS = frozenset(
    "this that these those a an the although though but because who whom whose which what when where while "
    "if even not and or so yet one including especially particularly mostly most all both some perhaps maybe "
    "namely just as my our his her their its how why until unless".split()
)
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
_ENDS = frozenset(",.;:?!)]”")
_DASH = re.compile(
    r"(?<=[^\W_][\"”’)\]]) (?:—|–|-) (?=[^\W_])|(?<=[^\W_]) (?:—|–|--|-) (?=[^\W_])|(?<=[^\W_])—(?=[^\W_])"
)
_LENGTH_ODDS = {5: 3.5, 4: -3.5, 6: 3.0}

SPACED = " — "
"""The dash where the text shows no other."""


def dash_style(text: str, look: Callable[[], None]) -> str:
    """Return the dash between clauses that ``text`` uses most, with its spaces."""
    seen: dict[str, int] = {}
    for match in scan(_DASH, text, look):
        seen[match[0]] = seen.get(match[0], 0) + 1
    return max(seen, key=lambda dash: (seen[dash], dash), default=SPACED)


def is_range(before: str, after: str) -> bool:
    """Tell whether a run between two numbers was the dash of a range (``1914 1918``)."""
    return before.isdigit() and after.rstrip("s").isdigit() and 1 <= len(before) <= 4 and len(after) <= 5


def dash_confidence(
    before: str, after: str, length: int, pipeline_marks_length: bool, earlier: str = ""
) -> float:
    """Return how likely a dash was dropped between two tokens, 0..1.

    ``earlier`` is the token before ``before``, if any. ``length`` counts the spaces; it decides nearly
    alone where the pipeline left runs of different lengths for words and dashes. The weights are natural
    logarithms, checked on damaged articles.
    """
    odds = -1.2
    if pipeline_marks_length:
        odds += _LENGTH_ODDS.get(length, 0.0)
    low = before.lower()
    if is_range(before, after):
        odds += 3.0
    start = after.lower()
    if start in _SUBJECTS and (after.islower() or after == "I"):
        odds += 3.5
    elif start in _CLAUSE_STARTERS:
        odds += 2.2 if after.islower() else 1.5
    elif after in _MONTHS and before[-1:].isalnum() and low not in _EXPECT_A_NOUN:
        odds += 3.0
    elif after[:1] in _ENDS:
        odds -= 3.0
    elif before[:1].isupper() and after[:1].islower():
        odds -= 0.7
    if low in _EXPECT_A_NOUN:
        odds -= 1.5 if start in _SUBJECTS else 2.5
    elif before in ('"', "”", ")", "]"):
        opens = before == '"' and (not earlier or earlier.lower() in _EXPECT_A_NOUN)
        odds += -2.5 if opens else 1.4
    elif before in (",", ";", ":", "(", "[", "“"):
        odds -= 2.0
    elif before in (".", "?", "!"):
        odds -= 0.5
    return 1 / (1 + exp(-odds))
