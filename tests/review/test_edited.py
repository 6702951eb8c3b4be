# SPDX-License-Identifier: Apache-2.0
"""The result is what the decisions make of the original, however it came about."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.review import verdicts
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.text.edits import apply_edits
from desktop_app.text.span import Span
from tests.sessions import reviews

PLACES = st.floats(0, 1)


def anew(session: ReviewSession) -> ReviewSession:
    """Return the same review without anything that was kept on the way."""
    return ReviewSession(
        session.document,
        session.found_suggestions,
        session.decisions,
        session.own_suggestions,
        session.former_suggestions,
    )


@pytest.mark.parametrize("many", [0, 5_000])
@given(data=st.data())
def test_acts_one_by_one_give_what_all_at_once_would(many: int, data: st.DataObject) -> None:
    with patch.object(verdicts, "_MANY", many):
        _act(data)


def _act(data: st.DataObject) -> None:
    session = data.draw(reviews())
    done = []
    for _ in range(data.draw(st.integers(1, 8))):
        what = data.draw(st.sampled_from(["type", "decide", "undo", "look"]))
        if what == "type":
            start, end = sorted(int(data.draw(PLACES) * len(session.result)) for _ in range(2))
            change = session.type_over(
                Span(start, min(end, start + 3)), data.draw(st.sampled_from(["", "x", "né"]))
            )
        elif what == "decide" and len(session.suggestions):
            keys = data.draw(
                st.sets(st.sampled_from(sorted(session.suggestions.ids())), min_size=1, max_size=3)
            )
            verdict = data.draw(st.sampled_from(list(Verdict)))
            change = session.decide(keys, verdict)
        elif what == "undo" and done:
            change = done.pop().inverse()
        else:
            found = session.found_suggestions
            session.update_suggestions(found[: int(data.draw(PLACES) * (len(found) + 1))])
            continue
        session.apply(change)
        if what != "undo":
            done.append(change)
        if data.draw(st.booleans()):
            assert session.edits() == anew(session).edits()
        if data.draw(st.booleans()):
            assert session.verdicts.tolist() == anew(session).verdicts.tolist()
    whole = anew(session)
    assert session.verdicts.tolist() == whole.verdicts.tolist()
    low, high = sorted(int(data.draw(PLACES) * (len(whole.result) + 1)) for _ in range(2))
    assert session.result_between(low, high) == whole.result[low:high]
    assert session.result == whole.result == apply_edits(session.document.text, session.edits())[0]
    for offset in range(len(session.result) + 1):
        assert session.offsets.to_original(offset) == whole.offsets.to_original(offset)
