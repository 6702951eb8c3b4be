# SPDX-License-Identifier: Apache-2.0
"""A newcomer's first minutes: the sample from opening to export, once by keys alone and once by mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.repair.pipeline import find_suggestions
from desktop_app.resources import resource
from desktop_app.review.decision import Verdict
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs.batch_dialog import BatchDialog
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.settings import Settings, SettingsStore, ThemeChoice
from desktop_app.worker.thread_engine import ThreadEngine, no_refiner
from tests.ui.test_journey import activate, dialog_of, press

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(params=[(1440, 900), (1024, 680), (800, 600)], ids=["large", "small", "drawer"])
def opened(qtbot: QtBot, qapp: QApplication, store: SettingsStore, request: pytest.FixtureRequest) -> Desktop:
    """Start the program without a file: the sample is open and the diagnosis is shown."""
    store.save(Settings(theme=ThemeChoice.LIGHT, reduced_motion=True))
    desktop = Desktop(qapp, store, ThreadEngine(no_refiner))
    qtbot.addWidget(desktop.window)
    with qtbot.waitSignal(desktop.diagnosing.ready, timeout=120_000):
        desktop.start([])
        desktop.window.resize(*request.param)
    activate(desktop.window)
    return desktop


def _write(export: ExportDialog, target: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: export._write.isEnabled(), timeout=30_000)
    export._path.setFocus()
    QTest.keyClick(export._path, K.Key_A, CTRL)
    QTest.keyClicks(export._path, str(target))


def test_the_sample_by_keys_alone(opened: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    window, controller = opened.window, opened.window.controller
    session = controller.session
    assert session is not None
    assert session.document.text == resource("samples", "article.txt").read_text(encoding="utf-8")
    assert window.pages.currentWidget() is opened.diagnosing.page
    press(K.Key_Space)
    assert window.pages.currentWidget() is window.desk
    undecided = session.counts()[Verdict.UNDECIDED]

    for _ in range(3):
        press(K.Key_A)
    press(K.Key_R)
    press(K.Key_L)
    assert session.counts()[Verdict.UNDECIDED] == undecided - 5
    press(K.Key_Z, CTRL)
    press(K.Key_Z, CTRL)
    assert session.counts()[Verdict.UNDECIDED] == undecided - 3
    press(K.Key_Y, CTRL) if window.actions_["redo"].shortcut().toString() == "Ctrl+Y" else press(
        K.Key_Z, CTRL | SHIFT
    )
    assert session.counts()[Verdict.KEPT] == 1

    for _ in range(len(controller.order)):
        current = controller.current_suggestion()
        if current is not None and current.series == "Space before a comma":
            break
        press(K.Key_F8)
    press(K.Key_A, SHIFT)
    batch = dialog_of(BatchDialog)
    press(K.Key_Return)
    assert not batch.isVisible()
    activate(window)
    commas = [s for s in controller.order if s.series == "Space before a comma"]
    assert commas
    assert all(session.decision(s.id).verdict is not Verdict.UNDECIDED for s in commas)

    target = tmp_path / "repaired.txt"
    press(K.Key_E, CTRL | SHIFT)
    export = dialog_of(ExportDialog)
    assert isinstance(export, ExportDialog)
    _write(export, target, qtbot)
    QTest.keyClick(export._path, K.Key_Return)
    assert target.read_text(encoding="utf-8") == session.result
    assert session.result != session.document.text


def test_the_sample_by_mouse(opened: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    window, controller = opened.window, opened.window.controller
    session = controller.session
    assert session is not None
    left = Qt.MouseButton.LeftButton
    start = opened.diagnosing.page.start_button
    assert start is not None
    qtbot.mouseClick(start, left)
    assert window.pages.currentWidget() is window.desk

    for verdict, name in ((Verdict.ACCEPTED, "accept"), (Verdict.KEPT, "keep"), (Verdict.LATER, "later")):
        current = controller.current
        assert current is not None
        qtbot.mouseClick(window.card._act_buttons[name], left)
        assert session.decision(current).verdict is verdict
    undo = window.toolbar.widgetForAction(window.actions_["undo"])
    assert isinstance(undo, QToolButton)
    qtbot.mouseClick(undo, left)
    assert session.counts()[Verdict.LATER] == 0

    last = controller.order[-1]
    index = window.panel.model.index_of(last.id)
    window.panel.tree.expand(index.parent())
    window.panel.tree.scrollTo(index)
    place = window.panel.tree.visualRect(index).center()
    qtbot.mouseClick(window.panel.tree.viewport(), left, pos=place)
    assert controller.current == last.id
    qtbot.mouseClick(window.card.choices.rows[0], left, pos=QPoint(60, 10))
    assert session.decision(last.id).verdict is Verdict.ACCEPTED

    button = window.toolbar.widgetForAction(window.actions_["export"])
    assert isinstance(button, QToolButton)
    qtbot.mouseClick(button, left)
    export = dialog_of(ExportDialog)
    assert isinstance(export, ExportDialog)
    target = tmp_path / "repaired.txt"
    _write(export, target, qtbot)
    qtbot.mouseClick(export._write, left)
    assert target.read_text(encoding="utf-8") == session.result


def test_the_sample_shows_what_the_program_is_for() -> None:
    text = resource("samples", "article.txt").read_text(encoding="utf-8")
    kinds = {s.kind.value for s in find_suggestions(text).suggestions}
    assert kinds >= {"spacing", "paragraph", "gap", "splice"}
