# SPDX-License-Identifier: Apache-2.0
"""A text as words and holes."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.infill.damaged_words import HOLE, DamagedWords
from desktop_app.repair.infill.lexicon import EDGE
from desktop_app.repair.infill.lost_words import LostWords
from desktop_app.text.span import Span


def test_holes_stand_where_words_were_lost() -> None:
    text = "He met Keld Keld. Then he left."
    words = DamagedWords(text, [LostWords(Span(11, 16))])
    assert [u.word for u in words.units] == ["He", "met", "Keld", HOLE, ".", "Then", "he", "left", "."]
    assert words.left(words.holes[0]) == "keld"
    assert words.right(words.holes[0]) == "."
    assert words.right(words.holes[0], 9) == EDGE


def test_sentences_and_quotations_are_known() -> None:
    words = DamagedWords('"Go on," she said. "Now." Then\n\nit ended.', ())
    forms = [u.form for u in words.units]
    assert words.opens_sentence(forms.index("now"))
    assert words.opens_sentence(forms.index("then"))
    assert words.opens_sentence(forms.index("it"))
    assert not words.opens_sentence(forms.index("said"))
    assert words.quotations.opening(forms.index("on")) == 0
    assert words.quotations.opening(forms.index("said")) is None


def test_speech_after_a_comma_is_a_sentence_and_a_quoted_word_is_none() -> None:
    words = DamagedWords('He wrote, "She came." It was a "trick", no more. He said: “Go.”', ())
    forms = [u.form for u in words.units]
    assert words.opens_sentence(forms.index("she"))
    assert words.opens_sentence(forms.index("go"))
    assert not words.opens_sentence(forms.index("trick"))
    assert not words.opens_sentence(forms.index("no"))


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=60), st.integers(0, 60), st.integers(1, 7))
def test_the_nearest_places_are_chosen(letters: list[str], place: int, most: int) -> None:
    words = DamagedWords(" ".join(letters), ())
    places = list(words.places.get("a", ()))
    found = list(words.near("a", place, most))
    assert len(found) == min(most, len(places))
    assert found == [p for p in places if p in set(found)]
    left_out = [abs(p - place) for p in places if p not in set(found)]
    if found and left_out and most > 1:
        on_one_side = all(p < place for p in found) or all(p >= place for p in found)
        before = [p for p in places if p < place]
        assert on_one_side or not before or before[-1] in found


def test_a_mark_without_its_partner_is_missed() -> None:
    def missing(text: str) -> frozenset[str]:
        at = text.index("Xx")
        words = DamagedWords(text, [LostWords(Span(at, at + 2))])
        return words.missing_partners(words.holes[0])

    assert missing('He said "no Xx and left.') == {'"'}
    assert missing('He said "no" Xx and left.') == frozenset()
    assert missing("The mill (built late Xx stood empty.") == {")"}
    assert missing("The mill Xx built late) stood [ 3 ] empty.") == {"("}
    assert missing("The mill (built) Xx stood empty [ 3 ].") == frozenset()
    assert missing('He said "no.\n\nShe Xx left.') == frozenset()
