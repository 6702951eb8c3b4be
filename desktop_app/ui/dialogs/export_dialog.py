# SPDX-License-Identifier: Apache-2.0
"""Export: every format with a preview of what the file will hold, then one file, whole or not at all.

Before anything is written the proof of no harm is made; where it does not hold, nothing is written.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
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
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.exporters import EXPORTERS, Exporter, ExportError, write_whole
from desktop_app.exporters.proof import Proof, prove
from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.ui import wording
from desktop_app.ui.background import Background, JobFailure
from desktop_app.ui.dialogs.proof_wording import open_ones, proof_line
from desktop_app.ui.redline_pdf import RedlinePdf

FORMATS: tuple[Exporter, ...] = (*EXPORTERS, RedlinePdf())
"""What the window can write: all formats, and the PDF, which needs Qt."""

PREVIEW = 20_000
"""Code points of a file that the preview shows."""


def snapshot(session: ReviewSession) -> ReviewSession:
    """Return a copy that another thread may read while the window goes on."""
    return ReviewSession(
        session.document,
        session.suggestions.take(~session.suggestions.are_of([DamageKind.OWN])),
        dict(session.decisions),
        session.own_suggestions,
    )


def _render(
    exporter: Exporter,
    session: ReviewSession,
    proof: Proof | None,
    cancel: CancelToken,
    progress: Progress,
    part: Callable[[object], None],
) -> object:
    cancel.raise_if_cancelled()
    progress(exporter.label, 0.0)
    part(proof or prove(session))
    cancel.raise_if_cancelled()
    return exporter.render(session)


class ExportDialog(QDialog):
    """Shows what each format would write, and writes it."""

    exported = Signal(object)
    """The Path that was written."""
    proof_wanted = Signal(bool)
    """Whether the proof is to be saved beside exports, as ticked."""

    def __init__(
        self,
        session: ReviewSession,
        folder: Path,
        parent: QWidget | None = None,
        *,
        save_proof: bool = False,
        chosen: str = FORMATS[0].id,
    ) -> None:
        super().__init__(parent)
        self._session = snapshot(session)
        self._folder = folder
        self._data: bytes | None = None
        self._proof: Proof | None = None
        self._work = Background(self)
        self._work.part.connect(self._proved)
        self._work.done.connect(self._rendered)
        self._work.failed.connect(self._not_rendered)
        self.setWindowTitle(self.tr("Export"))
        self.resize(900, 600)
        self._build()
        self._save_proof.setChecked(save_proof)
        self._save_proof.toggled.connect(self.proof_wanted)
        self._formats.setCurrentRow([exporter.id for exporter in FORMATS].index(chosen))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        layout.addWidget(self._summary)
        layout.addLayout(self._proof_row())
        middle = QHBoxLayout()
        middle.setSpacing(12)
        self._formats = QListWidget(self)
        self._formats.setAccessibleName(self.tr("Format"))
        self._formats.setFixedWidth(self.fontMetrics().averageCharWidth() * 40)
        for exporter in FORMATS:
            item = QListWidgetItem(exporter.label, self._formats)
            item.setData(Qt.ItemDataRole.UserRole, exporter.id)
        self._formats.currentRowChanged.connect(self._format_chosen)
        self._formats.activated.connect(self._activated)
        self._preview = QPlainTextEdit(self)
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setAccessibleName(self.tr("Preview of the file"))
        middle.addWidget(self._formats)
        self._proof_text = QPlainTextEdit(self)
        self._proof_text.setReadOnly(True)
        self._proof_text.setTabChangesFocus(True)
        self._proof_text.setAccessibleName(self.tr("Proof of no harm"))
        self._shown_page = QStackedWidget(self)
        self._shown_page.addWidget(self._preview)
        self._shown_page.addWidget(self._proof_text)
        self._details.toggled.connect(self._show_details)
        middle.addWidget(self._shown_page, 1)
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
        layout.addWidget(self._save_proof)
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

    def _proof_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._proof_line = QLabel(self.tr("The proof of no harm is being made…"), self)
        self._proof_line.setWordWrap(True)
        self._details = QPushButton(self.tr("&Details"), self)
        self._details.setAccessibleName(self.tr("Details of the proof"))
        self._details.setAutoDefault(False)
        self._details.setCheckable(True)
        self._details.setEnabled(False)
        self._save_proof = QCheckBox(self.tr("Save the &proof beside it"), self)
        self._save_proof.setToolTip(self.tr("A text file that tells what was checked and counted"))
        row.addWidget(self._proof_line, 1)
        row.addWidget(self._details, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _show_summary(self, exporter: Exporter) -> None:
        counts = self._session.counts()
        rest = counts[Verdict.UNDECIDED] + counts[Verdict.LATER]
        words = wording.plural(
            counts[Verdict.ACCEPTED], self.tr("1 change accepted"), self.tr("{n} changes accepted")
        )
        if rest:
            words += ", " + open_ones(rest, shown=exporter.shows_open)
        self._summary.setText(words + ".")

    @Slot(bool)
    def _show_details(self, wanted: bool) -> None:
        self._shown_page.setCurrentWidget(self._proof_text if wanted else self._preview)

    @Slot(object)
    def _proved(self, proof: Proof) -> None:
        if self._proof is proof:
            return
        self._proof = proof
        self._proof_line.setText(proof_line(proof))
        self._proof_text.setPlainText(proof.text())
        self._details.setEnabled(True)
        if not proof.holds:
            self._details.setChecked(True)
            self._refuse()

    def _refuse(self) -> None:
        self._complain(
            self.tr("Nothing is exported: the proof of no harm does not hold; open the original again.")
        )

    def _exporter(self) -> Exporter | None:
        row = self._formats.currentRow()
        return FORMATS[row] if 0 <= row < len(FORMATS) else None

    @Slot(int)
    def _format_chosen(self, row: int) -> None:
        del row
        exporter = self._exporter()
        if exporter is None:
            return
        self._data = None
        self._write.setEnabled(False)
        self._problem.hide()
        self._show_summary(exporter)
        self._path.setText(str(self._folder / self._file_name(exporter)))
        self._work.start(partial(_render, exporter, self._session, self._proof))

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
            if self._proof is not None and self._proof.holds:
                self._write.setEnabled(True)
            else:
                self._refuse()

    def _shown(self, data: bytes) -> str:
        head = data[: PREVIEW * 4]
        if head[:4] == b"%PDF":
            return self.tr("A PDF of {n} bytes, to be read and printed.").format(n=wording.number(len(data)))
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
        if self._data is None or self._proof is None:
            return
        if not self._proof.holds:
            self._refuse()
            return
        target = Path(self._path.text()).expanduser()
        source = self._session.document.source.path
        beside = target.with_name(f"{target.stem}.proof.txt")
        targets = [target, beside] if self._save_proof.isChecked() else [target]
        for path in targets:
            if source is not None and path.absolute() == source.absolute():
                self._complain(self.tr("{name} is the original; choose another name.").format(name=path.name))
                return
        if len(set(targets)) < len(targets):
            self._complain(
                self.tr("{name} is to hold the proof; choose another name.").format(name=beside.name)
            )
            return
        try:
            for path, data in zip(targets, (self._data, self._proof.text().encode()), strict=False):
                write_whole(path, data, inside=path.parent)
        except ExportError as error:
            self._complain(str(error))
            return
        self.exported.emit(target)
        self.accept()

    def done(self, result: int) -> None:
        """Stop the work before closing."""
        self._work.close()
        super().done(result)
