# SPDX-License-Identifier: Apache-2.0
"""Newer findings are made ready bit by bit, and taken in at once."""

from itertools import count, cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.document import pasted
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion, suggestion_id
from desktop_app.review import second_look
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span

TEXT = "." * 200


def _at(start: int, end: int, wording: str = "!") -> Suggestion:
    span = Span(start, end)
    return Suggestion(
        id=suggestion_id("test", span, span.of(TEXT)),
        span=span,
        original=span.of(TEXT),
        kind=DamageKind.SPACING,
        alternatives=(Alternative(wording, 0.9),),
    )


def _rows(*places: int) -> tuple[Suggestion, ...]:
    return tuple(_at(4 * place, 4 * place + 2) for place in places)


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_look, "AT_ONCE", 1)


def _decide(session: ReviewSession, suggestion: Suggestion, verdict: Verdict) -> None:
    session.apply(session.decide([suggestion.id], verdict))


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_what_is_found_last_is_what_there_is(first: set[int], then: set[int]) -> None:
    session = ReviewSession(pasted(TEXT), _rows(*sorted(first)))
    heard: list[frozenset[str]] = []
    session.subscribe(heard.append)
    session.update_suggestions(_rows(*sorted(then)))
    assert session.suggestions == _rows(*sorted(then))
    assert [session.place_of(s.id) for s in session.suggestions] == list(range(len(then)))
    ids = {s.id for s in _rows(*(first ^ then))}
    assert heard == ([frozenset(ids)] if ids else [])


def test_nothing_changes_before_the_end() -> None:
    session = ReviewSession(pasted(TEXT), _rows(1, 2, 3))
    heard: list[frozenset[str]] = []
    session.subscribe(heard.append)
    steps = 0
    for _ in session.updating(_rows(3, 4, 5)):
        steps += 1
        assert session.suggestions == _rows(1, 2, 3)
        assert not heard
    assert steps >= 3
    assert session.suggestions == _rows(3, 4, 5)


def test_a_decision_counts_at_whatever_moment_it_is_made() -> None:
    one, two, rival = _at(4, 8), _at(12, 14), _at(6, 9)
    for moment in count():
        session = ReviewSession(pasted(TEXT), (one, two))
        for number, _ in enumerate(session.updating((two, rival))):
            if number == moment:
                _decide(session, one, Verdict.ACCEPTED)
        if not session.decisions:
            break
        assert session.suggestions == (one, two)
        assert session.result == TEXT[:4] + "!" + TEXT[8:]
    assert moment >= 5


def test_who_changes_his_mind_at_every_moment_gets_what_he_said_last() -> None:
    one, rival = _at(4, 8), _at(6, 9)
    session = ReviewSession(pasted(TEXT), (one,))
    verdicts = cycle((Verdict.ACCEPTED, Verdict.UNDECIDED))
    last, moments = Verdict.UNDECIDED, 0
    for _ in session.updating((rival,)):
        last, moments = next(verdicts), moments + 1
        _decide(session, one, last)
        assert moments < 200
    assert session.suggestions == ((one,) if last is Verdict.ACCEPTED else (rival,))


def test_what_is_decided_meanwhile_stays() -> None:
    one, two, three = _rows(1, 2, 3)
    session = ReviewSession(pasted(TEXT), (one, two, three))
    steps = session.updating(_rows(3, 4))
    next(steps)
    _decide(session, one, Verdict.ACCEPTED)
    next(steps)
    _decide(session, two, Verdict.KEPT)
    for _ in steps:
        pass
    assert session.suggestions == _rows(1, 2, 3, 4)
    assert session.result.count("!") == 1


def test_an_accepted_one_holds_its_place_and_a_kept_one_gives_way() -> None:
    accepted, kept, free = _rows(1, 2, 3)
    session = ReviewSession(pasted(TEXT), (accepted, kept, free))
    _decide(session, accepted, Verdict.ACCEPTED)
    _decide(session, kept, Verdict.KEPT)
    over_accepted, over_kept = _at(3, 5), _at(9, 11)
    session.update_suggestions((over_accepted, over_kept))
    assert session.suggestions == (accepted, over_kept)
    assert session.former_suggestions == (kept,)


def test_a_suggestion_that_comes_back_meanwhile_is_not_lost() -> None:
    (old,) = _rows(1)
    session = ReviewSession(pasted(TEXT), (old,))
    change = session.decide([old.id], Verdict.KEPT)
    session.apply(change)
    session.apply(change.inverse())
    session.update_suggestions((_at(5, 7), *_rows(3)))
    steps = session.updating((_at(5, 7), *_rows(3, 4)))
    next(steps)
    session.apply(change)  # done again: the former suggestion takes its place back
    assert session.suggestions == (old, *_rows(3))
    for _ in steps:
        pass
    assert session.decision(old.id).verdict is Verdict.KEPT
    assert session.suggestions == (_at(5, 7), *_rows(3, 4))
    assert session.former_suggestions == (old,)
