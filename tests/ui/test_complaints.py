# SPDX-License-Identifier: Apache-2.0
"""What users of other tools complain about, one test each; the numbers are those of the collected list.

Held elsewhere: 1 to 3, 16 and 22 by the tests of the panes (wrapping, level paragraphs, word marks, no
tinted paragraphs, whole words as targets), 14 by ``test_background``, 21 by ``test_journey``, 30 by
``suggestions/test_model``. 6 (an old key given a new meaning) is a rule for the future: keys live in one
table. 23 (fixes that depend on each other) cannot be tested: suggestions carry no dependencies yet.
"""

import numpy as np
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QPushButton

from desktop_app.documents.document import pasted
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.review.session import ReviewSession
from desktop_app.steps import at_once
from desktop_app.text.span import Span
from desktop_app.ui import wording
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs.batch_dialog import BatchDialog
from desktop_app.ui.dialogs.batch_rows import batch_of
from desktop_app.ui.review_controller import ReviewController
from tests.ui.desk_texts import TEXT, review


def adjacent() -> ReviewController:
    """Return a review of two suggestions that touch."""
    text = "one two"
    found = [
        Suggestion(
            id=name,
            span=span,
            original=span.of(text),
            kind=DamageKind.SPLICE,
            alternatives=(Alternative(new, 0.8),),
        )
        for name, span, new in (("a", Span(0, 3), "1"), ("b", Span(3, 7), " 2"))
    ]
    made = ReviewController()
    made.set_session(ReviewSession(pasted(text), found))
    return made


def result(controller: ReviewController) -> str:
    assert controller.session is not None
    return controller.session.result


def test_04_and_05_suggestions_that_touch_are_decided_alone() -> None:
    controller = adjacent()
    controller.keep()
    controller.accept()
    assert result(controller) == "one 2"


def test_07_the_mode_is_visible_in_words(reviewing: Desktop) -> None:
    reviewing.window.activateWindow()
    reviewing.window.panel.tree.setFocus()
    assert reviewing.window.status.mode == "REVIEW"
    reviewing.window.desk.view.result_pane.setFocus()
    assert reviewing.window.status.mode == "TYPING"
    assert "Escape" in reviewing.window.status._mode.toolTip()


def test_08_advancing_skips_nothing() -> None:
    controller = ReviewController()
    controller.set_session(review())
    seen = []
    for _ in controller.order:
        seen.append(controller.current)
        controller.accept()
    assert sorted(map(str, seen)) == sorted(s.id for s in controller.order)


def test_09_opening_changes_nothing_and_shows_where_one_is(reviewing: Desktop) -> None:
    window = reviewing.window
    assert not window.isWindowModified()
    assert not window.controller.history.acts
    total = len(window.controller.order)
    assert window.toolbar._counter.text() == f"1 of {total}"
    assert window.panel.tree.model().rowCount() > 0
    assert window.actions_["save"] is not window.actions_["export"]


def test_10_undo_gives_back_decision_mark_buttons_and_place(reviewing: Desktop) -> None:
    controller = reviewing.window.controller
    place = reviewing.window.desk.view.place()
    first = controller.current
    controller.accept()
    controller.undo()
    assert controller.current == first
    assert reviewing.window.desk.view.place() == place
    assert not reviewing.window.actions_["undo"].isEnabled()
    assert reviewing.window.actions_["redo"].isEnabled()


def test_11_keeping_the_first_shifts_none_of_the_later() -> None:
    controller = ReviewController()
    controller.set_session(review())
    before = [(s.id, s.span) for s in controller.order]
    controller.keep()
    assert [(s.id, s.span) for s in controller.order] == before
    assert result(controller) == TEXT


def test_12_editing_a_suggestion_moves_nothing_else() -> None:
    controller = ReviewController()
    controller.set_session(review())
    controller.own_wording(" indeed")
    span = controller.order[0].span
    assert result(controller) == TEXT[: span.start] + " indeed" + TEXT[span.end :]


