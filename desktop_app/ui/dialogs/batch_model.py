# SPDX-License-Identifier: Apache-2.0
"""The rows of every preview: a tick, the paragraph, the words as they stand and as they would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_app.ui.suggestions.context import Glimpse

GLIMPSE = Qt.ItemDataRole.UserRole + 1
"""The role that gives a cell's words in three parts."""

Index = QModelIndex | QPersistentModelIndex

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One place that would change."""

    paragraph: int
    before: Glimpse
    """The words as they stand, with some text around them."""
    after: Glimpse
    confidence: str = ""


class BatchModel(QAbstractTableModel):
    """Rows that can be ticked off."""

    ticks_changed = Signal()

    def __init__(self, rows: Sequence[BatchRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._ticked = np.ones(len(rows), np.bool_)
        self._titles = ("¶", self.tr("As it stands"), self.tr("As it would be"), self.tr("Sure"))

    @property
    def ticked(self) -> Flags:
        """Of each row whether it is ticked; not to be changed."""
        return self._ticked

    @property
    def count(self) -> int:
        """How many are ticked."""
        return int(np.count_nonzero(self._ticked))

    def set_rows(self, rows: Sequence[BatchRow]) -> None:
        """Show other rows, all ticked."""
        self.beginResetModel()
        self._rows = rows
        self._ticked = np.ones(len(rows), np.bool_)
        self.endResetModel()
        self.ticks_changed.emit()

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every row, or none."""
        self._ticked[:] = ticked
        if len(self._rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.ticks_changed.emit()

    def row(self, number: int) -> BatchRow:
        """Return a row."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Return the titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return words or tick."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if self._ticked[index.row()] else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (str(row.paragraph), str(row.before), str(row.after), row.confidence)[index.column()]
        if role == GLIMPSE:
            return (None, row.before, row.after, None)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.tr("Paragraph {n}: “{before}” becomes “{after}”").format(
                n=row.paragraph, before=row.before, after=row.after
            )
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column() != 0:
            return False
        self._ticked[index.row()] = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, index, [role])
        self.ticks_changed.emit()
        return True
