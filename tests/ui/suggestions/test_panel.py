# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.repair.suggestion import Alternative
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.review.session import ReviewSession
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.suggestions.model import Role
from desktop_app.ui.suggestions.panel import SuggestionPanel
from tests.ui.desk_texts import many


def test_a_day_of_filters_leaves_no_unfolded_place_behind(
    show_review: Callable[[ReviewSession], Desktop],
) -> None:
    panel = show_review(many(200)).window.panel
    panel.show_only(lane=Lane.LIKELY)
    panel.clear_filter()
    unfolded: list[str] = []
    folded: list[str] = []
    panel.tree.expanded.connect(lambda index: unfolded.append(index.data()))
    panel.tree.collapsed.connect(lambda index: folded.append(index.data()))
    for _ in range(10):
        for lane in Lane:  # of some nothing is there: their groups come and go
            panel.show_only(lane=lane)
    panel.show_only(lane=Lane.SURE)
    # For each place unfolded and not folded again the tree keeps something, whether it is shown or not.
    assert len(unfolded) - len(folded) <= panel.model.rowCount()
    assert unfolded


def test_a_group_stays_unfolded_while_the_filter_changes_what_is_in_it(
    show_review: Callable[[ReviewSession], Desktop], qtbot: QtBot
) -> None:
    panel = show_review(many(3000)).window.panel
    panel.tree.collapseAll()
    panel.tree.expand(panel.model.index(2, 0))
    wanted = panel.model.index(2, 0).data()
    with qtbot.waitSignal(panel.model.modelReset):
        panel.show_only(lane=Lane.SURE)
    titles = [panel.model.index(row, 0) for row in range(panel.model.rowCount())]
    assert [index.data() for index in titles if panel.tree.isExpanded(index)] == [wanted]


def test_the_heading_of_the_current_suggestion_is_unfolded_and_only_that(
    show_review: Callable[[ReviewSession], Desktop],
) -> None:
    window = show_review(many(3000)).window
    panel = window.panel
    panel.tree.collapseAll()
    by_hand = panel.model.index(3, 0)
    panel._clicked(by_hand)
    for group in (panel.model.groups[0], panel.model.groups[1], panel.model.groups[3], panel.model.groups[2]):
        window.controller.set_current(group.rows[0].id)
    assert _unfolded(panel) == [2, 3]


def test_a_list_that_grows_keeps_its_place_and_unfolds_nothing_but_that(
    show_review: Callable[[ReviewSession], Desktop],
) -> None:
    whole = many(300)
    session = ReviewSession(whole.document, whole.suggestions[:20])
    window = show_review(session).window
    panel = window.panel
    current = session.suggestions[3].id
    window.controller.set_current(current)
    assert _unfolded(panel) == list(range(7))  # so short a list is shown whole
    session.update_suggestions(whole.suggestions)
    assert _unfolded(panel) == [panel.model.index_of(current).parent().row()]
    chosen = panel.model.suggestion_at(panel.tree.currentIndex())
    assert chosen is not None
    assert chosen.id == current


def test_words_that_are_found_later_are_shown(show_review: Callable[[ReviewSession], Desktop]) -> None:
    session = many(5)
    panel = show_review(session).window.panel
    key = session.suggestions[2].id
    assert ";" not in panel.model.index_of(key).data(Role.WORDINGS)[1]
    better = [replace(s, alternatives=(Alternative(";", 0.9),)) for s in session.suggestions]
    session.update_suggestions(better)
    assert ";" in panel.model.index_of(key).data(Role.WORDINGS)[1]


def test_what_a_filter_unfolds_is_folded_again_with_it(
    show_review: Callable[[ReviewSession], Desktop], qtbot: QtBot
) -> None:
    panel = show_review(many(3000)).window.panel
    before = _unfolded(panel)
    with qtbot.waitSignal(panel.model.modelReset):
        panel.filters.set_words("comma, 3")
    assert 0 < panel.model.length < 3000
    with qtbot.waitSignal(panel.model.modelReset):
        panel.clear_filter()
    assert _unfolded(panel) == before


def _unfolded(panel: SuggestionPanel) -> list[int]:
    rows = range(panel.model.rowCount())
    return [row for row in rows if panel.tree.isExpanded(panel.model.index(row, 0))]


@pytest.mark.parametrize("count", [20, 3000], ids=["at once", "bit by bit"])
def test_what_is_decided_leaves_a_list_of_the_undecided(
    show_review: Callable[[ReviewSession], Desktop], qtbot: QtBot, count: int
) -> None:
    window = show_review(many(count)).window
    panel, controller = window.panel, window.controller
    panel.show_only(verdict=Verdict.UNDECIDED)
    qtbot.waitUntil(lambda: controller.scope is not None)
    first = controller.order[0]
    controller.set_current(first.id)
    controller.accept()
    qtbot.waitUntil(lambda: panel.model.length == count - 1)
    assert not panel.model.index_of(first.id).isValid()
    assert controller.scope is not None
    assert len(controller.scope) == count - 1
    controller.undo()
    qtbot.waitUntil(lambda: panel.model.length == count)
    assert panel.model.index_of(first.id).isValid()
    panel.clear_filter()
    qtbot.waitUntil(lambda: controller.scope is None)


def test_a_filter_holds_for_the_next_text_and_for_what_is_found_later(
    show_review: Callable[[ReviewSession], Desktop],
) -> None:
    whole = many(40)
    desktop = show_review(many(20))
    panel, controller = desktop.window.panel, desktop.window.controller

    def shown() -> set[str]:
        return set(panel.model.order.take(panel.model.shown()).ids())

    panel.filters.set_words("comma, 3")
    session = ReviewSession(whole.document, whole.suggestions[:20])
    desktop.window.controller.set_session(session)
    wanted = {s.id for s in session.suggestions if s.series.endswith("3")}
    assert set(controller.scope or ()) == shown() == wanted != set()
    session.update_suggestions(whole.suggestions)
    wanted = {s.id for s in whole.suggestions if s.series.endswith("3")}
    assert set(controller.scope or ()) == shown() == wanted
