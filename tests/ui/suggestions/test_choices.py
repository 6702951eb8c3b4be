# SPDX-License-Identifier: Apache-2.0
"""The wordings on the card: rows stay while what they say changes."""

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.suggestions.choice_row import Choice
from desktop_app.ui.suggestions.choices import Choices
from desktop_app.ui.theme import LIGHT, theme_named

MANY = [Choice("the", "by grammar", 0.6), Choice("a", "by grammar", 0.3), Choice("keep “it”")]


@pytest.fixture
def choices(qtbot: QtBot) -> Choices:
    shown = Choices(theme_named(LIGHT))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.show_choices(MANY, [True, False, False])
    return shown


def visible(choices: Choices) -> list[str]:
    return [row.text() for row in choices.rows if row.isVisible()]


def test_no_row_is_made_anew_and_none_is_blank_meanwhile(choices: Choices) -> None:
    before = list(choices.rows)
    choices.show_choices([Choice("she"), Choice("keep “Ada”")], [False, True])
    assert visible(choices) == ["she", "keep “Ada”"]  # at once, before any event was handled
    assert [row.isChecked() for row in choices.rows[:2]] == [False, True]
    choices.show_choices(MANY, [False, False, True])
    assert choices.rows == before
    assert visible(choices) == [choice.words for choice in MANY]


def test_a_screen_reader_hears_what_a_row_says_now(choices: Choices) -> None:
    assert choices.rows[0].accessibleName() == "Alternative 1: the, confidence 0.60, by grammar"
    choices.show_choices([Choice("she")], [True])
    assert choices.rows[0].accessibleName() == "Alternative 1: she"


def test_whoever_stands_on_a_row_stays_there(choices: Choices, qtbot: QtBot) -> None:
    choices.activateWindow()
    choices.rows[1].setFocus()
    qtbot.waitUntil(choices.rows[1].hasFocus)
    choices.show_choices([Choice("of"), Choice("in"), Choice("keep “by”")], [True, False, False])
    assert choices.rows[1].hasFocus()


def test_a_click_tells_the_index(choices: Choices, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choices.chosen) as told:
        choices.rows[1].click()
    assert told.args == [1]
