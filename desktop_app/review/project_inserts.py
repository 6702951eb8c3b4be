# SPDX-License-Identifier: Apache-2.0
"""Many suggestions written into a project, so that a window at work beside that hardly notices."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, count, islice
from time import monotonic

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.project_rows import suggestions_to_json
from desktop_app.steps import Rest, no_rest

STEP = 0.002
"""Seconds of writing after which others come first: a million suggestions take a while anyway."""

Report = Callable[[float], None]
"""Called now and then while a project is written, with the share of its rows that is done, 0..1."""

ByRole = Sequence[tuple[str, Sequence[Suggestion]]]
"""Suggestions by their roles: found, own and former."""

_TOLD = 8
"""Rows between two reports: half a millisecond, where all are like no other."""

_AT_ONCE = 200
"""Rows in one statement: SQLite has once allowed no more than 999 values in it."""


def no_report(share: float) -> None:
    """Ignore how far it is: the default where nobody looks."""
    del share


class GivingWay:
    """A ``Report`` that rests after each ``STEP``, unless somebody waits for what is written."""

    def __init__(self, rest: Rest = no_rest) -> None:
        self.awaited = False
        """Whether somebody waits; any thread may say so."""
        self._rest = rest
        self._rested = 0.0

    def __call__(self, share: float) -> None:
        """Rest if it is time to."""
        del share
        if not self.awaited and monotonic() - self._rested > STEP:
            self._rest()
            self._rested = monotonic()


def counted_rows(rows: int, report: Report) -> Iterator[int]:
    """Yield 0, 1, 2 ... as each row is written, telling now and then how far that is."""
    for row in count():
        if row % _TOLD == 0:
            report(min(1.0, row / rows))
        yield row


def insert(connection: sqlite3.Connection, roles: ByRole, counted: Iterator[int]) -> None:
    """Insert suggestions by their roles, many with one statement.

    A statement for each would give the interpreter away and take it back a million times: a window at work
    beside this thread would come to a crawl.
    """
    rows = (
        (key, role, body)
        for role, suggestions in roles
        for (key, body), _ in zip(suggestions_to_json(suggestions), counted, strict=False)
    )
    while batch := list(islice(rows, _AT_ONCE)):
        places = ", ".join(["(?, ?, ?)"] * len(batch))
        connection.execute(
            f"INSERT OR REPLACE INTO suggestions VALUES {places}", list(chain.from_iterable(batch))
        )
