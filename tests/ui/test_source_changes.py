# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from pytestqt.qtbot import QtBot

from desktop_app.review.decision import Verdict
from desktop_app.ui.desktop import Desktop
from tests.ui.desk_texts import TEXT
from tests.ui.test_file_acts import wait_for


def opened(desktop: Desktop, qtbot: QtBot, path: Path) -> None:
    path.write_text(TEXT, encoding="utf-8")
    desktop.file_acts.open_paths([path])
    wait_for(desktop, qtbot)


def test_a_change_on_the_disk_is_told_and_the_decisions_carried_over(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "article.txt"
    opened(desktop, qtbot, path)
    controller = desktop.window.controller
    controller.accept()
    accepted = controller.order[0].original
    path.write_text("A new first line .\n" + TEXT, encoding="utf-8")
    desktop.source_changes.look()
    qtbot.waitUntil(lambda: "has changed on the disk" in desktop.window.banner.sentence, timeout=10_000)
    desktop.source_changes.carry_over()
    qtbot.waitUntil(
        lambda: controller.session is not None and controller.session.document.text.startswith("A new"),
        timeout=10_000,
    )
    qtbot.waitUntil(lambda: not desktop.detection.busy, timeout=20_000)
    session = controller.session
    assert session is not None
    kept = [s for s in session.suggestions if session.decision(s.id).verdict is Verdict.ACCEPTED]
    assert [s.original for s in kept] == [accepted]


def test_a_file_that_is_gone_is_told_once(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    opened(desktop, qtbot, path)
    path.unlink()
    desktop.source_changes.look()
    qtbot.waitUntil(lambda: "no longer there" in desktop.window.banner.sentence, timeout=10_000)
    desktop.window.banner.dismiss()
    desktop.source_changes.look()
    qtbot.waitUntil(lambda: not desktop.source_changes._work.busy)
    assert not desktop.window.banner.sentence


def test_unsaved_work_keeps_the_window_open_once(reviewing: Desktop) -> None:
    reviewing.keeping.flush = lambda: False  # type: ignore[method-assign]
    first, second = QCloseEvent(), QCloseEvent()
    reviewing.window.closeEvent(first)
    assert not first.isAccepted()
    assert "not on the disk" in reviewing.window.banner.sentence
    reviewing.window.closeEvent(second)
    assert second.isAccepted()
