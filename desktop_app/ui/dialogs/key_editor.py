# SPDX-License-Identifier: Apache-2.0
"""Changing the keys of acts, with a warning where two would clash."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.action_set import sequences
from desktop_app.ui.actions import ACTIONS


def clash(keys: Mapping[str, tuple[str, ...]], action_id: str, wanted: QKeySequence) -> str | None:
    """Return the id of another act that has a key already, or None."""
    for spec in ACTIONS:
        if spec.id != action_id and wanted in sequences(keys.get(spec.id, spec.keys)):
            return spec.id
    return None


class KeyEditor(QWidget):
    """A table of acts, and a field for the key of the selected one."""

    changed = Signal()

    def __init__(self, keys: Mapping[str, tuple[str, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = dict(keys)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        self._table = QTableWidget(len(ACTIONS), 2, self)
        self._table.setHorizontalHeaderLabels([self.tr("Act"), self.tr("Key")])
        self._table.verticalHeader().hide()
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._table.setColumnWidth(1, 190)
        self._table.setAccessibleName(self.tr("Acts and their keys"))
        for row, spec in enumerate(ACTIONS):
            name = QTableWidgetItem(spec.label.replace("&", "").rstrip("…"))
            name.setData(Qt.ItemDataRole.UserRole, spec.id)
            self._table.setItem(row, 0, name)
        layout.addWidget(self._table, 1)
        row_of_field = QHBoxLayout()
        self._field = QKeySequenceEdit(self)
        self._field.setMaximumSequenceLength(1)
        self._field.setAccessibleName(self.tr("New key"))
        self._field.editingFinished.connect(self._take)
        reset = QPushButton(self.tr("Default"), self)
        reset.setAutoDefault(False)
        reset.clicked.connect(self._reset)
        row_of_field.addWidget(QLabel(self.tr("New key"), self))
        row_of_field.addWidget(self._field, 1)
        row_of_field.addWidget(reset)
        layout.addLayout(row_of_field)
        self._warning = QLabel(self)
        self._warning.setWordWrap(True)
        layout.addWidget(self._warning)
        self._table.currentCellChanged.connect(self._selected)
        self._show()
        self._table.setCurrentCell(0, 0)

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys that differ from the table of actions."""
        return dict(self._keys)

    def _show(self) -> None:
        for row, spec in enumerate(ACTIONS):
            shown = [
                key.toString(QKeySequence.SequenceFormat.NativeText)
                for key in sequences(self._keys.get(spec.id, spec.keys))
            ]
            self._table.setItem(row, 1, QTableWidgetItem(", ".join(shown)))

    def _action(self) -> str:
        return ACTIONS[max(0, self._table.currentRow())].id

    @Slot()
    def _selected(self) -> None:
        spec = ACTIONS[max(0, self._table.currentRow())]
        found = sequences(self._keys.get(spec.id, spec.keys))
        self._field.setKeySequence(found[0] if found else QKeySequence())
        self._warning.clear()

    @Slot()
    def _take(self) -> None:
        self.set_key(self._action(), self._field.keySequence())

    def set_key(self, action_id: str, wanted: QKeySequence) -> bool:
        """Give an act a key; False, and a sentence, if another act has it."""
        if wanted.isEmpty():
            return False
        other = clash(self._keys, action_id, wanted)
        if other is not None:
            name = next(spec.label for spec in ACTIONS if spec.id == other).replace("&", "").rstrip("…")
            self._warning.setText(
                self.tr("{key} belongs to “{name}”; give that another key first.").format(
                    key=wanted.toString(QKeySequence.SequenceFormat.NativeText), name=name
                )
            )
            return False
        self._warning.clear()
        self._keys[action_id] = (wanted.toString(QKeySequence.SequenceFormat.PortableText),)
        self._show()
        self.changed.emit()
        return True

    @Slot()
    def _reset(self) -> None:
        self._keys.pop(self._action(), None)
        self._show()
        self._selected()
        self.changed.emit()
