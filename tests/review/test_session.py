# SPDX-License-Identifier: Apache-2.0
"""The laws of a review, on any text with any suggestions and decisions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.document import pasted
from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.decision import Verdict
from desktop_app.review.history import History
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from tests.sessions import NOON, TEXTS, found_in, reviews, suggestion

TYPED = st.text(st.sampled_from("ab \n"), max_size=3)


def state(session: ReviewSession) -> tuple[object, ...]:
    decided = {k: d for k, d in session.decisions.items() if d.verdict is not Verdict.UNDECIDED or d.note}
    return session.result, session.suggestions, session.edits(), decided


def typing(data: st.DataObject, session: ReviewSession) -> Span:
    start = data.draw(st.integers(0, len(session.result)))
    return Span(start, data.draw(st.integers(start, min(len(session.result), start + 5))))


@given(reviews())
def test_the_result_is_the_original_with_the_accepted_wordings(session: ReviewSession) -> None:
    parts, position = [], 0
    for item in session.suggestions:
        parts += [session.document.text[position : item.span.start], session.shown_text(item)]
        position = item.span.end
    parts.append(session.document.text[position:])
    assert session.result == "".join(parts)


@given(reviews())
def test_a_suggestion_that_is_not_accepted_leaves_its_span_untouched(session: ReviewSession) -> None:
    for item in session.suggestions:
        if session.decision(item.id).verdict is not Verdict.ACCEPTED:
            assert session.result_span(item).of(session.result) == item.original


@given(reviews())
def test_every_accepted_wording_stands_where_the_session_says(session: ReviewSession) -> None:
    for item in session.suggestions:
        assert session.result_span(item).of(session.result) == session.shown_text(item)


@given(reviews(), st.booleans())
def test_next_undecided_visits_each_exactly_once(session: ReviewSession, backwards: bool) -> None:
    waiting = {s.id for s in session.suggestions if session.decision(s.id).verdict is Verdict.UNDECIDED}
    seen: list[str] = []
    current = None
    for _ in waiting:
        item = session.next_undecided(current, backwards=backwards)
        assert item is not None
        current = item.id
        seen.append(current)
    assert set(seen) == waiting
    assert len(seen) == len(waiting)
    again = session.next_undecided(current, backwards=backwards)
    assert (again.id if again else None) == (seen[0] if seen else None)


@given(reviews(), st.data())
def test_typing_changes_exactly_what_was_typed_over(session: ReviewSession, data: st.DataObject) -> None:
    for _ in range(3):
        before, span, typed = session.result, typing(data, session), data.draw(TYPED)
        session.apply(session.type_over(span, typed))
        assert session.result == before[: span.start] + typed + before[span.end :]


@given(reviews(), st.data())
def test_undo_of_any_acts_restores_every_state_between(session: ReviewSession, data: st.DataObject) -> None:
    history = History()
    states = [state(session)]
    for _ in range(4):
        act = data.draw(st.sampled_from(["type", "decide", "note"]))
        items = session.suggestions
        if act == "type" or not items:
            change = session.type_over(typing(data, session), data.draw(TYPED))
        elif act == "decide":
            ids = data.draw(st.lists(st.sampled_from([s.id for s in items]), unique=True, min_size=1))
            change = session.decide(ids, data.draw(st.sampled_from(Verdict)), when=NOON)
        else:
            change = session.annotate(data.draw(st.sampled_from(items)).id, data.draw(TYPED))
        session.apply(change)
        history.push(change)
        states.append(state(session))
    for earlier in reversed(states[:-1]):
        change_back = history.undo()
        assert change_back is not None
        session.apply(change_back)
        assert state(session) == earlier
    for later in states[1:]:
        change_again = history.redo()
        assert change_again is not None
        session.apply(change_again)
        assert state(session) == later


@given(reviews())
def test_looking_again_keeps_every_decision(session: ReviewSession) -> None:
    before = state(session)
    session.update_suggestions(session.suggestions)
    assert state(session) == before
    decided = {s.id for s in session.suggestions if session.decision(s.id).verdict is not Verdict.UNDECIDED}
    result = session.result
    session.update_suggestions([])
    assert {s.id for s in session.suggestions} == decided
    assert session.result == result


@given(reviews(), st.data())
def test_new_findings_never_undo_an_accepted_one(session: ReviewSession, data: st.DataObject) -> None:
    result = session.result
    session.update_suggestions(data.draw(found_in(session.document.text)))
    assert session.result == result
    visible = session.suggestions
    assert all(not a.span.overlaps(b.span) for a in visible for b in visible if a.id != b.id)
    assert list(visible) == sorted(visible, key=lambda s: s.span)


@given(reviews(), st.data())
def test_the_suggestion_at_a_place_holds_or_touches_it(session: ReviewSession, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(session.document.text)))
    item = session.at_original(offset)
    touching = [s for s in session.suggestions if s.span.start <= offset <= s.span.end]
    assert (item in touching) if touching else item is None
    assert set(session.between(offset, offset)) == set(touching)
    offset = data.draw(st.integers(0, len(session.result)))
    item = session.at_result(offset)
    spans = {s.id: session.result_span(s) for s in session.suggestions}
    there = [key for key, span in spans.items() if span.start <= offset <= span.end]
    assert (item is not None and item.id in there) if there else item is None


def test_own_wording_is_a_decision_like_any_other() -> None:
    text = "John walked the John was old."
    session = ReviewSession(pasted(text), [suggestion(text, 16, 24, "house was")])
    (item,) = session.suggestions
    session.apply(session.type_over(Span(16, 24), "barn is"))
    assert session.result == "John walked the barn is old."
    assert session.decision(item.id).replacement == "barn is"
    session.apply(session.decide([item.id], Verdict.KEPT))
    assert session.result == text


def test_typing_the_original_again_takes_an_own_change_back() -> None:
    session = ReviewSession(pasted("one two"))
    session.apply(session.type_over(Span(0, 3), "six"))
    assert [s.kind for s in session.suggestions] == [DamageKind.OWN]
    session.apply(session.type_over(Span(0, 3), "one"))
    assert session.result == "one two"
    assert session.suggestions == ()


def test_listeners_hear_what_changed_and_unknown_ids_are_refused() -> None:
    text = "one two"
    session = ReviewSession(pasted(text), [suggestion(text, 0, 3, "six")])
    heard: list[frozenset[str]] = []
    session.subscribe(heard.append)
    (item,) = session.suggestions
    session.apply(session.decide([item.id], Verdict.ACCEPTED))
    assert heard == [frozenset({item.id})]
    assert session.counts() == {Verdict.ACCEPTED: 1}
    with pytest.raises(KeyError):
        session.suggestion("nobody")


@given(TEXTS)
def test_a_document_without_suggestions_is_its_own_result(text: str) -> None:
    session = ReviewSession(pasted(text))
    assert session.result == session.document.text
    assert session.next_undecided(None) is None
