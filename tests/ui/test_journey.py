# SPDX-License-Identifier: Apache-2.0
"""The whole job through real key events: open, decide, undo, write, export. And once by mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.review.decision import Verdict
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs.batch_dialog import BatchDialog
from desktop_app.ui.dialogs.command_palette import CommandPalette
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.panes.review_view import ViewMode
from tests.ui.desk_texts import TEXT

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, key, modifiers)


def dialog_of(kind: type[QDialog]) -> QDialog:
    """Return the open dialog of a kind, once it has the keys."""
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    activate(dialog)
    return dialog


def activate(window: QWidget) -> None:
    """Do what a window manager does with a window that has just come or come back."""
    window.activateWindow()
    for _ in range(200):
        if QApplication.activeWindow() is window:
            return
        QTest.qWait(10)
    raise AssertionError(f"{window} has not become active")


def focused(kind: type[QWidget]) -> QWidget:
    widget = QApplication.focusWidget()
    assert isinstance(widget, kind)
    return widget


def test_the_whole_job_by_keys_alone(reviewing: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    window, controller = reviewing.window, reviewing.window.controller
    session = controller.session
    assert session is not None
    order = controller.order
    window.activateWindow()
    window.panel.tree.setFocus()
    assert window.status.mode == "REVIEW"

    press(K.Key_A)
    assert session.decision(order[0].id).verdict is Verdict.ACCEPTED
    press(K.Key_R)
    assert session.decision(order[1].id).verdict is Verdict.KEPT
    press(K.Key_Z, CTRL)
    assert session.decision(order[1].id).verdict is Verdict.UNDECIDED
    assert controller.current == order[1].id
    press(K.Key_L)
    assert session.decision(order[1].id).verdict is Verdict.LATER
    press(K.Key_P)
    press(K.Key_N)
    press(K.Key_U)

    splice = next(s for s in order if len(s.alternatives) == 2)
    while controller.current != splice.id:
        press(K.Key_F8)
    press(K.Key_2)
    assert session.decision(splice.id).replacement == "She kept"
    press(K.Key_E)
    line = focused(QLineEdit)
    assert window.status.mode == "TYPING"
    QTest.keyClick(line, K.Key_A, CTRL)
    QTest.keyClicks(line, "She dried")
    press(K.Key_Return)
    assert session.decision(splice.id).replacement == "She dried"
    assert window.status.mode == "REVIEW"

    comma = next(s for s in order if s.series == "Space before a comma" and s is not order[0])
    controller.set_current(comma.id)
    press(K.Key_A, SHIFT)
    batch = dialog_of(BatchDialog)
    press(K.Key_Return)
    assert not batch.isVisible()
    activate(window)
    assert all(
        session.decision(s.id).verdict is not Verdict.UNDECIDED for s in order if s.series == comma.series
    )

    press(K.Key_E, CTRL | SHIFT)
    export = dialog_of(ExportDialog)
    assert isinstance(export, ExportDialog)
    qtbot.waitUntil(lambda: export._write.isEnabled())
    target = tmp_path / "out.txt"
    export._path.setFocus()
    QTest.keyClick(export._path, K.Key_A, CTRL)
    QTest.keyClicks(export._path, str(target))
    QTest.keyClick(export._path, K.Key_Return)
    assert target.read_text(encoding="utf-8") == session.result
    assert "out.txt is written" in window.banner.sentence


def test_the_job_by_mouse(reviewing: Desktop, qtbot: QtBot) -> None:
    window, controller = reviewing.window, reviewing.window.controller
    session = controller.session
    assert session is not None
    splice = next(s for s in controller.order if len(s.alternatives) == 2)
    panel = window.panel
    index = panel.model.index_of(splice.id)
    panel.tree.expand(index.parent())
    panel.tree.scrollTo(index)
    place = panel.tree.visualRect(index).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert controller.current == splice.id
    second = window.card.choices.rows[1]
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert session.decision(splice.id).replacement == "She kept"
    qtbot.mouseClick(window.card._act_buttons["keep"], Qt.MouseButton.LeftButton)
    assert session.decision(splice.id).verdict is Verdict.KEPT
    assert session.result == TEXT


def test_undo_reaches_the_one_history_from_every_pane(reviewing: Desktop) -> None:
    window, controller = reviewing.window, reviewing.window.controller
    session = controller.session
    assert session is not None
    window.activateWindow()
    for pane in (
        window.panel.tree,
        window.desk.view.original_pane,
        window.desk.view.result_pane,
        window.card,
    ):
        controller.accept()
        pane.setFocus()
        press(K.Key_Z, CTRL)
        assert session.counts()[Verdict.ACCEPTED] == 0


def test_letters_type_in_the_result_and_act_elsewhere(reviewing: Desktop) -> None:
    window, controller = reviewing.window, reviewing.window.controller
    session = controller.session
    assert session is not None
    window.activateWindow()
    result = window.desk.view.result_pane
    result.setFocus()
    press(K.Key_A)
    assert session.counts()[Verdict.ACCEPTED] == 1
    assert len(session.result) == len(TEXT) + 1
    assert window.status.mode == "TYPING"
    press(K.Key_Z, CTRL)
    assert session.result == TEXT
    press(K.Key_Escape)
    assert window.panel.tree.hasFocus()
    assert window.status.mode == "REVIEW"
    press(K.Key_A)
    assert session.counts()[Verdict.ACCEPTED] == 1
    assert controller.history.undo_label == "Accept"


def test_every_pane_is_reached_by_f6(reviewing: Desktop) -> None:
    window = reviewing.window
    window.activateWindow()
    panes = window.panes()
    assert len(panes) == 4
    panes[0].setFocus()
    for pane in (*panes[1:], panes[0]):
        press(K.Key_F6)
        assert pane.hasFocus() or pane.isAncestorOf(QApplication.focusWidget())
    press(K.Key_F6, SHIFT)
    assert panes[-1].hasFocus() or panes[-1].isAncestorOf(QApplication.focusWidget())


def test_f4_goes_through_the_views(reviewing: Desktop) -> None:
    seen = []
    for _ in range(3):
        press(K.Key_F4)
        seen.append(reviewing.window.desk.mode)
    assert seen == [ViewMode.INLINE, ViewMode.RESULT, ViewMode.SIDE_BY_SIDE]


def test_the_palette_runs_any_act(reviewing: Desktop) -> None:
    reviewing.window.activateWindow()
    press(K.Key_P, CTRL | SHIFT)
    palette = dialog_of(CommandPalette)
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette._words, "result only")
    QTest.keyClick(palette._words, K.Key_Return)
    assert reviewing.window.desk.mode is ViewMode.RESULT


def test_arrows_choose_an_alternative_without_deciding(reviewing: Desktop) -> None:
    window, controller = reviewing.window, reviewing.window.controller
    window.activateWindow()
    splice = next(s for s in controller.order if len(s.alternatives) == 2)
    controller.set_current(splice.id)
    window.panel.tree.setFocus()
    press(K.Key_Right)
    assert controller.chosen(splice.id) == 1
    assert not controller.history.acts


def test_alt_and_arrows_go_to_the_next_undecided(reviewing: Desktop) -> None:
    window, controller = reviewing.window, reviewing.window.controller
    window.activateWindow()
    window.desk.view.result_pane.setFocus()
    press(K.Key_Down, ALT)
    assert controller.current == controller.order[1].id
    press(K.Key_Up, ALT)
    assert controller.current == controller.order[0].id


@pytest.mark.parametrize("key", [K.Key_F2, K.Key_E])
def test_escape_leaves_the_field_without_a_decision(reviewing: Desktop, key: Qt.Key) -> None:
    window, controller = reviewing.window, reviewing.window.controller
    window.activateWindow()
    window.panel.tree.setFocus()
    press(key)
    QTest.keyClicks(focused(QLineEdit), "xyz")
    press(K.Key_Escape)
    assert window.panel.tree.hasFocus()
    assert not controller.history.acts
