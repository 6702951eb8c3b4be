# SPDX-License-Identifier: Apache-2.0
"""A phrase that never stands in parts was written whole, wherever the tagger sees it begin."""

import numpy as np

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.candidates import find_candidates
from desktop_app.repair.splices.element_table import ElementTable, element_table
from desktop_app.repair.splices.emissions import tagged_candidates
from desktop_app.repair.splices.tagger import LENGTHS, TaggerScores

TALK = "Yes , you two paint . How did you two meet ? And you two sell well ."


def seen_at(table: ElementTable, *starts: int) -> TaggerScores:
    size = len(table)
    begins, goes_on = np.full(size, -6.0, np.float32), np.full(size, -6.0, np.float32)
    begins[list(starts)] = 3.0
    lengths = np.full((size, LENGTHS), -2.0, np.float32)
    lengths[list(starts), 1] = -0.1
    return TaggerScores(begins, goes_on, lengths)


def test_what_is_said_of_a_later_part_holds_for_the_whole() -> None:
    table = element_table(TALK)
    two = table.lower.index("two")
    before = seen_at(table, two)
    found, scores = tagged_candidates(table, find_candidates(table, CancelToken()), before)
    assert (two, "two") not in {(c.start, c.key) for c in found}
    assert (two - 1, "you two") in {(c.start, c.key) for c in found}
    assert scores.begins[two - 1] > 0 > scores.begins[two]
    assert scores.goes_on[two] > 0
    assert scores.lengths[two - 1, 1] > -1
    assert before.begins[two] > 0 > before.begins[two - 1]


def test_a_word_that_also_stands_alone_is_no_part() -> None:
    table = element_table(TALK + " Only two came .")
    two = table.lower.index("two")
    before = seen_at(table, two)
    found, scores = tagged_candidates(table, find_candidates(table, CancelToken()), before)
    assert (two, "two") in {(c.start, c.key) for c in found}
    assert scores is before


def test_a_phrase_seen_from_its_beginning_stays_as_the_tagger_sees_it() -> None:
    table = element_table(TALK)
    you = table.lower.index("you")
    before = seen_at(table, you)
    _, scores = tagged_candidates(table, find_candidates(table, CancelToken()), before)
    assert scores is before
