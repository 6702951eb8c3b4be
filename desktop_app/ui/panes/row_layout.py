# SPDX-License-Identifier: Apache-2.0
"""A row laid out: where each character of each side stands, and how both sides are kept level."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from desktop_app.ui.panes.contents import RowContent
from desktop_app.ui.panes.display_text import DisplayText
from desktop_app.ui.panes.modes import Side

if TYPE_CHECKING:
    from desktop_app.ui.panes.side_marks import SideMarks

LINE_HEIGHT = 1.5
"""Distance of lines in font sizes."""

MOST_STRETCH = 1.09
"""By how much the lines of the shorter side may be spread to stay level with the longer one."""

_GAPS = (0.0, 0.55, 0.8)
"""White space behind a row that ends in no, one, two line breaks, in line distances."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What all rows share."""

    font: QFont
    width: float
    """Width of the text column in pixels."""

    show_invisible: bool
    wrapped_lines: bool
    """The file breaks its lines itself, so that a single line break is no paragraph."""

    @property
    def pitch(self) -> float:
        """The distance of lines in pixels."""
        return round(self.font.pixelSize() * LINE_HEIGHT)

    def gap(self, breaks: int) -> int:
        """Return the white space behind a row that ends in ``breaks`` line breaks, in pixels."""
        if breaks == 1 and self.wrapped_lines:
            return 0
        more = max(0, breaks - len(_GAPS) + 1) * 0.5
        return round(self.pitch * (_GAPS[min(breaks, len(_GAPS) - 1)] + more))


