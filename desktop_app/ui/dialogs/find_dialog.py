# SPDX-License-Identifier: Apache-2.0
"""Find in the result, and replace with a preview of every place; one act for undo."""

from itertools import compress

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import wording
from desktop_app.ui.dialogs.batch_model import BatchModel, BatchRow
from desktop_app.ui.dialogs.batch_view import BatchView
from desktop_app.ui.dialogs.searching import Hit, PatternError, find_hits
from desktop_app.ui.review_controller import ReviewController
from desktop_app.ui.suggestions.context import Glimpse, visible
from desktop_app.ui.suggestions.paragraphs import ParagraphNumbers
from desktop_app.ui.theme import Theme

_PAUSE = 150
_AROUND = 28


class FindDialog(QDialog):
    """Stays open beside the texts; each place found can be visited and ticked off."""

    went_to = Signal(object)
    """The Span of the result to show."""

    def __init__(self, theme: Theme, controller: ReviewController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._hits: list[Hit] = []
        self._row = -1
        self.setWindowTitle(self.tr("Find in the result"))
        self.setModal(False)
        self.resize(760, 440)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.search)
        self._model = BatchModel((), self)
        self._build(theme)
        controller.changed.connect(self._text_changed)

    def _build(self, theme: Theme) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        grid = QGridLayout()
        self._words = QLineEdit(self)
        self._words.setAccessibleName(self.tr("Find"))
        self._words.textChanged.connect(self._timer.start)
        self._words.returnPressed.connect(self._next)
        self._replacement = QLineEdit(self)
        self._replacement.setAccessibleName(self.tr("Replace with"))
        self._replacement.textChanged.connect(self._timer.start)
        grid.addWidget(QLabel(self.tr("Find"), self), 0, 0)
        grid.addWidget(self._words, 0, 1)
        self._replace_label = QLabel(self.tr("Replace with"), self)
        grid.addWidget(self._replace_label, 1, 0)
        grid.addWidget(self._replacement, 1, 1)
        layout.addLayout(grid)
        choices = QHBoxLayout()
        self._case = QCheckBox(self.tr("Match case"), self)
        self._pattern = QCheckBox(self.tr("Regular expression"), self)
        self._replacing = QCheckBox(self.tr("Replace"), self)
        for box in (self._case, self._pattern, self._replacing):
            box.toggled.connect(self._choices_changed)
            choices.addWidget(box)
        choices.addStretch(1)
        self._count = QLabel(self)
        choices.addWidget(self._count)
        layout.addLayout(choices)
        self._view = BatchView(theme, self._model, self)
        self._view.clicked.connect(self._show_row)
        self._view.activated.connect(self._show_row)
        layout.addWidget(self._view, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._apply = QPushButton(self)
        self._apply.setAutoDefault(False)
        buttons.addButton(self._apply, QDialogButtonBox.ButtonRole.ActionRole)
        self._apply.clicked.connect(self.replace)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        layout.addWidget(buttons)
        self._model.ticks_changed.connect(self._recount)
        self._choices_changed()

    def begin(self, *, replacing: bool) -> None:
        """Show the dialog, ready for typing."""
        self._replacing.setChecked(replacing)
        self.show()
        self.activateWindow()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self.search()

    @Slot()
    def _choices_changed(self) -> None:
        replacing = self._replacing.isChecked()
        self._replacement.setVisible(replacing)
        self._replace_label.setVisible(replacing)
        self._apply.setVisible(replacing)
        self._view.setColumnHidden(2, not replacing)
        self._view.setColumnHidden(3, True)
        self.search()

    @Slot(object)
    def _text_changed(self, ids: object) -> None:
        del ids
        if self.isVisible():
            self._timer.start()

    @Slot()
    def search(self) -> None:
        """Find all places."""
        session = self._controller.session
        if session is None:
            return
        text = session.result
        try:
            self._hits = find_hits(
                text,
                self._words.text(),
                self._replacement.text() if self._replacing.isChecked() else None,
                pattern=self._pattern.isChecked(),
                match_case=self._case.isChecked(),
            )
        except PatternError as error:
            self._hits = []
            self._model.set_rows(())
            self._count.setText(str(error))
            return
        rows = []
        paragraphs = ParagraphNumbers(text)
        for hit in self._hits:
            paragraph = paragraphs.of(hit.span.start)
            left = text[max(0, hit.span.start - _AROUND) : hit.span.start].rpartition("\n")[2]
            right = text[hit.span.end : hit.span.end + _AROUND].partition("\n")[0]
            old, new = visible(hit.span.of(text)), visible(hit.replacement)
            rows.append(BatchRow(paragraph, Glimpse(left, old, right), Glimpse(left, new, right)))
        self._row = -1
        self._model.set_rows(rows)

    @Slot()
    def _recount(self) -> None:
        found = wording.plural(len(self._hits), self.tr("1 place"), self.tr("{n} places"))
        self._count.setText(found if self._words.text() else "")
        ticked = self._model.count
        self._apply.setText(
            self.tr("Replace {n}").format(n=wording.number(ticked)) if ticked else self.tr("Replace")
        )
        self._apply.setEnabled(ticked > 0)

    @Slot()
    def _next(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.search()
        self.step(1)

    def step(self, step: int) -> None:
        """Go to the next or previous place found, round the end."""
        if self._hits:
            self._row = (
                (self._row + step) % len(self._hits) if self._row >= 0 or step > 0 else len(self._hits) - 1
            )
            self._view.selectRow(self._row)
            self.went_to.emit(self._hits[self._row].span)

    @Slot(QModelIndex)
    def _show_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self._row = index.row()
            self.went_to.emit(self._hits[self._row].span)

    @Slot()
    def replace(self) -> None:
        """Replace at all ticked places."""
        ticked = compress(self._hits, self._model.ticked.tolist())
        places = [(hit.span, hit.replacement) for hit in ticked]
        label = self.tr("Replace “{words}” ({n})").format(words=self._words.text(), n=len(places))
        self._controller.replace_all(places, label)
        self.search()
