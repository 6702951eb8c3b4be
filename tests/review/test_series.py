# SPDX-License-Identifier: Apache-2.0
"""Series: odd ones first, none left out."""

from hypothesis import given

from desktop_app.repair.packed import pack
from desktop_app.review.series import odd_ones_first
from desktop_app.review.session import ReviewSession
from desktop_app.steps import at_once
from tests.sessions import reviews, suggestion

TEXT = "a , b , c , d , e"


@given(reviews())
def test_nothing_is_left_out(session: ReviewSession) -> None:
    odd = at_once(odd_ones_first(session.suggestions, session.document.text))
    assert odd.in_order() == session.suggestions


def test_the_unsure_and_the_unusual_come_first() -> None:
    members = [
        suggestion(TEXT, 1, 3, ",", series="Space before a comma", confidence=0.9),
        suggestion(TEXT, 5, 7, ",", series="Space before a comma", confidence=0.9),
        suggestion(TEXT, 9, 11, ";", series="Space before a comma", confidence=0.9),
        suggestion(TEXT, 13, 15, ",", series="Space before a comma", confidence=0.4),
    ]
    assert at_once(odd_ones_first(pack(members), TEXT)).starts.tolist() == [13, 9, 1, 5]
