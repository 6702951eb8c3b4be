# SPDX-License-Identifier: Apache-2.0
"""What the tagger is told about elements besides their pieces."""

from time import perf_counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.splices.tagger_input import FEATURE_SIZES, LONGEST_REPEAT, element_features
from desktop_app.text.tokens import elements

SHAPE, BEGINS, ENDS, COUNT = range(4)
PRONOUNS = 7


def features_of(text: str) -> np.ndarray:
    return element_features(text, elements(text))


def column(text: str, feature: int) -> list[int]:
    return [int(value) for value in features_of(text)[:, feature]]


@given(st.text(alphabet=st.sampled_from(list("aAbB1 .,'\n-")), max_size=80))
def test_every_value_selects_a_vector(text: str) -> None:
    found = features_of(text)
    assert found.shape == (len(elements(text)), len(FEATURE_SIZES))
    assert (found >= 0).all()
    assert (found < np.array(FEATURE_SIZES)).all()


def test_nothing_has_no_rows() -> None:
    assert features_of("").shape == (0, len(FEATURE_SIZES))


def test_capitals_digits_and_marks_are_told_apart() -> None:
    assert len(set(column("Ann saw NATO iPhones 12 , McX A", SHAPE))) == 8


def test_the_space_before_an_element_is_seen() -> None:
    spaced, tight = column("one , two", SHAPE), column("one, two", SHAPE)
    assert spaced[0] == tight[0]
    assert spaced[1] == tight[1] + 1


def test_a_repeated_phrase_is_measured_from_both_ends() -> None:
    text = "the old mill burned and the old mill fell ."
    begins, ends = column(text, BEGINS), column(text, ENDS)
    assert begins[0] == begins[5] == max(begins)
    assert ends[2] == ends[7] == max(ends)
    assert begins[0] == ends[2] > begins[1] > begins[2] > begins[3] == 0


def test_the_share_of_pronouns_is_that_of_the_whole() -> None:
    with_them, without = "He said that she knew it .", "Ann said that Ann knew Ann ."
    assert len(set(column(with_them, PRONOUNS))) == len(set(column(without, PRONOUNS))) == 1
    assert column(with_them, PRONOUNS)[0] > column(without, PRONOUNS)[0] == 0
    assert column("That which is there", PRONOUNS)[0] == 0


def test_capitals_make_another_phrase() -> None:
    assert max(column("The mill and the farm", BEGINS)) == 0
    # ... but that a capitalised word also occurs in small letters is noted.
    assert column("The mill and the farm", COUNT) == [1, 0, 0, 0, 0]


def test_phrases_do_not_reach_over_a_paragraph_break() -> None:
    text = "red sails\n\nwere up. And red sails\n\nwere down."
    words = [e.of(text).strip() for e in elements(text)]
    begins = column(text, BEGINS)
    first = words.index("red")
    assert begins[first] == begins[words.index("red", first + 1)] > begins[first + 1]
    assert begins[words.index("")] == 0


@given(st.lists(st.sampled_from("a b c d".split()), min_size=1, max_size=40))
def test_repeats_agree_with_a_plain_search(words: list[str]) -> None:
    found = column(" ".join(words), BEGINS)
    for start, packed in enumerate(found):
        longest = 0
        for length in range(1, min(LONGEST_REPEAT, len(words) - start) + 1):
            phrase = words[start : start + length]
            if sum(words[i : i + length] == phrase for i in range(len(words))) > 1:
                longest = length
        assert (packed + 2) // 3 == longest


def test_a_long_document_takes_a_moment() -> None:
    text = " ".join(f"word{i % 5000} and" for i in range(50_000))
    found = elements(text)
    before = perf_counter()
    element_features(text, found)
    assert perf_counter() - before < 10
