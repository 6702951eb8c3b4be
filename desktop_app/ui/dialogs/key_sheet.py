# SPDX-License-Identifier: Apache-2.0
"""All keys on one sheet, made from the rows of ``actions``."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.action_set import ActionSet, native, sequences
from desktop_app.ui.actions import ACTIONS, ActionSpec, Group, menu_title

_COLUMNS = (
    (Group.REVIEW,),
    (Group.SERIES, Group.EDIT, Group.TOOLS, Group.HELP),
    (Group.VIEW, Group.FILE),
)


class KeySheet(QDialog):
    """Three columns: reviewing, deciding and editing, looking."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(self.tr("Keys"))
        self.resize(1000, 620)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        words = QLabel(
            self.tr(
                "Plain letters act in the list, on the card and in the original. "
                "In the result they are typed; Escape goes back to the list. "
                "Ctrl+Shift+P finds any act by its name."
            ),
            self,
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        body = QWidget(area)
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 8, 0, 0)
        columns.setSpacing(30)
        for groups in _COLUMNS:
            columns.addLayout(self._column(groups), 1)
        area.setWidget(body)
        layout.addWidget(area, 1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        layout.addWidget(box)

    def _column(self, groups: tuple[Group, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        row = 0
        for group in groups:
            title = QLabel(menu_title(group).replace("&", ""), self)
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            title.setFont(font)
            title.setContentsMargins(0, 10 if row else 0, 0, 2)
            grid.addWidget(title, row, 0, 1, 2)
            row += 1
            for spec in ACTIONS:
                keys = self.keys_of(spec)
                one_of_many = spec.id.startswith("choose_") and spec.id != "choose_1"
                if spec.group is not group or not keys or one_of_many:
                    continue
                name = spec.label.replace("&", "").rstrip("…")
                if spec.id == "choose_1":
                    name, keys = self.tr("Take alternative 1 to 9"), self.tr("1…9, Ctrl+1…9")
                grid.addWidget(QLabel(name, self), row, 0)
                shown = QLabel(keys, self)
                shown.setForegroundRole(self.palette().ColorRole.PlaceholderText)
                shown.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(shown, row, 1)
                row += 1
        grid.setRowStretch(row, 1)
        return grid

    def keys_of(self, spec: ActionSpec) -> str:
        """Return the keys of an act: the letters first, then one that acts anywhere."""
        letters = [native([key]) for key in sequences(spec.letters)][:1]
        anywhere = [native([key]) for key in self._actions[spec.id].shortcuts()][:1]
        return ", ".join(dict.fromkeys((*letters, *anywhere)))
