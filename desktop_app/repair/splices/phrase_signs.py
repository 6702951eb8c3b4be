# SPDX-License-Identifier: Apache-2.0
"""What a phrase looks like and what touches it, as numbers for the judgement."""

from bisect import bisect_left
from collections import Counter
from math import log

from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.closed_classes import (
    CALENDAR,
    CLITICS,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    PRONOUN_GROUP,
)
from desktop_app.repair.splices.element_table import BREAK, GAP, ElementTable

_NEAR, _AROUND = 60, 400
"""Elements on each side among which pronouns are counted: copies stand where these are gone."""

_OPENING = frozenset((*'.!?:"“”;…', BREAK, GAP))
_YEAR = 4
_SMOOTH = 0.5


class PhraseSigns:
    """Looks at the phrases of one text."""

    __slots__ = ("_counts", "_pronouns", "_table")

    def __init__(self, table: ElementTable) -> None:
        self._table = table
        self._counts = Counter(table.lower)
        self._pronouns = [i for i, form in enumerate(table.lower) if form in PERSONAL]

    def features(self, candidate: Candidate) -> dict[str, float]:
        """Return the signs of ``candidate``, named; shares and truths are 0..1."""
        table, start, end = self._table, candidate.start, candidate.end
        forms, words = table.lower[start:end], table.words[start:end]
        before = table.words[start - 1] if start else BREAK
        after = table.words[end] if end < len(table) else BREAK
        opens = before in _OPENING
        truths = {
            "is date": any(f in CALENDAR or (f.isdigit() and len(f) == _YEAR) for f in forms),
            "has digit": any(letter.isdigit() for word in words for letter in word),
            "is lower": not any(table.capital[start:end]),
            "with determiner": forms[0] in DETERMINERS,
            "with the": forms[0] == "the",
            "with clitic": forms[-1] in CLITICS,
            "is pronoun": len(forms) == 1 and forms[0] in PRONOUN_GROUP,
            "is acronym": len(words) == 1 and len(words[0]) > 1 and words[0].isupper(),
            "opens": opens,
            "after comma": before in (",", "("),
            "before comma": after in (",", ")"),
            "before clitic": after in CLITICS,
            "after determiner": before.lower() in DETERMINERS,
            "after capital": before[:1].isupper() and not opens,
            "before capital": after[:1].isupper(),
            "before small": after[:1].islower(),
            "after preposition": before.lower() in PREPOSITIONS,
        }
        signs = {name: float(truth) for name, truth in truths.items()}
        return signs | {"head alone": self._head_alone(candidate)} | self._pronoun_shares(start, end)

    def _head_alone(self, candidate: Candidate) -> float:
        """Return how much oftener the phrase's last word stands without the rest, as a logarithm.

        Writers give a name in full once or twice and go on with a part of it; copies give it in full always.
        """
        forms = self._table.lower[candidate.start : candidate.end]
        head = next((form for form in reversed(forms) if form not in CLITICS), forms[-1])
        return log((max(0, self._counts[head] - candidate.repeats) + _SMOOTH) / (candidate.repeats + _SMOOTH))

    def _pronoun_shares(self, start: int, end: int) -> dict[str, float]:
        return {
            "pronouns near": self._pronoun_share(start - _NEAR, end + _NEAR),
            "pronouns around": self._pronoun_share(start - _AROUND, end + _AROUND),
        }

    def _pronoun_share(self, low: int, high: int) -> float:
        low, high = max(0, low), min(len(self._table), high)
        return (bisect_left(self._pronouns, high) - bisect_left(self._pronouns, low)) / (high - low)
