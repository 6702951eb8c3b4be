# SPDX-License-Identifier: Apache-2.0
"""Rings of objects are freed in the window's thread, never in another."""

import gc
from collections.abc import Generator
from threading import Thread, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui import collector as collector_module
from desktop_app.ui.collector import Collector
from desktop_app.ui.slices import Slices


class Ring:
    """Refers to itself, and tells in which thread it is freed."""

    def __init__(self, told: list[bool]) -> None:
        self.me, self.told = self, told

    def __del__(self) -> None:
        self.told.append(current_thread() is main_thread())


def test_rings_are_freed_in_this_thread_only(qtbot: QtBot) -> None:
    gc.collect()
    gc.enable()
    collector = Collector()
    told: list[bool] = []
    try:
        Ring(told)
        worker = Thread(target=lambda: [[number] for number in range(100_000)])
        worker.start()
        worker.join()
        kept = [[number] for number in range(collector_module.YOUNG)]
        assert not told
        qtbot.waitUntil(lambda: bool(told))
    finally:
        collector.close()
    assert told == [True]
    assert len(kept) == collector_module.YOUNG
    assert gc.isenabled()


def test_all_are_looked_through_now_and_then() -> None:
    collector = Collector()
    told: list[bool] = []
    ring = Ring(told)
    gc.collect()
    del ring
    kept: list[list[int]] = []
    for _ in range(collector_module.OLD):
        assert told == []
        kept += [[number] for number in range(collector_module.YOUNG)]
        collector.collect()
    assert told == [True]
    assert kept
    collector.close()


def test_all_wait_until_long_work_is_done(qtbot: QtBot) -> None:
    def endless() -> Generator[None, None, object]:
        while True:
            yield

    collector, slices = Collector(), Slices()
    told: list[bool] = []
    ring = Ring(told)
    gc.collect()
    del ring
    kept: list[list[int]] = []
    slices.start(endless())
    for _ in range(collector_module.OLD + 5):
        kept += [[number] for number in range(collector_module.YOUNG)]
        collector.collect()
    assert told == []
    slices.cancel()
    kept += [[number] for number in range(collector_module.YOUNG)]
    collector.collect()
    assert told == [True]
    collector.close()


def test_what_takes_long_to_look_through_is_left_alone_until_another_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collector_module, "LONG", 0.0)
    monkeypatch.setattr(collector_module, "OLD", 1)
    collector = Collector()
    told: list[bool] = []
    ring = Ring(told)
    kept = [[number] for number in range(2 * collector_module.YOUNG)]
    collector.collect()
    del ring
    gc.collect()
    assert not told
    collector.thaw()
    gc.collect()
    assert told == [True]
    assert kept
    collector.close()


def test_the_program_itself_is_left_alone_whatever_text_is_opened() -> None:
    collector = Collector()
    told: list[bool] = []
    ring = Ring(told)
    collector.leave_alone()
    del ring
    collector.thaw()
    gc.collect()
    assert not told
    collector.close()
    gc.collect()
    assert told == [True]
