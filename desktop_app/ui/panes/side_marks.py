# SPDX-License-Identifier: Apache-2.0
"""Where the marks of one side of a row lie: each is placed when somebody looks at it, and never twice."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QRectF

from desktop_app.repair.suggestion import Suggestion
from desktop_app.ui.panes.changed_part import changed_part, is_quiet
from desktop_app.ui.panes.contents import Piece, Role
from desktop_app.ui.panes.marks import PILCROW, Mark, at_least
from desktop_app.ui.panes.row_layout import SideLayout

_HIT = 4.0
_LEAST_TARGET = 12.0


class _Look(NamedTuple):
    """What a mark depends on, besides its suggestion."""

    start: int
    """The shown offset at which it begins."""

    role: Role
    text: str
    """What is shown."""

    new: str
    """What the result shows."""


class SideMarks:
    """The marks of one side of a row, in order.

    A row may be much longer than the window is high, and a decision changes one word of it: only what is
    in sight is placed, and what stands where it stood is taken over from the layout before.
    """

    def __init__(
        self, side: SideLayout, wording: Callable[[Suggestion], str], former: "SideMarks | None" = None
    ) -> None:
        """``wording`` returns what the result shows for a suggestion."""
        self.side = side
        self._wording = wording
        self._pieces = (*side.content.pieces, *side.content.terminator)
        self._placed: dict[int, tuple[_Look, Mark]] = {}
        self._known: dict[_Look, Mark] = {}
        if former is not None and former.side.is_laid_out_as(side):
            self._known = former.placed()
        self._numbers: dict[str, list[int]] | None = None

    def __iter__(self) -> Iterator[Mark]:
        return self._marks(range(len(self._pieces)))

    def placed(self) -> dict[_Look, Mark]:
        """Return the marks that are known so far."""
        return self._known | dict(self._placed.values())

    def between(self, top: float, bottom: float) -> Iterator[Mark]:
        """Yield the marks in the lines that touch ``top..bottom``, in pixels of the row."""
        side, content = self.side, self.side.content
        first, last = (min(max(0, int(y // side.pitch)), side.lines - 1) for y in (top, bottom))
        numbers = content.touching(side.line_span(first)[0], side.line_span(last)[1])
        ending = range(len(content.pieces), len(self._pieces)) if last == side.lines - 1 else range(0)
        return self._marks(chain(numbers, ending))

    def of(self, suggestion_id: str) -> Iterator[Mark]:
        """Yield the marks of one suggestion; what is old and what is new may both be shown."""
        if self._numbers is None:
            self._numbers = {}
            for number, piece in enumerate(self._pieces):
                if piece.suggestion is not None:
                    self._numbers.setdefault(piece.suggestion.id, []).append(number)
        return self._marks(self._numbers.get(suggestion_id, ()))

    def _marks(self, numbers: Iterable[int]) -> Iterator[Mark]:
        for number in numbers:
            piece = self._pieces[number]
            if piece.suggestion is None:
                continue
            if number not in self._placed:
                self._placed[number] = self._place(number, piece, piece.suggestion)
            mark = self._placed[number][1]
            if mark.rects:
                yield mark

    def _place(self, number: int, piece: Piece, suggestion: Suggestion) -> tuple[_Look, Mark]:
        content = self.side.content
        ends_row = number >= len(content.pieces)
        start = len(content.text) if ends_row else content.start_of(number)
        look = _Look(start, piece.role, piece.text, self._wording(suggestion))
        known = self._known.get(look)
        if known is not None and known.suggestion == suggestion:
            return look, known
        mark_of = _mark_of_break if ends_row else _mark_of_words
        return look, mark_of(self.side, suggestion, look)


def _mark_of_words(side: SideLayout, suggestion: Suggestion, look: _Look) -> Mark:
    start, text = look.start, look.text
    quiet = is_quiet(suggestion)
    new = suggestion.replacement if look.new == suggestion.original else look.new
    old_part, new_part = changed_part(suggestion.original, new, whole_words=not quiet)
    part = old_part if text == suggestion.original else new_part
    high = min(part.end, len(text))
    low = min(part.start, high)
    whole = tuple(_box(rect, side) for rect in side.rects(start, start + len(text)))
    all_of_it = (low, high) == (0, len(text))
    rects = whole if all_of_it else tuple(_box(rect, side) for rect in side.rects(start + low, start + high))
    area = tuple(map(_target, whole))
    return Mark(
        suggestion,
        look.role,
        rects or area,
        area or rects,
        blank=not text[low:high].strip(),
        quiet=quiet,
        shows_old=look.role is Role.OLD or text == suggestion.original,
    )


def _mark_of_break(side: SideLayout, suggestion: Suggestion, look: _Look) -> Mark:
    """Return the mark of a paragraph break: it stands behind the last word."""
    last = list(side.rects(look.start, look.start))[-1]
    box = _box(QRectF(last.left() + 5, last.top(), PILCROW, last.height()), side)
    old = look.role is Role.OLD or "\n" not in look.text
    return Mark(suggestion, look.role, (box,), (_target(box),), blank=True, quiet=True, shows_old=old)


def _target(box: QRectF) -> QRectF:
    """Return where a click means what stands in a box."""
    return at_least(box, _LEAST_TARGET).adjusted(-_HIT, -3, _HIT, 3)


def _box(rect: QRectF, side: SideLayout) -> QRectF:
    """Return the part of a line's rectangle that the letters take."""
    inset = (rect.height() - side.letter_height) / 2
    return rect.adjusted(0, inset, 0, -inset)
