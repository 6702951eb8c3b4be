# SPDX-License-Identifier: Apache-2.0
"""Tokens and elements: the units in which the drift law counts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.text.tokens import Element, ElementKind, elements, is_tokenised, tokens

TEXTS = st.text(alphabet=st.sampled_from(list("aB1 .,'’-\n\"(“\tnté$")), max_size=60) | st.text(max_size=40)


def words(text: str) -> list[str]:
    return [element.of(text) for element in tokens(text)]


def kinds(text: str) -> str:
    """One letter per element: t(oken), g(ap), b(reak)."""
    return "".join(element.kind[0] for element in elements(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She didn't say.", "She|did|n't|say|."),
        ("They can’t, we won’t.", "They|ca|n’t|,|we|wo|n’t|."),
        ("You cannot go, Ann.", "You|can|not|go|,|Ann|."),
        ("Ann’s and the Joneses' car, I'm told.", "Ann|’s|and|the|Joneses|'|car|,|I|'m|told|."),
        ("O'Hara met d'Arc, then l'Aube.", "O'Hara|met|d'Arc|,|then|l'Aube|."),
        ("A self-made, pro-war man.", "A|self|-|made|,|pro-war|man|."),
        ("The U.S. army, e.g. Mr. Low.", "The|U.S.|army|,|e.g.|Mr.|Low|."),
        ("It cost $10,000.50, or 5%.", "It|cost|$|10,000.50|,|or|5|%|."),
        ("At 6:00am on the 2nd, 1950s.", "At|6:00|am|on|the|2nd|,|1950s|."),
        ('"Yes," (he) said...', '"|Yes|,|"|(|he|)|said|...'),
        ("“No” — he’d left--fast.", "“|No|”|—|he|’d|left|--|fast|."),
        ("See https://a.org/x_(y), or a.b@c.org.", "See|https://a.org/x_(y|)|,|or|a.b@c.org|."),
        ("J. K. Low, b. 1950, fled.", "J.|K.|Low|,|b.|1950|,|fled|."),
        ("Schro\u0308der, François.", "Schro\u0308der|,|François|."),
        ("He was here, who'S?", "He|was|here|,|who|'S|?"),
    ],
)
def test_natural_text_is_split_as_treebanks_do(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


@pytest.mark.parametrize(
    "text", ["James Low’ visit , he said .", "It did n't , ( CNN ) U.S. said .", "self-made , a@b , 5% ,x ."]
)
def test_tokenised_text_is_split_at_spaces_only(text: str) -> None:
    assert words(text) == text.split()


def test_the_majority_of_marks_tells_whether_a_text_is_tokenised() -> None:
    assert is_tokenised("One , two , three. Four .")
    assert not is_tokenised("One, two, three . Four.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said .   Then , no .", "tttbttt" + "t"),  # three spaces: a paragraph
        ("the    call , no .", "tgtttt"),  # four or five: something dropped
        ("the     call , no .", "tgtttt"),
        ("the  call , no .\n\nNew , here .", "tgttttbtttt"),
        ("the   call , no .\n\nNew , here .", "tgttttbtttt"),  # with blank lines three are a gap too
        ("Yes , no .\n\n  call , no .", "ttttbgtttt"),  # a gap right behind a break
        ("Yes, no.  Then, more.", "tttttttt"),  # a typist's two spaces
        ("Yes, the  call, no.", "tttgtttt"),
        ("   Indented, yes.", "tttt"),
        ("A headline\nYes, no.", "ttbtttt"),
        ("Yes, " * 15 + "\n" + "no, " * 15, "tt" * 30),  # hard-wrapped lines
        ("A headline\n" + "Yes, " * 30, "ttb" + "tt" * 30),
    ],
)
def test_white_space_counts_as_the_pipeline_counted_it(text: str, expected: str) -> None:
    assert kinds(text) == expected


def test_a_break_spans_its_line_ends_and_a_gap_its_run() -> None:
    text = "Yes , no .\n\n  call , no ."
    spans = [(e.start, e.end) for e in elements(text) if not e.is_token]
    assert spans == [(10, 12), (12, 14)]
    assert elements("a  b , c .")[1].span.of("a  b , c .") == "  "


@given(TEXTS)
def test_elements_are_ordered_disjoint_and_inside(text: str) -> None:
    found = elements(text)
    assert all(0 <= e.start < e.end <= len(text) for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS)
def test_no_visible_character_is_lost(text: str) -> None:
    found = elements(text)
    covered = {i for e in found if e.is_token for i in range(e.start, e.end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())
    assert all(e.of(text).isspace() for e in found if not e.is_token)
    assert all(e.of(text) == e.of(text).strip() != "" for e in found if e.is_token)


def test_tokens_are_the_elements_that_are_tokens() -> None:
    text = "Yes ,  no .\n\nGo ."
    assert tokens(text) == tuple(e for e in elements(text) if e.kind is ElementKind.TOKEN)
    assert elements("") == ()
    assert elements("x") == (Element(0, 1, ElementKind.TOKEN),)


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "1.1" * 70_000, "a-" * 100_000, "a@" * 90_000, " " * 200_000]
)
@pytest.mark.timeout(60)  # a quadratic pattern would need many minutes
def test_degenerate_text_takes_linear_time(text: str) -> None:
    assert elements(text + ", x")[-1].of(text + ", x") == "x"
