# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.review.decision import Verdict
from desktop_app.review.policy import policy_named
from desktop_app.ui.banner import Tone
from desktop_app.ui.desktop import Desktop
from tests.ui.desk_texts import TEXT


def wait_for(desktop: Desktop, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desktop.window.controller.session is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not desktop.detection.busy, timeout=20_000)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_file_is_opened_looked_through_and_left_as_it_is(
    desktop: Desktop, qtbot: QtBot, article: Path
) -> None:
    desktop.file_acts.open_paths([article])
    wait_for(desktop, qtbot)
    controller = desktop.window.controller
    assert controller.session is not None
    assert controller.order
    assert controller.session.result == TEXT
    assert not desktop.window.isWindowModified()
    assert "article.txt" in desktop.window.windowTitle()
    assert desktop.window.settings.recent[0] == str(article)
    assert article.read_text(encoding="utf-8") == TEXT


def test_the_sample_is_open_where_no_file_is_given(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.file_acts.open_sample()
    wait_for(desktop, qtbot)
    assert len(desktop.window.controller.order) > 20
    assert "sample" in desktop.window.banner.sentence


def test_text_from_the_clipboard_is_reviewed(desktop: Desktop, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("A wheel , a door .")
    desktop.window.actions_["paste_new"].trigger()
    wait_for(desktop, qtbot)
    assert desktop.window.controller.session is not None
    assert desktop.window.controller.session.document.text == "A wheel , a door ."


def test_a_dropped_file_is_opened(desktop: Desktop, qtbot: QtBot, article: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(article))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desktop.window.dropEvent(event)
    wait_for(desktop, qtbot)
    assert desktop.window.controller.session is not None
    assert desktop.window.controller.session.document.source.path == article


def test_two_files_are_compared(desktop: Desktop, qtbot: QtBot, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    version = TEXT.replace("believed her then", "believed a word of it").replace("dawn ,", "dawn,")
    other.write_text(version, encoding="utf-8")
    desktop.file_acts.open_paths([article, other])
    qtbot.waitUntil(lambda: desktop.window.controller.session is not None)
    controller = desktop.window.controller
    session = controller.session
    assert session is not None
    assert session.result == TEXT
    controller.decide_many([s.id for s in controller.order], Verdict.ACCEPTED, "All")
    assert session.result == version


def long_pair(folder: Path) -> tuple[Path, Path, str]:
    """Write two long texts; return where they are, and what the second says."""
    damaged = "".join(f"{n} boats , she said , had left .\n" for n in range(6_000))
    version = damaged.replace(" ,", ",")
    paths = folder / "long.txt", folder / "version.txt"
    for path, text in zip(paths, (damaged, version), strict=True):
        path.write_text(text, encoding="utf-8")
    return *paths, version


def test_the_first_differences_of_long_texts_do_not_wait_for_the_last(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    original, other, version = long_pair(tmp_path)
    counts: list[int] = []
    desktop.window.controller.session_changed.connect(
        lambda: counts.append(len(desktop.window.controller.order))
    )
    desktop.file_acts.open_paths([original, other])
    qtbot.waitUntil(lambda: bool(counts and counts[0]))
    assert counts[0] < 2_000
    controller = desktop.window.controller
    controller.decide_many([controller.order[0].id], Verdict.KEPT, "Keep")
    qtbot.waitUntil(lambda: len(controller.order) == 12_000, timeout=20_000)
    assert len(counts) == 1, "one review that has grown"
    session = controller.session
    assert session is not None
    assert session.decision(controller.order[0].id).verdict is Verdict.KEPT
    controller.decide_many([s.id for s in controller.order[1:]], Verdict.ACCEPTED, "All")
    assert session.result == version.replace("boats,", "boats ,", 1)


def test_differences_that_come_late_leave_another_text_alone(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    original, other, _ = long_pair(tmp_path)
    controller = desktop.window.controller
    desktop.file_acts.open_paths([original, other])
    qtbot.waitUntil(lambda: controller.session is not None)
    desktop.file_acts.open_text("Something else .")
    session = controller.session
    with qtbot.waitSignal(desktop.file_acts._opening.opened, timeout=20_000):
        pass
    qtbot.wait(50)
    assert controller.session is session
    assert len(controller.order) < 10


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
        ("empty.txt", b""),
        ("zeros.txt", b"words\0words"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence_and_changes_nothing(
    reviewing: Desktop, qtbot: QtBot, tmp_path: Path, name: str, data: bytes
) -> None:
    before = reviewing.window.controller.session
    path = tmp_path / name
    path.write_bytes(data)
    reviewing.file_acts.open_paths([path])
    qtbot.waitUntil(lambda: bool(reviewing.window.banner.sentence))
    assert name in reviewing.window.banner.sentence
    assert reviewing.window.banner._tone is Tone.PROBLEM
    assert reviewing.window.controller.session is before


def test_a_file_that_has_vanished_is_told(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    desktop.file_acts.open_paths([tmp_path / "gone.txt"])
    qtbot.waitUntil(lambda: bool(desktop.window.banner.sentence))
    assert "does not exist" in desktop.window.banner.sentence
    assert desktop.window.pages.currentWidget() is desktop.window.start


def test_an_empty_clipboard_is_told(desktop: Desktop) -> None:
    QApplication.clipboard().clear()
    desktop.window.actions_["paste_new"].trigger()
    assert "clipboard" in desktop.window.banner.sentence


def test_decisions_survive_the_window(desktop: Desktop, qtbot: QtBot, article: Path, tmp_path: Path) -> None:
    desktop.file_acts.open_paths([article])
    wait_for(desktop, qtbot)
    controller = desktop.window.controller
    first = controller.order[0].id
    controller.accept()
    desktop.file_acts.saves.save_to(str(tmp_path / "work.palimpsest"))
    controller.later()
    qtbot.waitUntil(lambda: not desktop.file_acts.saves.busy, timeout=10_000)
    desktop.keeping.end()
    controller.set_session(None)
    desktop.file_acts.open_project(tmp_path / "work.palimpsest")
    session = controller.session
    assert session is not None
    assert session.decision(first).verdict is Verdict.ACCEPTED
    assert session.counts()[Verdict.LATER] == 1
    controller.undo()
    assert session.counts()[Verdict.LATER] == 0


def test_a_broken_project_is_told(reviewing: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "broken.palimpsest"
    path.write_bytes(b"not a project at all")
    before = reviewing.window.controller.session
    reviewing.file_acts.open_paths([path])
    assert "broken.palimpsest" in reviewing.window.banner.sentence
    assert reviewing.window.controller.session is before


def test_looking_again_keeps_the_decisions(desktop: Desktop, qtbot: QtBot, article: Path) -> None:
    desktop.file_acts.open_paths([article])
    wait_for(desktop, qtbot)
    controller = desktop.window.controller
    first = controller.order[0].id
    controller.keep()
    desktop.window.actions_["rerun"].trigger()
    qtbot.waitUntil(lambda: not desktop.detection.busy, timeout=20_000)
    assert controller.session is not None
    assert controller.session.decision(first).verdict is Verdict.KEPT


def test_accepting_nothing_exports_the_bytes_of_the_file(
    desktop: Desktop, qtbot: QtBot, article: Path
) -> None:
    desktop.file_acts.open_paths([article])
    wait_for(desktop, qtbot)
    session = desktop.window.controller.session
    assert session is not None
    assert session.document.to_bytes(session.edits()) == article.read_bytes()
    assert session.suggestions[0].confidence < policy_named("none")