class SideLayout:
    """One side of a row."""

    __slots__ = ("_layout", "_measures", "_pitch", "content", "display", "letter_height")

    content: RowContent
    display: DisplayText
    letter_height: float
    """The height of a line's letters in pixels, from ascenders to descenders."""

    _layout: QTextLayout
    _pitch: float

    def __init__(self, content: RowContent, measures: Measures, former: "SideLayout | None" = None) -> None:
        """Lay out a side.

        ``former`` is what the row was before, with the same measures, and is not needed any more: if it
        says the same, its lines are taken over.
        """
        self.content = content
        self._measures = measures
        if former is not None and former.content.text == content.text:
            self.display, self._layout, self._pitch = former.display, former.layout, former.pitch
            self.letter_height = former.letter_height
            return
        self.display = DisplayText(content.text, show_invisible=measures.show_invisible)
        self._layout = self._laid_out()
        self._pitch = measures.pitch
        self.letter_height = QFontMetricsF(measures.font).height() - 1
        self._place()

    def _laid_out(self) -> QTextLayout:
        measures = self._measures
        layout = QTextLayout(self.display.qt, measures.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setAlignment(Qt.AlignmentFlag.AlignLeft)
        if measures.show_invisible:
            option.setFlags(QTextOption.Flag.ShowTabsAndSpaces)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(measures.width)
            line = layout.createLine()
        layout.endLayout()
        return layout

    def _place(self) -> None:
        metrics = QFontMetricsF(self._measures.font)
        baseline = (self._pitch - metrics.height()) / 2 + metrics.ascent()
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            line.setPosition(QPointF(0.0, number * self._pitch + baseline - line.ascent()))

    @property
    def lines(self) -> int:
        """How many lines there are; an empty row has one."""
        return max(1, self._layout.lineCount())

    @property
    def pitch(self) -> float:
        """The distance of lines, after stretching."""
        return self._pitch

    def is_laid_out_as(self, other: "SideLayout") -> bool:
        """Tell whether everything stands where it stands in the other."""
        return self._layout is other.layout and self._pitch == other.pitch

    @property
    def layout(self) -> QTextLayout:
        """Qt's layout, for the positions of words and characters."""
        return self._layout

    def stretch(self, height: float) -> None:
        """Spread the lines towards a height, as far as that does not show."""
        pitch = min(height / self.lines, self._measures.pitch * MOST_STRETCH)
        if self.lines > 1 and abs(pitch - self._pitch) > 0.01:
            self._pitch = max(pitch, self._measures.pitch)
            self._place()

    def draw(self, painter: QPainter, top: float, bottom: float) -> None:
        """Draw the lines that touch ``top..bottom``, in the painter's pen."""
        self._layout.draw(painter, QPointF(0, 0), [], QRectF(0, top, self._measures.width, bottom - top))

    def line_of(self, offset: int, *, end_of_line: bool = False) -> int:
        """Return the line of a shown offset; at a wrap the later one, or the earlier at choice."""
        position = self.display.to_qt(offset)
        if not self._layout.lineCount():
            return 0
        number = self._layout.lineForTextPosition(min(position, len(self._layout.text()))).lineNumber()
        if end_of_line and number and position == self._layout.lineAt(number).textStart():
            number -= 1
        return max(0, number)

    def line_span(self, number: int) -> tuple[int, int]:
        """Return the shown offsets at which a line begins and ends."""
        if not self._layout.lineCount():
            return 0, 0
        line = self._layout.lineAt(number)
        start = line.textStart()
        return self.display.to_text(start), self.display.to_text(start + line.textLength())

    def x_of(self, offset: int, number: int) -> float:
        """Return the x of a shown offset in a given line."""
        if not self._layout.lineCount():
            return 0.0
        return _x(self._layout.lineAt(number).cursorToX(self.display.to_qt(offset)))

    def rects(self, start: int, end: int) -> Iterator[QRectF]:
        """Yield one rectangle a line for a stretch of shown offsets; an empty one has no width."""
        if not self._layout.lineCount():
            yield QRectF(0.0, 0.0, 0.0, self._pitch)
            return
        first, last = self.display.to_qt(start), self.display.to_qt(end)
        number = self._layout.lineForTextPosition(first).lineNumber()
        while 0 <= number < self._layout.lineCount():
            line = self._layout.lineAt(number)
            line_end = line.textStart() + line.textLength()
            left, right = (
                _x(line.cursorToX(max(first, line.textStart()))),
                _x(line.cursorToX(min(last, line_end))),
            )
            if left < line.naturalTextWidth() < right:
                right = line.naturalTextWidth()
            if right != left or first == last:
                yield QRectF(min(left, right), number * self._pitch, abs(right - left), self._pitch)
            if last <= line_end:
                return
            number += 1

    def hit(self, x: float, y: float) -> int:
        """Return the shown offset nearest to a point of the row."""
        if not self._layout.lineCount():
            return 0
        number = min(max(0, int(y // self._pitch)), self._layout.lineCount() - 1)
        line = self._layout.lineAt(number)
        position = line.xToCursor(x)
        last = line.textStart() + line.textLength()
        if position >= last and number < self._layout.lineCount() - 1:
            position = max(line.textStart(), last - 1)
        return self.display.to_text(position)

    def step(self, offset: int, *, forward: bool, words: bool) -> int:
        """Return the next place for the caret in a direction; the same offset at the end."""
        mode = QTextLayout.CursorMode.SkipWords if words else QTextLayout.CursorMode.SkipCharacters
        position = self.display.to_qt(offset)
        move = self._layout.nextCursorPosition if forward else self._layout.previousCursorPosition
        return self.display.to_text(move(position, mode))


def _x(answer: object) -> float:
    """Return the x of ``cursorToX``, which PySide gives together with the position it took."""
    return float(answer[0]) if isinstance(answer, tuple) else float(answer)  # type: ignore[arg-type]


class RowLayout:
    """A row with the sides that are in sight."""

    __slots__ = ("gap", "height", "marks", "sides", "text_height")

    def __init__(self, sides: dict[Side, SideLayout], measures: Measures) -> None:
        self.sides = sides
        self.marks: dict[Side, SideMarks] = {}

        lines = max(side.lines for side in sides.values())
        self.text_height = lines * measures.pitch
        for side in sides.values():
            side.stretch(self.text_height)
        self.gap = measures.gap(max(side.content.breaks for side in sides.values()))
        self.height = round(self.text_height) + self.gap
