# SPDX-License-Identifier: Apache-2.0
"""The decision log: what was decided comes back, also on a text that has moved on."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from desktop_app.documents.document import pasted
from desktop_app.review.decision import Verdict
from desktop_app.review.decision_log import AROUND, BrokenLogError, log_records, replay
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from tests.sessions import reviews, sample


def lines(session: ReviewSession) -> list[str]:
    return [json.dumps(record) for record in log_records(session)]


def without_evidence(session: ReviewSession) -> list[object]:
    return [replace(s, evidence=()) for s in session.suggestions]


@given(reviews())
def test_the_same_text_gets_the_same_review_back(session: ReviewSession) -> None:
    again = replay(lines(session), session.document)
    assert again.missing == ()
    assert list(again.session.suggestions) == without_evidence(session)
    assert again.session.result == session.result
    for item in session.suggestions:
        assert again.session.decision(item.id) == session.decision(item.id)


def test_own_changes_come_back() -> None:
    session = sample()
    session.apply(session.type_over(Span(0, 4), "Mary"))
    again = replay(lines(session), session.document).session
    assert again.result == session.result
    assert [s.detector for s in again.own_suggestions] == ["editor"]


def test_a_text_that_has_moved_is_found_by_its_quotation() -> None:
    session = sample()
    moved = pasted("Yesterday. " + session.document.text)
    again = replay(lines(session), moved)
    # Those at the beginning have lost the text before them.
    assert len(again.session.suggestions) + len(again.missing) == len(session.suggestions)
    for item in again.session.suggestions:
        assert item.span.of(moved.text) == item.original
    accepted = [
        s for s in again.session.suggestions if again.session.decision(s.id).verdict is Verdict.ACCEPTED
    ]
    assert [s.original for s in accepted] == [" ,", "Mara Quill was"]
    assert "home, she" in again.session.result


def test_what_is_gone_is_told() -> None:
    again = replay(lines(sample()), pasted("Something else entirely."))
    assert again.session.suggestions == ()
    assert "Mara Quill was" in again.missing


def test_the_anchor_quotes_what_stands_around() -> None:
    session = sample()
    text = session.document.text
    for record in list(log_records(session))[1:]:
        position, quote = record["selectors"]
        start, end = position["start"], position["end"]
        assert quote["exact"] == text[start:end]
        assert quote["prefix"] == text[max(0, start - AROUND) : start]
        assert quote["suffix"] == text[end : end + AROUND]


@pytest.mark.parametrize(
    "log",
    [
        [],
        ["no json"],
        ["[1]"],
        ['{"format": "other"}'],
        ['{"format": "palimpsest-decisions", "version": 99}'],
        ['{"format": "palimpsest-decisions", "version": 1}', "{}"],
        ['{"format": "palimpsest-decisions", "version": 1}', '{"selectors": [1, 2]}'],
        ["[" * 100_000],
    ],
)
def test_a_broken_log_is_refused_with_a_sentence(log: list[str]) -> None:
    with pytest.raises(BrokenLogError, match=r"\.$") as caught:
        replay(log, pasted("text"))
    assert "\n" not in str(caught.value)
