# SPDX-License-Identifier: Apache-2.0
"""Long work in slices leaves the event loop its turns."""

from collections.abc import Generator

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop_app.steps import at_once
from desktop_app.ui import slices as slices_module
from desktop_app.ui import status_line
from desktop_app.ui.slices import Slices


def counting(to: int, seen: list[int]) -> Generator[None, None, object]:
    for number in range(to):
        seen.append(number)
        yield
    return to


def writing(letter: str, times: int, log: list[str]) -> Generator[None, None, object]:
    for _ in range(times):
        log.append(letter)
        yield
    return letter


def test_the_event_loop_has_its_turns(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(1_000))
    monkeypatch.setattr(slices_module, "monotonic", lambda: float(next(ticks)) / 1e6)
    seen: list[int] = []
    turns: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(len(seen)))
    timer.start(0)
    slices = Slices()
    monkeypatch.setattr(slices_module, "SLICE", 2.5e-6)
    slices.start(counting(20, seen))
    with qtbot.waitSignal(slices.done) as done:
        assert slices.busy
    assert done.args == [20]
    assert not slices.busy
    timer.stop()
    assert len(set(turns)) > 5


def test_a_newer_work_takes_the_place_of_an_older(qtbot: QtBot) -> None:
    slices, heard, seen = Slices(), list[object](), list[int]()
    slices.done.connect(heard.append)
    slices.start(counting(1_000_000, []))
    slices.start(counting(3, seen))
    qtbot.waitUntil(lambda: bool(heard))
    slices.start(counting(1, []))
    slices.cancel()
    qtbot.wait(20)
    assert heard == [3]
    assert seen == [0, 1, 2]


def test_jobs_take_turns(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(100_000))
    monkeypatch.setattr(slices_module, "monotonic", lambda: float(next(ticks)) / 1e6)
    monkeypatch.setattr(slices_module, "SLICE", 2.5e-6)
    first, second = Slices(), Slices()
    first.start(writing("a", 6, log := list[str]()))
    second.start(writing("b", 6, log))
    qtbot.waitUntil(lambda: not first.busy and not second.busy)
    assert sorted(log) == ["a"] * 6 + ["b"] * 6
    assert log != sorted(log)


def test_a_job_ends_with_who_had_it(qtbot: QtBot) -> None:
    window = QObject()
    slices = Slices(window)
    slices.start(counting(1_000_000, []))
    shiboken6.delete(window)
    seen: list[int] = []
    other = Slices()
    other.start(counting(3, seen))
    qtbot.waitUntil(lambda: seen == [0, 1, 2])


def test_at_once() -> None:
    assert at_once(counting(4, [])) == 4


@given(st.text("a \n\u2003", max_size=60))
def test_words_are_counted_in_parts(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(status_line, "_AT_ONCE", 3)
        assert at_once(status_line._counted(text)) == len(text.split())


def test_who_acts_meanwhile_goes_first_and_the_work_is_done_all_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(slices_module, "monotonic", lambda: clock[0])
    seen: list[int] = []
    worked: list[int] = []

    def act() -> None:
        clock[0] += 2 * slices_module.BUSY  # an editor's act takes its time before each turn
        worked.append(len(seen))

    editor = QTimer()
    editor.timeout.connect(act)
    editor.start(0)
    slices = Slices()
    monkeypatch.setattr(slices_module, "SLICE", 0.001)
    slices.start(endless(seen, clock))
    qtbot.waitUntil(lambda: len(seen) >= 3)
    slices.cancel()
    editor.stop()
    waits = [later for later in range(1, len(worked)) if worked[later] == worked[later - 1]]
    assert len(waits) > 2 * len(seen) / 2, "most turns are left to the editor"
    assert len(worked) <= (slices_module.PATIENCE + 2) * (len(seen) + 2), "but not all"


def endless(seen: list[int], clock: list[float]) -> Generator[None, None, object]:
    while True:
        seen.append(len(seen))
        clock[0] += 0.002
        yield
