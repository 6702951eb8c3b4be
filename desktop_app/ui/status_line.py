# SPDX-License-Identifier: Apache-2.0
"""The status bar: which mode the keys are in, where the caret is, what the text is, what is going on."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from desktop_app.documents.document import Document
from desktop_app.steps import at_once
from desktop_app.ui import wording
from desktop_app.ui.icons import IconSet
from desktop_app.ui.slices import Sliced, Slices

_LINE_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}

_AT_ONCE = 20_000
"""Code points whose words are counted between two yields."""


class StatusLine(QStatusBar):
    """Shows facts; its one button stops the work in the background that is shown."""

    cancel_clicked = Signal()
    """Looking for damage is to stop."""
    cancel_saving_clicked = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._looking: tuple[str, float] | None = None
        self._saving: tuple[str, float] | None = None
        self.setSizeGripEnabled(False)
        self._mode = QLabel(self)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._mode.setFont(bold)
        self._mode.setFrameShape(QLabel.Shape.StyledPanel)
        self._mode.setContentsMargins(8, 0, 8, 0)
        self._place, self._form, self._words, self._zoom, self._work = (QLabel(self) for _ in range(5))
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(QSize(120, 6))
        self._cancel = QToolButton(self)
        self._cancel.setAutoRaise(True)
        self._cancel.clicked.connect(self._stop)
        for label in (self._mode, self._place, self._form, self._words):
            self.addWidget(label)
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            label.setContentsMargins(8, 0, 8, 0)
        for widget in (self._work, self._progress, self._cancel, self._zoom):
            self.addPermanentWidget(widget)
        self._counter = Slices(self)
        self._counter.done.connect(self._show_words)
        self.retint()
        self.show_typing(typing=False)
        self.show_document(None)
        self.show_progress(None, 0.0)

    def retint(self) -> None:
        """Draw the icon anew, as for another theme."""
        self._cancel.setIcon(self._icons.icon("stop"))

    @property
    def mode(self) -> str:
        """What the badge says."""
        return self._mode.text()

    def show_typing(self, *, typing: bool) -> None:
        """Tell whether letters type or act."""
        self._mode.setText(self.tr("TYPING") if typing else self.tr("REVIEW"))
        self._mode.setToolTip(
            self.tr("Letters are typed. Escape goes back to reviewing.")
            if typing
            else self.tr("Letters act: A accepts, R keeps, ? shows all keys.")
        )

    def show_document(self, document: Document | None) -> None:
        """Show encoding, line ends and number of words."""
        self._counter.cancel()
        self._form.setVisible(document is not None)
        self._words.setVisible(document is not None)
        self._place.setVisible(document is not None)
        if document is None:
            return
        source = document.source
        ends = {_LINE_ENDS.get(end, end) for end in source.line_ends}
        names = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "latin-1": "Latin-1"}
        encoding = names.get(source.encoding, source.encoding.upper())
        mark = " BOM" if source.bom else ""
        self._form.setText(f"{encoding}{mark} · {'/'.join(sorted(ends)) or 'LF'}")
        self._words.setText("")
        counting = _counted(document.text)
        if len(document.text) <= _AT_ONCE:
            self._show_words(at_once(counting))
        else:
            self._counter.start(counting)

    @Slot(object)
    def _show_words(self, words: object) -> None:
        assert isinstance(words, int)
        self._words.setText(wording.plural(words, self.tr("1 word"), self.tr("{n} words")))

    def show_place(self, paragraph: int, column: int) -> None:
        """Show where the caret is, both from 1."""
        self._place.setText(
            self.tr("¶ {n}, character {column}").format(n=wording.number(paragraph), column=column)
        )

    def show_zoom(self, percent: int) -> None:
        """Show the zoom."""
        self._zoom.setText(f"{percent} %")

    @Slot(str, float)
    def show_progress(self, what: str | None, share: float) -> None:
        """Show how far looking for damage is; None when nobody looks."""
        self._looking = None if what is None else (what, share)
        self._show_work()

    @Slot(str, float)
    def show_saving(self, name: str | None, share: float) -> None:
        """Show how far saving under a name is, before all other work; None when nothing is being saved."""
        self._saving = None if name is None else (name, share)
        self._show_work()

    def _show_work(self) -> None:
        work = self._saving or self._looking
        for widget in (self._progress, self._cancel, self._work):
            widget.setVisible(work is not None)
        if work is None:
            return
        what, share = work
        self._progress.setValue(round(share * 1000))
        if self._saving:
            self._work.setText(self.tr("saving {what}").format(what=what))
            self._cancel.setToolTip(self.tr("Stop; the review stays where it was"))
            self._cancel.setAccessibleName(self.tr("Stop saving"))
        else:
            self._work.setText(self.tr("looking for damage: {what}").format(what=what) if what else "")
            self._cancel.setToolTip(self.tr("Stop; what was found stays"))
            self._cancel.setAccessibleName(self.tr("Stop looking for damage"))

    @Slot()
    def _stop(self) -> None:
        (self.cancel_saving_clicked if self._saving else self.cancel_clicked).emit()


def _counted(text: str) -> Sliced:
    """Return the number of words, without a list of all words of a long text."""
    words = 0
    for start in range(0, len(text), _AT_ONCE):
        part = text[start : start + _AT_ONCE]
        words += len(part.split())
        if start and not text[start - 1].isspace() and not part[0].isspace():
            words -= 1  # the same word as at the end of the part before
        yield
    return words
