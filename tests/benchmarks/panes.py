# SPDX-License-Identifier: Apache-2.0
"""How fast the canvas is: decisions and scrolling at 500 and 5,000 suggestions, and opening of large texts.

Run with ``python -m tests.benchmarks.panes [--large]`` from the checkout; times are in milliseconds.
"""

import os
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop_app.documents.document import pasted
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.ui.panes.review_view import ReviewView
from desktop_app.ui.theme import theme_named
from tests.ui.panes.desk import TEXT, found_in

ROUNDS = 200


def spread(times: list[float]) -> str:
    """Return median, 95th percentile and maximum of seconds, in milliseconds."""
    ordered = [time * 1e3 for time in sorted(times)]
    at = min(len(ordered) - 1, round(len(ordered) * 0.95))
    return f"median {median(ordered):6.1f}   95 % {ordered[at]:6.1f}   max {ordered[-1]:6.1f}"


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds an act takes until it is on screen."""
    start = perf_counter()
    act()
    QApplication.processEvents()
    return perf_counter() - start


def review(words: int, suggestions: int) -> ReviewSession:
    """Return a review of about so many words and suggestions."""
    text = "\n".join([TEXT] * (words // len(TEXT.split())))
    found = found_in(text)
    step = max(1, len(found) // suggestions)
    return ReviewSession(pasted(text), found[::step][:suggestions])


def view_of(session: ReviewSession) -> tuple[ReviewView, float]:
    """Return a view that shows a session, and how long it took to show it."""
    view = ReviewView(theme_named("light"))
    view.resize(1000, 850)
    view.show()
    QApplication.processEvents()
    opening = timed(lambda: (session.suggestions, view.set_session(session), view.repaint()))
    session.subscribe(view.refresh)
    return view, opening


def decisions_and_scrolling(words: int, suggestions: int) -> None:
    """Print the figures for one size."""
    session = review(words, suggestions)
    view, opening = view_of(session)
    print(f"\n{words} words, {len(session.suggestions)} suggestions: opened in {opening * 1e3:.0f} ms")
    current = session.next_undecided(None)
    times, moves = [], []
    for _ in range(ROUNDS):
        if current is None:
            break
        key = current.id
        change = session.decide([key], Verdict.ACCEPTED)
        times.append(timed(lambda change=change: (session.apply(change), view.repaint())))
        following = session.next_undecided(key)
        current = following
        if following is not None:
            moves.append(timed(lambda s=following: (view.set_current(s.id), view.repaint())))
    print("  decision ", spread(times))
    print("  next     ", spread(moves))
    bar = view.scroll_bar
    steps = [timed(lambda: (bar.setValue(bar.value() + 78), view.repaint())) for _ in range(ROUNDS)]
    print("  scrolling", spread(steps))
    size = max(1, bar.maximum() // ROUNDS)
    jumps = [timed(lambda n=n: (bar.setValue(n * size), view.repaint())) for n in range(ROUNDS)]
    print("  jumping  ", spread(jumps))
    view.close()


def opening(megabytes: int, *, line_breaks: bool) -> None:
    """Print how long the event loop is held while a large text opens."""
    sentence = "The keeper of the lighthouse wrote down the weather , the ships and the birds . "
    paragraph = sentence * 6 + ("\n" if line_breaks else "")
    text = paragraph * (megabytes * 1_000_000 // len(paragraph))
    session = ReviewSession(pasted(text))
    view, opened = view_of(session)
    held = []
    begun = perf_counter()
    while not view.is_complete:
        held.append(timed(lambda: None))
    whole = perf_counter() - begun
    kind = "with" if line_breaks else "without"
    print(f"\n{megabytes} MB {kind} line breaks")
    print(f"  shown after {opened * 1e3:.0f} ms, all rows known after {whole * 1e3:.0f} ms")
    if held:
        print("  event loop", spread(held))
    bar = view.scroll_bar
    jumps = [timed(lambda n=n: (bar.setValue(n * bar.maximum() // 60), view.repaint())) for n in range(60)]
    print("  jumping   ", spread(jumps))
    view.close()


def main() -> None:
    """Run all, the large texts on request."""
    app = QApplication.instance() or QApplication([])
    decisions_and_scrolling(100_000, 500)
    decisions_and_scrolling(100_000, 5_000)
    if "--large" in sys.argv:
        for line_breaks in (True, False):
            opening(50, line_breaks=line_breaks)
    del app


if __name__ == "__main__":
    main()
