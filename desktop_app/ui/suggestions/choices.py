# SPDX-License-Identifier: Apache-2.0
"""The wordings to choose from, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.suggestions.choice_row import Choice, ChoiceRow
from desktop_app.ui.theme import Theme


class Choices(QWidget):
    """A column of radio buttons, which stay where they are while what they say changes.

    New rows would be blank for a moment at every step, and whoever stands on one with the keyboard would
    lose that place.
    """

    chosen = Signal(int)
    """The index of the choice that was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.rows: list[ChoiceRow] = []
        """Those in use come first; the others are hidden."""

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme
        for row in self.rows:
            row.set_theme(theme)

    def show_choices(self, choices: Sequence[Choice], checked: Sequence[bool]) -> None:
        """Show ``choices``; ``checked`` tells of each whether it is the one that was or would be taken."""
        while len(self.rows) < len(choices):
            row = ChoiceRow(self._theme, len(self.rows) + 1, self)
            row.clicked.connect(self._row_clicked)
            self._column.addWidget(row)
            self.rows.append(row)
        for row, choice, is_checked in zip(self.rows, choices, checked, strict=False):
            row.show_choice(choice)
            row.setChecked(is_checked)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(choices))

    def _row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ChoiceRow):
            self.chosen.emit(self.rows.index(row))
