# SPDX-License-Identifier: Apache-2.0
"""Runs of spaces: each text's own law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.text.space_runs import RunKind, space_runs

BREAK, DROPPED, EXTRA, LAYOUT = RunKind.BREAK, RunKind.DROPPED, RunKind.EXTRA, RunKind.LAYOUT


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("It left .   She slept .   It rained .", [BREAK, BREAK]),
        ("Ferry sinks   It left .   She slept .", [BREAK, BREAK]),
        ("The    boat left .   She slept .", [DROPPED, BREAK]),
        ("It left .       She slept .   It rained .   Ada sang .", [BREAK, DROPPED, BREAK, BREAK]),
        ("The   boat left .\n\nShe slept , late .", [DROPPED]),
        ("It left .\n\nIt was ice .\n\nOr snow .\n\n  She slept , late .", [DROPPED]),
        ("It left.\n\n  She slept, late.", [LAYOUT]),
        ("It left.  She slept.", [EXTRA]),
        ("It left.  She slept.  It rained.  Ada sang.", [LAYOUT] * 3),
        ("  It left .  ", [EXTRA, EXTRA]),
        ("It" + " " * 30 + "left", [LAYOUT]),
        ("    ", []),
        ("", []),
    ],
)
def test_kinds(text: str, kinds: list[RunKind]) -> None:
    assert [run.kind for run in space_runs(text)] == kinds


def test_a_break_shares_a_space_with_what_was_dropped_after_it() -> None:
    runs = space_runs("It left .       She slept .   It rained .   Ada sang .")
    assert [(len(run), run.spaces) for run in runs] == [(2, 3), (5, 5), (3, 3), (3, 3)]


@given(st.text(alphabet='ab .A\n"', max_size=200))
def test_runs_are_all_the_spaces_that_stand_together(text: str) -> None:
    runs = space_runs(text)
    assert all(text[run.start : run.end] == " " * len(run) for run in runs)
    covered = {i for run in runs for i in range(run.start, run.end)}
    expected = {i for i, c in enumerate(text) if c == " " and " " in (text[i - 1 : i], text[i + 1 : i + 2])}
    assert covered == (expected if text.strip() else set())
