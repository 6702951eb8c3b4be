# SPDX-License-Identifier: Apache-2.0
"""One wording to choose on the card: its number, its words, how sure it is and where it comes from."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.review.policy import LIKELY, SURE, Lane
from desktop_app.ui import wording
from desktop_app.ui.suggestions.delegate import paint_confidence
from desktop_app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to choose."""

    words: str
    detail: str = ""
    """Where it comes from."""
    confidence: float | None = None


class ChoiceRow(QAbstractButton):
    """A radio button with a number, words that wrap, and a confidence."""

    def __init__(self, theme: Theme, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = number
        self._choice = Choice("")
        self._words = ""
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme
        self.update()

    def show_choice(self, choice: Choice) -> None:
        """Show another choice."""
        if choice == self._choice:
            return
        self._choice = choice
        # A break may follow the signs that stand for spaces, so that long changes wrap.
        self._words = choice.words.replace("¶¶", "¶¶\u200b")
        self.setText(choice.words)
        name = self.tr("Alternative {number}: {words}").format(number=self._number, words=choice.words)
        if choice.confidence is not None:
            confidence = wording.confidence_text(choice.confidence)
            name += ", " + self.tr("confidence {confidence}").format(confidence=confidence)
        self.setAccessibleName(f"{name}, {choice.detail}" if choice.detail else name)
        self.updateGeometry()
        self.update()

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(9, round(self.fontMetrics().height() * 0.68)))
        return font

    def _left(self) -> int:
        return 14 + self.fontMetrics().horizontalAdvance("0") + 22

    def _right(self) -> int:
        return 12 + (
            self.fontMetrics().horizontalAdvance("0.00") + 24 if self._choice.confidence is not None else 0
        )

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at a width."""
        metrics = self.fontMetrics()
        room = max(40, width - self._left() - self._right())
        flags = int(Qt.TextFlag.TextWordWrap)
        words = metrics.boundingRect(0, 0, room, 10_000, flags, self._words or " ").height()
        detail = QFontMetrics(self._small()).height() if self._choice.detail else 0
        return words + detail + 12

    def sizeHint(self) -> QSize:
        """Prefer the width of a card."""
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """Allow narrow cards."""
        return QSize(120, self.fontMetrics().height() + 12)

    def event(self, event: QEvent) -> bool:
        """Draw anew when the pointer comes or goes."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        del event
        theme, metrics = self._theme, self.fontMetrics()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        if self.isChecked():
            painter.setBrush(theme.new_quiet)
            painter.setPen(QPen(theme.new_line, 1))
            painter.drawRoundedRect(box, 5, 5)
        elif self.underMouse():
            painter.setBrush(theme.alternate_base)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 5, 5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.focus, 2))
            painter.drawRoundedRect(box, 5, 5)
        line = metrics.height()
        top = 6.0
        painter.setPen(theme.margin_text)
        digit = metrics.horizontalAdvance("0")
        painter.drawText(QRectF(8, top, digit, line), Qt.AlignmentFlag.AlignCenter, str(self._number))
        self._paint_radio(painter, 8 + digit + 12, top + line / 2)
        left, right = self._left(), self._right()
        room = QRectF(left, top, self.width() - left - right, self.height())
        painter.setPen(theme.window_text)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._words)
        if self._choice.confidence is not None:
            self._paint_confidence(painter, self._choice.confidence, top, line)
        if self._choice.detail:
            painter.setFont(self._small())
            painter.setPen(theme.margin_text)
            height = painter.fontMetrics().height()
            place = QRectF(left, self.height() - height - 5, room.width() + right - 12, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._choice.detail)

    def _paint_radio(self, painter: QPainter, x: float, y: float) -> None:
        colour = self._theme.new_line if self.isChecked() else self._theme.margin_text
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.4))
        painter.drawEllipse(QRectF(x - 5, y - 5, 10, 10))
        if self.isChecked():
            painter.setBrush(colour)
            painter.drawEllipse(QRectF(x - 2.2, y - 2.2, 4.4, 4.4))

    def _paint_confidence(self, painter: QPainter, confidence: float, top: float, line: int) -> None:
        theme, metrics = self._theme, self.fontMetrics()
        width = metrics.horizontalAdvance("0.00")
        place = QRectF(self.width() - 10 - width, top, width, line)
        painter.setPen(QColor(theme.window_text))
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            wording.confidence_text(confidence),
        )
        lane = Lane.SURE if confidence >= SURE else Lane.LIKELY if confidence >= LIKELY else Lane.NEEDS_YOU
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bars = QRectF(place.left() - 20, top + line / 2 - 6, 13, 12)
        paint_confidence(painter, bars, lane, theme.window_text, theme.margin_text)
