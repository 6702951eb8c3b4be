# SPDX-License-Identifier: Apache-2.0
"""How a file is read: another encoding, another column or row of a table, with a preview."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from desktop_app.documents.document import Document, SourceInfo
from desktop_app.documents.loading import read_document
from desktop_app.documents.readers import ReadOptions
from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.ui.background import Background, JobFailure

ENCODINGS = (
    "utf-8", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "iso8859-15", "iso8859-2", "cp1250", "cp1251",
    "koi8-r", "cp1253", "cp1254", "cp437", "cp850", "mac-roman", "shift_jis", "euc_jp", "gb18030", "big5",
    "euc_kr",
)  # fmt: skip
"""Codecs that old texts come in, the commonest first."""

TABLES = frozenset({"csv", "jsonl"})
CHOOSABLE = TABLES | {"text", "markdown", "html"}
"""Formats that do not tell surely how they are to be read."""

PREVIEW = 4_000
"""Code points shown."""


def _read(
    source: SourceInfo,
    options: ReadOptions,
    cancel: CancelToken,
    progress: Progress,
    part: Callable[[object], None],
) -> object:
    del progress, part
    cancel.raise_if_cancelled()
    return read_document(source.data, source.path, options)


class ReadingDialog(QDialog):
    """Reads the bytes of an open document in another way."""

    chosen = Signal(object)
    """The Document, read anew."""

    def __init__(self, source: SourceInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._document: Document | None = None
        self._work = Background(self)
        self._work.done.connect(self._shown)
        self._work.failed.connect(self._refused)
        self.setWindowTitle(self.tr("Read {name} otherwise").format(name=source.name))
        self.resize(640, 460)
        self._build()
        self._try()

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(18, 16, 18, 14)
        self._encoding = QComboBox(self)
        self._encoding.addItems(list(dict.fromkeys([self._source.encoding, *ENCODINGS])))
        self._encoding.setAccessibleName(self.tr("Encoding"))
        self._encoding.currentIndexChanged.connect(self._try)
        form.addRow(self.tr("&Encoding"), self._encoding)
        self._column = QLineEdit(self._source.column or "", self)
        self._column.setAccessibleName(self.tr("Column"))
        self._column.setPlaceholderText(self.tr("The one with the longest texts"))
        self._column.editingFinished.connect(self._try)
        self._row = QSpinBox(self)
        self._row.setRange(0, 10_000_000)
        self._row.setSpecialValueText(self.tr("All rows"))
        self._row.setValue(0 if self._source.row is None else self._source.row + 1)
        self._row.setAccessibleName(self.tr("Row"))
        self._row.valueChanged.connect(self._try)
        form.addRow(self.tr("&Column"), self._column)
        form.addRow(self.tr("&Row"), self._row)
        for field in (self._column, self._row):
            form.setRowVisible(field, self._source.format in TABLES)
        self._preview = QPlainTextEdit(self)
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setAccessibleName(self.tr("Preview of the text"))
        form.addRow(self._preview)
        self._problem = QLabel(self)
        self._problem.setWordWrap(True)
        form.addRow(self._problem)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._open = box.addButton(self.tr("&Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        form.addRow(box)

    @Slot()
    def _try(self) -> None:
        self._document = None
        self._open.setEnabled(False)
        is_table = self._source.format in TABLES
        options = ReadOptions(
            encoding=self._encoding.currentText(),
            column=(self._column.text() or None) if is_table else None,
            row=self._row.value() - 1 if is_table and self._row.value() else None,
        )
        self._work.start(partial(_read, self._source, options))

    @Slot(object)
    def _shown(self, document: Document) -> None:
        self._document = document
        self._problem.clear()
        self._preview.setPlainText(document.text[:PREVIEW])
        self._open.setEnabled(True)

    @Slot(object)
    def _refused(self, failure: JobFailure) -> None:
        self._preview.clear()
        self._problem.setText(failure.sentence)

    def accept(self) -> None:
        """Hand the document out, unless it is not read yet."""
        if self._document is not None:
            self.chosen.emit(self._document)
            super().accept()

    def done(self, result: int) -> None:
        """Stop the work before closing."""
        self._work.close()
        super().done(result)
