# SPDX-License-Identifier: Apache-2.0
"""What can have been the mention of a copied phrase."""

from math import exp

import pytest

from desktop_app.repair.splices.element_table import element_table
from desktop_app.repair.splices.fitted import packaged_models
from desktop_app.repair.splices.mentions import chunk_end, kind_of_mention, phrase_forms

TEXT = (
    "Mayor Ann Low met him , her old friends and the mayor of Holm . US troops left us in 1990 . "
    "Mayor Ann Low 's plan"
)
TABLE = element_table(TEXT)
FORMS = phrase_forms(TABLE, 0, 3)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("him", "pronoun:he"),
        ("her", "pronoun:she"),
        ("us", "pronoun:we"),
        ("Mayor", "same"),
        ("Ann", "part"),
        ("the", "contains"),
        ("Holm", "cap"),
        ("US", "cap first"),
        ("met", "word"),
        ("of", "closed"),
        (",", "mark"),
        ("1990", "number"),
    ],
)
def test_kinds_of_mentions(word: str, kind: str) -> None:
    assert kind_of_mention(TABLE, FORMS, TABLE.words.index(word)) == kind


def test_a_chunk_ends_at_function_words_and_marks() -> None:
    assert chunk_end(TABLE, 0) == 3
    assert (
        TABLE.phrase(TABLE.words.index("her"), chunk_end(TABLE, TABLE.words.index("her")))
        == "her old friends"
    )


def test_probable_places_speak_for_a_copy_and_impossible_ones_against_it() -> None:
    model = packaged_models().mentions
    ratio = {
        w: model.read(TABLE, FORMS, TABLE.words.index(w), "N").log_ratio for w in ("him", "Mayor", "of", ",")
    }
    assert min(ratio["him"], ratio["Mayor"]) > 1
    assert max(ratio["of"], ratio[","]) < -1


def test_lengths_are_probabilities_and_know_the_possessive() -> None:
    model = packaged_models().mentions
    last = len(TABLE) - 5
    assert TABLE.words[last] == "Mayor"
    plain, possessive = model.read(TABLE, FORMS, 0, "N"), model.read(TABLE, FORMS, last, "N")
    assert plain.lengths[0][0] == 3
    assert possessive.lengths[0][0] == 4
    for reading in (plain, possessive, model.lost):
        assert sum(exp(odds) for _, odds in reading.lengths) == pytest.approx(1, abs=0.05)
