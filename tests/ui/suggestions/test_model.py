# SPDX-License-Identifier: Apache-2.0
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.steps import at_once
from desktop_app.text.span import Span
from desktop_app.ui.suggestions.filtering import EVERYTHING, Filter, passing
from desktop_app.ui.suggestions.grouping import LONGEST_PART, Grouping, Headings, grouped
from desktop_app.ui.suggestions.model import Role, SuggestionModel
from tests.sessions import reviews
from tests.ui.desk_texts import many, review


@pytest.mark.parametrize("grouping", list(Grouping))
def test_the_model_keeps_qts_contract(qtmodeltester: ModelTester, qapp: object, grouping: Grouping) -> None:
    del qapp
    model = SuggestionModel()
    model.set_session(review())
    model.set_grouping(grouping)
    for wanted in (EVERYTHING, Filter(words="a"), Filter(words="nowhere")):
        model.set_filter(wanted)
        model.rebuild()
        qtmodeltester.check(model)


def test_each_keystroke_of_an_own_wording_is_shown_and_none_piles_up(qapp: object) -> None:
    del qapp
    model, session = SuggestionModel(), review()
    model.set_session(session)
    first = session.suggestions[0]
    index = model.index_of(first.id)
    for length in range(1, 200):
        session.apply(session.decide([first.id], Verdict.ACCEPTED, replacement="x" * length))
        assert model.data(index, Role.WORDINGS)[1].count("x") == length
    assert len(model._wordings) == 1


@pytest.mark.parametrize("grouping", list(Grouping))
def test_every_suggestion_stands_once_in_each_division(qapp: object, grouping: Grouping) -> None:
    del qapp
    model = SuggestionModel()
    session = review()
    model.set_session(session)
    model.set_grouping(grouping)
    model.rebuild()
    ids = [s.id for group in model.groups for s in group.order.take(group.places)]
    assert sorted(ids) == sorted(s.id for s in session.suggestions)
    for suggestion in session.suggestions:
        assert model.suggestion_at(model.index_of(suggestion.id)) is suggestion


def test_a_decision_changes_one_row_and_its_heading(qapp: object) -> None:
    del qapp
    model = SuggestionModel()
    session = review()
    model.set_session(session)
    touched: list[QModelIndex] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, last, roles: touched.append(first))
    model.modelReset.connect(lambda: resets.append(True))
    key = session.suggestions[0].id
    session.apply(session.decide([key], Verdict.ACCEPTED))
    model.refresh(frozenset([key]))
    assert len(touched) == 2
    assert not resets
    members, undecided = model.index_of(key).parent().data(Role.COUNTS)
    assert undecided == members - 1


def test_typing_brings_a_row_of_its_own(qapp: object) -> None:
    del qapp
    model = SuggestionModel()
    session = review()
    model.set_session(session)
    place = session.result.index("boots")
    change = session.type_over(Span(place, place), "wet ")
    session.apply(change)
    model.refresh(frozenset(change.after))
    assert change.focus is not None
    assert model.index_of(change.focus).isValid()


def test_a_screen_reader_hears_one_sentence(qapp: object) -> None:
    del qapp
    model = SuggestionModel()
    session = review()
    model.set_session(session)
    splice = next(s for s in session.suggestions if len(s.alternatives) == 2)
    heard = model.index_of(splice.id).data(Qt.ItemDataRole.AccessibleTextRole)
    number = [s.id for s in session.suggestions].index(splice.id) + 1
    assert heard == (
        f"Suggestion {number} of {len(session.suggestions)}, name over words, likely: "
        "“The miller Anna Brandt” becomes “She left”, confidence 0.71, undecided"
    )


def test_filters_by_kind_lane_state_and_words(qapp: object) -> None:
    del qapp
    model = SuggestionModel()
    session = review()
    model.set_session(session)
    everything = len(session.suggestions)

    def shown(wanted: Filter) -> list[str]:
        model.set_filter(wanted)
        model.rebuild()
        return [s.series for s in model.order.take(model.shown())]

    assert len(shown(EVERYTHING)) == everything
    assert shown(Filter(which_lane=Lane.NEEDS_YOU)) == ["Dropped word"]
    assert shown(Filter(words="SHE LEFT")) == ["Name over words"]
    assert shown(Filter(kind=DamageKind.GAP)) == ["Dropped word"]
    key = session.suggestions[0].id
    assert len(shown(Filter(verdict=Verdict.UNDECIDED))) == everything
    session.apply(session.decide([key], Verdict.KEPT))
    model.refresh(frozenset([key]))
    assert len(model.shown()) == everything - 1, "what is decided is gone at once"
    assert not model.index_of(key).isValid()
    session.apply(session.annotate(key, "Ask the MILLER"))
    assert shown(Filter(words="ask the miller")) == [session.suggestions[0].series]


@given(st.data())
def test_what_passes_in_columns_is_what_passes_one_by_one(qapp: object, data: st.DataObject) -> None:
    del qapp
    session = data.draw(reviews())
    wanted = Filter(
        words=data.draw(st.sampled_from(["", "a", "E", ",", "own", "nowhere"])),
        kind=data.draw(st.sampled_from([None, DamageKind.SPLICE, DamageKind.OWN])),
        which_lane=data.draw(st.sampled_from([None, *Lane])),
        verdict=data.draw(st.sampled_from([None, *Verdict])),
    )
    order = session.suggestions
    shown = at_once(passing(wanted, session, order))
    assert shown.tolist() == [wanted.passes(s, session.decision(s.id)) for s in order]
    for grouping in Grouping:
        groups = at_once(grouped(order, grouping, np.flatnonzero(shown)))
        assert sorted(s.span for g in groups for s in g.rows) == [
            order[n].span for n in np.flatnonzero(shown)
        ]
        headings = Headings(grouping, order, groups)
        for place, is_shown in enumerate(shown.tolist()):
            found = headings.find(place)
            assert (found is not None) is is_shown
            if found is not None:
                assert groups[found[0]].place(found[1]) == place


def test_twenty_thousand_rows_are_no_burden(qapp: object) -> None:
    del qapp
    session = many(20_000)
    model = SuggestionModel()
    model.set_session(session)
    assert model.length == 20_000
    model.set_filter(Filter(words="comma, 3"))
    model.rebuild()
    assert 0 < model.length < 20_000 / 6


@pytest.mark.parametrize("grouping", list(Grouping))
def test_a_long_series_stands_under_several_headings_that_mean_all_of_it(
    qapp: object, grouping: Grouping
) -> None:
    del qapp
    model = SuggestionModel()
    session = many(3 * LONGEST_PART)
    model.set_session(session)
    model.set_grouping(grouping)
    model.rebuild()
    rows = [model.rowCount(model.index(number, 0)) for number in range(model.rowCount())]
    assert max(rows) <= LONGEST_PART
    assert sum(rows) == len(session.suggestions)
    titles = [model.title(group) for group in model.groups]
    assert len(set(titles)) == len(titles)
    for suggestion in session.suggestions[:: LONGEST_PART // 3]:
        index = model.index_of(suggestion.id)
        assert model.suggestion_at(index) is suggestion
        if grouping is Grouping.SERIES:
            series = [s for s in session.suggestions if s.series == suggestion.series]
            group = model.group_at(index)
            assert group is not None
            assert list(group.order.take(group.places)) == series
