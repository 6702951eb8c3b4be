# SPDX-License-Identifier: Apache-2.0
"""Causes switched off, and learning in sight."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.documents.document import pasted
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane, lane
from desktop_app.review.session import ReviewSession
from desktop_app.ui import findings as findings_module
from desktop_app.ui.findings import Findings
from desktop_app.ui.review_controller import ReviewController
from tests.ui.desk_texts import review

TEXT = "The cook ( a tall man ) did n't move , and the hall was still .   Nobody spoke , nobody laughed .\n"


def _findings(qapp: QApplication) -> tuple[Findings, ReviewController]:
    del qapp
    controller = ReviewController()
    controller.set_session(ReviewSession(pasted(TEXT)))
    findings = Findings(controller)
    findings.restart()
    findings.take(find_suggestions(TEXT).suggestions)
    return findings, controller


def test_a_cause_switched_off_is_left_alone_and_comes_back(qapp: QApplication) -> None:
    findings, controller = _findings(qapp)
    before = controller.order
    assert DamageKind.SPACING in {s.kind for s in before}
    findings.switch(DamageKind.SPACING, False)
    assert findings.is_off(DamageKind.SPACING)
    assert DamageKind.SPACING not in {s.kind for s in controller.order}
    findings.switch(DamageKind.SPACING, True)
    assert controller.order == before


def test_decisions_stay_when_their_cause_is_switched_off(qapp: QApplication) -> None:
    findings, controller = _findings(qapp)
    spacing = next(s for s in controller.order if s.kind is DamageKind.SPACING)
    controller.decide_many([spacing.id], Verdict.ACCEPTED, "Accept")
    findings.switch(DamageKind.SPACING, False)
    assert [s.id for s in controller.order if s.kind is DamageKind.SPACING] == [spacing.id]
    assert controller.session is not None
    assert controller.session.decision(spacing.id).verdict is Verdict.ACCEPTED


def test_what_was_kept_teaches_and_undo_unlearns(qapp: QApplication, qtbot: QtBot) -> None:
    del qapp
    session = review()
    before = session.suggestions
    controller = ReviewController()
    controller.set_session(session)
    findings = Findings(controller)
    findings.restart(session.suggestions)
    series = next(s.series for s in session.suggestions if _sure_in(session, s.series) >= 4)
    members = [s for s in session.suggestions if s.series == series]
    with qtbot.waitSignal(findings.learned) as learned:
        controller.decide_many([s.id for s in members[:3]], Verdict.KEPT, "Keep three")
    assert learned.args[0][0].series == series
    rest = controller.order[controller.index[members[3].id]]
    assert lane(rest) is not Lane.SURE
    controller.undo()
    qtbot.waitUntil(lambda: lane(controller.order[controller.index[members[3].id]]) is Lane.SURE)
    assert controller.order == before


def _sure_in(session: ReviewSession, series: str) -> int:
    return sum(s.series == series and lane(s) is Lane.SURE for s in session.suggestions)


def test_many_are_learned_from_beside_the_window_and_none_is_lost(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings_module, "MANY", 1)
    findings, controller = _findings(qapp)
    whole = find_suggestions(TEXT).suggestions
    qtbot.waitUntil(lambda: controller.order == whole)
    findings.take(whole[:2])
    findings.take(whole)
    findings.finish()
    qtbot.waitUntil(lambda: controller.order == whole)
    findings.close()


def test_findings_that_take_long_to_show_wait_for_their_turn_and_come_at_the_end(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings_module, "NOTICED", 0)
    monkeypatch.setattr(findings_module, "REST", 1_000)
    ticks = iter(range(1_000))
    monkeypatch.setattr(findings_module, "monotonic", lambda: float(next(ticks)))
    findings, controller = _findings(qapp)
    whole = controller.order
    findings.take(whole[:1])
    assert controller.order == whole
    findings.finish()
    assert controller.order == whole[:1]
