# SPDX-License-Identifier: Apache-2.0
"""The state that both panes, the connectors and the map share: what is laid out, where, and how far scrolled.

The place is kept as a row and a distance into it, never as a number of pixels from the top: heights of
rows out of sight are estimates, and may change without the text under the reader's eyes moving.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.session import ReviewSession
from desktop_app.ui.panes.folding import FOLD_HEIGHT
from desktop_app.ui.panes.laid_out_rows import SLICE, LaidOutRows
from desktop_app.ui.panes.marks import Mark
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.review_rows import ReviewRows, RowsChange
from desktop_app.ui.panes.row_layout import RowLayout
from desktop_app.ui.theme import Theme

TOP_MARGIN = 20
BOTTOM_MARGIN = 72
_FADE_MS = 120
_MOST_FADING = 64
_OVERHANG = 40
"""Pixels by which what belongs to a mark may lie beside its rectangles."""
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: survives switching of modes, themes and widths, undo and redo."""

    original: int
    """The offset in the original of the first row in sight."""

    fraction: float
    """How much of that row is above the window, 0..1; -1 where the text begins below the top margin."""


_BEGINNING = Place(0, -1.0)


@dataclass(frozen=True, slots=True)
class VisibleRow:
    """A row in sight."""

    row: int
    y: int
    """Where it begins, in pixels below the top of the panes; may be negative."""

    layout: RowLayout | None
    """None for rows that are folded into one bar."""


