# SPDX-License-Identifier: Apache-2.0
"""Views on a damaged text, ready to be clicked and typed into."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.panes.review_view import ReviewView
from desktop_app.ui.theme import theme_named
from tests.ui.panes.desk import TEXT, Desk, review_of


@pytest.fixture
def desk_for(qtbot: QtBot) -> Callable[[str], Desk]:
    def build(text: str) -> Desk:
        view = ReviewView(theme_named("light"))
        qtbot.addWidget(view)
        view.resize(900, 600)
        view.set_reduced_motion(True)
        desk = Desk(view, review_of(text))
        view.show()
        return desk

    return build


@pytest.fixture
def desk(desk_for: Callable[[str], Desk]) -> Desk:
    return desk_for(TEXT)
