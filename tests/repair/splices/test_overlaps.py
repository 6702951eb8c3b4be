# SPDX-License-Identifier: Apache-2.0
"""Readings of one place that exclude each other stand together for it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.judgement import Judgement
from desktop_app.repair.splices.mentions import MentionReading
from desktop_app.repair.splices.search import without_overlaps

OWN = MentionReading("self", 0.0, ((1, 0.0),))


def judged(*places: tuple[int, int, float]) -> tuple[list[Judgement], list[Candidate]]:
    candidates = [Candidate(start, length, f"{start} {length}", 2) for start, length, _ in places]
    return (
        [Judgement(n, certainty, 0, None, OWN, None, {1: 1.0}) for n, (_, _, certainty) in enumerate(places)],
        candidates,
    )


def test_two_halves_are_found_together() -> None:
    judgements, candidates = judged((3, 1, 0.35), (3, 2, 0.4))
    (kept,) = without_overlaps(judgements, candidates, 0.5)
    assert kept.candidate == 1
    assert abs(kept.certainty - 0.75) < 1e-9


def test_neighbours_do_not_help_each_other() -> None:
    judgements, candidates = judged((3, 1, 0.4), (4, 1, 0.4))
    assert without_overlaps(judgements, candidates, 0.5) == ()


def test_faint_readings_stay_alone() -> None:
    judgements, candidates = judged((3, 1, 0.15), (3, 2, 0.1))
    assert without_overlaps(judgements, candidates, 0.2) == ()


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4), st.floats(0, 1)), max_size=12, unique=True),
    st.floats(0.05, 0.9),
)
def test_what_is_kept_is_sorted_apart_and_sure_enough(
    places: list[tuple[int, int, float]], least: float
) -> None:
    judgements, candidates = judged(*sorted(places))
    kept = without_overlaps(judgements, candidates, least)
    spans = [(candidates[j.candidate].start, candidates[j.candidate].end) for j in kept]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(least <= j.certainty <= 1 for j in kept)
    assert all(j.certainty >= judgements[j.candidate].certainty for j in kept)
