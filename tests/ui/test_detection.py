# SPDX-License-Identifier: Apache-2.0
"""Looking for damage as the window has it done: by a process of its own, which may be lost."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.repair.analysis import Analysis
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.detection import Detection
from desktop_app.ui.settings import Settings, SettingsStore
from desktop_app.worker.engine import Job, Outcome
from desktop_app.worker.process_engine import ProcessEngine
from tests.test_house import ROOT
from tests.worker.odd_children import command


@pytest.fixture
def waiting(qtbot: QtBot) -> Iterator[tuple[Detection, ProcessEngine]]:
    """Give a detection whose child waits wherever the text says so."""
    del qtbot
    engine = ProcessEngine(refine=False, command=command("waits"))
    engine.prepare()
    detection = Detection(engine)
    yield detection, engine
    detection.close()
    assert engine.pid is None


def test_a_newer_text_overtakes(qtbot: QtBot, waiting: tuple[Detection, ProcessEngine]) -> None:
    detection, _ = waiting
    found: list[int] = []
    detection.found.connect(lambda suggestions: found.append(len(suggestions)))
    for text in ("wait, wait", "wait, again", "go, on, now, at, last"):
        detection.start(text)
    with qtbot.waitSignal(detection.finished, timeout=30_000):
        pass
    assert set(found) == {4}


def test_stopping_answers_at_once(qtbot: QtBot, waiting: tuple[Detection, ProcessEngine]) -> None:
    detection, _ = waiting
    with qtbot.waitSignal(detection.progressed, timeout=30_000):
        detection.start("wait, wait")
    with qtbot.waitSignal(detection.stopped, timeout=200):
        detection.stop()
    assert not detection.busy


def test_a_lost_child_is_told_and_the_next_text_is_looked_through(
    qtbot: QtBot, qapp: QApplication, store: SettingsStore
) -> None:
    store.save(Settings(show_diagnosis=False))
    engine = ProcessEngine(refine=False, command=command("dies"))
    desktop = Desktop(qapp, store, engine)
    window = desktop.window
    window.show()
    with qtbot.waitSignal(desktop.detection.failed, timeout=30_000):
        desktop.file_acts.open_text("one, two")
    assert "SIGKILL" in window.banner.sentence
    assert [s.span.start for s in window.controller.order] == [3], "what was delivered stays"
    (copy,) = [b for b in window.banner.findChildren(QPushButton) if b.text() == "Copy details"]
    copy.click()
    assert "these are the last words" in QApplication.clipboard().text()
    with qtbot.waitSignal(desktop.detection.finished, timeout=30_000):
        desktop.file_acts.open_text("live, then, at, last")
    assert len(window.controller.order) == 3
    window.close()
    assert engine.pid is None
    desktop.deleteLater()


def test_it_begins_where_the_editor_is(qtbot: QtBot, desktop: Desktop) -> None:
    text = "One word stood there , and another .\n" * 5_000
    asked: list[Job] = []
    desktop.detection._engine.find = (  # type: ignore[method-assign]
        lambda job, cancel, reports: asked.append(job) or Outcome(Analysis(()))
    )
    desktop.file_acts.open_text(text)
    qtbot.waitUntil(lambda: len(asked) == 1 and not desktop.detection.busy)
    desktop.window.show_page(desktop.window.desk)
    view = desktop.window.desk.view
    qtbot.waitUntil(lambda: view.is_complete)
    view.scroll_bar.setValue(view.scroll_bar.maximum() // 2)
    desktop.file_acts.rerun()
    qtbot.waitUntil(lambda: len(asked) == 2)
    first, second = (job.visible for job in asked)
    assert first is None or first.start == 0
    assert second is not None
    assert len(text) / 3 < second.start < second.end < len(text) * 2 / 3
    assert len(second) < 10_000


def test_a_model_that_does_not_fit_is_told(
    qtbot: QtBot, qapp: QApplication, store: SettingsStore, tmp_path: Path
) -> None:
    store.save(Settings(show_diagnosis=False, model_folder=str(tmp_path / "nothing")))
    desktop = Desktop(qapp, store)
    desktop.window.show()
    with qtbot.waitSignal(desktop.detection.model_refused, timeout=60_000):
        desktop.file_acts.open_sample()
    assert "nothing" in desktop.window.banner.sentence
    desktop.window.close()
    desktop.deleteLater()


def test_the_window_holds_no_models_and_leaves_no_child(tmp_path: Path) -> None:
    code = """
    import os, sys
    from pathlib import Path
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication, QPushButton
    from desktop_app.ui.desktop import Desktop
    from desktop_app.ui.settings import Settings, SettingsStore
    from desktop_app.worker import process_engine
    started = []
    plain = process_engine.ProcessEngine.__init__
    def kept(self, **arguments):
        plain(self, **arguments)
        started.append(self)
    process_engine.ProcessEngine.__init__ = kept
    application = QApplication([])
    store = SettingsStore(QSettings(sys.argv[1], QSettings.Format.IniFormat))
    store.save(Settings(show_diagnosis=False))
    desktop = Desktop(application, store)
    child = started[0].pid
    desktop.start([])
    while desktop.detection.busy or not desktop.window.controller.order:
        application.processEvents()
    assert any(s.kind == "splice" and s.alternatives for s in desktop.window.controller.order)
    models = {"onnxruntime", "tokenizers", "ftfy", "desktop_app.repair.detectors"}
    assert not models & set(sys.modules), models & set(sys.modules)
    assert started[0].pid == child
    desktop.window.close()
    try:
        os.kill(child, 0)
    except ProcessLookupError:
        print("gone")
    """
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-X",
            "dev",
            "-c",
            textwrap.dedent(code),
            str(tmp_path / "settings.ini"),
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "gone\n", done.stderr
    assert "ResourceWarning" not in done.stderr
