# SPDX-License-Identifier: Apache-2.0
"""The decisions that found no place in a changed text: to look at, and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.review.reanchor import LeftBehind


class LeftBehindDialog(QDialog):
    """Lists what was decided, in the order of the old text."""

    def __init__(self, left: Sequence[LeftBehind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Decisions without a place"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._left = tuple(left)
        words = QLabel(
            self.tr("The text was rewritten where these stood. They are kept in the project; decide anew."),
            self,
        )
        words.setWordWrap(True)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderLabels(
            [self.tr("Stood there"), self.tr("You decided"), self.tr("Note"), self.tr("What it was")]
        )
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.windowTitle())
        for row in self._rows():
            self.tree.addTopLevelItem(QTreeWidgetItem(row))
        for column in range(3):
            self.tree.resizeColumnToContents(column)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy_button = QPushButton(self.tr("Copy the list"), self)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.tree, 1)
        layout.addWidget(buttons)
        self.resize(720, 360)

    def _rows(self) -> list[list[str]]:
        rows = []
        for item in self._left:
            wording = item.decision.replacement
            decided = self.tr("keep the original") if wording is None else f"“{wording.strip()}”"
            rows.append(
                [
                    f"“{item.suggestion.original.strip()}”",
                    decided,
                    item.decision.note,
                    item.suggestion.series,
                ]
            )
        return rows

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join("\t".join(row) for row in self._rows()))
