# SPDX-License-Identifier: Apache-2.0
"""The caret of a pane: where it stands, what is selected, and where each movement leads."""

from typing import NamedTuple

from PySide6.QtCore import QRectF

from desktop_app.text.span import Span
from desktop_app.ui.panes.canvas import Canvas
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.row_layout import SideLayout


class Position(NamedTuple):
    """A place between two characters that are shown."""

    row: int
    offset: int
    """Code points from the beginning of what the row shows."""


class Caret:
    """A caret in one side of the rows, with a selection from ``anchor`` to ``position``."""

    def __init__(self, canvas: Canvas, side: Side) -> None:
        self._canvas = canvas
        self.side = side
        self.anchor = Position(0, 0)
        self.position = Position(0, 0)
        self._wanted_x: float | None = None

    # What is selected

    @property
    def selection(self) -> tuple[Position, Position]:
        """The selected stretch, in order; both ends are equal where nothing is selected."""
        first, last = sorted((self.anchor, self.position))
        return first, last

    @property
    def has_selection(self) -> bool:
        """Whether anything is selected."""
        return self.anchor != self.position

    def selected_in(self, row: int, length: int) -> tuple[int, int] | None:
        """Return the selected offsets of a row that shows ``length`` code points."""
        first, last = self.selection
        if first == last or not first.row <= row <= last.row:
            return None
        return (first.offset if row == first.row else 0), (last.offset if row == last.row else length)

    def original_span(self) -> Span:
        """Return the selection as places of the original."""
        rows = self._canvas.rows
        if rows is None or not len(rows.index):
            return Span(0, 0)
        first, last = (
            self._canvas.content_of(p.row, self.side).to_original(p.offset) for p in self.selection
        )
        return Span(first, max(first, last))

    def result_span(self) -> Span:
        """Return the selection as places of the result."""
        rows = self._canvas.rows
        if rows is None or not len(rows.index):
            return Span(0, 0)
        low, high = self.selection
        content_of = self._canvas.content_of
        first = rows.result_start(low.row) + content_of(low.row, self.side).to_real(
            low.offset, late=self.has_selection
        )
        last = rows.result_start(high.row) + content_of(high.row, self.side).to_real(high.offset)
        return Span(first, max(first, last))

    # Movements

    def move_to(self, position: Position, *, select: bool = False) -> None:
        """Put the caret somewhere."""
        self.position = position
        self._wanted_x = None
        if not select:
            self.anchor = position

    def select(self, first: Position, last: Position) -> None:
        """Select a stretch; the caret stands at its end."""
        self.anchor, self.position = first, last
        self._wanted_x = None

    def step(self, *, forward: bool, words: bool = False, select: bool = False) -> None:
        """Move by a character or a word; a selection is first left at its end."""
        if self.has_selection and not select and not words:
            self.move_to(self.selection[1 if forward else 0])
            return
        self.move_to(self.next_position(forward=forward, words=words), select=select)

    def next_position(self, *, forward: bool, words: bool = False) -> Position:
        """Return where a step would lead."""
        row, offset = self.position
        moved = self._side(row).step(offset, forward=forward, words=words)
        if moved != offset:
            return Position(row, moved)
        other = self._neighbour(row, forward=forward)
        if other is None:
            return self.position
        return Position(other, 0 if forward else self._length(other))

    def step_line(self, lines: int, *, select: bool = False) -> None:
        """Move up or down by lines, keeping the x as far as lines are long enough."""
        row, offset = self.position
        side = self._side(row)
        number = side.line_of(offset)
        x = side.x_of(offset, number) if self._wanted_x is None else self._wanted_x
        number += lines
        while not 0 <= number < side.lines:
            other = self._neighbour(row, forward=lines > 0)
            if other is None:
                offset = self._length(row) if lines > 0 else 0
                self.move_to(Position(row, offset), select=select)
                return
            number -= side.lines if lines > 0 else 0
            row, side = other, self._side(other)
            number += side.lines if lines < 0 else 0
        self.move_to(Position(row, side.hit(x, (number + 0.5) * side.pitch)), select=select)
        self._wanted_x = x

    def to_line_end(self, *, forward: bool, select: bool = False) -> None:
        """Move to the beginning or the end of the line."""
        row, offset = self.position
        side = self._side(row)
        number = side.line_of(offset)
        start, end = side.line_span(number)
        if forward and number < side.lines - 1:
            end = max(start, end - 1)
        self.move_to(Position(row, end if forward else start), select=select)

    def to_row_end(self, *, forward: bool, select: bool = False) -> None:
        """Move to the beginning or the end of the paragraph, or of the next if there already."""
        row, offset = self.position
        target = self._length(row) if forward else 0
        if offset == target and (other := self._neighbour(row, forward=forward)) is not None:
            row, target = other, self._length(other) if forward else 0
        self.move_to(Position(row, target), select=select)

    def to_text_end(self, *, forward: bool, select: bool = False) -> None:
        """Move to the beginning or the end of the text."""
        last = max(0, len(self._canvas.heights) - 1) if forward else 0
        self.move_to(Position(last, self._length(last) if forward else 0), select=select)

    def select_word(self) -> None:
        """Select the word round the caret."""
        row, offset = self.position
        text = self._side(row).content.text
        start = end = offset
        if offset < len(text) and not _joins(text[offset]) and not (offset and _joins(text[offset - 1])):
            self.select(Position(row, offset), Position(row, offset + 1))
            return
        while start > 0 and _joins(text[start - 1]):
            start -= 1
        while end < len(text) and _joins(text[end]):
            end += 1
        self.select(Position(row, start), Position(row, end))

    def select_row(self) -> None:
        """Select the paragraph of the caret."""
        row = self.position.row
        self.select(Position(row, 0), Position(row, self._length(row)))

    def select_all(self) -> None:
        """Select the whole text."""
        last = max(0, len(self._canvas.heights) - 1)
        self.select(Position(0, 0), Position(last, self._length(last)))

    # Where it is

    def rect(self) -> QRectF:
        """Return where the caret stands, counted from the beginning of its row."""
        side = self._side(self.position.row)
        number = side.line_of(self.position.offset)
        inset = (side.pitch - side.letter_height) / 2
        x = side.x_of(self.position.offset, number)
        return QRectF(x - 0.75, number * side.pitch + inset, 1.6, side.letter_height)

    def clip(self) -> None:
        """Bring both ends back into the text after it has changed."""
        self.anchor, self.position = self._clipped(self.anchor), self._clipped(self.position)

    def _clipped(self, position: Position) -> Position:
        rows = len(self._canvas.heights)
        if not rows:
            return Position(0, 0)
        row = min(position.row, rows - 1)
        return Position(row, min(position.offset, self._length(row)))

    def _side(self, row: int) -> SideLayout:
        return self._canvas.layout_of(row).sides[self.side]

    def _length(self, row: int) -> int:
        return len(self._side(row).content.text) if len(self._canvas.heights) else 0

    def _neighbour(self, row: int, *, forward: bool) -> int | None:
        folding = self._canvas.folding
        row += 1 if forward else -1
        while 0 <= row < len(self._canvas.heights):
            if folding.shown(row):
                return row
            row += 1 if forward else -1
        return None


def _joins(character: str) -> bool:
    return character.isalnum() or character in "'’_-\u00ad"
