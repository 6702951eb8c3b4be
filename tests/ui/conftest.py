# SPDX-License-Identifier: Apache-2.0
"""A window for tests: own settings file, no language model, nothing left behind."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.review.session import ReviewSession
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.settings import Settings, SettingsStore, ThemeChoice
from desktop_app.worker.thread_engine import ThreadEngine, no_refiner
from tests.ui.desk_texts import review


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Collect what windows have left in this thread: in a worker's it would take the process down."""
    gc.disable()
    yield
    if gc.get_count()[0] > 20_000:
        gc.collect()


@pytest.fixture
def store(tmp_path: Path, qapp: QApplication) -> SettingsStore:
    del qapp
    return SettingsStore(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def desktop(qtbot: QtBot, qapp: QApplication, store: SettingsStore) -> Iterator[Desktop]:
    """Open a window without a text."""
    store.save(Settings(theme=ThemeChoice.LIGHT, reduced_motion=True, show_diagnosis=False))
    before = set(qapp.topLevelWidgets())
    made = Desktop(qapp, store, ThreadEngine(no_refiner))
    made.window.resize(1440, 900)
    made.window.show_page()
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    if not made.window.close():  # something is still being saved
        made.close_guard.close_anyway()
    made.window.deleteLater()
    made.deleteLater()
    qapp.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    qapp.processEvents()
    left = [w for w in qapp.topLevelWidgets() if w not in before and w.isVisible()]
    assert not left


@pytest.fixture
def reviewing(desktop: Desktop) -> Desktop:
    """Open the small damaged text; the list has the keys."""
    show(desktop, review())
    return desktop


def show(desktop: Desktop, session: ReviewSession) -> None:
    desktop.keeping.begin(session.document)
    desktop.window.controller.set_session(session)
    desktop.window.show_page(desktop.window.desk)
    desktop.window.panel.tree.setFocus()


@pytest.fixture
def show_review(desktop: Desktop) -> Callable[[ReviewSession], Desktop]:
    def shown(session: ReviewSession) -> Desktop:
        show(desktop, session)
        return desktop

    return shown
