# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import DamageKind
from desktop_app.ui.diagnosis.cause_row import CauseRow
from desktop_app.ui.diagnosis.content import DiagnosisContent, causes_of
from desktop_app.ui.diagnosis.diagnosis_page import DiagnosisPage
from desktop_app.ui.theme import theme_named

TEXT = (
    "The baker ( a quiet man ) did n't answer , and the street fell silent .   Nobody moved .   "
    'Then the    bell rang twice , and he said : " Come in . "\n'
)


def _page(qtbot: QtBot) -> DiagnosisPage:
    causes = causes_of(TEXT, find_suggestions(TEXT).suggestions)
    content = DiagnosisContent(
        title="What happened", story="A tokeniser.", causes=causes, names=(), points=(), length=len(TEXT)
    )
    page = DiagnosisPage(theme_named("light"))
    qtbot.addWidget(page)
    page.resize(1024, 680)
    page.set_content(content)
    page.show()
    return page


def test_causes_count_every_suggestion_once() -> None:
    suggestions = find_suggestions(TEXT).suggestions
    causes = causes_of(TEXT, suggestions)
    assert {cause.kind for cause in causes} >= {DamageKind.SPACING, DamageKind.PARAGRAPH}
    assert sum(cause.count for cause in causes) == len(suggestions)
    assert all(sum(cause.lanes.values()) == cause.count for cause in causes)


def test_samples_show_the_place_before_and_after() -> None:
    for cause in causes_of(TEXT, find_suggestions(TEXT).suggestions):
        assert cause.before != cause.after
        assert cause.before.strip("…") in TEXT


def test_a_switch_tells_which_cause_to_leave_alone_and_stays_over_a_change_of_theme(qtbot: QtBot) -> None:
    page = _page(qtbot)
    row = page.findChildren(CauseRow)[0]
    with qtbot.waitSignal(page.cause_switched) as switched:
        qtbot.keyClick(row.switch, Qt.Key.Key_Space)
    assert switched.args == [DamageKind.SPACING, False]
    page.set_theme(theme_named("dark"))
    assert not page.findChildren(CauseRow)[0].switch.isChecked()
    assert page.findChildren(CauseRow)[1].switch.isChecked()


def test_the_way_on_is_one_key_away(qtbot: QtBot) -> None:
    page = _page(qtbot)
    assert page.start_button is not None
    with qtbot.waitSignal(page.start_requested):
        qtbot.keyClick(page.start_button, Qt.Key.Key_Space)


@pytest.mark.parametrize("width", [1024, 780])
def test_nothing_is_wider_than_the_page(qtbot: QtBot, width: int) -> None:
    page = _page(qtbot)
    page.resize(width, 680)
    QApplication.processEvents()
    assert page.widget().width() <= page.viewport().width()
