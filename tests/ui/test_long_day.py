# SPDX-License-Identifier: Apache-2.0
"""The first hour of a long day in the real window: nothing piles up, and what is saved is what was done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from desktop_app.ui.desktop import Desktop
from desktop_app.ui.settings import Settings, SettingsStore
from desktop_app.worker.thread_engine import ThreadEngine, no_refiner
from tests import window_review
from tests.window_review import window_day


@pytest.fixture
def desktop(qapp: QApplication, tmp_path: Path) -> Iterator[Desktop]:
    store = SettingsStore(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    store.save(Settings(show_diagnosis=False, reduced_motion=True))
    desktop = Desktop(qapp, store, ThreadEngine(no_refiner))
    desktop.window.show()
    yield desktop
    desktop.keeping.close()
    desktop.window.close()
    desktop.deleteLater()


def _told(desktop: Desktop) -> int:
    """Return how many are told when something about any action changes."""
    changed = SIGNAL("changed()")
    return sum(action.receivers(changed) for action in desktop.window.findChildren(QAction))


def test_no_object_is_left_behind_by_what_an_editor_does(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_review, "WARM", 100)
    before = _told(desktop)
    day = window_day(desktop, 300)
    assert day.acts > 100
    assert _told(desktop) == before, "an action that changes must not be connected once more each time"
    # Pop-ups and animations come and go; a leak would leave hundreds.
    assert max(day.objects) - min(day.objects) < 30
