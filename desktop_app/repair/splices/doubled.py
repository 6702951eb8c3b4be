# SPDX-License-Identifier: Apache-2.0
"""Phrases that stand twice in a row: ``Goode played Peter Lynley, Peter Lynley, in the BBC production``.

An apposition names one thing twice, in two ways. Where a resolver's name for it is written over both, the
same words stand there twice, which hardly any writer does: of 51 such places in the benchmark's articles
without drift 46 are damage, most often of the second, which was the description. Songs, cities in states
of their own name and people who begin a sentence again are left alone. In ``X is X``, too, one of both was
another word: the first, in seven of seven places, since a resolver has its names from what things are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.repair.splices.candidates import LONGEST_PHRASE
from desktop_app.repair.splices.closed_classes import ARTICLES, IS
from desktop_app.repair.splices.element_table import ElementTable

_BETWEEN = frozenset((",", "(", "[", "–", "—"))
"""Marks that part an apposition from what it explains."""

_BESIDE_IS = frozenset("also not n't n’t now then still only".split())


@dataclass(frozen=True, slots=True)
class Doubled:
    """A phrase that stands twice in a row; indexes count elements."""

    first: int
    """Where it begins."""

    second: int
    """Where it begins again."""

    length: int
    """Elements of the phrase, >= 1."""

    first_lost: bool
    """Whether the first is more likely what was written over other words: a name that nothing parts from
    what explains it stands behind that, as in ``his friend Auguste Chevalier``."""


def doubled_phrases(table: ElementTable) -> Iterator[Doubled]:
    """Yield the names and noun phrases that stand twice in a row, parted by one mark at most.

    They are disjoint, in the order of the text, the longest first where several begin at one place. A
    single word counts only as a name with a mark behind it: `Duran Duran` is one.
    """
    forms, start = table.lower, 0
    while start < len(forms):
        found = _doubled_at(table, start)
        if found is None:
            start += 1
        else:
            yield found
            start = found.second + found.length


def equated_phrases(table: ElementTable) -> Iterator[Doubled]:
    """Yield the names and noun phrases that are said to be themselves, in the order of the text."""
    forms = table.lower
    for middle in range(1, len(forms) - 1):
        if forms[middle] not in IS:
            continue
        second = middle + 1 + (forms[middle + 1] in _BESIDE_IS)
        for length in range(min(LONGEST_PHRASE, middle, len(forms) - second), 0, -1):
            first = middle - length
            same = forms[first:middle] == forms[second : second + length]
            if same and _names_something(table, first, middle):
                yield Doubled(first, second, length, first_lost=True)
                break


def _doubled_at(table: ElementTable, start: int) -> Doubled | None:
    forms = table.lower
    for length in range(min(LONGEST_PHRASE, (len(forms) - start) // 2), 0, -1):
        end = start + length
        apart = end < len(forms) and forms[end] in _BETWEEN
        second = end + apart
        if second == len(forms) or forms[second] != forms[start]:
            continue
        if forms[start:end] != forms[second : second + length] or not _names_something(table, start, end):
            continue
        if length > 1 or (apart and table.capital[start] and table.capital[second]):
            return Doubled(start, second, length, first_lost=not apart and table.capital[start])
    return None


def _names_something(table: ElementTable, start: int, end: int) -> bool:
    """Tell whether a phrase begins and ends as a name or a noun phrase does."""
    first = table.lower[start]
    opens = first in ARTICLES or first[0].isdigit() or not table.closed[start]
    return opens and not table.closed[end - 1] and not any(map(str.isspace, table.words[start:end]))
