# SPDX-License-Identifier: Apache-2.0
"""The preview of every batch act: what will change, the odd ones first, each with a tick."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.review.series import odd_ones_first
from desktop_app.review.session import ReviewSession
from desktop_app.ui import wording
from desktop_app.ui.dialogs.batch_model import BatchModel, BatchRow
from desktop_app.ui.dialogs.batch_view import BatchView
from desktop_app.ui.dialogs.spot_check import sample_of
from desktop_app.ui.suggestions.context import Glimpse, around, visible
from desktop_app.ui.suggestions.paragraphs import ParagraphNumbers
from desktop_app.ui.tally import Tally
from desktop_app.ui.theme import Theme


def rows_for(
    session: ReviewSession, suggestions: Sequence[Suggestion], wordings: dict[str, str] | None = None
) -> list[BatchRow]:
    """Return the rows of a preview, each with a little of the text around it.

    ``wordings`` are those to show in place of the suggestions' own proposals, by id.
    """
    text = session.document.text
    paragraphs = ParagraphNumbers(text, session.suggestions)
    rows = []
    for suggestion in suggestions:
        left, right = around(text, suggestion, before=24, after=24)
        new = (wordings or {}).get(suggestion.id, suggestion.replacement)
        rows.append(
            BatchRow(
                suggestion.id,
                paragraphs.of(suggestion.span.start),
                Glimpse(left, visible(suggestion.original), right),
                Glimpse(left, visible(new), right),
                wording.confidence_text(suggestion.confidence),
            )
        )
    return rows


class BatchDialog(QDialog):
    """Asks once for many suggestions; nothing happens before the button is pressed."""

    confirmed = Signal(object, str)
    """The ids, a list, and the label for undo."""

    def __init__(
        self,
        theme: Theme,
        session: ReviewSession,
        title: str,
        suggestions: Sequence[Suggestion],
        verdict: Verdict,
        *,
        spot_check: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._verdict = verdict
        self._title = title
        self.setWindowTitle(title)
        self.resize(880, min(640, 250 + 26 * len(suggestions)))
        open_ones = [s for s in suggestions if session.decision(s.id).verdict is Verdict.UNDECIDED]
        self._decided = len(suggestions) - len(open_ones)
        self._open = odd_ones_first(open_ones)
        self._sample = sample_of(self._open) if spot_check else ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        self._count = QLabel(self)
        self._count.setWordWrap(True)
        heading = QLabel(title, self)
        font = QFont(self.font())
        font.setPixelSize(round(self.fontInfo().pixelSize() * 1.2))
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(font)
        layout.addWidget(heading)
        layout.addWidget(self._count)
        self._model = BatchModel(rows_for(session, self._open), self)
        if spot_check:
            self._add_spot_check(theme, layout)
        else:
            self._view = BatchView(theme, self._model, self)
            layout.addWidget(self._view, 1)
            layout.addLayout(self._tick_buttons())
        layout.addWidget(self._button_box())
        self._model.ticks_changed.connect(self._recount)
        self._recount()

    def _tick_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, slot in ((self.tr("Tick all"), self._tick), (self.tr("Tick none"), self._untick)):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        hint = QLabel(self.tr("The unusual ones stand first. Space ticks the selected rows."), self)
        hint.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        row.addWidget(hint)
        return row

    def _add_spot_check(self, theme: Theme, layout: QVBoxLayout) -> None:
        counts = Tally(self._session).lanes
        looked = counts.looked_at[Lane.SURE]
        if looked:
            measured = self.tr(
                "Of the {looked} sure ones you decided yourself, {right} stood as proposed."
            ).format(looked=looked, right=counts.as_proposed[Lane.SURE])
        else:
            measured = self.tr("You have not decided any of them yourself yet.")
        words = QLabel(
            self.tr("Please look at these {n}, drawn at random; untick what is wrong. {measured}").format(
                n=len(self._sample), measured=measured
            ),
            self,
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        self._shown = BatchModel(rows_for(self._session, self._sample), self)
        self._shown.ticks_changed.connect(self._recount)
        self._view = BatchView(theme, self._shown, self)
        layout.addWidget(self._view, 1)

    def _button_box(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._apply = box.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._apply.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    @property
    def ids(self) -> list[str]:
        """The ids that will change."""
        ticked = self._model.ticked
        if not self._sample:
            return ticked
        wrong = {s.id for s in self._sample} - set(self._shown.ticked)
        return [key for key in ticked if key not in wrong]

    def accept(self) -> None:
        """Carry it out."""
        ids = self.ids
        if ids:
            self.confirmed.emit(ids, f"{self._title} ({len(ids)})")
        super().accept()

    def _recount(self) -> None:
        n = len(self.ids)
        if self._verdict is Verdict.ACCEPTED:
            will = self.tr("{n} will change").format(n=wording.number(n))
            button = self.tr("Accept {n}").format(n=wording.number(n))
        else:
            will = self.tr("{n} will stay as in the original").format(n=wording.number(n))
            button = self.tr("Keep {n}").format(n=wording.number(n))
        parts = [will]
        if self._decided:
            stay = wording.plural(
                self._decided, self.tr("1 already decided stays"), self.tr("{n} already decided stay")
            )
            parts.append(stay)
        rest = len(self._open) - n
        if rest:
            left = wording.plural(rest, self.tr("1 remains undecided"), self.tr("{n} remain undecided"))
            parts.append(left)
        self._count.setText(", ".join(parts) + ".")
        self._apply.setText(button)
        self._apply.setEnabled(n > 0)

    def _tick(self) -> None:
        self._model.tick_all(ticked=True)

    def _untick(self) -> None:
        self._model.tick_all(ticked=False)
