# SPDX-License-Identifier: Apache-2.0
"""The preview of every batch act: what will change, the odd ones first, each with a tick."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.repair.packed import PackedSuggestions
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.ui import wording
from desktop_app.ui.dialogs.batch_model import BatchModel, Flags
from desktop_app.ui.dialogs.batch_rows import Batch
from desktop_app.ui.dialogs.batch_view import BatchView
from desktop_app.ui.dialogs.spot_check import sample_of
from desktop_app.ui.tally import LaneCounts
from desktop_app.ui.theme import Theme


class BatchDialog(QDialog):
    """Asks once for many suggestions; nothing happens before the button is pressed."""

    confirmed = Signal(object, str)
    """The suggestions, packed, and the label for undo."""

    def __init__(
        self,
        theme: Theme,
        batch: Batch,
        title: str,
        verdict: Verdict,
        *,
        spot_check: LaneCounts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Ask by a random sample where ``spot_check`` tells what became of those decided so far."""
        super().__init__(parent)
        self._verdict = verdict
        self._title = title
        self._decided = batch.decided
        self._open = batch.open_ones
        self.setWindowTitle(title)
        self.resize(880, min(640, 250 + 26 * (len(self._open) + self._decided)))
        self._sample = sample_of(self._open) if spot_check else None
        self._buttons: list[QPushButton] = []
        """Those that cannot be pressed while it is being carried out."""
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
        self._model = BatchModel(batch.rows(self._open), self)
        if spot_check and self._sample is not None:
            self._shown = BatchModel(batch.rows(self._open.take(self._sample)), self)
            self._add_spot_check(theme, layout, spot_check)
        else:
            self._view = BatchView(theme, self._model, self)
            layout.addWidget(self._view, 1)
            layout.addLayout(self._tick_buttons())
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        self._progress.hide()
        layout.addWidget(self._progress)
        layout.addWidget(self._button_box())
        self._model.ticks_changed.connect(self._recount)
        self._recount()

    def _tick_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, slot in ((self.tr("Tick all"), self._tick), (self.tr("Tick none"), self._untick)):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            self._buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        hint = QLabel(self.tr("The unusual ones stand first. Space ticks the selected rows."), self)
        hint.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        row.addWidget(hint)
        return row

    def _add_spot_check(self, theme: Theme, layout: QVBoxLayout, counts: LaneCounts) -> None:
        looked = counts.looked_at[Lane.SURE]
        if looked:
            measured = self.tr(
                "Of the {looked} sure ones you decided yourself, {right} stood as proposed."
            ).format(looked=looked, right=counts.as_proposed[Lane.SURE])
        else:
            measured = self.tr("You have not decided any of them yourself yet.")
        words = QLabel(
            self.tr("Please look at these {n}, drawn at random; untick what is wrong. {measured}").format(
                n=self._shown.rowCount(), measured=measured
            ),
            self,
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        self._shown.ticks_changed.connect(self._recount)
        self._view = BatchView(theme, self._shown, self)
        layout.addWidget(self._view, 1)

    def _button_box(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._apply = box.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._apply.setDefault(True)
        self._buttons.append(self._apply)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    @property
    def chosen(self) -> PackedSuggestions:
        """Those that will change."""
        return self._open.take(self._ticked())

    def _ticked(self) -> Flags:
        ticked = self._model.ticked
        if self._sample is not None:
            ticked = ticked.copy()
            ticked[self._sample[~self._shown.ticked]] = False
        return ticked

    def accept(self) -> None:
        """Have it carried out; whoever does that ends this with ``finish``."""
        chosen = self.chosen
        if len(chosen):
            self.confirmed.emit(chosen, f"{self._title} ({len(chosen)})")
        else:
            super().accept()

    def show_progress(self, share: float) -> None:
        """Show how far it is, 0..1; only cancelling is possible meanwhile."""
        if not self._progress.isVisible():
            for widget in (self._view, *self._buttons):
                widget.setEnabled(False)
            self._progress.show()
        self._progress.setValue(round(1000 * share))

    def finish(self) -> None:
        """Close: it is done."""
        super().accept()

    def _recount(self) -> None:
        n = int(np.count_nonzero(self._ticked()))
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
