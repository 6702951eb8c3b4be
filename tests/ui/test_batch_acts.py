# SPDX-License-Identifier: Apache-2.0
"""Many are decided on in one act, however many they are, and nothing happens by halves."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane, lane
from desktop_app.steps import at_once
from desktop_app.ui import batch_acts, joined_changes
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs.batch_dialog import BatchDialog


def asked(qtbot: QtBot) -> BatchDialog:
    """Return the dialog, as soon as there is one."""
    found: list[BatchDialog] = []

    def look() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, BatchDialog) and w.isVisible()]
        return bool(found)

    qtbot.waitUntil(look)
    return found[0]


@pytest.fixture(params=[True, False], ids=["bit by bit", "at once"])
def bit_by_bit(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Take a handful for many, or not."""
    if request.param:
        monkeypatch.setattr(batch_acts, "MANY", 0)
        monkeypatch.setattr(joined_changes, "AT_ONCE", 1)
    return bool(request.param)


@pytest.mark.usefixtures("bit_by_bit")
def test_all_sure_ones_are_one_act(reviewing: Desktop, qtbot: QtBot) -> None:
    controller = reviewing.window.controller
    session = controller.session
    assert session is not None
    before = session.result
    sure = {s.id for s in controller.order if lane(s) is Lane.SURE}
    reviewing.window.actions_["accept_sure"].trigger()
    dialog = asked(qtbot)
    assert QGuiApplication.overrideCursor() is None
    dialog.accept()
    qtbot.waitUntil(lambda: bool(controller.history.acts))
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, BatchDialog) and w.isVisible()]
    decided = {key for key, decision in session.decisions.items() if decision.verdict is Verdict.ACCEPTED}
    assert decided == sure != set()
    controller.undo()
    assert session.result == before


def test_who_says_no_while_it_is_carried_out_changes_nothing(
    reviewing: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_acts, "MANY", 0)
    controller = reviewing.window.controller
    reviewing.window.actions_["accept_shown"].trigger()
    dialog = asked(qtbot)
    dialog.accept()
    dialog.reject()
    qtbot.wait(50)
    assert not controller.history.acts
    assert controller.session is not None
    assert not controller.session.decisions


def test_another_question_takes_the_place_of_one_that_is_not_ready(
    reviewing: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_acts, "MANY", 0)
    reviewing.window.actions_["accept_shown"].trigger()
    assert QGuiApplication.overrideCursor() is not None
    reviewing.window.actions_["accept_sure"].trigger()
    assert asked(qtbot).windowTitle() == "Accept all sure"
    assert QGuiApplication.overrideCursor() is None
    reviewing.window.actions_["accept_shown"].trigger()
    reviewing.window.controller.set_session(None)
    assert QGuiApplication.overrideCursor() is None


@pytest.mark.usefixtures("bit_by_bit")
def test_what_is_no_longer_found_is_left_out(reviewing: Desktop, qtbot: QtBot) -> None:
    controller = reviewing.window.controller
    session = controller.session
    assert session is not None
    reviewing.window.actions_["accept_shown"].trigger()
    dialog = asked(qtbot)
    left = session.found_suggestions[2:]
    session.update_suggestions(left)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(controller.history.acts))
    assert set(controller.history.acts[-1].after) == set(left.ids())


def test_what_is_found_anew_while_it_is_carried_out_is_left_out_too(
    reviewing: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joined_changes, "AT_ONCE", 1)
    controller = reviewing.window.controller
    session = controller.session
    assert session is not None
    work = controller.deciding(list(controller.order.ids()), Verdict.KEPT, "All")
    for _ in range(3):
        next(work)
    left = session.found_suggestions[1:]
    session.update_suggestions(left)
    controller.act(at_once(work))
    assert set(session.decisions) == set(left.ids())


@pytest.mark.usefixtures("bit_by_bit")
def test_the_preview_shows_the_alternative_that_was_chosen(reviewing: Desktop, qtbot: QtBot) -> None:
    controller = reviewing.window.controller
    several = next(s for s in controller.order if len(s.alternatives) > 1)
    controller.set_current(several.id)
    controller.cycle(1)
    second = several.alternatives[1].text
    reviewing.window.actions_["accept_shown"].trigger()
    dialog = asked(qtbot)
    rows = [dialog._model.row(n) for n in range(dialog._model.rowCount())]
    assert second in {row.after.middle for row in rows}
    dialog.accept()
    qtbot.waitUntil(lambda: bool(controller.history.acts))
    assert controller.session is not None
    assert controller.session.decision(several.id).replacement == second
