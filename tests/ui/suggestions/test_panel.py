# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from dataclasses import replace

from desktop_app.repair.suggestion import Alternative
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
    assert len(unfolded) - len(folded) <= panel.proxy.rowCount()
    assert unfolded


def test_a_group_stays_unfolded_while_the_filter_changes_what_is_in_it(
    show_review: Callable[[ReviewSession], Desktop],
) -> None:
    panel = show_review(many(3000)).window.panel
    panel.tree.collapseAll()
    panel.tree.expand(panel.proxy.index(2, 0))
    wanted = panel.proxy.index(2, 0).data()
    panel.show_only(lane=Lane.SURE)
    titles = [panel.proxy.index(row, 0) for row in range(panel.proxy.rowCount())]
    assert [index.data() for index in titles if panel.tree.isExpanded(index)] == [wanted]


def test_the_heading_of_the_current_suggestion_is_unfolded_and_only_that(
    show_review: Callable[[ReviewSession], Desktop],
) -> None:
    window = show_review(many(3000)).window
    panel = window.panel
    panel.tree.collapseAll()
    by_hand = panel.proxy.index(3, 0)
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
    chosen = panel.model.suggestion_at(panel.proxy.mapToSource(panel.tree.currentIndex()))
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
    show_review: Callable[[ReviewSession], Desktop],
) -> None:
    panel = show_review(many(3000)).window.panel
    before = _unfolded(panel)
    panel.words.setText("lamp")
    panel._apply_filter()
    panel.clear_filter()
    assert _unfolded(panel) == before


def _unfolded(panel: SuggestionPanel) -> list[int]:
    rows = range(panel.proxy.rowCount())
    return [row for row in rows if panel.tree.isExpanded(panel.proxy.index(row, 0))]
