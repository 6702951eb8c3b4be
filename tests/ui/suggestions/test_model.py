# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.text.span import Span
from desktop_app.ui.suggestions.filtering import Filter, SuggestionFilter
from desktop_app.ui.suggestions.grouping import LONGEST_PART, Grouping
from desktop_app.ui.suggestions.model import Role, SuggestionModel
from tests.ui.desk_texts import many, review


@pytest.mark.parametrize("grouping", list(Grouping))
def test_the_model_keeps_qts_contract(qtmodeltester: ModelTester, qapp: object, grouping: Grouping) -> None:
    del qapp
    model = SuggestionModel()
    model.set_session(review())
    model.set_grouping(grouping)
    qtmodeltester.check(model)
    proxy = SuggestionFilter(model)
    proxy.set_filter(Filter(words="a"))
    qtmodeltester.check(proxy)


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
    ids = [s.id for group in model.groups for s in group.members]
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
    proxy = SuggestionFilter(model)
    everything = len(session.suggestions)
    assert len(proxy.shown()) == everything
    proxy.set_filter(Filter(which_lane=Lane.NEEDS_YOU))
    assert [s.series for s in proxy.shown()] == ["Dropped word"]
    proxy.set_filter(Filter(words="SHE LEFT"))
    assert [s.series for s in proxy.shown()] == ["Name over words"]
    key = session.suggestions[0].id
    session.apply(session.decide([key], Verdict.KEPT))
    model.refresh(frozenset([key]))
    proxy.set_filter(Filter(verdict=Verdict.UNDECIDED))
    assert len(proxy.shown()) == everything - 1


def test_twenty_thousand_rows_are_no_burden(qapp: object) -> None:
    del qapp
    session = many(20_000)
    model = SuggestionModel()
    model.set_session(session)
    proxy = SuggestionFilter(model)
    proxy.set_filter(Filter(words="lamp"))
    assert sum(len(g.rows) for g in model.groups) == 20_000


@pytest.mark.parametrize("grouping", list(Grouping))
def test_a_long_series_stands_under_several_headings_that_mean_all_of_it(
    qapp: object, grouping: Grouping
) -> None:
    del qapp
    model = SuggestionModel()
    session = many(3 * LONGEST_PART)
    model.set_session(session)
    model.set_grouping(grouping)
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
            assert list(group.members) == series
