# SPDX-License-Identifier: Apache-2.0
"""What the document proves about a hole."""

from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.document_evidence import (
    appositions,
    context_matches,
    document_candidates,
    same_entity_candidates,
    sequence_count,
)
from desktop_app.repair.infill.lost_words import LostWords
from desktop_app.text.span import Span

TEXT = "The North Harbour Company sold the mill. Then the Xx Company sold the ferry too."
START = TEXT.index("Xx")


def document() -> tuple[DamagedWords, int]:
    words = DamagedWords(TEXT, [LostWords(Span(START, START + 2), ((2, 1.0),))])
    return words, words.holes[0]


def test_the_same_context_elsewhere_comes_first() -> None:
    words, place = document()
    assert document_candidates(words, place, 2)[0] == ("north", "harbour")


def test_matches_are_counted_by_side() -> None:
    words, place = document()
    assert context_matches(words, place, ("north", "harbour")) == (1, 1, 1, 1)
    assert context_matches(words, place, ("mill",)) == (1, 0, 0, 0)
    assert context_matches(words, place, ()) == (0, 0, 0, 0)
    assert sequence_count(words, place, ("sold", "the")) == 2


def test_no_candidate_reaches_into_a_hole() -> None:
    words, place = document()
    for length in (1, 2, 3):
        assert all("\x00" not in found for found in document_candidates(words, place, length))


def test_one_entity_has_parts_possessives_and_descriptions() -> None:
    words = DamagedWords("Ada Lorne came. Lorne spoke. The baker Ada Lorne left.", ())
    name = ("the", "baker", "ada", "lorne")
    found = same_entity_candidates(words, name, appositions(words, name), lambda form: False)
    assert ("lorne",) in found
    assert ("ada", "lorne") in found
    assert ("the", "baker", "ada", "lorne", "'s") in found
    assert ("the", "baker", "ada", "lorne") not in found


def test_a_name_is_also_called_by_its_common_word() -> None:
    words = DamagedWords("Cyclone Ada came ashore. Cyclone Ada was strong.", ())
    name = ("cyclone", "ada")
    found = same_entity_candidates(words, name, appositions(words, name), lambda form: form == "cyclone")
    assert ("the", "cyclone") in found
    assert ("the", "cyclone", "'s") in found
    assert ("the", "ada") not in found


def test_a_determiner_agrees_with_its_noun() -> None:
    words = DamagedWords("The old barges left. The old barge sank. A series began.", ())
    several = same_entity_candidates(words, ("the", "old", "barges"), frozenset(), lambda form: True)
    assert ("these", "barges") in several
    assert not {("this", "barges"), ("that", "barges")} & set(several)
    one = same_entity_candidates(words, ("the", "old", "barge"), frozenset(), lambda form: True)
    assert ("this", "barge") in one
    assert ("these", "barge") not in one
    either = same_entity_candidates(words, ("a", "series"), frozenset(), lambda form: True)
    assert {("this", "series"), ("these", "series")} <= set(either)


def test_what_stands_beside_a_name_names_the_same() -> None:
    words = DamagedWords(
        "Ada Lorne was a Danish poet. The miller Ada Lorne sang. Ada Lorne , the old ferryman , sang. "
        "The smith saw the boat.",
        (),
    )
    found = appositions(words, ("ada", "lorne"))
    assert {("the", "poet"), ("the", "miller"), ("the", "old", "ferryman")} <= found
    assert not {("the", "smith"), ("the", "boat")} & found
    assert appositions(words, ("otto", "lorne")) == frozenset()
