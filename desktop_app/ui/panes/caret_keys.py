# SPDX-License-Identifier: Apache-2.0
"""Which key moves the caret where: the platform's own keys, as Qt knows them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop_app.ui.panes.caret import Caret

_Key = QKeySequence.StandardKey
_Move = Callable[..., None]


_MOVES: tuple[tuple[QKeySequence.StandardKey, QKeySequence.StandardKey, _Move], ...] = (
    (_Key.MoveToNextChar, _Key.SelectNextChar, partial(Caret.step, forward=True)),
    (_Key.MoveToPreviousChar, _Key.SelectPreviousChar, partial(Caret.step, forward=False)),
    (_Key.MoveToNextWord, _Key.SelectNextWord, partial(Caret.step, forward=True, words=True)),
    (_Key.MoveToPreviousWord, _Key.SelectPreviousWord, partial(Caret.step, forward=False, words=True)),
    (_Key.MoveToStartOfLine, _Key.SelectStartOfLine, partial(Caret.to_line_end, forward=False)),
    (_Key.MoveToEndOfLine, _Key.SelectEndOfLine, partial(Caret.to_line_end, forward=True)),
    (_Key.MoveToStartOfBlock, _Key.SelectStartOfBlock, partial(Caret.to_row_end, forward=False)),
    (_Key.MoveToEndOfBlock, _Key.SelectEndOfBlock, partial(Caret.to_row_end, forward=True)),
    (_Key.MoveToStartOfDocument, _Key.SelectStartOfDocument, partial(Caret.to_text_end, forward=False)),
    (_Key.MoveToEndOfDocument, _Key.SelectEndOfDocument, partial(Caret.to_text_end, forward=True)),
)

_LINE_MOVES = (
    (_Key.MoveToNextLine, _Key.SelectNextLine, 1, False),
    (_Key.MoveToPreviousLine, _Key.SelectPreviousLine, -1, False),
    (_Key.MoveToNextPage, _Key.SelectNextPage, 1, True),
    (_Key.MoveToPreviousPage, _Key.SelectPreviousPage, -1, True),
)


_KEYS = (
    *(key for plain, selecting, _ in _MOVES for key in (plain, selecting)),
    *(key for plain, selecting, _, _ in _LINE_MOVES for key in (plain, selecting)),
    _Key.SelectAll,
)


def move_by_key(caret: Caret, event: QKeyEvent, page: int) -> bool:
    """Move the caret if the key is one for it; ``page`` is how many lines a page has."""
    for plain, selecting, move in _MOVES:
        if event.matches(plain) or event.matches(selecting):
            move(caret, select=event.matches(selecting))
            return True
    for plain, selecting, lines, by_page in _LINE_MOVES:
        if event.matches(plain) or event.matches(selecting):
            caret.step_line(lines * (page if by_page else 1), select=event.matches(selecting))
            return True
    if event.matches(_Key.SelectAll):
        caret.select_all()
        return True
    return False


def is_caret_key(event: QKeyEvent) -> bool:
    """Tell whether a key moves the caret."""
    return any(event.matches(key) for key in _KEYS)
