# SPDX-License-Identifier: Apache-2.0
"""What a mention of a copied phrase would be at each element of one text: the name, a pronoun, a comma.

Most of it is the same whatever the phrase, and found once; a phrase only decides where its own words
stand near, and the search asks for thousands of phrases at the same few places.
"""

from collections import defaultdict
from dataclasses import dataclass

from desktop_app.repair.splices.closed_classes import DETERMINERS, POSSESSIVES, PRONOUN_GROUP
from desktop_app.repair.splices.element_table import ElementTable

LONGEST_MENTION = 7
"""In elements."""

_INSIDE = frozenset("of the de del della di da du la le van von der den bin al and for - – & ’s 's".split())


@dataclass(frozen=True, slots=True)
class PhraseForms:
    """A phrase as the mention model sees it."""

    words: tuple[str, ...]
    """Its elements, lower case."""

    content: frozenset[str]
    """Those that are not function words."""


def phrase_forms(table: ElementTable, start: int, end: int) -> PhraseForms:
    """Return the forms of the phrase at elements ``start`` to ``end``."""
    content = frozenset(table.lower[i] for i in range(start, end) if not table.closed[i])
    return PhraseForms(tuple(table.lower[start:end]), content)


class MentionKinds:
    """Tells what stands at the elements of one text, read as mentions."""

    __slots__ = ("_places", "_reach", "alone", "table")

    def __init__(self, table: ElementTable) -> None:
        self.table = table
        self.alone: list[str] = []
        """What stands at each element for a phrase that shares no word with the text."""
        self._reach: list[int] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for at, form in enumerate(table.lower):
            kind, reach = _alone(table, at)
            self.alone.append(kind)
            self._reach.append(reach)
            if not form.isspace():
                self._places[form].append(at)

    def of(self, phrase: PhraseForms, at: int) -> str:
        """Return what the mention of ``phrase`` would be if it began at element ``at``."""
        lower, alone = self.table.lower, self.alone[at]
        form, words = lower[at], phrase.words
        if form == words[0] and lower[at : at + len(words)] == list(words) and alone[:7] != "pronoun":
            return "same"
        if form in phrase.content:
            return "part"
        reach = self._reach[at]
        if reach > at + 1 and not phrase.content.isdisjoint(lower[at + 1 : reach]):
            return "contains"
        return alone

    def touched_by(self, phrase: PhraseForms) -> set[int]:
        """Return the elements where ``of`` may differ from ``alone`` for ``phrase``."""
        found = set(self._places.get(phrase.words[0], ()))
        for word in phrase.content:
            for place in self._places.get(word, ()):
                first = max(0, place - LONGEST_MENTION + 1)
                found.update(at for at in range(first, place + 1) if self._reach[at] > place)
        return found


def _alone(table: ElementTable, at: int) -> tuple[str, int]:
    """Return what stands at ``at``, and one past the elements whose words may make it a mention."""
    form = table.lower[at]
    if form.isspace():
        return "white", at + 1
    determiner = form in DETERMINERS
    if form in PRONOUN_GROUP and not (
        determiner and form not in POSSESSIVES and at + 1 < len(table) and not table.closed[at + 1]
    ):
        return f"pronoun:{PRONOUN_GROUP[form]}", at + 1
    if not table.closed[at]:
        return _open_word(table, at), chunk_end(table, at)
    if determiner:
        end = chunk_end(table, at)
        return ("closed" if end == at + 1 else "det"), end
    return ("closed" if form[0].isalpha() else "mark"), at + 1


def _open_word(table: ElementTable, at: int) -> str:
    if table.capital[at]:
        if at and table.capital[at - 1] and not table.closed[at - 1]:
            return "cap inside"
        return "cap first" if not at or table.words[at - 1] in ".?!\n\t" else "cap"
    return "number" if table.words[at][0].isdigit() else "word"


def chunk_end(table: ElementTable, at: int) -> int:
    """Return one past the noun phrase or name that begins at element ``at``, by function words and marks."""
    limit = min(len(table), at + LONGEST_MENTION)
    end = at + 1
    if table.capital[at] and not table.closed[at]:
        while end < limit:
            if table.capital[end] or (not table.closed[end] and table.words[end][0].isdigit()):
                end += 1
            elif table.lower[end] in _INSIDE and end + 1 < limit and table.capital[end + 1]:
                end += 2
            else:
                break
        return end
    while end < limit and not table.closed[end]:
        end += 1
    return end
