# SPDX-License-Identifier: Apache-2.0
"""Series: every suggestion in exactly one, odd ones first."""

from hypothesis import given

from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.series import series_of
from desktop_app.review.session import ReviewSession
from tests.sessions import reviews, suggestion

TEXT = "a , b , c , d , e"


@given(reviews())
def test_every_suggestion_is_in_one_series_in_order(session: ReviewSession) -> None:
    groups = series_of(session.suggestions)
    members = [s for group in groups for s in group.members]
    assert sorted(members, key=lambda s: s.span) == list(session.suggestions)
    assert all(list(g.members) == sorted(g.members, key=lambda s: s.span) for g in groups)
    assert all(s.kind is g.kind for g in groups for s in g.members)


def test_the_unsure_and_the_unusual_come_first() -> None:
    members = [
        suggestion(TEXT, 1, 3, ",", series="Space before a comma", confidence=0.9),
        suggestion(TEXT, 5, 7, ",", series="Space before a comma", confidence=0.9),
        suggestion(TEXT, 9, 11, ";", series="Space before a comma", confidence=0.9),
        suggestion(TEXT, 13, 15, ",", series="Space before a comma", confidence=0.4),
    ]
    (group,) = series_of(members)
    assert (group.title, group.kind) == ("Space before a comma", DamageKind.SPLICE)
    assert [s.span.start for s in group.odd_ones_first()] == [13, 9, 1, 5]
