# SPDX-License-Identifier: Apache-2.0
"""What is accepted unseen: exactly what the lane says, and nothing an editor has decided."""

import pytest
from hypothesis import given

from desktop_app.documents.document import pasted
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane, carry_out, lane, policy_named
from desktop_app.review.session import ReviewSession
from tests.sessions import reviews, suggestion

TEXT = "one two three four"
FOUND = (
    suggestion(TEXT, 0, 3, "1", confidence=0.95),
    suggestion(TEXT, 4, 7, "2", confidence=0.6),
    suggestion(TEXT, 8, 13, "3", confidence=0.2),
    suggestion(TEXT, 13, 14),
)


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("sure", "1 two three four"),
        ("likely", "1 2 three four"),
        ("0.1", "1 2 3 four"),
        ("all", "1 2 3 […] four"),
        ("none", TEXT),
        ("1", TEXT),
    ],
)
def test_each_policy_takes_its_lane(name: str, result: str) -> None:
    session = ReviewSession(pasted(TEXT), FOUND)
    change = carry_out(session, policy_named(name), "x")
    session.apply(change)
    assert session.result == result
    assert all(d.who == "policy" for d in change.after.values())


def test_lanes() -> None:
    assert [lane(s) for s in FOUND] == [Lane.SURE, Lane.LIKELY, Lane.NEEDS_YOU, Lane.NEEDS_YOU]


@pytest.mark.parametrize("name", ["surely", "1.5", "-1", "nan", "inf", ""])
def test_anything_else_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        policy_named(name)


@given(reviews())
def test_no_policy_touches_a_decision(session: ReviewSession) -> None:
    decided = {k: d for k, d in session.decisions.items() if d.verdict is not Verdict.UNDECIDED}
    session.apply(carry_out(session, policy_named("all"), "x"))
    assert all(session.decision(k) == d for k, d in decided.items())
    assert session.counts()[Verdict.UNDECIDED] == 0
