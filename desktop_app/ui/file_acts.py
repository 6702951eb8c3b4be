# SPDX-License-Identifier: Apache-2.0
"""What the File menu does: texts come in, the review is kept, exports go out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_app.documents.document import Document, UnreadableDocumentError, pasted
from desktop_app.documents.loading import open_document
from desktop_app.documents.readers import READERS
from desktop_app.repair.analysis import Analysis
from desktop_app.resources import resource
from desktop_app.review.autosave import Autosave
from desktop_app.review.project_file import SUFFIX
from desktop_app.review.project_schema import DamagedProjectError, ProjectError
from desktop_app.review.recovery import Unfinished
from desktop_app.review.session import ReviewSession
from desktop_app.ui.background import JobFailure
from desktop_app.ui.banner import Tone
from desktop_app.ui.clipboard import clipboard_document
from desktop_app.ui.comparing import Comparing
from desktop_app.ui.detection import Detection
from desktop_app.ui.dialogs.reading_dialog import CHOOSABLE, ReadingDialog
from desktop_app.ui.earlier_work import EarlierWork
from desktop_app.ui.export_acts import ExportActs
from desktop_app.ui.keeping import ANALYSED, Keeping
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.opening import Opened, Opening
from desktop_app.ui.project_opening import ProjectOpening
from desktop_app.ui.recent_files import RecentFiles
from desktop_app.ui.salvage_acts import SalvageActs
from desktop_app.ui.save_acts import SaveActs

SHOWN_PATHS = 2


class FileActs(QObject):
    """Opens, keeps and exports for one window."""

    def __init__(self, window: MainWindow, detection: Detection, keeping: Keeping) -> None:
        super().__init__(window)
        self._window = window
        self._controller = window.controller
        self._detection = detection
        self._keeping = keeping
        self.comparing = Comparing(window, detection, keeping)
        self.saves = SaveActs(window, keeping, self._folder)
        self.saves.saved.connect(self._saved)
        self.saves.broken.connect(self._broken)
        self._salvage = SalvageActs(window, detection, keeping, self.saves.ask_save_as)
        self._earlier = EarlierWork(self)
        self._earlier.left_behind.connect(self._offer_unfinished)
        self._earlier.on_same_text.connect(self._offer_earlier)
        self._exports = ExportActs(window, self._folder)
        self._projects = ProjectOpening(keeping.load, self)
        self._projects.opened.connect(self._project_opened)
        self._projects.refused.connect(self._project_refused)
        self._projects.broken.connect(self._broken)
        self._opening = Opening(self)
        self._opening.opened.connect(self._opened)
        self._opening.refused.connect(self._refuse)
        self._opening.broken.connect(self._broken)
        detection.finished.connect(self._finished)
        detection.failed.connect(self._broken)
        detection.stopped.connect(self._stopped)
        detection.progressed.connect(window.status.show_progress)
        keeping.saved.connect(window.desk.strip.show_saved)
        keeping.trouble.connect(self._saving_trouble)
        window.status.cancel_clicked.connect(detection.stop)
        window.dropped.connect(self._dropped)
        window.pasted.connect(self.open_text)
        self._recent = RecentFiles(window)
        self._recent.chosen.connect(self._open_recent)
        window.closing.connect(self._close)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """Return what each act does."""
        return {
            "open": self.ask_open,
            "paste_new": self.open_clipboard,
            "compare": self.ask_compare,
            "sample": self.open_sample,
            "save": self.saves.save,
            "save_as": self.saves.ask_save_as,
            "read_otherwise": self.ask_reading,
            "export": self._exports.ask_export,
            "export_pdf": self._exports.ask_pdf,
            "close": self._window.close,
            "quit": QApplication.closeAllWindows,
            "rerun": self.rerun,
            "cancel": self._stop,
        }

    # In

    @Slot()
    def ask_open(self) -> None:
        """Ask which file to open."""
        dialog = self._file_dialog(self.tr("Open"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._dropped)
        dialog.open()

    @Slot()
    def ask_compare(self) -> None:
        """Ask for the two texts to compare."""
        dialog = self._file_dialog(self.tr("Choose the original and somebody’s version"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._compare_chosen)
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        texts = " ".join(f"*{suffix}" for reader in READERS for suffix in reader.suffixes)
        filters = [
            self.tr("Texts and projects ({patterns})").format(patterns=f"{texts} *{SUFFIX}"),
            self.tr("All files (*)"),
        ]
        dialog = QFileDialog(self._window, title, str(self._folder()))
        dialog.setNameFilters(filters)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _folder(self) -> Path:
        recent = self._window.settings.recent
        return Path(recent[0]).parent if recent else Path.home()

    @Slot(object)
    @Slot("QStringList")
    def _dropped(self, paths: Sequence[str]) -> None:
        self.open_paths([Path(path) for path in paths])

    @Slot("QStringList")
    def _compare_chosen(self, paths: Sequence[str]) -> None:
        if len(paths) != SHOWN_PATHS:
            self._refuse(self.tr("Choose two files: the original, and somebody’s version of it."))
            return
        self.open_paths([Path(path) for path in paths])

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open one file, one project, or two files to compare."""
        if not paths:
            return
        if len(paths) > SHOWN_PATHS:
            self._refuse(self.tr("Open one text, or two to compare."))
            return
        if len(paths) == 1 and paths[0].suffix == SUFFIX:
            self.open_project(paths[0])
            return
        self._opening.start(paths)

    @Slot(object)
    def _opened(self, opened: Opened) -> None:
        first = opened.documents[0]
        for document in reversed(opened.documents):
            if document.source.path:
                self._recent.remember(document.source.path)
        if len(opened.documents) == 1:
            self.show_document(first)
        else:
            self.comparing.take(opened)

    def open_sample(self) -> None:
        """Open the bundled sample; without one the start page says what to do."""
        path = resource("samples", "article.txt")
        try:
            document = open_document(path)
        except UnreadableDocumentError:
            self._window.show_page()
            return
        source = replace(document.source, path=None)
        self.show_document(Document(document.text, source))
        self._window.banner.say(
            self.tr(
                "This is a sample. Press A to accept a suggestion, R to keep the original, ? for all keys."
            ),
            Tone.NEWS,
            (self.tr("Open your text…"), self.ask_open),
        )

    @Slot()
    def open_clipboard(self) -> None:
        """Review the text on the clipboard, with its markup where it has one."""
        document = clipboard_document(QApplication.clipboard().mimeData())
        if document is None:
            self.open_text("")
        else:
            self.show_document(document)

    @Slot(str)
    def open_text(self, text: str) -> None:
        """Review a text that comes from no file."""
        if not text.strip():
            self._refuse(self.tr("There is no text on the clipboard; copy some first."))
            return
        self.show_document(pasted(text))

    def show_document(self, document: Document) -> None:
        """Review a document: what is known at once, the rest as it is found."""
        self._window.banner.dismiss()
        self._keeping.begin(document)
        self._controller.set_session(ReviewSession(document))
        self._detection.start(document.text)
        self._window.status.show_progress(self.tr("starting"), 0.0)
        for note in document.source.notes[:1]:
            if document.source.format in CHOOSABLE:
                self._window.banner.say(note, Tone.NEWS, (self.tr("Read it otherwise…"), self.ask_reading))
            else:
                self._window.banner.say(note, Tone.NEWS)
        if document.source.path:
            self._earlier.look_for(document)

    @Slot(object)
    def _offer_earlier(self, found: tuple[Document, Path]) -> None:
        document, project = found
        session = self._controller.session
        if session is not None and session.document is document:
            self._window.banner.say(
                self.tr("You have worked on this text before."),
                Tone.NEWS,
                (self.tr("Go on with that work"), partial(self.open_project, project)),
            )

    @Slot()
    def ask_reading(self) -> None:
        """Ask for the encoding, or the column and row of a table."""
        session = self._controller.session
        if session is None:
            return
        if session.document.source.format not in CHOOSABLE:
            self._refuse(self.tr("This format tells its encoding itself; there is nothing to choose."))
            return
        dialog = ReadingDialog(session.document.source, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.show_document)
        dialog.open()

    def open_project(self, path: Path) -> None:
        """Go on with a saved review."""
        self._earlier.close()
        self._keeping.leave(path)
        self._projects.start(path)

    @Slot(object)
    def _project_refused(self, refusal: tuple[Path, ProjectError]) -> None:
        path, error = refusal
        if isinstance(error, DamagedProjectError):
            self._salvage.offer(path, str(error))
        else:
            self._refuse(str(error))

    @Slot(object)
    def _project_opened(self, autosave: Autosave) -> None:
        self._keeping.adopt(autosave)
        contents = autosave.contents
        self._detection.stop()
        self._controller.set_session(contents.session(), contents.history())
        view = contents.state.get("view", {})
        if isinstance(view, dict) and isinstance(view.get("current"), str):
            self._controller.set_current(view["current"])
        bookmarks = contents.state.get("bookmarks")
        known = bookmarks if isinstance(bookmarks, list) else []
        self._window.bookmarks = {key for key in known if isinstance(key, str)}
        if not contents.state.get(ANALYSED):
            # The window was closed or killed before the detectors were done.
            self._detection.start(contents.document.text)
        path = autosave.path
        if autosave.named and path is not None:
            self._recent.remember(path)
        self._window.banner.dismiss()
        if autosave.read_only and path is not None:
            self._window.banner.say(
                self.tr("{name} is open in another window; what you do here is not saved.").format(
                    name=path.name
                ),
                Tone.PROBLEM,
                (self.tr("Save as…"), self.saves.ask_save_as),
            )
        elif contents.losses:
            self._window.banner.say(" ".join(contents.losses), Tone.PROBLEM)

    def offer_recovery(self) -> None:
        """Offer the work of a window that did not end well, as soon as it is found."""
        self._earlier.look_for_unfinished()

    @Slot(object)
    def _offer_unfinished(self, work: Unfinished) -> None:
        self._window.banner.say(
            self.tr("Your work on {title} was not closed properly; all {n} acts are still there.").format(
                title=work.title, n=work.acts
            ),
            Tone.NEWS,
            (self.tr("Go on"), partial(self.open_project, work.project)),
            (self.tr("Not now"), partial(self._keeping.dismiss, work.project)),
        )

    @Slot(str)
    def _open_recent(self, path: str) -> None:
        self.open_paths([Path(path)])

    # Looking for damage

    @Slot()
    def rerun(self) -> None:
        """Look for damage again; decisions stay."""
        session = self._controller.session
        if session is not None:
            self._detection.start(session.document.text)
            self._window.status.show_progress(self.tr("starting"), 0.0)

    @Slot(object)
    def _finished(self, analysis: Analysis) -> None:
        self._window.status.show_progress(None, 1.0)
        self._keeping.put_suggestions()
        if analysis.failures:
            names = ", ".join(failure.detector for failure in analysis.failures)
            details = "\n\n".join(failure.details for failure in analysis.failures)
            self._window.banner.say(
                self.tr("{names} broke; its suggestions are missing, all others stand.").format(names=names),
                Tone.PROBLEM,
                (self.tr("Copy details"), partial(QApplication.clipboard().setText, details)),
            )

    @Slot()
    def _stop(self) -> None:
        """Stop what the status line shows."""
        if self.saves.busy:
            self.saves.stop()
        else:
            self._detection.stop()

    @Slot()
    def _stopped(self) -> None:
        self._window.status.show_progress(None, 0.0)

    @Slot(object)
    def _saved(self, path: Path) -> None:
        self._recent.remember(path)

    # Trouble

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._window.banner.say(sentence, Tone.PROBLEM)
        if self._controller.session is None:
            self._window.show_page()

    @Slot(str)
    def _saving_trouble(self, sentence: str) -> None:
        if sentence:
            self._window.banner.say(sentence, Tone.PROBLEM, (self.tr("Save as…"), self.saves.ask_save_as))

    @Slot(object)
    def _broken(self, failure: JobFailure) -> None:
        self._window.status.show_progress(None, 0.0)
        self._window.banner.say(
            self.tr("Something broke that should not: {what}.").format(what=failure.sentence.rstrip(".")),
            Tone.PROBLEM,
            (self.tr("Copy details"), partial(QApplication.clipboard().setText, failure.details)),
        )

    @Slot()
    def _close(self) -> None:
        self._opening.close()
        self._projects.close()
        self._earlier.close()
        self._detection.close()
        self.saves.close()
        self._keeping.close()
