# SPDX-License-Identifier: Apache-2.0
"""What to say when something broke that nobody foresaw: what happened, and the details to copy."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)


class CrashDialog(QDialog):
    """Shows one report; the review goes on."""

    def __init__(self, sentence: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = details
        self.setWindowTitle(self.tr("Something broke"))
        self.resize(620, 380)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        words = QLabel(
            self.tr(
                "Palimpsest met an error it did not expect: {what}. Your decisions are kept. "
                "The details hold nothing of your text unless the error quotes it; a report with them helps."
            ).format(what=sentence.rstrip(".")),
            self,
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        shown = QPlainTextEdit(details, self)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(self.tr("Details"))
        layout.addWidget(shown, 1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = box.addButton(self.tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        box.rejected.connect(self.reject)
        layout.addWidget(box)

    @Slot()
    def copy(self) -> None:
        """Put the details on the clipboard."""
        QApplication.clipboard().setText(self._details)
