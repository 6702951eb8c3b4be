# SPDX-License-Identifier: Apache-2.0
"""A working day of reviewing in fast motion, below the window: decisions, undos, filters, saving."""

import gc
import tempfile
import time
from array import array
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from desktop_app.documents.document import pasted
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.history import History
from desktop_app.review.policy import Lane, lane, lanes_of
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.session import ReviewSession
from desktop_app.steps import at_once
from desktop_app.text.span import Span
from desktop_app.ui.suggestions.grouping import Grouping, grouped
from tests.sessions import suggestion

WARM = 1000
"""Acts after which memory may grow by a tenth at most."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a day was like."""

    acts: int
    first_ms: float
    """Median of one act with all that follows from it, in the first thousand."""
    last_ms: float
    """The same in the last thousand."""
    warm_mb: float
    """Memory after the first thousand."""
    end_mb: float
    """Memory at the end."""


def day(acts: int, seed: int = 1) -> Day:
    """Review for ``acts`` acts; what is saved must be what was done."""
    random = Random(seed)
    text, found = damaged_text(random)
    session, history = ReviewSession(pasted(text), found), History()
    times = array("d")
    warm = 0.0
    with tempfile.TemporaryDirectory() as folder:
        autosave = Autosave(session.document, folder=Path(folder))
        for number in range(acts):
            if number == WARM:
                warm = memory()
            before = time.perf_counter()
            _act(session, history, random)
            autosave.record(session, history, view={"current": found[number % len(found)].id})
            _look(session, random)
            times.append(time.perf_counter() - before)
        end = memory()
        assert autosave.flush(60)
        path = autosave.path
        assert path
        assert autosave.close()
        project = ProjectFile.open(path)
        back = project.read()
        project.close()
        assert back.acts == history.acts
        assert back.session().result == session.result
    return Day(acts, 1000 * median(times[:WARM]), 1000 * median(times[-WARM:]), warm, end)


def damaged_text(random: Random) -> tuple[str, list[Suggestion]]:
    """Return a text of 400 short lines and 800 suggestions on it, of any confidence."""
    text = "".join(f"In the year {n} nothing happened , they said .\n" for n in range(1000, 1400))
    found, at = [], 0
    while (
        at := min((p for p in (text.find(" ,", at + 1), text.find(" .", at + 1)) if p >= 0), default=-1)
    ) >= 0:
        found.append(suggestion(text, at, at + 2, text[at + 1], confidence=random.random()))
    return text, found


def _act(session: ReviewSession, history: History, random: Random) -> None:
    choice = random.random()
    if choice < 0.2 and (change := history.undo()):
        session.apply(change)
        return
    if choice < 0.25 and (change := history.redo()):
        session.apply(change)
        return
    # A day's typing is at some places: with ever more suggestions an act would rightly take longer.
    if choice < 0.3 and len(session.own_suggestions) < 50:
        start = random.randrange(len(session.result))
        change = session.type_over(Span(start, start), "x")
    else:
        key = random.choice(session.suggestions).id
        verdict = random.choice([Verdict.ACCEPTED, Verdict.KEPT, Verdict.LATER])
        change = session.decide([key], verdict, who="Ada")
    session.apply(change)
    history.push(change)


def _look(session: ReviewSession, random: Random) -> None:
    """Do what the window does after an act: count, filter, group, find the next."""
    session.counts()
    wanted = random.choice(list(Lane))
    order = session.suggestions
    shown = order.take(lanes_of(order.confidences) == list(Lane).index(wanted))
    assert all(lane(s) is wanted for s in shown[:20])
    at_once(grouped(order, Grouping.SERIES))
    session.next_undecided(None)
    assert session.result


def memory() -> float:
    """Return the megabytes in use now."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6
