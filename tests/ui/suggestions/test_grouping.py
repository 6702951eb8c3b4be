# SPDX-License-Identifier: Apache-2.0
"""Division bit by bit gives what sorting all at once would."""

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair import ordering
from desktop_app.repair.packed import pack
from desktop_app.review.policy import lane
from desktop_app.steps import at_once
from desktop_app.ui.suggestions.grouping import Grouping, grouped
from tests.sessions import suggestion

TEXT = "x" * 100
FOUND = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([0.2, 0.6, 0.6, 0.95, 0.97])), max_size=40)
BLOCKS = st.sampled_from([1, 7, 50_000])


@given(FOUND, BLOCKS)
def test_lanes_are_sorted_by_confidence_and_place(told: list[tuple[str, float]], block: int) -> None:
    found = [suggestion(TEXT, at, at + 1, "y", confidence=sure) for at, (_, sure) in enumerate(told)]
    with patch.object(ordering, "AT_ONCE", block):
        groups = at_once(grouped(pack(found), Grouping.CONFIDENCE))
    for group in groups:
        members = list(group.order.take(group.places))
        assert members == sorted(
            (s for s in found if lane(s).value == group.key[1]), key=lambda s: (s.confidence, s.span)
        )
    assert sum(len(group.places) for group in groups) == len(found)


@given(FOUND, BLOCKS)
def test_series_are_whole_and_the_surest_come_first(told: list[tuple[str, float]], block: int) -> None:
    found = [
        suggestion(TEXT, at, at + 1, "y", series=series, confidence=sure)
        for at, (series, sure) in enumerate(told)
    ]
    with patch.object(ordering, "AT_ONCE", block):
        groups = at_once(grouped(pack(found), Grouping.SERIES))
    for group in groups:
        assert list(group.order.take(group.places)) == [s for s in found if s.series == group.title]
    means = [np.mean([s.confidence for s in group.order.take(group.places)]) for group in groups]
    ranks = [0 if mean >= 0.9 else 1 if mean >= 0.5 else 2 for mean in means]
    assert ranks == sorted(ranks)
