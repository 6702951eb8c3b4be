# SPDX-License-Identifier: Apache-2.0
"""How quick the window is: ``python -m tests.benchmarks.desk [TEXT]``. Prints figures, asserts none.

Opening: milliseconds from opening a text until the first and the last marks, and the longest times the
event loop was not served meanwhile. Deciding and undoing: milliseconds until the change is painted, in
reviews of 500, 5,000 and 20,000 suggestions; besides the wall clock the processor time of the window's
own thread, which a busy machine distorts less. Offscreen unless ``QT_QPA_PLATFORM`` says otherwise.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
    os.environ[_name] = tempfile.mkdtemp()

from PySide6.QtCore import QSettings, QTimer  # noqa: E402 - after the folders are set
from PySide6.QtWidgets import QApplication  # noqa: E402 - after the folders are set

from desktop_app.documents.document import pasted  # noqa: E402 - after the folders are set
from desktop_app.review.session import ReviewSession  # noqa: E402 - after the folders are set
from desktop_app.ui.desktop import Desktop  # noqa: E402 - after the folders are set
from desktop_app.ui.settings import Settings, SettingsStore  # noqa: E402 - after the folders are set
from desktop_app.worker.process_engine import ProcessEngine  # noqa: E402 - after the folders are set
from tests.ui.desk_texts import many  # noqa: E402 - after the folders are set

WORDS = 100_000
_SENTENCE = "plain words of a text that nobody has damaged so far. "


def percentile(figures: list[float], share: float) -> float:
    """Return the figure that ``share`` of all do not exceed."""
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * share))]


def fresh_desktop(application: QApplication, *, models: bool) -> Desktop:
    """Return a window of 1440 x 900, shown as the program does when it starts."""
    backend = QSettings(str(Path(tempfile.mkdtemp()) / "bench.ini"), QSettings.Format.IniFormat)
    store = SettingsStore(backend)
    store.save(Settings(show_diagnosis=False, reduced_motion=True))
    desktop = Desktop(application, store, ProcessEngine(refine=models))
    desktop.window.resize(1440, 900)
    desktop.window.show_page()
    desktop.window.show()
    desktop.collector.leave_alone()
    application.processEvents()
    return desktop


def opening(application: QApplication, path: Path) -> None:
    """Print how long a text takes to be looked through, and how well the event loop is served."""
    desktop = fresh_desktop(application, models=True)
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    begin = last = time.perf_counter()
    timer.start()
    desktop.file_acts.open_paths([path])
    first = 0.0
    while time.perf_counter() - begin < 120:
        application.processEvents()
        found = bool(desktop.window.controller.order)
        first = first or (time.perf_counter() - begin if found else 0.0)
        if found and not desktop.detection.busy:
            break
    timer.stop()
    total = time.perf_counter() - begin
    print(f"{path.name}: first marks {first * 1000:.0f} ms, all {total * 1000:.0f} ms")
    print(
        f"  event loop: median {median(gaps):.1f}, 95 % {percentile(gaps, 0.95):.1f}, "
        f"worst {max(gaps):.0f} ms"
    )
    desktop.window.close()
    desktop.deleteLater()


def deciding(application: QApplication, count: int) -> None:
    """Print how long a decision takes to be seen."""
    desktop = fresh_desktop(application, models=False)
    session = many(count)
    padding = "\n" + _SENTENCE * 10
    text = session.document.text + padding * (max(0, WORDS - 3 * count) // 100)
    controller = desktop.window.controller
    desktop.keeping.begin(pasted(text))
    controller.set_session(ReviewSession(pasted(text)))
    desktop.window.show_page(desktop.window.desk)
    application.processEvents()
    begin = time.perf_counter()
    controller.update_suggestions(session.suggestions)
    application.processEvents()
    print(f"{count} suggestions: on the screen {(time.perf_counter() - begin) * 1000:.0f} ms after delivery")
    for act, rounds in (("accept", 100), ("undo", 60), ("next", 60)):
        wall, own = [], []
        for _ in range(rounds):
            begin, begin_own = time.perf_counter(), time.thread_time()
            desktop.window.actions_[act].trigger()
            application.processEvents()
            wall.append((time.perf_counter() - begin) * 1000)
            own.append((time.thread_time() - begin_own) * 1000)
        for name, figures in (("wall clock", wall), ("own processor time", own)):
            print(
                f"  {act}, {name}: median {median(figures):.1f}, 95 % {percentile(figures, 0.95):.1f}, "
                f"worst {max(figures):.1f} ms"
            )
    desktop.window.close()
    desktop.deleteLater()
    application.processEvents()


def main(arguments: list[str]) -> int:
    """Run all of it."""
    application = QApplication([])
    for name in arguments:
        opening(application, Path(name))
    for count in (500, 5_000, 20_000):
        deciding(application, count)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
