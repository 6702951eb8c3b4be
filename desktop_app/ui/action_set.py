# SPDX-License-Identifier: Apache-2.0
"""The rows of ``actions`` as QActions of one window, with their keys, and the menus made of them."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop_app.ui.actions import ACTIONS, ActionSpec, Group, menu_title
from desktop_app.ui.icons import IconSet

_WITHOUT_STANDARD_KEY = {
    "Replace": "Ctrl+Alt+F",
    "Preferences": "Ctrl+,",
    "Quit": "Ctrl+Q",
    "SaveAs": "Ctrl+Shift+S",
    "FullScreen": "F11",
}
"""Where a platform's table of standard keys has no entry."""


def sequences(keys: Iterable[str]) -> list[QKeySequence]:
    """Return the key sequences for the keys of a row on this platform, each once."""
    found: list[QKeySequence] = []
    for key in keys:
        if key.startswith("@"):
            standard = QKeySequence.keyBindings(QKeySequence.StandardKey[key[1:]])
            fallback = _WITHOUT_STANDARD_KEY.get(key[1:])
            found.extend(standard or ([QKeySequence(fallback)] if fallback else []))
        elif key == "Ctrl+," and sys.platform.startswith("linux") and _is_kde():
            continue
        else:
            found.append(QKeySequence(key))
    unique: list[QKeySequence] = []
    for sequence in found:
        if not sequence.isEmpty() and sequence not in unique:
            unique.append(sequence)
    return unique


def _is_kde() -> bool:
    return "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "")


def native(keys: Sequence[QKeySequence]) -> str:
    """Return the first key the way this platform writes it, or nothing."""
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


class ActionSet(QObject):
    """All actions of one window."""

    def __init__(self, window: QWidget, icons: IconSet, own_keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(window)
        self._window = window
        self._icons = icons
        self._actions: dict[str, QAction] = {}
        self._letters: dict[str, QAction] = {}
        self._area: dict[str, QAction] = {}
        self._handlers: dict[str, Callable[..., object]] = {}
        for spec in ACTIONS:
            self._add(spec)
        self.set_keys(own_keys)
        self.retint()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def connect_all(self, handlers: Mapping[str, Callable[..., object]]) -> None:
        """Have each act done by its handler; ``KeyError`` if one has none.

        Handlers of acts that can be checked are told whether they are.
        """
        self._handlers = {spec.id: handlers[spec.id] for spec in ACTIONS}
        for spec in ACTIONS:
            self._actions[spec.id].triggered.connect(self._triggered)

    @Slot(bool)
    def _triggered(self, checked: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            handler = self._handlers[action.objectName()]
            if action.isCheckable():
                handler(checked)
            else:
                handler()

    def _add(self, spec: ActionSpec) -> None:
        action = QAction(spec.label, self._window)
        action.setObjectName(spec.id)
        action.setStatusTip(spec.status_tip)
        action.setCheckable(spec.checkable)
        self._actions[spec.id] = action
        self._window.addAction(action)
        for keys, where in ((spec.letters, self._letters), (spec.area_keys, self._area)):
            if keys:
                quick = QAction(spec.label, self._window)
                quick.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                quick.triggered.connect(action.trigger)
                where[spec.id] = quick

    def set_keys(self, own: Mapping[str, tuple[str, ...]]) -> None:
        """Give the actions their keys; ``own`` replaces those of single acts, as portable text."""
        for spec in ACTIONS:
            action = self._actions[spec.id]
            action.setShortcuts(sequences(own.get(spec.id, spec.keys)))
            for keys, where in ((spec.letters, self._letters), (spec.area_keys, self._area)):
                if spec.id in where:
                    where[spec.id].setShortcuts(sequences(keys))
            key = native(action.shortcuts()) or native(sequences(spec.letters))
            name = spec.label.replace("&", "").rstrip("…")
            action.setToolTip(f"{name}  {key}" if key else name)

    def attach_letters(self, widgets: Iterable[QWidget]) -> None:
        """Let the plain letters act in these widgets and their children."""
        for widget in widgets:
            widget.addActions(list(self._letters.values()))

    def attach_area_keys(self, widgets: Iterable[QWidget]) -> None:
        """Let the keys of the review area act in these widgets and their children."""
        for widget in widgets:
            widget.addActions(list(self._area.values()))

    def set_letters_enabled(self, enabled: bool) -> None:
        """Switch the plain letters on or off."""
        for action in self._letters.values():
            action.setEnabled(enabled)

    def set_text_open(self, *, is_open: bool, on_desk: bool) -> None:
        """Enable what needs an open text, and what needs to see it, or disable it."""
        for spec in ACTIONS:
            if spec.needs_text:
                on_sight = spec.group in (Group.REVIEW, Group.SERIES) and spec.id != "accept_sure"
                self._actions[spec.id].setEnabled(is_open and (on_desk or not on_sight))

    def retint(self) -> None:
        """Draw the icons anew, as for another theme."""
        for spec in ACTIONS:
            if spec.icon:
                self._actions[spec.id].setIcon(self._icons.icon(spec.icon))

    def key_text(self, action_id: str) -> str:
        """Return the first key of an act, for buttons."""
        return native(self._actions[action_id].shortcuts())

    def letter_text(self, action_id: str) -> str:
        """Return the plain letter of an act, for buttons."""
        return native(self._letters[action_id].shortcuts()) if action_id in self._letters else ""

    def fill(self, bar: QMenuBar) -> dict[Group, QMenu]:
        """Make the menus."""
        menus: dict[Group, QMenu] = {}
        for group in Group:
            menu = bar.addMenu(menu_title(group))
            for spec in ACTIONS:
                if spec.group is group and spec.in_menu:
                    menu.addAction(self._actions[spec.id])
                    if spec.ends_section:
                        menu.addSeparator()
            menus[group] = menu
        return menus
