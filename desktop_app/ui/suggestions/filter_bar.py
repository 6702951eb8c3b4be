# SPDX-License-Identifier: Apache-2.0
"""What stands above the list: filter box, filters by kind, lane and state, and the division."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QMenu, QToolButton, QWidget

from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.ui import wording
from desktop_app.ui.suggestions.filtering import Filter
from desktop_app.ui.suggestions.grouping import Grouping

_PAUSE = 120
"""Milliseconds after the last letter before the list is filtered."""


class FilterBar(QWidget):
    """Says what of the list is to be shown, and how it is divided."""

    changed = Signal()
    """Something else may be wanted."""
    left = Signal()
    """The editor is done with the filter box, and wants to go into the list."""
    regrouped = Signal(object)
    """The Grouping to divide by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._say_changed)
        self._words = QLineEdit(self)
        self._words.setPlaceholderText(self.tr("Filter"))
        self._words.setAccessibleName(self.tr("Filter the list by words"))
        self._words.setClearButtonEnabled(True)
        self._words.textChanged.connect(self._timer.start)
        self._words.returnPressed.connect(self._leave)
        self._kind = self._combo(
            self.tr("Kind"),
            self.tr("All kinds"),
            ((kind, wording.kind_name(kind)) for kind in DamageKind),
        )
        self._lane = self._combo(
            self.tr("Lane"), self.tr("All lanes"), ((lane, wording.lane_name(lane)) for lane in Lane)
        )
        self._state = self._combo(
            self.tr("State"), self.tr("All states"), ((v, wording.verdict_name(v)) for v in Verdict)
        )
        self._combos = (self._kind, self._lane, self._state)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 10, 10, 8)
        grid.setSpacing(6)
        grid.addWidget(self._words, 0, 0, 1, 2)
        self._grouping = self._division()
        grid.addWidget(self._grouping, 0, 2)
        for column, combo in enumerate(self._combos):
            grid.addWidget(combo, 1, column)
            grid.setColumnStretch(column, 1)

    def _division(self) -> QToolButton:
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAutoRaise(True)
        menu = QMenu(button)
        names = {
            Grouping.SERIES: self.tr("By series"),
            Grouping.PLACE: self.tr("By place"),
            Grouping.CONFIDENCE: self.tr("By confidence"),
        }
        for grouping, name in names.items():
            menu.addAction(name).setData(grouping.value)
        menu.triggered.connect(self._divide)
        button.setMenu(menu)
        button.setText(names[Grouping.SERIES])
        button.setToolTip(self.tr("Divide the list by series, place or confidence"))
        return button

    def _combo(self, name: str, everything: str, choices: Iterable[tuple[str, str]]) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.addItem(everything, "")
        for value, title in choices:
            combo.addItem(title, str(value))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(6)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.currentIndexChanged.connect(self._say_changed)
        return combo

    @property
    def wanted(self) -> Filter:
        """What is to be shown."""
        kind, lane, state = (combo.currentData() for combo in self._combos)
        return Filter(
            self._words.text().strip(),
            DamageKind(kind) if kind else None,
            Lane(lane) if lane else None,
            Verdict(state) if state else None,
        )

    def show_only(self, *, lane: Lane | None = None, verdict: Verdict | None = None) -> None:
        """Filter by lane or state, as a click on the strip of lanes does; the same again shows all."""
        combo = self._lane if lane else self._state
        value = lane.value if lane else verdict.value if verdict else ""
        combo.setCurrentIndex(0 if combo.currentData() == value else combo.findData(value))

    def set_words(self, words: str) -> None:
        """Filter by words, at once."""
        self._words.setText(words)
        self._say_changed()

    def clear(self) -> None:
        """Let everything be shown."""
        for combo in self._combos:
            combo.setCurrentIndex(0)
        self.set_words("")

    def begin(self) -> None:
        """Put the caret into the filter box."""
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    @Slot(QAction)
    def _divide(self, chosen: QAction) -> None:
        self._grouping.setText(chosen.text())
        self.regrouped.emit(Grouping(chosen.data()))

    @Slot()
    def _leave(self) -> None:
        self._say_changed()
        self.left.emit()

    @Slot()
    def _say_changed(self) -> None:
        self._timer.stop()
        self.changed.emit()
