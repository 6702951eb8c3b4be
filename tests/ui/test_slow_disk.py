# SPDX-License-Identifier: Apache-2.0
"""Saving that takes its time: the window is served meanwhile, and nothing is let go before it is saved."""

from collections.abc import Callable, Iterator
from threading import Event
from time import monotonic

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.documents.document import pasted
from desktop_app.review import recovery
from desktop_app.review.project_file import ProjectFile
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.keeping import PATIENCE
from tests.ui.desk_texts import TEXT


@pytest.fixture
def goes_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Hold up whatever is written until this is set."""
    event = Event()
    append: Callable[..., None] = ProjectFile.append

    def slowly(self: ProjectFile, *told: object) -> None:
        event.wait(60)
        append(self, *told)

    monkeypatch.setattr(ProjectFile, "append", slowly)
    yield event
    event.set()


@pytest.fixture
def saving(desktop: Desktop, qtbot: QtBot, goes_on: Event) -> Desktop:
    """Show a review with one decision on the disk and one on its way there."""
    desktop.file_acts.open_text(TEXT)
    qtbot.waitUntil(lambda: not desktop.detection.busy, timeout=30_000)
    controller, keeping = desktop.window.controller, desktop.keeping
    controller.set_current(controller.order[0].id)
    controller.accept()
    assert keeping.all_saved()
    controller.set_current(controller.order[1].id)
    controller.accept()
    assert not goes_on.is_set()
    return desktop


def acts_on_the_disk() -> int:
    kept = recovery.kept_work(pasted(TEXT))
    assert kept
    project = ProjectFile.open(kept)
    assert not project.read_only
    acts = len(project.read().acts)
    project.close()
    return acts


def buttons(desktop: Desktop) -> dict[str, QPushButton]:
    found = desktop.window.banner.findChildren(QPushButton)
    return {button.text(): button for button in found if button.isVisible()}


def test_the_window_closes_by_itself_when_all_is_saved(saving: Desktop, qtbot: QtBot, goes_on: Event) -> None:
    started = monotonic()
    assert not saving.window.close()
    assert monotonic() - started < PATIENCE / 2
    assert "being saved; the window closes when that is done" in saving.window.banner.sentence
    goes_on.set()
    qtbot.waitUntil(lambda: not saving.window.isVisible(), timeout=10_000)
    assert acts_on_the_disk() == 2


def test_who_wants_to_stay_stays(saving: Desktop, qtbot: QtBot, goes_on: Event) -> None:
    assert not saving.window.close()
    buttons(saving)["Stay"].click()
    goes_on.set()
    qtbot.waitUntil(lambda: not saving.keeping.is_saving)
    qtbot.wait(200)
    assert saving.window.isVisible()
    assert saving.window.close()


def test_another_text_is_opened_at_once(saving: Desktop, qtbot: QtBot, goes_on: Event) -> None:
    started = monotonic()
    saving.file_acts.open_text("Another , shorter text .")
    assert monotonic() - started < PATIENCE / 2
    assert saving.keeping.is_saving
    goes_on.set()
    qtbot.waitUntil(lambda: not saving.keeping.is_saving)
    qtbot.waitUntil(lambda: not saving.keeping._unsaved)
    assert acts_on_the_disk() == 2


def test_a_project_that_is_still_being_saved_is_waited_for_where_it_is_opened_again(
    saving: Desktop, qtbot: QtBot, goes_on: Event
) -> None:
    autosave = saving.keeping.autosave
    assert autosave
    path = autosave.path
    assert path
    saving.file_acts.open_text("Another , shorter text .")
    goes_on.set()
    saving.file_acts.open_project(path)
    qtbot.waitUntil(lambda: len(saving.window.controller.history.acts) == 2)
    again = saving.keeping.autosave
    assert again
    assert not again.read_only
