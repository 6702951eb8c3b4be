# SPDX-License-Identifier: Apache-2.0
"""Rows with their layouts: made when they are looked at, kept while they are likely to be looked at again."""

from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetricsF

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.session import ReviewSession
from desktop_app.ui.fonts import PROSE_FAMILY, prose_font
from desktop_app.ui.panes.contents import RowContent
from desktop_app.ui.panes.folding import Folding
from desktop_app.ui.panes.heights import RowHeights
from desktop_app.ui.panes.marks import MarkState, mark_state
from desktop_app.ui.panes.modes import Side, ViewMode
from desktop_app.ui.panes.review_rows import ReviewRows
from desktop_app.ui.panes.row_layout import Measures, RowLayout, SideLayout
from desktop_app.ui.panes.side_marks import SideMarks
from desktop_app.ui.theme import Theme

MEASURE = 70
"""Characters in a full line."""

SLICE = 0.004
"""For how many seconds rows are cut at a time."""

_SAMPLE = "the editor reads a line of about this length before the eye turns back, as in a good book, "
_MOST_LAYOUTS = 400
_MOST_OUTDATED = 16


class LaidOutRows(QObject):
    """What there is to show, how it is to look, and the rows that have been laid out."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows: ReviewRows | None = None
        self.mode = ViewMode.SIDE_BY_SIDE
        self.current: str | None = None
        self.zoom = 100
        self.family = PROSE_FAMILY
        self.show_invisible = False
        self.preview = True
        self.folding = Folding()
        self.heights = RowHeights()
        self._width = 400.0
        self._measures = self._measured()
        self._layouts: OrderedDict[int, RowLayout] = OrderedDict()
        self._outdated: dict[int, RowLayout] = {}
        """Layouts of rows that have changed since: often in a word, or on one side."""

    @property
    def session(self) -> ReviewSession | None:
        """The review that is shown."""
        return self.rows.session if self.rows is not None else None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that the mode shows."""
        if self.mode is ViewMode.SIDE_BY_SIDE:
            return (Side.ORIGINAL, Side.RESULT)
        return (Side.INLINE,) if self.mode is ViewMode.INLINE else (Side.RESULT,)

    def know(self, offset: int) -> None:
        """Cut rows at once, should the row of a place in the original not be known yet."""
        if self.rows is None or self.rows.complete:
            return
        known = len(self.rows.index)
        while int(self.rows.index.starts[-1]) <= offset and self.rows.grow(SLICE):
            pass
        if len(self.rows.index) > known:
            self._estimate()

    @property
    def measures(self) -> Measures:
        """Font and width of the text column."""
        return self._measures

    @property
    def full_measure(self) -> float:
        """The width of a column that holds a full line, in pixels."""
        return MEASURE * self._character()

    def _character(self) -> float:
        metrics = QFontMetricsF(prose_font(self.zoom, self.family))
        return metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)

    def _measured(self) -> Measures:
        font = prose_font(self.zoom, self.family)
        wrapped = False
        if self.rows is not None:
            lines = self.rows.session.document.text[:20_000].split("\n")
            wrapped = len(lines) > 12 and max(map(len, lines)) <= 100 and max(map(len, lines)) > 50
        width = min(self._width, self.full_measure)
        return Measures(font, width, self.show_invisible, wrapped)

    def _estimate(self) -> None:
        """Guess the heights of all rows from their lengths; those laid out keep what was measured."""
        if self.rows is None:
            self.heights.replace(np.zeros(0, np.int32))
            return
        index = self.rows.index
        per_line = max(8.0, self._measures.width / self._character() * 0.96)
        lines = np.maximum(1, np.ceil(index.lengths() / per_line))
        gaps = np.full(len(index), self._measures.gap(1 if len(index) > 1 else 0))
        gaps[:-1][index.continues[1:]] = 0
        heights = (lines * self._measures.pitch + gaps).astype(np.int32)
        self.folding.fold(self.rows, self.current)
        self.folding.apply(heights)
        self.heights.replace(heights)
        for row, layout in self._layouts.items():
            if row < len(index) and self.folding.shown(row):
                self.heights.set(row, layout.height)

    def layout_of(self, row: int) -> RowLayout:
        """Lay out a row, or return it as it was laid out last; its height is then known."""
        layout = self._layouts.get(row)
        if layout is None:
            if self.rows is None:
                raise LookupError("there is no text to lay out")
            layout = self._layouts[row] = self._laid_out(row, self.rows, self._outdated.pop(row, None))
            while len(self._layouts) > _MOST_LAYOUTS:
                self._layouts.popitem(last=False)
            if row < len(self.heights):
                self.heights.set(row, layout.height)
        else:
            self._layouts.move_to_end(row)
        return layout

    def _laid_out(self, row: int, rows: ReviewRows, former: RowLayout | None) -> RowLayout:
        before = former.sides if former is not None else {}
        sides = {
            side: SideLayout(rows.content(row, side), self._measures, before.get(side)) for side in self.sides
        }
        layout = RowLayout(sides, self._measures)
        for side, laid_out in sides.items():
            known = former.marks.get(side) if former is not None else None
            layout.marks[side] = SideMarks(laid_out, self._wording_of, known)
        return layout

    def _wording_of(self, suggestion: Suggestion) -> str:
        assert self.rows is not None
        return self.rows.wording(suggestion).text

    def _outdate(self, rows: Iterable[int]) -> None:
        """Lay rows out anew when they are looked at next."""
        for row in rows:
            if (layout := self._layouts.pop(row, None)) is not None:
                self._outdated[row] = layout
        while len(self._outdated) > _MOST_OUTDATED:
            del self._outdated[next(iter(self._outdated))]

    def _forget_layouts(self) -> None:
        self._layouts.clear()
        self._outdated.clear()

    def content_of(self, row: int, side: Side) -> RowContent:
        """Return what a side of a row shows, without laying it out if it is not."""
        if self.rows is None:
            raise LookupError("there is no text to show")
        layout = self._layouts.get(row)
        if layout is not None and side in layout.sides:
            return layout.sides[side].content
        return self.rows.content(row, side)

    def marks_of(self, row: int, side: Side) -> SideMarks:
        """Return the marks on a side of a row."""
        return self.layout_of(row).marks[side]

    def state_of(self, suggestion: Suggestion) -> MarkState:
        """Return how a suggestion is marked."""
        if self.rows is None:
            return MarkState.UNDECIDED
        return mark_state(suggestion, self.rows.session.decision(suggestion.id))
