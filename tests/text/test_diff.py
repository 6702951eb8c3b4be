# SPDX-License-Identifier: Apache-2.0
"""Word differences: exact for any texts, small, quick, and possible to stop."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.text.diff import word_edits
from desktop_app.text.edits import apply_edits

PROSE = st.lists(
    st.sampled_from(
        ["the", "boat", "left", ",", ".", " ", "  ", "\n\n", "Ruth", "'s", "\ud800", "\U0001f6a2", "\0", "a"]
    ),
    max_size=60,
).map("".join)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    return [(edit.span.of(before), edit.replacement) for edit in word_edits(before, after)]


@given(PROSE | st.text(max_size=40), PROSE | st.text(max_size=40))
@example("\ud800", "\udfff")
@example("a b", "b a")
@example("a  b", "a b c")
def test_the_edits_make_exactly_the_second_text(before: str, after: str) -> None:
    edits = word_edits(before, after)
    assert apply_edits(before, edits)[0] == after
    assert all(edit.span.of(before) != edit.replacement for edit in edits)
    assert all(
        left.span.end <= right.span.start and left.span < right.span for left, right in pairwise(edits)
    )
    assert edits == word_edits(before, after)


@given(PROSE)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert word_edits(text, text) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a red boat", "a blue boat", [("red", "blue")]),
        ("They left , late .", "They left, late.", [(" ", ""), (" ", "")]),
        ("It was. Then", "It was.\n\nThen", [(" ", "\n\n")]),
        ("one old red boat", "one boat", [("old red ", "")]),
        ("one boat", "one old boat", [("", "old ")]),
        ("Ada Holm slept there", "He sat there", [("Ada Holm slept", "He sat")]),
        ("unchanged", "unchanged", []),
        ("", "new text", [("", "new text")]),
    ],
)
def test_changes_read_as_people_would_tell_them(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert changes(before, after) == expected


def test_more_distinct_words_than_two_bytes_can_number() -> None:
    before = " ".join(f"w{n}" for n in range(70_000))
    after = before.replace("w30000 ", "changed ").replace(" w69999", "")
    assert changes(before, after) == [("w30000", "changed"), (" w69999", "")]


@pytest.mark.parametrize(("one", "other"), [("a b ", "b a "), ("a ", "b "), ("x", "y"), ("a, ", ", a")])
def test_texts_without_anchors_keep_the_budget(one: str, other: str) -> None:
    began = time.perf_counter()
    before, after = one * 50_000, other * 50_000
    assert apply_edits(before, word_edits(before, after))[0] == after
    assert time.perf_counter() - began < 10


def test_work_can_be_stopped() -> None:
    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        word_edits("one boat", "two boats", stop)