class Canvas(LaidOutRows):
    """Everything but the painting."""

    changed = Signal()
    """Something in sight looks different."""

    scrolled = Signal()
    """The place or the extent has changed."""

    rows_changed = Signal()
    """Rows came, went or grew: what counts them must count again."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self.reduced_motion = False
        self.viewport_height = 0
        self._top_row = 0
        self._into_row = -TOP_MARGIN
        self._fading: dict[str, int] = {}
        self._clock = QElapsedTimer()
        self._clock.start()
        self._fade_timer = QTimer(self)
        self._fade_timer.setInterval(16)
        self._fade_timer.timeout.connect(self._fade)
        self._grow_timer = QTimer(self)
        self._grow_timer.setInterval(0)
        self._grow_timer.timeout.connect(self._grow)

    # Contents

    def set_session(self, session: ReviewSession | None) -> None:
        """Show a review from its beginning, or nothing."""
        self.rows = None if session is None else ReviewRows(session, preview=self.preview)
        self.current = None
        self._top_row, self._into_row = 0, -TOP_MARGIN
        self.folding.unfold_none()
        self._fading.clear()
        self._start_rows()

    def _start_rows(self) -> None:
        self._forget_layouts()
        if self.rows is not None:
            self.rows.grow(SLICE)
            if not self.rows.complete:
                self._grow_timer.start()
        self._measures = self._measured()
        self._estimate()
        self._told()

    def _grow(self) -> None:
        if self.rows is None or self.rows.complete:
            self._grow_timer.stop()
            return
        place, seen = self.place(), tuple(self.visible_rows())
        self.rows.grow(SLICE)
        self._estimate()
        self._go_back(place)
        self.rows_changed.emit()
        self.scrolled.emit()
        if seen != tuple(self.visible_rows()):
            self.changed.emit()

    def refresh(self, ids: Set[str]) -> None:
        """Lay out again what a change of the session touched; the place stays."""
        if self.rows is None:
            return
        place = self.place()
        change = self.rows.refresh(ids)
        if change is None:
            self.rows.rebuild()
            self._start_rows()
            self.restore(place)
        else:
            self._take(change, ids, place)
        if not self.reduced_motion:
            now = self._clock.elapsed()
            self._fading.update(dict.fromkeys(islice(ids, _MOST_FADING), now))
            self._fade_timer.start()
        self._told()

    def _take(self, change: RowsChange, ids: Set[str], place: Place) -> None:
        if self.rows is None:
            return
        level = change.level and len(self.heights) == len(self.rows.index)
        if level and change.touched is not None:
            self._outdate(change.touched)
            if not self.folding.on:
                return
        elif level:
            self._outdate(tuple(self._layouts))
        else:
            self._forget_layouts()
        self._estimate_keeping(place)

    def _estimate_keeping(self, place: Place) -> None:
        self._estimate()
        self.restore(place)

    def _told(self) -> None:
        self.rows_changed.emit()
        self.scrolled.emit()
        self.changed.emit()

    # Looks

    def set_width(self, width: float) -> None:
        """Set the width that a text column may take; it takes no more than the measure."""
        width = max(120.0, width)
        if width != self._width:
            self._width = width
            self.lay_out_anew()

    def lay_out_anew(self) -> None:
        """Forget all layouts, as fonts, widths or modes have changed; the place stays."""
        if self.rows is not None:
            self.rows.preview = self.preview
        place = self.place()
        self._forget_layouts()
        self._measures = self._measured()
        self._estimate()
        self.restore(place)
        self._told()

    def visible_rows(self) -> Iterator[VisibleRow]:
        """Yield the rows in sight from the top, laying them out as needed."""
        if self.rows is None or not len(self.heights):
            return
        row, y = self._top_row, -self._into_row
        while row < len(self.heights) and y < self.viewport_height:
            if self.folding.hidden(row):
                pass
            elif self.folding.folded(row):
                yield VisibleRow(row, y, None)
                y += FOLD_HEIGHT
            else:
                layout = self.layout_of(row)
                if y + layout.height > 0:
                    yield VisibleRow(row, y, layout)
                y += layout.height
            row = self.folding.next_row(row)

    def marks_in_sight(self, visible: VisibleRow, side: Side) -> tuple[Mark, ...]:
        """Return the marks of a row that are not above or below the window; a row may be longer than it."""
        top, bottom = -_OVERHANG - visible.y, self.viewport_height + _OVERHANG - visible.y
        marks = self.marks_of(visible.row, side).between(top, bottom)
        return tuple(mark for mark in marks if self.in_sight(visible, mark))

    def in_sight(self, visible: VisibleRow, mark: Mark) -> bool:
        """Tell whether something of a mark may be seen."""
        below, above = mark.rects[0].top() + visible.y, mark.rects[-1].bottom() + visible.y
        return below < self.viewport_height + _OVERHANG and above > -_OVERHANG

    def y_of(self, row: int) -> int:
        """Return where a row begins, in pixels below the top of the panes."""
        return self.heights.top(row) - self.heights.top(self._top_row) - self._into_row

    # Scrolling

    @property
    def extent(self) -> int:
        """The height of everything, margins included."""
        return self.heights.total + TOP_MARGIN + BOTTOM_MARGIN

    @property
    def scroll(self) -> int:
        """How many pixels are above the window."""
        if not len(self.heights):
            return 0
        return self.heights.top(self._top_row) + self._into_row + TOP_MARGIN

    def scroll_to(self, y: int) -> None:
        """Have so many pixels above the window, as far as there are."""
        if self.rows is None or not len(self.heights):
            return
        for _ in range(_TRIES):
            last = max(0, self.extent - self.viewport_height)
            self._go_to(min(max(0, y), last))
            self.settle()
            if y < last or self.scroll >= self.extent - self.viewport_height:
                break
        self.scrolled.emit()
        self.changed.emit()

    def _go_to(self, y: int) -> None:
        into = y - TOP_MARGIN
        self._top_row = self.heights.row_at(max(0, into))
        self._into_row = into - self.heights.top(self._top_row)

    def scroll_by(self, pixels: int) -> None:
        """Scroll down by so many pixels, up if negative."""
        if pixels < 0:
            above, row = pixels + self._into_row, self._top_row
            while above < 0 and row > 0:
                row -= 1
                if self.folding.shown(row):
                    above += self.layout_of(row).height
                else:
                    above += self.heights.height(row)
        self.scroll_to(self.scroll + pixels)

    def settle(self) -> None:
        """Lay out what is in sight, and leave no emptiness behind the end."""
        for _ in range(_TRIES):
            before = self.heights.total
            for _row in self.visible_rows():
                pass
            overshoot = self.scroll - max(0, self.extent - self.viewport_height)
            if overshoot > 0:
                self._go_to(self.scroll - overshoot)
            elif before == self.heights.total:
                return

    def place(self) -> Place:
        """Return where the reader is."""
        if self.rows is None or not len(self.heights) or self._top_row >= len(self.rows.index):
            return _BEGINNING
        if self._top_row == 0 and self._into_row <= -TOP_MARGIN // 2:
            return _BEGINNING
        height = max(1, self.heights.height(self._top_row))
        return Place(self.rows.index.start(self._top_row), self._into_row / height)

    def restore(self, place: Place) -> None:
        """Go back to where the reader was."""
        self._go_back(place)
        self.scrolled.emit()
        self.changed.emit()

    def _go_back(self, place: Place) -> None:
        self.know(place.original)
        if self.rows is None or not len(self.heights):
            return
        row = self.rows.index.row_of(place.original)
        self._top_row = min(row, len(self.heights) - 1)
        shown = self.folding.shown(self._top_row)
        height = self.layout_of(self._top_row).height if shown else self.heights.height(self._top_row)
        self._into_row = max(-TOP_MARGIN, round(place.fraction * height))
        self.settle()

    def reveal(self, row: int, top: float, bottom: float) -> None:
        """Bring the part ``top..bottom`` of a row, in pixels, into the comfortable middle of the window."""
        if not self.folding.shown(row):
            self.unfold(row)
        self.layout_of(row)
        y = self.y_of(row)
        margin = min(96, self.viewport_height // 5)
        if y + top >= margin and y + bottom <= self.viewport_height - margin:
            return
        self.scroll_to(self.scroll + round(y + (top + bottom) / 2 - self.viewport_height * 0.4))
        drift = self.y_of(row) - y
        if drift and not 0 <= self.y_of(row) + top <= self.viewport_height:
            self.scroll_to(self.scroll + round(self.y_of(row) + top - self.viewport_height * 0.4))

    def bring_into_view(self, row: int, top: float, bottom: float) -> None:
        """Scroll as little as needed to have the part ``top..bottom`` of a row in sight."""
        self.layout_of(row)
        y = self.y_of(row)
        if y + top < 4:
            self.scroll_to(self.scroll + round(y + top) - 4)
        elif y + bottom > self.viewport_height - 4:
            self.scroll_to(self.scroll + round(y + bottom) - self.viewport_height + 4)

    def unfold(self, row: int) -> None:
        """Show the rows of the bar at ``row``."""
        if self.rows is not None:
            self.folding.unfold_at(self.rows.index.start(row))
            self._estimate_keeping(self.place())
            self._told()

    def try_wording(self, suggestion_id: str | None, text: str) -> None:
        """Show a wording for a suggestion before it is decided; None to show what stands."""
        if self.rows is None:
            return
        tried = None if suggestion_id is None else (suggestion_id, text)
        if tried == self.rows.tried:
            return
        touched = {pair[0] for pair in (tried, self.rows.tried) if pair is not None}
        self.rows.tried = tried
        for key in touched:
            try:
                row = self.rows.row_of(self.rows.session.suggestion(key))
            except KeyError:
                continue
            self._outdate((row,))
        self.settle()
        self._told()

    # Motion

    def fading(self, suggestion_id: str) -> float:
        """Return how much of the last change of a mark is still to be seen, 1..0."""
        started = self._fading.get(suggestion_id)
        if started is None:
            return 0.0
        return max(0.0, 1.0 - (self._clock.elapsed() - started) / _FADE_MS)

    def _fade(self) -> None:
        now = self._clock.elapsed()
        self._fading = {key: start for key, start in self._fading.items() if now - start < _FADE_MS}
        if not self._fading:
            self._fade_timer.stop()
        self.changed.emit()

    def current_suggestion(self) -> Suggestion | None:
        """Return the current suggestion, as long as it is in force."""
        if self.rows is None or self.current is None:
            return None
        try:
            suggestion = self.rows.session.suggestion(self.current)
        except KeyError:
            return None
        there = self.rows.session.at_original(suggestion.span.start)
        near = self.rows.session.between(suggestion.span.start, suggestion.span.end)
        return suggestion if there is suggestion or suggestion in near else None
