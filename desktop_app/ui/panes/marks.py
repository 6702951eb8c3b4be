# SPDX-License-Identifier: Apache-2.0
"""Marks: how a suggestion is shown in a text, by shape first and by colour second.

Old words are struck through, new ones underlined, what is uncertain is dashed and has a question mark,
what was lost is a notch; decided places keep a dotted line. Where many suggestions only set spaces, their
marks are as small as can be, so that the page stays a page.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.policy import LIKELY
from desktop_app.ui.panes.changed_part import is_quiet
from desktop_app.ui.panes.contents import Role
from desktop_app.ui.panes.glyphs import Glyph, draw_glyph
from desktop_app.ui.theme import Theme

PILCROW = 8.0
"""Width of the mark of a paragraph break, in pixels."""

_NOTCH = 7.0
_AIR = 1.0
"""Pixels round marked words: more would leave no space to see between them and their neighbours."""


class MarkState(StrEnum):
    """How a suggestion stands, as far as its mark is concerned."""

    UNDECIDED = "undecided"
    UNCERTAIN = "uncertain"
    """Undecided, and more likely wrong than right, or not restorable at all."""
    ACCEPTED = "accepted"
    EDITED = "edited"
    KEPT = "kept"
    LATER = "later"

    @property
    def is_open(self) -> bool:
        """Whether the editor's word is still wanted."""
        return self in (MarkState.UNDECIDED, MarkState.UNCERTAIN)

    @property
    def glyph(self) -> Glyph | None:
        """The sign in the margin."""
        return _GLYPHS.get(self)


_GLYPHS = {
    MarkState.UNCERTAIN: Glyph.QUESTION,
    MarkState.ACCEPTED: Glyph.TICK,
    MarkState.EDITED: Glyph.PEN,
    MarkState.KEPT: Glyph.DASH,
    MarkState.LATER: Glyph.QUESTION,
}

KIND_GLYPHS = {
    DamageKind.SPLICE: Glyph.SPLICE,
    DamageKind.GAP: Glyph.GAP,
    DamageKind.PARAGRAPH: Glyph.PILCROW,
    DamageKind.DUPLICATE: Glyph.TWICE,
    DamageKind.OWN: Glyph.PEN,
}
"""The sign of a kind of damage; all others share ``Glyph.OTHER``."""


def mark_state(suggestion: Suggestion, decision: Decision) -> MarkState:
    """Return how a suggestion is to be marked."""
    if decision.verdict is Verdict.UNDECIDED:
        unsure = suggestion.confidence < LIKELY and not is_quiet(suggestion)
        return MarkState.UNCERTAIN if unsure else MarkState.UNDECIDED
    if decision.verdict is Verdict.ACCEPTED:
        known = (suggestion.replacement, *(a.text for a in suggestion.alternatives))
        return MarkState.ACCEPTED if decision.replacement in known else MarkState.EDITED
    return MarkState.KEPT if decision.verdict is Verdict.KEPT else MarkState.LATER


@dataclass(frozen=True, slots=True)
class Mark:
    """A suggestion as it lies on one side of a row; rectangles count from the row's beginning."""

    suggestion: Suggestion
    role: Role
    rects: tuple[QRectF, ...]
    """What differs, line by line; empty width means that nothing stands there."""

    area: tuple[QRectF, ...]
    """Where a click means this suggestion."""

    blank: bool
    """Nothing or only white space is shown."""

    quiet: bool

    shows_old: bool
    """Whether the words shown are those of the original, be it in the result."""

    @property
    def anchor(self) -> QPointF:
        """The middle of the first rectangle."""
        return self.rects[0].center()


def paint_fill(
    painter: QPainter, mark: Mark, state: MarkState, theme: Theme, *, current: bool, fade: float
) -> None:
    """Paint what lies under the words."""
    old = mark.shows_old
    color: QColor | None = None
    if mark.quiet:
        color = (theme.old_fill if old else theme.new_fill) if current else None
    elif state.is_open:
        if current and state is MarkState.UNCERTAIN:
            color = theme.uncertain_fill
        elif current:
            color = theme.old_fill if old else theme.new_fill
        elif not old or mark.role is Role.OLD:
            color = theme.old_quiet if old else theme.new_quiet
    painter.setPen(Qt.PenStyle.NoPen)
    for rect in mark.rects:
        if color is not None and rect.width():
            painter.setBrush(color)
            painter.drawRoundedRect(rect.adjusted(-_AIR, 0, _AIR, 0), 3, 3)
        if fade > 0:
            glow = QColor(theme.kept_line if state is MarkState.KEPT else theme.new_line)
            glow.setAlphaF(0.45 * fade)
            painter.setBrush(glow)
            painter.drawRoundedRect(at_least(rect, 6).adjusted(-_AIR, -1, _AIR, 1), 3, 3)