def test_13_undo_keep_and_reset_are_three_words(reviewing: Desktop) -> None:
    controller, actions = reviewing.window.controller, reviewing.window.actions_
    names = {actions[name].text().replace("&", "").split(":")[0] for name in ("undo", "keep", "reset")}
    assert names == {"Undo", "Keep original", "Reset to undecided"}
    kept = controller.current
    controller.keep()
    controller.accept()
    controller.undo()
    assert controller.session is not None
    assert kept is not None
    assert controller.session.decision(kept).verdict is Verdict.KEPT


def test_15_no_state_is_told_by_colour_alone() -> None:
    signs = [wording.GLYPHS[verdict] for verdict in Verdict] + [wording.PEN]
    assert len(set(signs)) == len(signs)


def test_17_a_review_can_be_saved_at_any_time(reviewing: Desktop) -> None:
    assert reviewing.window.actions_["save"].isEnabled()
    assert reviewing.window.actions_["export"].isEnabled()


def test_18_accepting_nothing_gives_the_bytes_back() -> None:
    for raw in ("one , two", "one , two\n", "one , two\n\n", " \n one"):
        document = pasted(raw)
        assert document.to_bytes(ReviewSession(document).edits()) == raw.encode()


def test_19_and_20_buttons_name_what_they_do_and_to_what(reviewing: Desktop) -> None:
    session = reviewing.window.controller.session
    assert session is not None
    three = at_once(batch_of(session, session.suggestions, np.arange(3)))
    dialog = BatchDialog(reviewing.window.theme, three, "Space before a comma", Verdict.KEPT)
    words = [button.text() for button in dialog.findChildren(QPushButton)]
    assert "Keep 3" in words
    assert any(label.text() == "Space before a comma" for label in dialog.findChildren(QLabel))
    shown = " ".join(b.text() for b in reviewing.window.card._act_buttons.values())
    assert not {"Ignore", "Dismiss", "OK"} & set(shown.split())
    dialog.deleteLater()


def test_24_what_a_filter_shows_can_be_accepted_or_kept(reviewing: Desktop) -> None:
    panel, controller = reviewing.window.panel, reviewing.window.controller
    panel.show_only(lane=Lane.SURE)
    for action in ("accept_shown", "keep_shown"):
        reviewing.window.actions_[action].trigger()
        dialog = next(
            w for w in QApplication.topLevelWidgets() if isinstance(w, BatchDialog) and w.isVisible()
        )
        assert len(dialog.chosen) == len(panel.model.shown()) < len(controller.order)
        dialog.reject()
    assert not controller.history.acts


def test_25_what_is_not_ticked_stays_as_it_was() -> None:
    controller = ReviewController()
    controller.set_session(review())
    *ticked, last = controller.order
    controller.decide_many([s.id for s in ticked], Verdict.ACCEPTED, "Some")
    assert controller.session is not None
    shown = controller.session.result_span(last).of(controller.session.result)
    assert shown == last.original


def test_26_lanes_divide_the_safe_from_the_risky(reviewing: Desktop) -> None:
    lanes = reviewing.window.desk.tally.lanes
    assert all(lanes.all[lane] for lane in Lane)
    assert lanes.all.total() == len(reviewing.window.controller.order)


def test_27_every_decision_is_live(reviewing: Desktop) -> None:
    controller = reviewing.window.controller
    controller.accept()
    assert result(controller) != TEXT
    assert reviewing.keeping.autosave is not None
    assert reviewing.keeping.autosave.flush()


def test_28_the_card_never_lies_over_the_text(reviewing: Desktop) -> None:
    dock = reviewing.window.card_dock
    assert not dock.isFloating()
    assert not dock.features() & QDockWidget.DockWidgetFeature.DockWidgetFloatable
    assert not dock.geometry().intersects(reviewing.window.centralWidget().geometry())


def test_29_undoing_and_then_acting_loses_nothing() -> None:
    controller = ReviewController()
    controller.set_session(review())
    controller.accept()
    controller.accept()
    after_two = result(controller)
    controller.undo()
    controller.keep()
    moments = set()
    for position in range(len(controller.history.acts) + 1):
        controller.jump(position)
        moments.add(result(controller))
    assert after_two in moments
