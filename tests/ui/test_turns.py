# SPDX-License-Identifier: Apache-2.0
"""Other threads work between two turns of the window, not within one."""

from threading import Event, Thread
from time import sleep

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui import turns as turns_module
from desktop_app.ui.turns import Turns


class Worker(Thread):
    """Asks for one step of work."""

    def __init__(self, turns: Turns) -> None:
        super().__init__(daemon=True)
        self._turns = turns
        self.asks = Event()
        self.works = Event()

    def run(self) -> None:
        self.asks.set()
        self._turns.wait()
        self.works.set()


def test_a_step_is_done_when_the_turn_is_over(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "LONGEST", 60.0)
    worker = Worker(Turns())
    worker.start()
    assert worker.asks.wait(10)
    sleep(0.05)  # a long turn of the window
    assert not worker.works.is_set()
    qtbot.waitUntil(worker.works.is_set)
    worker.join()


def test_a_step_is_done_though_the_window_takes_no_turn(qtbot: QtBot) -> None:
    del qtbot
    worker = Worker(Turns())
    worker.start()
    worker.join(10)
    assert worker.works.is_set()


def test_nobody_waits_for_a_window_that_is_gone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from shiboken6 import delete

    del qtbot
    monkeypatch.setattr(turns_module, "LONGEST", 60.0)
    turns = Turns()
    delete(turns)
    worker = Worker(turns)
    worker.start()
    worker.join(10)
    assert worker.works.is_set()
