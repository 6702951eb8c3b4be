# SPDX-License-Identifier: Apache-2.0
"""Export: every format with a preview of what the file will hold, then one file, whole or not at all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.exporters import EXPORTERS, Exporter, ExportError, write_whole
from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.ui import wording
from desktop_app.ui.background import Background, JobFailure

PREVIEW = 20_000
"""Code points of a file that the preview shows."""


def snapshot(session: ReviewSession) -> ReviewSession:
    """Return a copy that another thread may read while the window goes on."""
    return ReviewSession(
        session.document,
        [s for s in session.suggestions if s.detector != "editor"],
        dict(session.decisions),
        session.own_suggestions,
    )


def _render(
    exporter: Exporter,
    session: ReviewSession,
    cancel: CancelToken,
    progress: Progress,
    part: Callable[[object], None],
) -> object:
    cancel.raise_if_cancelled()
    progress(exporter.label, 0.0)
    part(None)
    return exporter.render(session)


class ExportDialog(QDialog):
    """Shows what each format would write, and writes it."""

    exported = Signal(object)
    """The Path that was written."""

    def __init__(self, session: ReviewSession, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = snapshot(session)
        self._folder = folder
        self._data: bytes | None = None
        self._work = Background(self)
        self._work.done.connect(self._rendered)
        self._work.failed.connect(self._not_rendered)
        self.setWindowTitle(self.tr("Export"))
        self.resize(900, 600)
        self._build()
        self._formats.setCurrentRow(0)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self._summary())
        middle = QHBoxLayout()
        middle.setSpacing(12)
        self._formats = QListWidget(self)
        self._formats.setAccessibleName(self.tr("Format"))
        self._formats.setFixedWidth(self.fontMetrics().averageCharWidth() * 40)
        for exporter in EXPORTERS:
            item = QListWidgetItem(exporter.label, self._formats)
            item.setData(Qt.ItemDataRole.UserRole, exporter.id)
        self._formats.currentRowChanged.connect(self._format_chosen)
        self._formats.activated.connect(self._activated)
        self._preview = QPlainTextEdit(self)
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setAccessibleName(self.tr("Preview of the file"))
        middle.addWidget(self._formats)
        middle.addWidget(self._preview, 1)
        layout.addLayout(middle, 1)
        target = QHBoxLayout()
        self._path = QLineEdit(self)
        self._path.setAccessibleName(self.tr("File to write"))
        browse = QPushButton(self.tr("Choose…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        target.addWidget(QLabel(self.tr("File"), self))
        target.addWidget(self._path, 1)
        target.addWidget(browse)
        layout.addLayout(target)
        self._problem = QLabel(self)
        self._problem.setWordWrap(True)
        self._problem.hide()
        layout.addWidget(self._problem)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._write = box.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._write.setDefault(True)
        box.accepted.connect(self.write)
        box.rejected.connect(self.reject)
        layout.addWidget(box)

    def _summary(self) -> QLabel:
        counts = self._session.counts()
        accepted = counts[Verdict.ACCEPTED]
        rest = counts[Verdict.UNDECIDED] + counts[Verdict.LATER]
        words = wording.plural(accepted, self.tr("1 change accepted"), self.tr("{n} changes accepted"))
        if rest:
            words += ", " + wording.plural(
                rest,
                self.tr("1 undecided stays as in the original"),
                self.tr("{n} undecided stay as in the original"),
            )
        label = QLabel(words + ".", self)
        label.setWordWrap(True)
        return label

    def _exporter(self) -> Exporter | None:
        row = self._formats.currentRow()
        return EXPORTERS[row] if 0 <= row < len(EXPORTERS) else None

    @Slot(int)
    def _format_chosen(self, row: int) -> None:
        del row
        exporter = self._exporter()
        if exporter is None:
            return
        self._data = None
        self._write.setEnabled(False)
        self._problem.hide()
        self._path.setText(str(self._folder / self._file_name(exporter)))
        self._work.start(partial(_render, exporter, self._session))

    def _file_name(self, exporter: Exporter) -> str:
        source = self._session.document.source
        stem = source.path.stem if source.path else self.tr("text")
        suffix = exporter.suffix
        if exporter.id == "text" and source.path and source.format in ("text", "markdown"):
            suffix = source.path.suffix or suffix
        name = f"{stem}{suffix}"
        if suffix in (".txt", ".md") or name == source.name:  # never over the source itself
            return f"{stem}.{self.tr('repaired')}{suffix}"
        return name

    @Slot(object)
    def _rendered(self, data: object) -> None:
        if isinstance(data, bytes):
            self._data = data
            self._preview.setPlainText(self._shown(data))
            self._write.setEnabled(True)

    def _shown(self, data: bytes) -> str:
        head = data[: PREVIEW * 4]
        if head[:2] == b"PK":
            return self.tr("A packed file of {n} bytes; it opens in a word processor.").format(n=len(data))
        encoding = self._session.document.source.encoding
        for codec in ("utf-8", encoding):
            try:
                text = head.decode(codec, "strict" if len(head) == len(data) else "ignore")
            except UnicodeDecodeError:
                continue
            return text[:PREVIEW] + ("\n…" if len(text) > PREVIEW else "")
        return head.decode(encoding, "replace")[:PREVIEW]

    @Slot(object)
    def _not_rendered(self, failure: JobFailure) -> None:
        self._preview.clear()
        self._complain(failure.sentence)

    def _complain(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Export"), self._path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._path.setText)
        dialog.open()

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        del index
        self.write()

    @Slot()
    def write(self) -> None:
        """Write the file; on failure the old one is still there, and the dialog says why."""
        if self._data is None:
            return
        target = Path(self._path.text()).expanduser()
        source = self._session.document.source.path
        if source is not None and target.absolute() == source.absolute():
            self._complain(self.tr("{name} is the original; choose another name.").format(name=target.name))
            return
        try:
            write_whole(target, self._data)
        except ExportError as error:
            self._complain(str(error))
            return
        self.exported.emit(target)
        self.accept()

    def done(self, result: int) -> None:
        """Stop the work before closing."""
        self._work.close()
        super().done(result)
