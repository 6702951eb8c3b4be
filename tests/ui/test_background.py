# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from threading import Event, current_thread, main_thread

from pytestqt.qtbot import QtBot

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.ui.background import Background, JobFailure


def answering(answer: object) -> Callable[[CancelToken, Progress, Callable[[object], None]], object]:
    def work(cancel: CancelToken, progress: Progress, part: Callable[[object], None]) -> object:
        del cancel, progress, part
        return answer

    return work


def test_a_result_arrives_in_the_window_thread(qtbot: QtBot) -> None:
    background = Background()
    heard: list[tuple[object, bool]] = []
    background.done.connect(lambda result: heard.append((result, current_thread() is main_thread())))
    background.start(answering(42))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(42, True)]
    assert not background.busy
    assert background.close()


def test_only_the_latest_of_many_jobs_counts(qtbot: QtBot) -> None:
    background = Background()
    heard: list[object] = []
    background.done.connect(heard.append)
    for number in range(50):
        background.start(answering(number))
    qtbot.waitUntil(lambda: not background.busy)
    assert heard == [49]
    assert background.close()


def test_parts_come_before_the_result(qtbot: QtBot) -> None:
    background = Background()
    heard: list[object] = []
    background.part.connect(heard.append)
    background.done.connect(heard.append)

    def work(cancel: CancelToken, progress: Progress, part: Callable[[object], None]) -> object:
        del cancel, progress
        part("first")
        part("second")
        return "all"

    background.start(work)
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["first", "second", "all"]
    background.close()


def test_cancelling_drops_what_still_comes(qtbot: QtBot) -> None:
    background = Background()
    heard: list[object] = []
    begun = Event()
    background.done.connect(heard.append)

    def work(cancel: CancelToken, progress: Progress, part: Callable[[object], None]) -> object:
        del progress, part
        begun.set()
        while not cancel.cancelled:
            pass
        return "late"

    background.start(work)
    assert begun.wait(5)
    with qtbot.waitSignal(background.cancelled):
        background.cancel()
    assert background.close()
    qtbot.wait(20)
    assert heard == []


def test_a_broken_job_is_told_with_its_details(qtbot: QtBot) -> None:
    background = Background()
    heard: list[JobFailure] = []
    background.failed.connect(heard.append)

    def work(cancel: CancelToken, progress: Progress, part: Callable[[object], None]) -> object:
        del cancel, progress, part
        raise ValueError("no such wheel")

    background.start(work)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].sentence == "no such wheel"
    assert "ValueError" in heard[0].details
    background.close()
