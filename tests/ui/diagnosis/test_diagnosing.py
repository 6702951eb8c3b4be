# SPDX-License-Identifier: Apache-2.0
"""The diagnosis comes first, grows, and leads on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.repair.diagnosis import diagnose
from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.session import ReviewSession
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.diagnosis.cause_row import CauseRow
from desktop_app.ui.settings import Settings, SettingsStore, ThemeChoice
from desktop_app.worker.thread_engine import ThreadEngine, no_refiner

TEXT = "The cook ( a tall man ) did n't move , and the hall was still .   Nobody spoke , nobody laughed .\n"


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, store: SettingsStore, tmp_path: Path) -> Desktop:
    """Open a window with a text and wait for its diagnosis."""
    store.save(Settings(theme=ThemeChoice.LIGHT, reduced_motion=True))
    desktop = Desktop(qapp, store, ThreadEngine(no_refiner))
    qtbot.addWidget(desktop.window)
    desktop.window.resize(1440, 900)
    desktop.window.show()
    qtbot.waitExposed(desktop.window)
    path = tmp_path / "hall.txt"
    path.write_text(TEXT, encoding="utf-8")
    with qtbot.waitSignal(desktop.diagnosing.ready, timeout=60_000):
        desktop.file_acts.open_paths([path])
    return desktop


def test_what_happened_is_told_before_anything_is_decided(opened: Desktop) -> None:
    window = opened.window
    assert window.pages.currentWidget() is opened.diagnosing.page
    kinds = [row._kind for row in opened.diagnosing.page.findChildren(CauseRow)]
    assert DamageKind.SPACING in kinds
    assert window.controller.session is not None
    assert not window.controller.session.decisions


def test_one_key_leads_to_the_desk_and_back(opened: Desktop, qtbot: QtBot) -> None:
    window, page = opened.window, opened.diagnosing.page
    assert page.start_button is not None
    qtbot.keyClick(page.start_button, Qt.Key.Key_Space)
    assert window.pages.currentWidget() is window.desk
    assert window.controller.current is not None
    window.actions_["diagnosis"].trigger()
    assert window.pages.currentWidget() is page


def test_a_switch_takes_its_places_out_of_the_review(opened: Desktop) -> None:
    row = next(r for r in opened.diagnosing.page.findChildren(CauseRow) if r._kind is DamageKind.SPACING)
    row.switch.setChecked(False)
    assert DamageKind.SPACING not in {s.kind for s in opened.window.controller.order}
    assert opened.window.controller.order


def test_a_dot_leads_to_its_suggestion(opened: Desktop) -> None:
    wanted = opened.window.controller.order[-1].id
    opened.diagnosing.page.suggestion_chosen.emit(wanted)
    assert opened.window.pages.currentWidget() is opened.window.desk
    assert opened.window.controller.current == wanted


def test_a_page_out_of_sight_is_written_when_somebody_looks(opened: Desktop, qtbot: QtBot) -> None:
    page = opened.diagnosing.page
    qtbot.keyClick(page.start_button, Qt.Key.Key_Space)
    session = opened.window.controller.session
    assert session is not None
    diagnosis = diagnose(TEXT, session.suggestions[:1])
    opened.window.controller.set_session(ReviewSession(session.document))
    opened.window.show_page(opened.window.desk)
    opened.detection.found.emit(session.suggestions[:1])
    opened.detection.diagnosed.emit(diagnosis)
    qtbot.wait(20)
    assert not page.findChildren(CauseRow)
    opened.window.actions_["diagnosis"].trigger()
    qtbot.waitUntil(lambda: len(page.findChildren(CauseRow)) == 1)
