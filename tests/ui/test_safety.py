# SPDX-License-Identifier: Apache-2.0
"""Nothing is lost in the window: crashes, broken projects, changed sources, no room on the disk."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.review import autosave as autosave_module
from desktop_app.review import recovery
from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_lock import ProjectLock
from desktop_app.review.project_schema import ProjectError
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs.left_behind_dialog import LeftBehindDialog
from tests.ui.desk_texts import TEXT


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def opened(desktop: Desktop, qtbot: QtBot, article: Path) -> Desktop:
    """Open the article and wait until all is found."""
    desktop.file_acts.open_paths([article])
    qtbot.waitUntil(lambda: desktop.window.controller.session is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not desktop.detection.busy, timeout=30_000)
    return desktop


def decide(desktop: Desktop, count: int = 2) -> None:
    controller = desktop.window.controller
    for suggestion in list(controller.order)[:count]:
        controller.set_current(suggestion.id)
        controller.accept()


def save(desktop: Desktop, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(desktop.file_acts.saves.saved, timeout=10_000):
        desktop.file_acts.saves.save_to(str(path))


def press(desktop: Desktop, words: str) -> None:
    [button] = [
        b for b in desktop.window.banner.findChildren(QPushButton) if b.isVisible() and b.text() == words
    ]
    button.click()


def test_a_killed_windows_work_is_offered_and_goes_on(
    opened: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(opened)
    controller = opened.window.controller
    assert controller.session
    result, current = controller.session.result, controller.current
    autosave = opened.keeping.autosave
    assert autosave
    assert autosave.flush()
    _die(autosave)
    opened.keeping._autosave = None
    opened.file_acts.offer_recovery()
    qtbot.waitUntil(lambda: bool(opened.window.banner.sentence), timeout=10_000)
    assert "article.txt was not closed properly; all 2 acts" in opened.window.banner.sentence
    press(opened, "Go on")
    assert controller.session
    assert controller.session.result == result != TEXT
    assert controller.current == current
    controller.undo()
    controller.undo()
    assert controller.session.result == TEXT


def _die(autosave: Autosave) -> None:
    """Let go of everything as the system does for a process that was killed."""
    project = autosave._project
    assert project
    assert isinstance(project._lock, ProjectLock)
    assert project._lock._handle is not None
    import os

    os.close(project._lock._handle)
    project._lock._handle = None
    autosave._ended = True
    project._connection.close()


def test_a_broken_project_is_salvaged(opened: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    decide(opened)
    path = tmp_path / "p.palimpsest"
    save(opened, qtbot, path)
    opened.keeping.end()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 9 // 10])
    opened.file_acts.open_project(path)
    assert "salvaged" in opened.window.banner.sentence
    press(opened, "Salvage it")
    qtbot.waitUntil(lambda: "This is what was left." in opened.window.banner.sentence, timeout=10_000)
    session = opened.window.controller.session
    assert session
    assert session.document.text == TEXT
    assert path.read_bytes() == data[: len(data) * 9 // 10]


def test_the_second_window_only_reads(opened: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    decide(opened)
    path = tmp_path / "p.palimpsest"
    save(opened, qtbot, path)
    first = opened.keeping._autosave
    opened.keeping._autosave = None
    opened.file_acts.open_project(path)
    assert "open in another window; what you do here is not saved" in opened.window.banner.sentence
    assert first
    first.close()


def changed(desktop: Desktop, qtbot: QtBot, article: Path, text: str, expected: str) -> None:
    article.write_text(text, encoding="utf-8")
    desktop.source_acts.look()
    qtbot.waitUntil(lambda: expected in desktop.window.banner.sentence, timeout=10_000)


def test_a_changed_source_is_told_and_taken(opened: Desktop, qtbot: QtBot, article: Path) -> None:
    decide(opened, 3)
    controller = opened.window.controller
    assert controller.session
    before = controller.session.result
    changed(opened, qtbot, article, "A headline.\n\n" + TEXT, "changed by another program")
    assert controller.session.result == before, "nothing happens unasked"
    press(opened, "Take the new text")
    qtbot.waitUntil(lambda: "came along" in opened.window.banner.sentence, timeout=20_000)
    assert controller.session
    assert controller.session.document.text == "A headline.\n\n" + TEXT
    assert controller.session.result == "A headline.\n\n" + before
    qtbot.waitUntil(lambda: not opened.detection.busy, timeout=30_000)
    assert len([d for d in controller.session.decisions.values() if d.verdict is Verdict.ACCEPTED]) == 3


def test_decisions_without_a_place_are_shown(opened: Desktop, qtbot: QtBot, article: Path) -> None:
    decide(opened, 3)
    changed(opened, qtbot, article, "Something else entirely.\n", "changed by another program")
    press(opened, "Take the new text")
    qtbot.waitUntil(
        lambda: "3 of your decisions have no place" in opened.window.banner.sentence, timeout=20_000
    )
    press(opened, "Show them")
    [dialog] = opened.window.findChildren(LeftBehindDialog)
    assert dialog.tree.topLevelItemCount() == 3
    dialog.copy_button.click()
    dialog.close()


def test_a_source_that_is_gone_is_told_once(opened: Desktop, qtbot: QtBot, article: Path) -> None:
    article.unlink()
    opened.source_acts.look()
    qtbot.waitUntil(lambda: "no longer where it was" in opened.window.banner.sentence, timeout=10_000)
    opened.window.banner.dismiss()
    opened.source_acts.look()
    qtbot.waitUntil(lambda: not opened.source_acts._looking.busy, timeout=10_000)
    assert not opened.window.banner.sentence


def test_a_window_does_not_close_over_unsaved_work(
    opened: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_module, "RETRY", 0.02)

    def full(*args: object, **words: object) -> None:
        raise ProjectError("The disk is full, nothing was saved; make room.")

    create: Callable[..., ProjectFile] = ProjectFile.create
    monkeypatch.setattr(ProjectFile, "create", full)
    decide(opened)
    assert not opened.window.close()
    assert "not saved" in opened.window.banner.sentence
    monkeypatch.setattr(ProjectFile, "create", create)
    save(opened, qtbot, tmp_path / "p.palimpsest")
    assert opened.window.close()
    project = ProjectFile.open(tmp_path / "p.palimpsest")
    assert len(project.read().acts) == 2
    project.close()


def test_an_analysis_that_was_not_done_goes_on_with_the_project(
    opened: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    decide(opened)
    path = tmp_path / "p.palimpsest"
    save(opened, qtbot, path)
    opened.keeping.end()
    opened.file_acts.open_project(path)
    assert not opened.detection.busy, "all was found before"
    autosave = opened.keeping.autosave
    assert autosave
    autosave.put({"analysed": False})
    opened.keeping.end()
    opened.file_acts.open_project(path)
    assert opened.detection.busy


def test_a_large_project_is_opened_beside_the_window(
    opened: Desktop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(opened)
    path = tmp_path / "p.palimpsest"
    save(opened, qtbot, path)
    opened.keeping.end()
    opened.window.controller.set_session(None)
    monkeypatch.setattr("desktop_app.ui.project_opening.LARGE", 0)
    opened.file_acts.open_project(path)
    qtbot.waitUntil(lambda: opened.window.controller.session is not None, timeout=10_000)
    assert len(opened.window.controller.history.acts) == 2
    path.with_name("q.palimpsest").write_bytes(path.read_bytes()[:5000])
    opened.file_acts.open_project(path.with_name("q.palimpsest"))
    qtbot.waitUntil(lambda: "salvaged" in opened.window.banner.sentence, timeout=10_000)


def test_a_project_is_opened_again_by_its_own_window(opened: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    decide(opened)
    path = tmp_path / "p.palimpsest"
    save(opened, qtbot, path)
    opened.file_acts.open_project(path)
    autosave = opened.keeping.autosave
    assert autosave
    assert not autosave.read_only


def test_work_without_a_place_outlives_the_next_text(
    opened: Desktop, qtbot: QtBot, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_module, "RETRY", 0.02)

    def full(*args: object, **words: object) -> None:
        raise ProjectError("The disk is full, nothing was saved; make room.")

    create: Callable[..., ProjectFile] = ProjectFile.create
    monkeypatch.setattr(ProjectFile, "create", full)
    decide(opened)
    first = opened.window.controller.session
    assert first
    opened.file_acts.open_text("Another , shorter text .")
    assert not opened.keeping.all_saved()
    monkeypatch.setattr(ProjectFile, "create", create)
    assert opened.keeping.all_saved()
    kept = recovery.kept_work(first.document)
    assert kept
    project = ProjectFile.open(kept)
    assert len(project.read().acts) == 2
    project.close()


def test_a_window_closes_without_what_cannot_be_saved_if_asked(
    opened: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **words: object) -> None:
        raise ProjectError("The disk is full, nothing was saved; make room.")

    monkeypatch.setattr(ProjectFile, "create", full)
    decide(opened)
    assert not opened.window.close()
    press(opened, "Close without them")
    assert not opened.window.isVisible()
