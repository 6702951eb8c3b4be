# SPDX-License-Identifier: Apache-2.0
"""What can have been the mention of a copied phrase."""

from math import exp

import numpy as np
import pytest

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.candidates import Candidate, find_candidates
from desktop_app.repair.splices.element_table import element_table
from desktop_app.repair.splices.fitted import packaged_models
from desktop_app.repair.splices.mention_kinds import MentionKinds, PhraseForms, chunk_end, phrase_forms
from desktop_app.repair.splices.mention_reader import OVERWRITTEN, MentionReader
from desktop_app.repair.splices.mentions import MentionReading

TEXT = (
    "Mayor Ann Low met him , her old friends and the mayor of Holm . US troops left us in 1990 . "
    "Mayor Ann Low 's plan"
)
TABLE = element_table(TEXT)
KINDS = MentionKinds(TABLE)
FORMS = phrase_forms(TABLE, 0, 3)
MODEL = packaged_models().mentions
NAME = Candidate(len(TABLE), 3, "mayor ann low", 2)


def read(at: int) -> MentionReading:
    """Return what stands at element ``at``, read as a mention of ``Mayor Ann Low`` behind the text."""
    whole = element_table(f"{TEXT} Mayor Ann Low")
    return MentionReader(whole, [NAME], MODEL).read(0, at, False)


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
    assert KINDS.of(FORMS, TABLE.words.index(word)) == kind


def test_a_chunk_ends_at_function_words_and_marks() -> None:
    assert chunk_end(TABLE, 0) == 3
    assert (
        TABLE.phrase(TABLE.words.index("her"), chunk_end(TABLE, TABLE.words.index("her")))
        == "her old friends"
    )


def test_probable_places_speak_for_a_copy_and_impossible_ones_against_it() -> None:
    ratio = {word: read(TABLE.words.index(word)).log_ratio for word in ("him", "Mayor", "of", ",")}
    assert min(ratio["him"], ratio["Mayor"]) > 1
    assert max(ratio["of"], ratio[","]) < -1


def test_lengths_are_probabilities_and_know_the_possessive() -> None:
    last = len(TABLE) - 5
    assert TABLE.words[last] == "Mayor"
    plain, possessive = read(0), read(last)
    assert plain.lengths[0][0] == 3
    assert possessive.lengths[0][0] == 4
    for reading in (plain, possessive, MODEL.lost):
        assert sum(exp(odds) for _, odds in reading.lengths) == pytest.approx(1, abs=0.05)


def test_a_phrase_changes_only_what_stands_where_its_words_are_near() -> None:
    nothing = PhraseForms(("",), frozenset())
    assert [KINDS.of(nothing, at) for at in range(len(TABLE))] == KINDS.alone
    for start in range(len(TABLE)):
        for end in range(start + 1, min(len(TABLE), start + 4) + 1):
            forms = phrase_forms(TABLE, start, end)
            differ = {at for at in range(len(TABLE)) if KINDS.of(forms, at) != KINDS.alone[at]}
            assert differ <= KINDS.touched_by(forms)


def test_ratios_of_many_places_are_those_of_each() -> None:
    candidates = find_candidates(TABLE, CancelToken())
    reader = MentionReader(TABLE, candidates, MODEL)
    for index, candidate in enumerate(candidates):
        places = np.array([OVERWRITTEN, *range(candidate.start)])
        one_by_one = [reader.ratio(index, None, False)]
        one_by_one += [reader.read(index, at, False).log_ratio for at in range(candidate.start)]
        assert reader.ratios(index, places).tolist() == one_by_one
        assert [reader.ratio(index, at, False) for at in range(candidate.start)] == one_by_one[1:]
