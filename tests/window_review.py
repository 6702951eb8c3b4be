# SPDX-License-Identifier: Apache-2.0
"""A working day of reviewing in fast motion in the real window: keys, filters, views, typing, undo."""

import gc
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from statistics import median

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot

from desktop_app.documents.document import pasted
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.suggestions.grouping import Grouping
from tests.long_review import WARM, damaged_text, memory

_TYPED_PLACES = 50
"""A day's typing is at some places: with ever more suggestions an act would rightly take longer."""

_DECISIONS = ("accept", "keep", "later", "choose_1", "reset")
_VIEWS = ("view_side", "view_inline", "view_result", "fold", "invisible", "toggle_list")


@dataclass(frozen=True, slots=True)
class WindowDay:
    """What a day at the window was like."""

    steps: int
    acts: int
    """How many acts the history holds: steps that only look are none, undone acts count as Emacs does."""
    milliseconds: tuple[float, ...]
    """Median time of the window's own thread for one step and all that it redraws, for each thousand."""
    megabytes: tuple[float, ...]
    """Memory of the process at the end of each thousand."""
    objects: tuple[int, ...]
    """Qt objects below the window at the end of each thousand."""


class Editor:
    """Works by chance, but the same each time."""

    def __init__(self, desktop: Desktop, seed: int) -> None:
        self._window, self._random = desktop.window, Random(seed)
        text, found = damaged_text(self._random)
        desktop.keeping.begin(pasted(text))
        self._controller = desktop.window.controller
        self._controller.set_session(ReviewSession(pasted(text), found))
        desktop.window.show_page(desktop.window.desk)

    def step(self) -> None:
        """Do one thing."""
        choice = self._random.random()
        ways: tuple[tuple[float, Callable[[], object]], ...] = (
            (0.55, self._decide),
            (0.75, lambda: self._press("undo")),
            (0.80, lambda: self._press("redo")),
            (0.84, self._filter),
            (0.88, lambda: self._press(self._random.choice(_VIEWS))),
            (0.92, self._type),
            (0.97, self._go),
            (1.00, self._regroup),
        )
        next(way for share, way in ways if choice < share)()

    def _press(self, action: str) -> None:
        self._window.actions_[action].trigger()

    def _decide(self) -> None:
        if self._controller.current is None:
            self._go()
        self._press(self._random.choice(_DECISIONS))

    def _go(self) -> None:
        self._controller.set_current(self._random.choice(self._controller.order).id)

    def _filter(self) -> None:
        panel, random = self._window.panel, self._random
        random.choice(
            (
                panel.clear_filter,
                panel.clear_filter,
                lambda: panel.show_only(lane=random.choice(list(Lane))),
                lambda: panel.show_only(verdict=random.choice(list(Verdict))),
            )
        )()

    def _type(self) -> None:
        session = self._controller.session
        assert session
        if len(session.own_suggestions) < _TYPED_PLACES:
            at = self._random.randrange(len(session.result))
            self._controller.type_over(Span(at, at), "x")

    def _regroup(self) -> None:
        self._window.panel.model.set_grouping(self._random.choice(list(Grouping)))


class _Day(QObject):
    """Takes a step whenever the event loop has nothing else to do, so that Qt tidies up as it does in use."""

    def __init__(self, desktop: Desktop, steps: int, seed: int) -> None:
        super().__init__()
        self._desktop, self._steps = desktop, steps
        self._editor = Editor(desktop, seed)
        self._times = array("d")
        self._before = 0.0
        self._taken = 0
        self.milliseconds: list[float] = []
        self.megabytes: list[float] = []
        self.objects: list[int] = []
        self.broken: BaseException | None = None
        self._loop = QEventLoop()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    def work(self) -> None:
        """Return at the end of the day."""
        self._timer.start(0)
        self._loop.exec()
        if self.broken is not None:
            raise self.broken

    @Slot()
    def _next(self) -> None:
        now = time.thread_time()
        if self._taken:
            self._times.append(now - self._before)
        if self._taken and self._taken % WARM == 0:
            self._measure()
        if self._taken == self._steps:
            self._timer.stop()
            self._loop.quit()
            return
        self._taken += 1
        self._before = time.thread_time()
        try:
            self._editor.step()
        except BaseException as error:
            self.broken = error
            self._timer.stop()
            self._loop.quit()

    def _measure(self) -> None:
        gc.collect()
        self.milliseconds.append(1000 * median(self._times))
        self.megabytes.append(memory())
        self.objects.append(len(self._desktop.window.findChildren(QObject)))
        del self._times[:]


def window_day(desktop: Desktop, steps: int, seed: int = 1) -> WindowDay:
    """Work for ``steps`` steps; what is saved at the end must be what was done."""
    day = _Day(desktop, steps, seed)
    day.work()
    session, autosave = desktop.window.controller.session, desktop.keeping.autosave
    assert session
    assert autosave
    assert autosave.flush(60)
    assert autosave.path
    acts = desktop.window.controller.history.acts
    project = ProjectFile.open(autosave.path, read_only=True)
    saved = project.read()
    project.close()
    assert saved.acts == acts
    assert saved.session().result == session.result
    return WindowDay(steps, len(acts), tuple(day.milliseconds), tuple(day.megabytes), tuple(day.objects))
