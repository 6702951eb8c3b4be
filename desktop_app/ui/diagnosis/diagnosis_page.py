# SPDX-License-Identifier: Apache-2.0
"""The page that says what happened to the text before anybody decides anything."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QFontInfo, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.diagnosis.cause_row import CauseRow
from desktop_app.ui.diagnosis.content import DiagnosisContent
from desktop_app.ui.diagnosis.drift_plot import DriftPlot, PlotColours
from desktop_app.ui.fonts import PROSE_FAMILY
from desktop_app.ui.theme import Theme

_WIDEST = 1040
"""Logical pixels; beyond this lines become too long to read."""

_NAMES = 8
"""Names that are listed; the rest is counted."""


class DiagnosisPage(QScrollArea):
    """Story, causes with switches, the drift as a curve, and the way on."""

    start_requested = Signal()
    """The editor wants to review."""
    accept_sure_requested = Signal()
    """The editor wants to see what is sure, to accept it in one go."""
    cause_switched = Signal(object, bool)
    """A ``DamageKind``, and whether it is to be reviewed."""
    suggestion_chosen = Signal(str)
    """The id of a suggestion to go to."""
    shown = Signal()
    """The page has come into sight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content: DiagnosisContent | None = None
        self._off: set[object] = set()
        self.plot: DriftPlot | None = None
        self.start_button: QPushButton | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Diagnosis"))

    def set_theme(self, theme: Theme) -> None:
        """Show the page in another theme."""
        self._theme = theme
        self._build()

    def set_content(self, content: DiagnosisContent | None) -> None:
        """Show a diagnosis of the same text, as it grows; None: it is still being looked for."""
        if content is None:
            self._off.clear()
        self._content = content
        self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is seen."""
        super().showEvent(event)
        self.shown.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the way on."""
        super().focusInEvent(event)
        self._focus_start(event.reason())

    def _focus_start(self, reason: Qt.FocusReason) -> None:
        if self.start_button is not None:
            self.start_button.setFocus(reason)

    def _build(self) -> None:
        content = self._content
        place = self.verticalScrollBar().value()
        body = QWidget()
        outer = QHBoxLayout(body)
        outer.setContentsMargins(32, 32, 32, 32)
        column = QWidget(body)
        column.setMaximumWidth(_WIDEST)
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outer.addStretch(1)
        outer.addWidget(column, 1000)
        outer.addStretch(1)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.plot = None
        self.start_button = None
        if content is None:
            waiting = QLabel(self.tr("Reading the text…"))
            waiting.setFont(self._serif(1.9, QFont.Weight.DemiBold))
            layout.addWidget(waiting)
        else:
            self._add_head(layout, content)
            for cause in content.causes:
                layout.addWidget(self._rule())
                row = CauseRow(cause, self._theme, column)
                row.switch.setChecked(cause.kind not in self._off)
                row.switched.connect(self._switched)
                layout.addWidget(row)
            if content.points:
                layout.addWidget(self._rule())
                self._add_drift(layout, content)
        layout.addStretch(1)
        had_focus = self.widget() is not None and self.isAncestorOf(QApplication.focusWidget() or self)
        self.setWidget(body)
        self.verticalScrollBar().setValue(place)
        if had_focus:
            self._focus_start(Qt.FocusReason.OtherFocusReason)

    def _add_head(self, layout: QVBoxLayout, content: DiagnosisContent) -> None:
        title = QLabel(content.title)
        title.setFont(self._serif(1.9, QFont.Weight.DemiBold))
        title.setWordWrap(True)
        layout.addWidget(title)
        story = QLabel(content.story)
        story.setFont(self._serif(1.3, QFont.Weight.Normal))
        story.setWordWrap(True)
        story.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(story)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 12, 0, 16)
        buttons.setSpacing(12)
        self.start_button = QPushButton(self.tr("Start reviewing"))
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(self.start_requested)
        sure = QPushButton(self.tr("Accept all sure…"))
        sure.clicked.connect(self.accept_sure_requested)
        buttons.addWidget(self.start_button)
        buttons.addWidget(sure)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        for button in (self.start_button, sure):
            button.setMinimumSize(button.sizeHint().width() + 24, button.sizeHint().height() + 10)
            button.setVisible(bool(content.causes))

    def _add_drift(self, layout: QVBoxLayout, content: DiagnosisContent) -> None:
        heading = QLabel(self.tr("How far the names slipped"))
        heading.setFont(self._weighted(QFont.Weight.DemiBold))
        heading.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(heading)
        row = QHBoxLayout()
        row.setSpacing(24)
        self.plot = DriftPlot(self._colours())
        self.plot.set_points(content.points, content.length)
        self.plot.chosen.connect(self.suggestion_chosen)
        row.addWidget(self.plot, 1)
        names = QLabel(self._names_text(content))
        names.setAlignment(Qt.AlignmentFlag.AlignTop)
        names.setTextFormat(Qt.TextFormat.PlainText)
        names.setContentsMargins(0, 12, 0, 0)
        row.addWidget(names)
        layout.addLayout(row)
        legend = QLabel(
            self.tr(
                "● leads back to the mention it was meant for   ○ stands alone   Click a dot to go there."
            )
        )
        quiet = legend.palette()
        quiet.setColor(legend.foregroundRole(), self._theme.margin_text)
        legend.setPalette(quiet)
        legend.setWordWrap(True)
        layout.addWidget(legend)

    def _names_text(self, content: DiagnosisContent) -> str:
        lines = [f"{count} ×  {name}" for name, count in content.names[:_NAMES]]
        if (more := len(content.names) - _NAMES) > 0:
            lines.append(self.tr("and %n more", "", more))
        return "\n".join(lines)

    @Slot(object, bool)
    def _switched(self, kind: object, on: bool) -> None:
        (self._off.discard if on else self._off.add)(kind)
        self.cause_switched.emit(kind, on)

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setFixedHeight(1)
        rule.setAutoFillBackground(True)
        palette = rule.palette()
        palette.setColor(rule.backgroundRole(), self._theme.hairline)
        rule.setPalette(palette)
        return rule

    def _serif(self, scale: float, weight: QFont.Weight) -> QFont:
        font = QFont(PROSE_FAMILY)
        font.setPixelSize(round(QFontInfo(self.font()).pixelSize() * scale))
        font.setWeight(weight)
        return font

    def _weighted(self, weight: QFont.Weight) -> QFont:
        font = QFont(self.font())
        font.setWeight(weight)
        return font

    def _colours(self) -> PlotColours:
        theme = self._theme
        return PlotColours(
            text=theme.text,
            quiet=theme.margin_text,
            grid=theme.hairline,
            page=theme.window,
            line=theme.new_line,
            stray=theme.old_line,
        )
