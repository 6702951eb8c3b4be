# SPDX-License-Identifier: Apache-2.0
"""Occurrences of one phrase speak for or against each other."""

from math import log1p

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.candidates import Candidate, find_candidates
from desktop_app.repair.splices.element_table import element_table
from desktop_app.repair.splices.occurrences import Occurrences

TEXT = "Ada Brook wrote Ada Brook , Ada Brook letters . Then he read it , and the clerk saw Ada Brook again ."


def looked_at(odds: dict[int, float]) -> tuple[list[Candidate], Occurrences]:
    table = element_table(TEXT)
    candidates = [c for c in find_candidates(table, CancelToken()) if c.key == "ada brook"]
    log_odds = [odds.get(number, -3.0) for number in range(len(candidates))]
    return candidates, Occurrences(table, candidates, log_odds, None)


def test_distances_count_elements() -> None:
    candidates, occurrences = looked_at({})
    features = [occurrences.features(index) for index in range(len(candidates))]
    assert len(features) == 4
    assert features[0]["before far"] > features[3]["before far"]
    assert features[1]["before far"] == log1p(candidates[1].start - candidates[0].start)
    assert features[2]["after far"] == log1p(candidates[3].start - candidates[2].start)


def test_a_doubtless_copy_makes_the_others_suspect() -> None:
    _, quiet = looked_at({})
    _, loud = looked_at({1: 6.0})
    for index in (0, 2, 3):
        assert loud.features(index)["others mean"] > quiet.features(index)["others mean"]
    assert loud.features(1)["others mean"] == quiet.features(1)["others mean"], "not by itself"
    assert loud.features(0)["after odds"] == 6.0
    assert loud.features(2)["before odds"] == 6.0


def test_doubled_with_one_element_between() -> None:
    _, occurrences = looked_at({})
    assert [occurrences.features(index)["doubled"] for index in range(4)] == [0.5, 0.5, 0.5, 0.0]


def test_a_pronoun_near_by_is_seen() -> None:
    _, occurrences = looked_at({})
    assert [occurrences.features(index)["pronoun left"] for index in range(4)] == [0.0, 0.0, 0.0, 1.0]
