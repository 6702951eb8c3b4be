# SPDX-License-Identifier: Apache-2.0
"""A damaged text as words and holes: what stands undamaged around every place that is to be filled."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.repair.infill.closed_classes import FUNCTION_WORDS, SENTENCE_ENDS
from desktop_app.repair.infill.lexicon import EDGE, counted_form
from desktop_app.repair.infill.lost_words import LostWords
from desktop_app.repair.infill.quotations import LONGEST, Quotations
from desktop_app.text.tokens import ElementKind, elements

HOLE = "\x00"
"""Stands for a hole among the words."""

CLOSERS = frozenset("\"'”’)]")
PAIRS = {"(": ")", "[": "]"}
_OPENERS = frozenset("\"'“‘([")
_SPEECH_MARKS = frozenset('"“')
_BEFORE_SPEECH = frozenset(",:")
"""A quotation after one of these is a sentence: ``said, "He``; without it a part of one: ``a "trick"``."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or mark that stands undamaged, a hole, or the edge of a paragraph."""

    word: str
    """As written; ``HOLE`` or ``EDGE`` for the others."""

    form: str
    """As counted, see ``counted_form``."""

    hole: int = -1
    """The number of the hole, else -1."""

    start: int = 0
    """First code point of a word or mark in the damaged text."""

    end: int = 0
    """One past its last code point."""


class DamagedWords:
    """The units of a text, and where words stand in it; immutable once made."""

    def __init__(self, text: str, losses: Sequence[LostWords]) -> None:
        """``losses`` are sorted by span and do not overlap; otherwise ``ValueError``."""
        for before, after in pairwise(losses):
            if after.span.start < before.span.end:
                raise ValueError(f"lost words at {before.span} and {after.span} overlap or are out of order")
        self.units = tuple(_units(text, losses))
        self.holes: dict[int, int] = {u.hole: k for k, u in enumerate(self.units) if u.hole >= 0}
        self.quotations = Quotations(
            [unit.word for unit in self.units],
            frozenset(self.holes.values()),
            frozenset(k for k, unit in enumerate(self.units) if unit.word == EDGE),
        )
        self.places: dict[str, list[int]] = defaultdict(list)
        written: dict[str, Counter[str]] = defaultdict(Counter)
        for k, unit in enumerate(self.units):
            if unit.hole < 0 and unit.word != EDGE:
                self.places[unit.form].append(k)
                # The first word of a sentence, or after a hole, says little about its capitals.
                unsure = (k > 0 and self.units[k - 1].hole >= 0) or self.opens_sentence(k)
                written[unit.form][unit.word] += 1 if unsure else 50
        self._written = {form: words.most_common(1)[0][0] for form, words in written.items()}
        self._sure = frozenset(form for form, words in written.items() if sum(words.values()) >= 50)
        self._written_all = {form: frozenset(words) for form, words in written.items()}

    def __contains__(self, form: str) -> bool:
        return form in self._written

    def count(self, form: str) -> int:
        """Return how often the form stands undamaged."""
        return len(self.places.get(form, ()))

    def near(self, form: str, place: int, most: int) -> Sequence[int]:
        """Return where the form stands undamaged, at most ``most`` places around unit ``place``."""
        places: Sequence[int] = self.places.get(form, ())
        if len(places) <= most:
            return places
        middle = bisect_left(places, place)
        first = min(max(0, middle - most // 2), len(places) - most)
        return places[first : first + most]

    def as_written(self, form: str) -> str:
        """Return the form as the document mostly writes it inside sentences; itself if it lacks it.

        A word that only ever opens sentences is taken for a name unless it is a function word.
        """
        if form not in self._sure and form in FUNCTION_WORDS:
            return form
        return self._written.get(form, form)

    def holds(self, word: str) -> bool:
        """Tell whether the document writes exactly this word somewhere."""
        return word in self._written_all.get(counted_form(word), ())

    def opens_sentence(self, index: int) -> bool:
        """Tell whether the unit at ``index`` is, or would be, the first word of a sentence."""
        k = index - 1
        while k >= 0 and self.units[k].word in _OPENERS and not self._closes(k):
            k -= 1
        if k >= 0 and self.units[k].word in _BEFORE_SPEECH and self.units[k + 1].word in _SPEECH_MARKS:
            return k + 1 < index
        while k >= 0 and self.units[k].word in CLOSERS:
            k -= 1
        return k < 0 or self.units[k].word == EDGE or self.units[k].word in SENTENCE_ENDS

    def _closes(self, index: int) -> bool:
        """Tell whether a straight quotation mark closes: an odd number stood before it in its paragraph."""
        mark = self.units[index].word
        if mark not in "\"'":
            return False
        first = self.quotations.paragraph_start(index)
        return sum(unit.word == mark for unit in self.units[first:index]) % 2 == 1

    def missing_partners(self, index: int) -> frozenset[str]:
        """Return the paired marks that the paragraph lacks and that would be right at ``index``.

        A double quotation mark where their number is odd; a bracket whose partner stands on the other side.
        """
        before = [unit.form for unit in self.units[self.quotations.paragraph_start(index) : index]]
        after: list[str] = []
        for unit in self.units[index + 1 : index + 1 + LONGEST]:
            if unit.word == EDGE:
                break
            after.append(unit.form)
        missing = {'"'} if (before.count('"') + after.count('"')) % 2 else set()
        for opening, closing in PAIRS.items():
            opened = _unmatched(before, opening, closing)
            closed = _unmatched(reversed(after), closing, opening)
            if opened != closed:
                missing.add(closing if opened > closed else opening)
        return frozenset(missing)

    def left(self, index: int, distance: int = 1) -> str:
        """Return the form ``distance`` units before ``index``; ``EDGE`` beyond the text."""
        k = index - distance
        return self.units[k].form if k >= 0 else EDGE

    def right(self, index: int, distance: int = 1) -> str:
        """Return the form ``distance`` units after ``index``; ``EDGE`` beyond the text."""
        k = index + distance
        return self.units[k].form if k < len(self.units) else EDGE


def _unmatched(forms: Iterable[str], mark: str, partner: str) -> int:
    """Return how many of ``mark`` have no ``partner`` after them, in reading order."""
    count = 0
    for form in forms:
        count = count + 1 if form == mark else max(0, count - 1) if form == partner else count
    return count


def _units(text: str, losses: Sequence[LostWords]) -> Iterator[Unit]:
    edge = Unit(EDGE, EDGE)
    number = 0
    for element in elements(text):
        while number < len(losses) and losses[number].span.start <= element.start:
            yield Unit(HOLE, HOLE, number)
            number += 1
        if number and element.start < losses[number - 1].span.end:
            continue
        if element.kind is ElementKind.TOKEN:
            word = element.of(text)
            if number < len(losses) and element.end > losses[number].span.start:
                word = text[element.start : losses[number].span.start].rstrip() or word
            yield Unit(word, counted_form(word), -1, element.start, element.start + len(word))
        elif element.kind is ElementKind.BREAK:
            yield edge
    for rest in range(number, len(losses)):
        yield Unit(HOLE, HOLE, rest)
