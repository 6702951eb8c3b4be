# SPDX-License-Identifier: Apache-2.0
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from desktop_app.ui.action_set import sequences
from desktop_app.ui.actions import ACTIONS, TOOLBAR
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs.key_sheet import KeySheet

STANDARD = {
    # What Qt binds in text fields and windows on Windows, X11 and macOS (qplatformtheme.cpp), and
    # what systems take for themselves; Ctrl stands for Cmd on macOS.
    "Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Backspace", "Ctrl+Delete",
    "Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down", "Ctrl+Home", "Ctrl+End",
    "Ctrl+B", "Ctrl+I", "Ctrl+U", "Ctrl+K", "Ctrl+D", "Ctrl+E",
    "Ctrl+N", "Ctrl+P", "Ctrl+T", "Ctrl+Tab", "Ctrl+Shift+Tab", "Ctrl+Y",
    "Ctrl+Shift+A", "Ctrl+Shift+U", "Ctrl+.", "Ctrl+Alt+Up", "Ctrl+Alt+Down", "Ctrl+Alt+Left",
    "Ctrl+Alt+Right", "Alt+F4", "Alt+Tab", "Ctrl+Alt+Delete", "Ctrl+H", "Ctrl+M",
    "Ctrl+Shift+3", "Ctrl+Shift+4", "Ctrl+Shift+5", "Alt+Left", "Alt+Right", "Ctrl+[",
    "Ctrl+]", "Ctrl+Space", "Ctrl+Shift+F", "F10", "Shift+F10", "Ctrl+Alt+L",
}  # fmt: skip


def test_ids_are_unique_and_the_toolbar_knows_them() -> None:
    ids = [spec.id for spec in ACTIONS]
    assert len(set(ids)) == len(ids)
    assert {name for group in TOOLBAR for name in group} <= set(ids)


def test_no_own_key_is_a_standard_key_of_any_platform() -> None:
    own = {
        key: spec.id for spec in ACTIONS for key in (*spec.keys, *spec.area_keys) if not key.startswith("@")
    }
    assert not {key: owner for key, owner in own.items() if key in STANDARD}


def test_no_key_belongs_to_two_acts(qapp: object) -> None:
    del qapp  # standard keys are known only to an application
    keys = [
        (sequence.toString(), spec.id)
        for spec in ACTIONS
        for sequence in sequences((*spec.keys, *spec.area_keys))
    ]
    twice = {key for key, n in Counter(key for key, _ in keys).items() if n > 1}
    assert not {(key, owner) for key, owner in keys if key in twice}
    letters = Counter(seq.toString() for spec in ACTIONS for seq in sequences(spec.letters))
    assert not [key for key, n in letters.items() if n > 1]


def test_accepting_everything_has_no_key() -> None:
    specs = {spec.id: spec for spec in ACTIONS}
    for name in ("accept_sure", "accept_shown", "keep_shown"):
        assert not specs[name].keys
        assert not specs[name].letters


def test_every_act_is_in_a_menu_or_has_a_key(desktop: Desktop) -> None:
    in_menus = {a.objectName() for menu in desktop.window.menus.values() for a in menu.actions()}
    for spec in ACTIONS:
        assert spec.id in in_menus or spec.keys
        assert spec.tip


def test_every_act_does_something(desktop: Desktop) -> None:
    handlers = desktop.window.actions_._handlers
    assert handlers.keys() == {spec.id for spec in ACTIONS}


def test_the_key_sheet_names_every_key(desktop: Desktop) -> None:
    sheet = KeySheet(desktop.window.actions_, desktop.window)
    for spec in ACTIONS:
        if spec.keys and sequences(spec.keys):
            assert sheet.keys_of(spec)
    sheet.deleteLater()


@pytest.mark.parametrize("name", ["undo", "redo", "open", "save", "find"])
def test_standard_acts_have_the_standard_keys(desktop: Desktop, name: str) -> None:
    standard = QKeySequence.keyBindings(QKeySequence.StandardKey[name.capitalize()])
    assert standard[0] in desktop.window.actions_[name].shortcuts()


def test_single_letters_can_be_switched_off(reviewing: Desktop) -> None:
    reviewing.window.actions_.set_letters_enabled(False)
    assert not any(a.isEnabled() for a in reviewing.window.actions_._letters.values())
