# SPDX-License-Identifier: Apache-2.0
"""Healthy text is made to repeat itself without getting other shapes of sentences."""

from random import Random

import pytest

from desktop_app.text.tokens import elements
from desktop_app.training.tagger.repetition import repeat_phrases

TEXT = """Alma Reyes said the mill was safe. Bruno Kade told the council that the dam was not. Kade said \
he had walked the length of the wall in Torvik and in Hamnes on Monday. Reyes thought the report \
was wrong.

People in Torvik wrote to the paper. In Hamnes, Lund asked for a vote. The council of Hamnes \
met; Lund said the mayor had come from Sandvik, and that the bridge at Sandvik was closed."""


@pytest.mark.parametrize("seed", range(10))
def test_phrases_become_fewer_and_sentences_keep_their_shape(seed: int) -> None:
    repeated = repeat_phrases(TEXT, Random(seed))
    before, after = elements(TEXT), elements(repeated)
    assert {e.of(repeated) for e in after} <= {e.of(TEXT) for e in before}
    marks = [e.of(TEXT) for e in before if not e.of(TEXT)[0].isalnum()]
    assert [e.of(repeated) for e in after if not e.of(repeated)[0].isalnum()] == marks


def test_some_phrase_becomes_more_frequent() -> None:
    names = ("Torvik", "Hamnes", "Sandvik", "Kade", "Lund", "Reyes")
    most = max(repeat_phrases(TEXT, Random(seed)).count(name) for seed in range(10) for name in names)
    assert most > max(TEXT.count(name) for name in names)


def test_days_stay_what_they_are() -> None:
    assert all(repeat_phrases(TEXT, Random(seed)).count("Monday") == 1 for seed in range(10))


def test_a_text_without_phrases_stays_as_it_is() -> None:
    assert repeat_phrases("it rained and it was cold.", Random(1)) == "it rained and it was cold."
