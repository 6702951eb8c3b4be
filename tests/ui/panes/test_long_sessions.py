# SPDX-License-Identifier: Apache-2.0
"""Whatever an editor does in whatever order, what is shown is what the session says."""

from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import DecisionChange, Verdict
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.review_view import ViewMode
from desktop_app.ui.theme import theme_named
from tests.ui.panes.desk import TEXT, Desk, found_in

KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Return,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
)
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Editor:
    """Does one thing after the other at a desk, by chance but the same each time."""

    def __init__(self, desk: Desk, qtbot: QtBot, seed: int) -> None:
        self.desk, self.qtbot, self.chance = desk, qtbot, Random(seed)
        self.changes: list[DecisionChange] = []

    def act(self) -> None:
        acts = (
            self.press,
            self.press,
            self.write,
            self.decide,
            self.decide,
            self.undo,
            self.look,
            self.go,
            self.rerun,
        )
        self.chance.choice(acts)()

    def press(self) -> None:
        pane = self.desk.view.result_pane
        pane.setFocus()
        self.qtbot.keyClick(pane, self.chance.choice(KEYS), self.chance.choice(MODIFIERS))

    def write(self) -> None:
        self.desk.view.result_pane.insert(self.chance.choice(("x", "two words", " ", "\n", "😀", "")))

    def decide(self) -> None:
        suggestion = self._any()
        if suggestion is not None:
            verdict = self.chance.choice(list(Verdict))
            change = self.desk.session.decide([suggestion.id], verdict, focus=suggestion.id)
            self.desk.session.apply(change)
            self.changes.append(change)

    def undo(self) -> None:
        if self.changes:
            self.desk.session.apply(self.changes.pop().inverse())

    def look(self) -> None:
        view, chance = self.desk.view, self.chance
        chance.choice(
            (
                lambda: view.set_mode(chance.choice(list(ViewMode))),
                lambda: view.set_zoom(chance.choice((60, 100, 180))),
                lambda: view.set_theme(theme_named(chance.choice(("light", "dark")))),
                lambda: view.set_fold_unchanged(chance.random() < 0.5),
                lambda: view.set_preview_proposals(chance.random() < 0.7),
                lambda: view.set_show_invisible(chance.random() < 0.3),
                lambda: view.resize(chance.randint(360, 1200), chance.randint(200, 700)),
            )
        )()

    def go(self) -> None:
        suggestion = self._any()
        self.desk.view.set_current(suggestion.id if suggestion is not None else None)
        self.desk.view.scroll_bar.setValue(
            self.chance.randint(0, max(1, self.desk.view.scroll_bar.maximum()))
        )

    def rerun(self) -> None:
        found = found_in(self.desk.session.document.text)
        self.desk.session.update_suggestions([s for s in found if self.chance.random() < 0.9])

    def _any(self) -> Suggestion | None:
        suggestions = self.desk.session.suggestions
        return self.chance.choice(suggestions) if suggestions else None


@pytest.mark.parametrize("seed", range(4))
def test_the_panes_always_show_the_session(desk_for: Callable[[str], Desk], qtbot: QtBot, seed: int) -> None:
    desk = desk_for((TEXT + "\n") * 6)
    editor = Editor(desk, qtbot, seed)
    canvas = desk.view._canvas
    for _ in range(45):
        editor.act()
        desk.view.grab()
        rows = canvas.rows
        pieces = [rows.content(row, Side.RESULT) for row in range(len(rows.index))]
        assert "".join(p.stands for c in pieces for p in (*c.pieces, *c.terminator)) == desk.session.result
        for visible in canvas.visible_rows():
            if visible.layout is not None:
                for side, layout in visible.layout.sides.items():
                    assert layout.content.text == rows.content(visible.row, side).text
        assert 0 <= canvas.scroll <= max(0, canvas.extent - canvas.viewport_height)
