# SPDX-License-Identifier: Apache-2.0
"""Patterns: what suggestions of many places have in common is kept once.

A megabyte of damaged text has forty thousand suggestions, and most say of some place what others say of
theirs: no space belongs before this comma. A suggestion like no other is a pattern of its own, written down.
"""

from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.suggestion import DamageKind, Suggestion, suggestion_id
from desktop_app.repair.written import id_in, replacement_in, suggestion_in, written
from desktop_app.text.span import Span

KINDS = tuple(DamageKind)
"""The kinds by their numbers."""

CODES = {kind: code for code, kind in enumerate(KINDS)}
"""The numbers of the kinds."""

Confidences = NDArray[np.float64]

_FACTS = np.dtype([("kind", np.int8), ("series", np.int32), ("best", np.float64), ("second", np.float64)])

_AT_HAND = 2_048
"""Suggestions that are kept as objects because somebody has looked at them: what is in sight, and more."""


class Judgement(Protocol):
    """What changes suggestions, all in the same way, after they were found; equal ones have equal hashes."""

    def judged(self, suggestion: Suggestion) -> Suggestion:
        """Return a suggestion as it is seen now, its id and span unchanged."""

    def confidences(self, best: Confidences, second: Confidences) -> Confidences | None:
        """Return how sure suggestions are now whose two best alternatives were so sure; 0 for none.

        None where that takes a look at each of them.
        """


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of many suggestions at once."""

    kind: DamageKind
    series: str
    best: float
    """How sure the best alternative is, 0 where there is none."""
    second: float
    """How sure the next one is."""


class Patterns:
    """What packed suggestions have in common. Any thread may ask or add."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: list[Suggestion | bytes] = []
        """One of those that follow a pattern; or the only one, written down."""
        self._numbers: dict[object, int] = {}
        self._facts = np.zeros(64, _FACTS)
        self._series: dict[tuple[DamageKind, str], int] = {}
        self._titles: list[tuple[DamageKind, str]] = []
        self._judgements: list[Judgement] = []
        self._judgement_numbers: dict[Judgement, int] = {}
        self._judged: dict[tuple[int, int], float] = {}
        """How sure a pattern is by a judgement, where that took a look at it."""
        self._at_hand: dict[tuple[int, int, int, int], Suggestion] = {}

    # Adding

    def number_of(self, suggestion: Suggestion) -> int:
        """Return the number of the pattern that ``suggestion`` follows, a new one if there is none."""
        s = suggestion
        # Evidence names places, so whoever has some is like no other.
        best, second, *_ = (*(a.confidence for a in s.alternatives[:2]), 0.0, 0.0)
        facts = Facts(s.kind, s.series, best, second)
        if s.evidence or s.id != suggestion_id(s.detector, s.span, s.original):
            return self.number_of_written(written(s), facts)
        said = (s.kind, s.original, s.detector, s.series, s.explanation)
        return self._number_of((*said, s.certainty, s.alternatives, s.lost_words, s.lost_shares), s, facts)

    def number_of_written(self, told: bytes, facts: Facts) -> int:
        """Return the number of the pattern of a suggestion like no other, by what is written of it."""
        return self._number_of(told, told, facts)

    def add_written(self, told: bytes, facts: Facts) -> int:
        """Return the new number of a suggestion like no other, which nobody will ask for by what is written.

        Whoever hears of each pattern once need not remember what is known, a hundred bytes for each.
        """
        with self._lock:
            return self._added(told, facts)

    def _number_of(self, key: object, pattern: Suggestion | bytes, facts: Facts) -> int:
        with self._lock:
            number = self._numbers.get(key)
            if number is None:
                number = self._numbers[key] = self._added(pattern, facts)
            return number

    def _added(self, pattern: Suggestion | bytes, facts: Facts) -> int:
        number = len(self._known)
        self._note(number, facts)
        self._known.append(pattern)
        return number

    def _note(self, number: int, facts: Facts) -> None:
        if number == len(self._facts):
            self._facts = np.concatenate((self._facts, np.zeros(len(self._facts), _FACTS)))
        title = (facts.kind, facts.series)
        series = self._series.setdefault(title, len(self._titles))
        if series == len(self._titles):
            self._titles.append(title)
        self._facts[number] = (CODES[facts.kind], series, facts.best, facts.second)

    def number_in_place_of(self, number: int, suggestion: Suggestion) -> int:
        """Return the number of the pattern that ``suggestion`` follows where one of ``number`` has stood.

        A pattern of its own that is replaced is kept no longer: rows that still have its number show the
        new one.
        """
        instead = self.number_of(suggestion)
        if self.is_of_one(number) and not self.is_of_one(instead):
            self.replace(number, self.number_of_written(written(suggestion), self.facts_of(instead)))
        elif instead != number:
            self.replace(number, instead)
        return instead

    def replace(self, number: int, instead: int) -> None:
        """Let a pattern of its own be kept no longer: rows with its number show another of the same place.

        What somebody has at hand stays as it was.
        """
        with self._lock:
            known, new = self._known[number], self._known[instead]
            if number != instead and isinstance(known, bytes) and isinstance(new, bytes):
                self._numbers.pop(known, None)
                self._known[number] = new
                self._facts[number] = self._facts[instead]

    def number_of_judgement(self, judgement: Judgement) -> int:
        """Return the number of a judgement, from 1; 0 is for none."""
        with self._lock:
            number = self._judgement_numbers.setdefault(judgement, len(self._judgements) + 1)
            if number > len(self._judgements):
                self._judgements.append(judgement)
            return number

    # Looking

    def is_of_one(self, number: int) -> bool:
        """Tell whether a pattern belongs to one suggestion only."""
        return isinstance(self._known[number], bytes)

    def pattern(self, number: int) -> Suggestion | bytes:
        """Return one suggestion that follows a pattern, or what is written of the only one."""
        return self._known[number]

    def facts_of(self, number: int) -> Facts:
        """Return what a pattern says of itself."""
        _, series, best, second = self._facts[number].tolist()
        kind, title = self._titles[series]
        return Facts(kind, title, best, second)

    def suggestion(self, start: int, end: int, number: int, judgement: int = 0) -> Suggestion:
        """Return the suggestion of a row, made anew."""
        pattern = self._known[number]
        if isinstance(pattern, bytes):
            found = suggestion_in(pattern)
        else:
            span = Span(start, end)
            found = pattern.elsewhere(suggestion_id(pattern.detector, span, pattern.original), span)
        return self._judgements[judgement - 1].judged(found) if judgement else found

    def suggestion_at_hand(self, start: int, end: int, number: int, judgement: int = 0) -> Suggestion:
        """Return the suggestion of a row, which may be asked for again soon."""
        row = (start, end, number, judgement)
        found = self._at_hand.get(row)
        if found is None:
            found = self.suggestion(*row)
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.clear()
            self._at_hand[row] = found
        return found

    def id_of(self, start: int, end: int, number: int) -> str:
        """Return the id of the suggestion of a row."""
        pattern = self._known[number]
        if isinstance(pattern, bytes):
            return id_in(pattern)
        return suggestion_id(pattern.detector, Span(start, end), pattern.original)

    def replacement_of(self, number: int, judgement: int) -> str:
        """Return the wording that the suggestions of a pattern propose."""
        if judgement:
            return self.suggestion(0, 0, number, judgement).replacement
        pattern = self._known[number]
        return replacement_in(pattern) if isinstance(pattern, bytes) else pattern.replacement

    def series_number(self, kind: DamageKind, series: str) -> int:
        """Return the number of a series; -1 for one that nothing belongs to."""
        return self._series.get((kind, series), -1)

    def title(self, series: int) -> tuple[DamageKind, str]:
        """Return what a series is: the kind of damage, and its title."""
        return self._titles[series]

    # Of many at once; all numbers as in rows

    def kinds(self, numbers: NDArray[np.int32]) -> NDArray[np.int8]:
        """Return the kinds of damage, by their numbers."""
        return np.asarray(self._facts["kind"][numbers])

    def series(self, numbers: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the numbers of the series."""
        return np.asarray(self._facts["series"][numbers])

    def confidences(self, numbers: NDArray[np.int32], judgements: NDArray[np.int32]) -> Confidences:
        """Return how sure the proposed wordings are."""
        best: Confidences = self._facts["best"][numbers]
        judged = np.flatnonzero(judgements)
        for judgement in distinct(judgements[judged])[0].tolist():
            places = judged[judgements[judged] == judgement]
            which, back = distinct(numbers[places])
            now = self._judgements[judgement - 1].confidences(*self.best_two(which))
            if now is None:
                now = np.array([self._sure(judgement, number) for number in which.tolist()], np.float64)
            best[places] = now[back]
        return best

    def best_two(self, numbers: NDArray[np.integer]) -> tuple[Confidences, Confidences]:
        """Return how sure the two best alternatives were when found; 0 for none."""
        facts = self._facts[numbers]
        return facts["best"], facts["second"]

    def _sure(self, judgement: int, number: int) -> float:
        sure = self._judged.get((judgement, number))
        if sure is None:
            sure = self._judged[judgement, number] = self.suggestion(0, 0, number, judgement).confidence
        return sure


def distinct(numbers: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the different numbers, ascending, none of them negative, and which of these each is.

    As ``numpy.unique`` does, without sorting a million numbers of which a thousand are different.

    >>> [array.tolist() for array in distinct(np.array([7, 2, 7], np.int32))]
    [[2, 7], [1, 0, 1]]
    """
    seen = np.zeros(int(numbers.max(initial=-1)) + 1, np.bool_)
    seen[numbers] = True
    every = np.flatnonzero(seen)
    place = np.zeros(len(seen), np.intp)
    place[every] = np.arange(len(every))
    return every, place[numbers]
