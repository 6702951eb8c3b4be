# SPDX-License-Identifier: Apache-2.0
"""Writing in the result: caret, selection, typing, deleting, clipboard, and what belongs to the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.decision import Verdict
from desktop_app.text.span import Span
from desktop_app.ui.panes.caret import Position
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.review_view import ViewMode
from tests.ui.panes.desk import Desk

PLAIN = "First words here.\nSecond line of words.\n\nThird and last."
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def plain(desk_for: Callable[[str], Desk]) -> Desk:
    desk = desk_for(PLAIN)
    desk.view.result_pane.setFocus()
    return desk


def standard(qtbot: QtBot, desk: Desk, key: QKeySequence.StandardKey) -> None:
    combination = QKeySequence.keyBindings(key)[0][0]
    qtbot.keyClick(desk.view.result_pane, combination.key(), combination.keyboardModifiers())


def shown(desk: Desk, row: int) -> str:
    return desk.view._canvas.layout_of(row).sides[Side.RESULT].content.text


def test_typing_changes_the_result_and_the_caret_follows(plain: Desk, qtbot: QtBot) -> None:
    pane = plain.view.result_pane
    pane.caret.move_to(Position(1, 7))
    qtbot.keyClicks(pane, "long ")
    assert plain.session.result == PLAIN.replace("Second line", "Second long line")
    assert pane.caret.position == Position(1, 12)
    assert len(plain.session.suggestions) == 1
    assert plain.session.suggestions[0].kind is DamageKind.OWN


def test_enter_breaks_a_line_and_backspace_joins_it(plain: Desk, qtbot: QtBot) -> None:
    pane = plain.view.result_pane
    pane.caret.move_to(Position(0, 6))
    qtbot.keyClick(pane, Key.Key_Return)
    assert plain.session.result == PLAIN.replace("First words", "First \nwords")
    qtbot.keyClick(pane, Key.Key_Backspace)
    assert plain.session.result == PLAIN


def test_backspace_at_the_beginning_of_a_paragraph_joins_it_to_the_one_before(
    plain: Desk, qtbot: QtBot
) -> None:
    plain.view.result_pane.caret.move_to(Position(1, 0))
    qtbot.keyClick(plain.view.result_pane, Key.Key_Backspace)
    assert plain.session.result == PLAIN.replace("here.\nSecond", "here.Second")
    assert shown(plain, 0) == "First words here.Second line of words."


def test_deleting_by_character_and_word(plain: Desk, qtbot: QtBot) -> None:
    pane = plain.view.result_pane
    pane.caret.move_to(Position(0, 6))
    qtbot.keyClick(pane, Key.Key_Delete)
    assert plain.session.result.startswith("First ords")
    standard(qtbot, plain, QKeySequence.StandardKey.DeleteStartOfWord)
    assert plain.session.result.startswith("ords here.")


def test_keys_move_by_character_word_line_and_text(plain: Desk, qtbot: QtBot) -> None:
    caret = plain.view.result_pane.caret
    key = QKeySequence.StandardKey
    for press, place in (
        (key.MoveToNextChar, Position(0, 1)),
        (key.MoveToNextWord, Position(0, 6)),
        (key.MoveToEndOfLine, Position(0, 17)),
        (key.MoveToNextChar, Position(1, 0)),
        (key.MoveToPreviousChar, Position(0, 17)),
        (key.MoveToStartOfLine, Position(0, 0)),
        (key.MoveToNextLine, Position(1, 0)),
        (key.MoveToNextLine, Position(2, 0)),
        (key.MoveToPreviousLine, Position(1, 0)),
        (key.MoveToEndOfDocument, Position(2, 15)),
        (key.MoveToPreviousWord, Position(2, 14)),
        (key.MoveToStartOfDocument, Position(0, 0)),
    ):
        standard(qtbot, plain, press)
        assert caret.position == place, press
        assert not caret.has_selection


def test_selecting_with_keys_and_typing_over(plain: Desk, qtbot: QtBot) -> None:
    pane = plain.view.result_pane
    for _ in range(5):
        standard(qtbot, plain, QKeySequence.StandardKey.SelectNextChar)
    assert plain.view.caret_span() == Span(0, 5)
    qtbot.keyClicks(pane, "O")
    assert plain.session.result.startswith("O words")
    standard(qtbot, plain, QKeySequence.StandardKey.SelectAll)
    assert plain.view.caret_span() == Span(0, len(plain.session.result))


def test_selecting_with_the_mouse(plain: Desk, qtbot: QtBot) -> None:
    pane = plain.view.result_pane
    pane.caret.move_to(Position(0, 8))
    point = pane.caret_rect().center().toPoint()
    pane.caret.move_to(Position(0, 0))
    qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=point)
    assert pane.caret.position == Position(0, 8)
    qtbot.mouseDClick(pane, Qt.MouseButton.LeftButton, pos=point)
    assert plain.view.caret_span().of(plain.session.result) == "words"
    qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=point)
    assert plain.view.caret_span().of(plain.session.result) == "First words here."
    pane.caret.move_to(Position(1, 0))
    start = pane.caret_rect().center().toPoint()
    pane.caret.move_to(Position(2, 5))
    end = pane.caret_rect().center()
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton, pos=start)
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, end, QPointF(pane.mapToGlobal(end)), left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(pane, move)
    qtbot.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=end.toPoint())
    assert plain.view.caret_span().of(plain.session.result) == "Second line of words.\n\nThird"


def test_the_clipboard(plain: Desk, qtbot: QtBot) -> None:
    pane = plain.view.result_pane
    pane.caret.select(Position(0, 0), Position(0, 6))
    standard(qtbot, plain, QKeySequence.StandardKey.Cut)
    assert QGuiApplication.clipboard().text() == "First "
    assert plain.session.result.startswith("words")
    standard(qtbot, plain, QKeySequence.StandardKey.Paste)
    assert plain.session.result == PLAIN
    QGuiApplication.clipboard().setText("one\r\ntwo\r")
    standard(qtbot, plain, QKeySequence.StandardKey.Paste)
    assert plain.session.result.startswith("First one\ntwo\nwords")


def test_copying_from_the_original_gives_the_document_s_own_characters(
    desk_for: Callable[[str], Desk], qtbot: QtBot
) -> None:
    desk = desk_for("A\u00a0hard space,\u2028a separator and 😀 here.")
    pane = desk.view.original_pane
    pane.caret.select_all()
    standard_copy = QKeySequence.keyBindings(QKeySequence.StandardKey.Copy)[0][0]
    qtbot.keyClick(pane, standard_copy.key(), standard_copy.keyboardModifiers())
    assert pane.selected_text() == desk.session.document.text


def test_typing_into_a_proposal_is_own_wording_of_it(desk: Desk, qtbot: QtBot) -> None:
    pane = desk.view.result_pane
    pane.setFocus()
    splice = desk.of_kind(DamageKind.SPLICE)
    at = shown(desk, 1).index("and he had") + 5
    pane.caret.move_to(Position(1, at))
    qtbot.keyClicks(pane, "er")
    assert desk.session.decision(splice.id).replacement == "here"
    assert desk.session.decision(splice.id).verdict is Verdict.ACCEPTED
    assert pane.caret.position == Position(1, at + 2)
    qtbot.keyClick(pane, Key.Key_Backspace)
    assert desk.session.decision(splice.id).replacement == "hee"


def test_typing_beside_a_proposal_leaves_it_undecided(desk: Desk, qtbot: QtBot) -> None:
    pane = desk.view.result_pane
    pane.setFocus()
    splice = desk.of_kind(DamageKind.SPLICE)
    pane.caret.move_to(Position(1, shown(desk, 1).index("and he had") + 1))
    qtbot.keyClicks(pane, "x")
    assert desk.session.decision(splice.id).verdict is Verdict.UNDECIDED
    assert "axnd Ansel Roth had" in desk.session.result
    assert "axnd he had" in shown(desk, 1)


def test_deleting_across_a_proposal_takes_what_was_seen(desk: Desk, qtbot: QtBot) -> None:
    pane = desk.view.result_pane
    pane.setFocus()
    start = shown(desk, 1).index("and he had")
    pane.caret.select(Position(1, start), Position(1, start + len("and he ")))
    qtbot.keyClick(pane, Key.Key_Delete)
    assert "villages , had never" in desk.session.result or "villages, had never" in shown(desk, 1)
    assert "Ansel Roth had never" not in desk.session.result


def test_undoing_brings_back_what_was_there(plain: Desk, qtbot: QtBot) -> None:
    pane = plain.view.result_pane
    change = plain.session.type_over(Span(0, 5), "Last")
    plain.session.apply(change)
    assert shown(plain, 0) == "Last words here."
    plain.session.apply(change.inverse())
    assert shown(plain, 0) == "First words here."
    assert pane.caret.position.row == 0


def override(pane: object, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str = "") -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)
    event.ignore()
    QApplication.sendEvent(pane, event)
    return event.isAccepted()


def test_undo_and_commands_belong_to_the_window_and_letters_to_the_text(plain: Desk) -> None:
    pane = plain.view.result_pane
    none = Qt.KeyboardModifier.NoModifier
    assert override(pane, Key.Key_A, none, "a")
    assert override(pane, Key.Key_Backspace, none)
    assert override(pane, Key.Key_Right, none)
    for sequence in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
        combination = QKeySequence.keyBindings(sequence)[0][0]
        assert not override(pane, combination.key(), combination.keyboardModifiers())
    assert not override(pane, Key.Key_Return, CTRL)
    assert not override(pane, Key.Key_Backspace, CTRL | SHIFT)
    assert not override(pane, Key.Key_F8, none)
    plain.view.set_mode(ViewMode.INLINE)
    assert not override(pane, Key.Key_A, none, "a")


def test_typing_goes_nowhere_where_nothing_can_be_written(plain: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(plain.view.original_pane, "abc")
    plain.view.set_mode(ViewMode.INLINE)
    qtbot.keyClicks(plain.view.result_pane, "abc")
    assert plain.typed == []


def test_focus_tells_whether_letters_would_be_typed(desk: Desk, qtbot: QtBot) -> None:
    told: list[bool] = []
    desk.view.editing_changed.connect(told.append)
    desk.view.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
    desk.view.result_pane.setFocus()
    desk.view.original_pane.setFocus()
    assert told[-2:] == [True, False]


def test_input_methods_compose_and_commit(plain: Desk) -> None:
    pane = plain.view.result_pane
    pane.caret.move_to(Position(0, 5))
    QApplication.sendEvent(pane, QInputMethodEvent("ni", []))
    assert plain.typed == []
    event = QInputMethodEvent("", [])
    event.setCommitString("你")
    QApplication.sendEvent(pane, event)
    assert plain.session.result.startswith("First你 words")
    assert pane.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is True
    assert pane.inputMethodQuery(Qt.InputMethodQuery.ImCursorPosition) == 6
    assert pane.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == "First你 words here."


def test_selecting_for_find(plain: Desk) -> None:
    plain.view.select_result(Span(25, 29))
    assert plain.view.caret_span() == Span(25, 29)
    assert plain.view.caret_span().of(plain.session.result) == "line"


def test_characters_outside_the_first_plane_are_one_step(
    desk_for: Callable[[str], Desk], qtbot: QtBot
) -> None:
    desk = desk_for("a😀b")
    pane = desk.view.result_pane
    pane.setFocus()
    for expected in (1, 2, 3):
        standard(qtbot, desk, QKeySequence.StandardKey.MoveToNextChar)
        assert pane.caret.position.offset == expected
    qtbot.keyClick(pane, Key.Key_Backspace)
    qtbot.keyClick(pane, Key.Key_Backspace)
    assert desk.session.result == "a"
