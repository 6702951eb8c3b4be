# SPDX-License-Identifier: Apache-2.0
"""How far the review has come, lane by lane; a click on a lane shows only that lane."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop_app.review.policy import Lane
from desktop_app.ui import wording
from desktop_app.ui.suggestions.delegate import paint_confidence
from desktop_app.ui.tally import LaneCounts
from desktop_app.ui.theme import Theme


class _Bar(QWidget):
    """Three lanes side by side, as wide as they have members, each filled as far as it is decided."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.counts = LaneCounts()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)

    def sizeHint(self) -> QSize:
        return QSize(240, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = self.counts.all.total()
        lanes = [which for which in Lane if self.counts.all[which]]
        room = self.width() - 3.0 * max(0, len(lanes) - 1)
        x = 0.0
        for which in lanes:
            width = max(4.0, room * self.counts.all[which] / max(1, total))
            box = QRectF(x + 0.5, 1.5, width - 1, self.height() - 3)
            painter.setPen(QPen(self.theme.border, 1))
            painter.setBrush(self.theme.base)
            painter.drawRoundedRect(box, 3, 3)
            done = box.width() * self.counts.decided[which] / self.counts.all[which]
            if done > 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.new_line)
                painter.drawRoundedRect(QRectF(box.left(), box.top(), max(done, 3), box.height()), 3, 3)
            x += width + 3.0


class LaneStrip(QWidget):
    """The bar, a button for each lane, and the figures."""

    lane_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bar = _Bar(theme, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 14, 4)
        layout.setSpacing(4)
        layout.addWidget(self._bar, 1)
        layout.addSpacing(8)
        self._buttons: dict[Lane, QToolButton] = {}
        for which in Lane:
            button = QToolButton(self)
            button.setAutoRaise(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("lane", which.value)
            button.clicked.connect(self._clicked)
            layout.addWidget(button)
            self._buttons[which] = button
        layout.addSpacing(8)
        self._decided = QLabel(self)
        self._saved = QLabel(self)
        layout.addWidget(self._decided)
        layout.addSpacing(8)
        layout.addWidget(self._saved)
        self._saved.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.set_theme(theme)
        self.show_counts(LaneCounts())

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme
        self._bar.theme = theme
        self._bar.update()
        ratio = self.devicePixelRatioF()
        for which, button in self._buttons.items():
            picture = QPixmap(round(14 * ratio), round(14 * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            paint_confidence(painter, QRectF(0, 1, 14, 12), which, theme.window_text, theme.margin_text)
            painter.end()
            button.setIcon(QIcon(picture))

    def show_counts(self, figures: LaneCounts) -> None:
        """Show the figures."""
        self._bar.counts = figures
        self._bar.update()
        for which, button in self._buttons.items():
            button.setText(f"{wording.lane_name(which)} {wording.number(figures.all[which])}")
            button.setToolTip(self._measured(figures, which))
            button.setAccessibleName(
                self.tr("{lane}: {all} suggestions, {decided} decided. Show only these.").format(
                    lane=wording.lane_name(which), all=figures.all[which], decided=figures.decided[which]
                )
            )
        self._decided.setText(
            self.tr("decided {n} · {percent} %").format(
                n=wording.number(figures.decided.total()), percent=figures.share
            )
        )

    def show_saved(self, words: str) -> None:
        """Show when the review was saved."""
        self._saved.setText(words)
        self._saved.setVisible(bool(words))

    def _measured(self, figures: LaneCounts, which: Lane) -> str:
        looked = figures.looked_at[which]
        tip = self.tr("Click to show only this lane.")
        if not looked:
            return tip
        return (
            self.tr("Of {looked} you decided here, {right} stood as proposed ({percent} %).").format(
                looked=looked,
                right=figures.as_proposed[which],
                percent=round(100 * figures.as_proposed[which] / looked),
            )
            + f"\n{tip}"
        )

    def _clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.lane_clicked.emit(str(button.property("lane")))
