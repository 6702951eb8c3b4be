# SPDX-License-Identifier: Apache-2.0
"""Phrases that may have been written over the text: everything that stands there more than once.

97.7 % of the copies in the benchmark's articles stand at least twice in the damaged text, exactly
as they are but for capitals; the others only a tagger can see.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.closed_classes import AUXILIARIES, CLITICS, DETERMINERS
from desktop_app.repair.splices.element_table import ElementTable

LONGEST_PHRASE = 7
"""In elements. 99 % of the copies have at most five."""

REACH = 5000
"""How many elements apart two occurrences may stand; the resolver sees no more of a text at once."""

_LOOK_EVERY = 4096
_LAST_WORDS = frozenset(
    "i two three four five six seven eight nine ten themselves himself herself itself own".split()
)
_MARKS_APART = frozenset('.;:?!"“”()—–…')


@dataclass(frozen=True, slots=True)
class Candidate:
    """One occurrence of a phrase."""

    start: int
    """Index of its first element."""

    length: int
    """Number of elements, >= 1."""

    key: str
    """The phrase in lower case; the same for all its occurrences."""

    repeats: int
    """Number of occurrences within reach, itself included."""

    @property
    def end(self) -> int:
        """One past its last element."""
        return self.start + self.length


def find_candidates(table: ElementTable, cancel: CancelToken) -> list[Candidate]:
    """Return all occurrences of repeated phrases that could be a mention, by start, shorter first."""
    found: list[Candidate] = []
    for length, groups in enumerate(_repeated(table, cancel), start=1):
        for count, starts in enumerate(groups):
            if count % _LOOK_EVERY == 0:
                cancel.raise_if_cancelled()
            end = starts[0] + length
            if not _could_be_mention(table, starts[0], end) and not _could_be_mention(
                table, starts[-1], starts[-1] + length
            ):
                continue
            key = " ".join(table.lower[starts[0] : end])
            found.extend(
                Candidate(start, length, key, repeats)
                for start, repeats in _within_reach(starts)
                if repeats > 1
            )
    found.sort(key=lambda c: (c.start, c.length))
    return found


def _repeated(table: ElementTable, cancel: CancelToken) -> Iterable[list[list[int]]]:
    """Yield, for each length, the groups of starts where the same words stand.

    A phrase can only repeat where the phrase without its last word does, so each length looks only at
    what the length before has left.
    """
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, form in enumerate(table.lower):
        if not form.isspace():
            groups[0, form].append(index)
    for _ in range(LONGEST_PHRASE):
        cancel.raise_if_cancelled()
        repeated = [starts for starts in groups.values() if len(starts) > 1]
        yield repeated
        longer: dict[tuple[int, str], list[int]] = defaultdict(list)
        length = _ + 1
        for number, starts in enumerate(repeated):
            for start in starts:
                if start + length < len(table) and not table.lower[start + length].isspace():
                    longer[number, table.lower[start + length]].append(start)
        groups = longer


def _within_reach(starts: Sequence[int]) -> Iterable[tuple[int, int]]:
    low = high = 0
    for start in starts:
        while starts[low] < start - REACH:
            low += 1
        while high < len(starts) and starts[high] <= start + REACH:
            high += 1
        yield start, high - low


def _could_be_mention(table: ElementTable, start: int, end: int) -> bool:
    """Tell whether a resolver would take the phrase for a name or a noun phrase."""
    first, last = table.lower[start], table.lower[end - 1]
    if table.closed[end - 1] and not _may_end(table.lower[end - 2 : end], last, end - start):
        return False
    if end - start == 1:
        return len(first) > 1
    if table.closed[start] and first not in DETERMINERS and first not in ("[", "you"):
        return False
    if first in DETERMINERS and table.lower[start + 1] in CLITICS:
        return False
    inside = table.lower[start + 1 : end - 1]
    return not any(form[0] in _MARKS_APART or form in AUXILIARIES for form in inside)


def _may_end(last_two: Sequence[str], last: str, length: int) -> bool:
    if last[-1] == "." and len(last) > 1:  # an abbreviation
        return True
    return length > 1 and (last in _LAST_WORDS or (last in CLITICS and last_two[0][-1] == "s"))
