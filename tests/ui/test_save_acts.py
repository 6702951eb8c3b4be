# SPDX-License-Identifier: Apache-2.0
"""Saving under a name goes on beside the window: nobody waits, nothing is lost, and it can be stopped."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.review.decision import Verdict
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_inserts import Report, no_report
from desktop_app.review.project_schema import ProjectError
from desktop_app.ui.desktop import Desktop

CREATE: Callable[..., ProjectFile] = ProjectFile.create


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Make new projects wait for a slow disk, until the event is set."""
    ready = Event()

    def slow(
        path: Path, contents: Contents, *, backup: bool = False, report: Report = no_report
    ) -> ProjectFile:
        while not ready.wait(0.005):
            report(0.5)
        return CREATE(path, contents, backup=backup, report=report)

    monkeypatch.setattr(ProjectFile, "create", slow)
    yield ready
    ready.set()


@pytest.fixture
def begun(reviewing: Desktop) -> Desktop:
    """Decide something, and have it on the disk."""
    reviewing.window.controller.accept()
    autosave = reviewing.keeping.autosave
    assert autosave
    assert autosave.flush(30)
    return reviewing


def shown(desktop: Desktop) -> list[str]:
    return [label.text() for label in desktop.window.status.findChildren(QLabel) if label.isVisible()]


def press(desktop: Desktop, words: str) -> None:
    buttons = desktop.window.banner.findChildren(QPushButton)
    next(button for button in buttons if button.isVisible() and button.text() == words).click()


def acts_in(path: Path) -> int:
    project = ProjectFile.open(path, read_only=True)
    try:
        return len(project.read().acts)
    finally:
        project.close()


def ended(desktop: Desktop, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desktop.file_acts.saves.busy, timeout=20_000)


def test_the_window_goes_on_while_a_review_is_saved(
    begun: Desktop, qtbot: QtBot, tmp_path: Path, disk: Event
) -> None:
    saves, controller = begun.file_acts.saves, begun.window.controller
    saves.save_to(str(tmp_path / "p.palimpsest"))
    assert "saving p.palimpsest" in shown(begun)
    controller.accept()
    controller.later()
    assert saves.busy
    disk.set()
    ended(begun, qtbot)
    assert not any("saving" in words for words in shown(begun))
    autosave = begun.keeping.autosave
    assert autosave
    assert autosave.path == tmp_path / "p.palimpsest"
    assert autosave.flush(30)
    assert acts_in(tmp_path / "p.palimpsest") == 3
    assert str(tmp_path / "p.palimpsest") in begun.window.settings.recent


def test_saving_is_stopped_and_nothing_has_changed(
    begun: Desktop, qtbot: QtBot, tmp_path: Path, disk: Event
) -> None:
    autosave = begun.keeping.autosave
    assert autosave
    before = autosave.path
    begun.file_acts.saves.save_to(str(tmp_path / "p.palimpsest"))
    [stop] = [b for b in begun.window.status.findChildren(QToolButton) if b.isVisible()]
    stop.click()
    assert not begun.file_acts.saves.busy
    assert not stop.isVisible()
    qtbot.waitUntil(lambda: not autosave.moving, timeout=20_000)
    disk.set()
    begun.window.controller.later()
    assert autosave.flush(30)
    assert autosave.path == before
    assert before
    assert acts_in(before) == 2
    assert not list(tmp_path.glob("*.palimpsest"))


def test_a_window_stays_until_its_review_is_saved(
    begun: Desktop, qtbot: QtBot, tmp_path: Path, disk: Event
) -> None:
    begun.file_acts.saves.save_to(str(tmp_path / "p.palimpsest"))
    begun.window.controller.later()
    assert not begun.window.close()
    assert "the window closes when that is done" in begun.window.banner.sentence
    disk.set()
    qtbot.waitUntil(lambda: not begun.window.isVisible(), timeout=20_000)
    assert acts_in(tmp_path / "p.palimpsest") == 2


def test_a_window_may_stay_after_all(begun: Desktop, qtbot: QtBot, tmp_path: Path, disk: Event) -> None:
    begun.file_acts.saves.save_to(str(tmp_path / "p.palimpsest"))
    assert not begun.window.close()
    press(begun, "Stay")
    disk.set()
    ended(begun, qtbot)
    assert begun.window.isVisible()


def test_a_window_that_does_not_wait_has_its_work_where_it_was(
    begun: Desktop, qtbot: QtBot, tmp_path: Path, disk: Event
) -> None:
    del disk
    autosave = begun.keeping.autosave
    assert autosave
    before = autosave.path
    begun.file_acts.saves.save_to(str(tmp_path / "p.palimpsest"))
    begun.window.controller.later()
    assert not begun.window.close()
    press(begun, "Close without saving there")
    assert not begun.window.isVisible()
    assert before
    assert acts_in(before) == 2


def test_a_failure_is_told_and_keeps_the_window_open(
    begun: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = Event()

    def full(*args: object, **words: object) -> None:
        ready.wait(20)
        raise ProjectError("The disk is full, p.palimpsest was not written; choose another place.")

    monkeypatch.setattr(ProjectFile, "create", full)
    begun.file_acts.saves.save_to(str(tmp_path / "p.palimpsest"))
    assert not begun.window.close()
    ready.set()
    ended(begun, qtbot)
    assert "The disk is full" in begun.window.banner.sentence
    assert begun.window.isVisible()
    monkeypatch.setattr(ProjectFile, "create", CREATE)


def test_one_review_is_saved_at_a_time(begun: Desktop, qtbot: QtBot, tmp_path: Path, disk: Event) -> None:
    begun.file_acts.saves.save_to(str(tmp_path / "p.palimpsest"))
    begun.file_acts.saves.save_to(str(tmp_path / "q.palimpsest"))
    assert "p.palimpsest is still being saved" in begun.window.banner.sentence
    disk.set()
    ended(begun, qtbot)
    assert [path.name for path in tmp_path.glob("*.palimpsest")] == ["p.palimpsest"]


def test_another_text_does_not_wait_for_the_review_that_is_saved(
    begun: Desktop, qtbot: QtBot, tmp_path: Path, disk: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller, autosave = begun.window.controller, begun.keeping.autosave
    assert autosave
    save_as = autosave.save_as

    def slow_to_begin(*args: object, **words: object) -> None:
        disk.wait(20)
        save_as(*args, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(autosave, "save_as", slow_to_begin)
    begun.file_acts.saves.save_to(str(tmp_path / "p.palimpsest"))
    controller.later()
    begun.file_acts.open_text("Another , shorter text .")
    assert controller.session
    assert controller.session.document.text.startswith("Another")
    disk.set()
    ended(begun, qtbot)
    assert begun.keeping.all_saved()
    assert acts_in(tmp_path / "p.palimpsest") == 2


def test_earlier_work_on_a_text_is_offered_beside_the_window(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The wheel turned , she said .\n", encoding="utf-8")
    desktop.file_acts.open_paths([article])
    controller = desktop.window.controller
    qtbot.waitUntil(lambda: bool(controller.order), timeout=20_000)
    first = controller.order[0].id
    controller.accept()
    desktop.file_acts.open_text("Something else , for a while .")
    desktop.file_acts.open_paths([article])
    offer = "You have worked on this text before."
    qtbot.waitUntil(lambda: desktop.window.banner.sentence == offer, timeout=20_000)
    press(desktop, "Go on with that work")
    session = controller.session
    assert session
    assert session.decision(first).verdict is Verdict.ACCEPTED