def paint_lines(painter: QPainter, mark: Mark, state: MarkState, theme: Theme, *, current: bool) -> None:
    """Paint what lies over the words."""
    old = mark.shows_old
    if mark.quiet:
        color = theme.old_line if old else theme.new_line
        if state.is_open and mark.suggestion.kind is DamageKind.PARAGRAPH:
            _paint_pilcrow(painter, mark, color)
        elif state.is_open:
            _paint_tiny(painter, mark, color)
    elif state.is_open:
        _paint_open(painter, mark, theme, current=current)
        if state is MarkState.UNCERTAIN:
            _paint_uncertain(painter, mark, theme)
    else:
        color = theme.new_line if state in (MarkState.ACCEPTED, MarkState.EDITED) else theme.kept_line
        painter.setPen(_dotted(color))
        for rect in mark.rects:
            box = at_least(rect, 5)
            y = round(box.bottom()) + 0.5
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    if current:
        painter.setPen(QPen(theme.text, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in mark.rects:
            painter.drawRoundedRect(at_least(rect, 8).adjusted(-2.5, -2, 2.5, 2), 4, 4)


def _paint_tiny(painter: QPainter, mark: Mark, color: QColor) -> None:
    soft = QColor(color)
    soft.setAlphaF(0.75)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    for rect in mark.rects:
        box = at_least(rect, 3.0)
        painter.drawRect(QRectF(box.left(), round(box.bottom()) - 1.0, min(box.width(), 40), 1.25))


def _paint_pilcrow(painter: QPainter, mark: Mark, color: QColor) -> None:
    soft = QColor(color)
    soft.setAlphaF(0.8)
    box = mark.rects[0]
    draw_glyph(painter, Glyph.PILCROW, QRectF(box.left(), box.center().y() - 4, PILCROW, 10), soft, 1.1)


def _paint_open(painter: QPainter, mark: Mark, theme: Theme, *, current: bool) -> None:
    struck = mark.role is Role.OLD
    color = theme.old_line if mark.shows_old else theme.new_line
    pen = QPen(color, 2 if current else 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark.blank:
        rect = mark.rects[0]
        center = rect.center().x()
        foot = QRectF(center - _NOTCH / 2, rect.bottom() - _NOTCH, _NOTCH, _NOTCH)
        draw_glyph(painter, Glyph.GAP, foot, color, 2.0 if current else 1.6)
        return
    painter.setPen(pen)
    for rect in mark.rects:
        y = rect.top() + rect.height() * 0.56 if struck else rect.bottom() - 0.5
        y = round(y) + (0.0 if current else 0.5)
        painter.drawLine(QPointF(rect.left() - _AIR, y), QPointF(rect.right() + _AIR, y))


def _paint_uncertain(painter: QPainter, mark: Mark, theme: Theme) -> None:
    pen = QPen(theme.uncertain_line, 1)
    pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in mark.rects:
        painter.drawRoundedRect(at_least(rect, 9).adjusted(-_AIR, 0, _AIR, 0.5), 3, 3)
    if mark.role is Role.NEW:
        last = at_least(mark.rects[-1], 9)
        box = QRectF(last.right() + 1.5, last.top() - 4.5, 4.6, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.page)
        painter.drawEllipse(box.adjusted(-2, -2, 2, 2))
        draw_glyph(painter, Glyph.QUESTION, box, theme.uncertain_line, 1.1)


def _dotted(color: QColor) -> QPen:
    pen = QPen(color, 1.2)
    pen.setDashPattern([1.2, 2.2])
    return pen


def at_least(rect: QRectF, width: float) -> QRectF:
    """Return the rectangle, or one so wide round its middle."""
    lacking = max(0.0, width - rect.width()) / 2
    return rect.adjusted(-lacking, 0, lacking, 0)
