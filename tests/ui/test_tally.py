# SPDX-License-Identifier: Apache-2.0
"""Figures counted in parts are those counted at once."""

from desktop_app.review.decision import Verdict
from desktop_app.ui.tally import Tally
from tests.ui.desk_texts import many


def test_counted_in_parts_or_at_once_makes_no_difference() -> None:
    session = many(500)
    session.apply(session.decide([s.id for s in session.suggestions[:40]], Verdict.ACCEPTED))
    parts = Tally()
    assert not parts.is_of(session)
    steps = sum(1 for _ in parts.counting(session, 10))
    assert steps - sum(1 for _ in parts.counting(session, 40)) == 3
    assert parts.is_of(session)
    assert parts.lanes == Tally(session).lanes
    assert parts.series(session.suggestions[0]) == Tally(session).series(session.suggestions[0])


def test_other_suggestions_are_counted_anew() -> None:
    session = many(20)
    tally = Tally(session)
    session.update_suggestions(session.suggestions[:5])
    assert not tally.is_of(session)
    tally.update(())
    assert tally.lanes.all.total() == 5


def test_decided_and_taken_back_one_by_one_are_counted_as_at_once() -> None:
    session = many(60)
    tally = Tally(session)
    acts = [
        session.decide([s.id], verdict)
        for s, verdict in zip(session.suggestions[:9], (*Verdict, *Verdict, *Verdict), strict=False)
    ]
    for act in (*acts, *(act.inverse() for act in reversed(acts[3:]))):
        session.apply(act)
        tally.update((*act.after, "an id of no suggestion"))
        anew = Tally(session)
        for figures in ("all", "decided", "looked_at", "as_proposed"):
            assert +getattr(tally.lanes, figures) == +getattr(anew.lanes, figures)
        assert tally.series(session.suggestions[0]) == anew.series(session.suggestions[0])
