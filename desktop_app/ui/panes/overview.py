# SPDX-License-Identifier: Apache-2.0
"""The map at the edge: the whole text at a glance, what is open in it, and where the window is."""

from collections.abc import Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import LIKELY
from desktop_app.review.verdicts import CODES, Codes
from desktop_app.steps import at_once
from desktop_app.ui.panes.canvas import TOP_MARGIN, Canvas
from desktop_app.ui.panes.changed_part import QUIET
from desktop_app.ui.panes.map_slots import Bounds, Starts, height_of, slot_bounds
from desktop_app.ui.slices import Sliced, Slices

MAP_WIDTH = 14
_SLOT = 2
"""Pixels of the map's height in which suggestions are not told apart."""
_NOTHING = pack(())

MANY = 2_000
"""Suggestions from which on they are read in slices."""

# Where several share a pixel the greater number is seen: what is open is never hidden.
_QUIET_DONE, _QUIET_OPEN, _DONE, _UNCERTAIN, _OPEN = range(5)


class _Read(NamedTuple):
    """What the map must know of all suggestions."""

    suggestions: PackedSuggestions
    starts: Starts
    states: NDArray[np.int8]
    """How each is drawn while it is undecided."""


class OverviewMap(QWidget):
    """Ticks for all suggestions: solid undecided, hollow uncertain, faint decided, dots for spaces."""

    dragged = Signal(int)
    """The pixels that should be above the window."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._starts: Starts = np.zeros(0, np.int32)
        self._states: NDArray[np.int8] = np.zeros(0, np.int8)
        self._session: object = None
        self._suggestions: object = None
        """Those of the session that have been read, or are being read."""
        self._reader = Slices(self)
        self._reader.done.connect(self._have_read)
        self._picture: QPixmap | None = None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        canvas.rows_changed.connect(self._forget)
        canvas.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(MAP_WIDTH, 200)

    def refresh(self, ids: Set[str] = frozenset()) -> None:
        """Take in changed decisions, or a new set of suggestions."""
        session = self._canvas.session
        suggestions = session.suggestions if session else _NOTHING
        if session is not self._session:
            self._session = session
            self._starts, self._states = self._starts[:0], self._states[:0]
            self._forget()
        if suggestions is not self._suggestions:
            self._suggestions = suggestions
            if len(suggestions) > MANY:
                self._reader.start(_reading(suggestions))  # the map of before is right but for what is new
                return
            self._reader.cancel()
            read = at_once(_reading(suggestions))
            assert isinstance(read, _Read)
            self._have_read(read)
        elif session is not None and not self._reader.busy:
            places = suggestions.places_of(ids)
            self._states[places] = _states(_if_open(suggestions.take(places)), session.verdicts[places])
            self._forget()

    @Slot(object)
    def _have_read(self, read: _Read) -> None:
        session = self._canvas.session
        if session is None or session.suggestions is read.suggestions:
            verdicts = session.verdicts if session is not None else np.zeros(0, np.int8)
            self._starts, self._states = read.starts, _states(read.states, verdicts)
            self._forget()

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._canvas.theme
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._drawn(ratio)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_current(painter)
        top, bottom = self._window()
        shade = QColor(theme.text)
        shade.setAlphaF(0.10)
        painter.setBrush(shade)
        painter.setPen(QPen(theme.margin_text, 1))
        painter.drawRoundedRect(QRectF(0.5, top + 0.5, self.width() - 1, max(8.0, bottom - top) - 1), 3, 3)
        painter.end()

    def _window(self) -> tuple[float, float]:
        scale = self._scale()
        top = self._canvas.scroll * scale
        return top, min(float(self.height()), top + self._canvas.viewport_height * scale)

    def _scale(self) -> float:
        extent = max(self._canvas.extent, self._canvas.viewport_height, 1)
        return self.height() / extent

    def bounds(self) -> Bounds:
        """Return which of the suggestions that have been read share each two pixels of the map."""
        rows = self._canvas.rows
        edges = np.arange(1, max(1, self.height() // _SLOT)) * _SLOT / self._scale() - TOP_MARGIN
        if rows is None:
            return np.zeros(len(edges) + 2, np.int64)
        return slot_bounds(self._starts, rows.index, self._canvas.heights, edges)

    def _drawn(self, ratio: float) -> QPixmap:
        theme = self._canvas.theme
        picture = QPixmap(QSize(round(self.width() * ratio), round(self.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.alternate_base)
        painter = QPainter(picture)
        bounds = self.bounds()
        slots = np.flatnonzero(np.diff(bounds))
        firsts = bounds[slots]
        if len(slots):
            words = np.maximum.reduceat(self._states, firsts)
            quiet = np.logical_or.reduceat(self._states == _QUIET_OPEN, firsts)
        else:
            words, quiet = np.zeros(0, np.int8), np.zeros(0, np.bool_)
        faint = QColor(theme.kept_line)
        faint.setAlphaF(0.35)
        soft = QColor(theme.new_line)
        soft.setAlphaF(0.45)
        for slot in slots[quiet].tolist():
            painter.fillRect(QRectF(self.width() - 4, slot * _SLOT, 2, 1), soft)
        for slot, state in zip(slots.tolist(), words.tolist(), strict=True):
            if state < _DONE:
                continue
            box = QRectF(2, slot * _SLOT, self.width() - 7, _SLOT)
            if state == _DONE:
                painter.fillRect(box, faint)
            elif state == _OPEN:
                painter.fillRect(box, theme.new_line)
            else:
                painter.fillRect(QRectF(box.left(), box.top(), 2, 2), theme.old_line)
                painter.fillRect(QRectF(box.right() - 2, box.top(), 2, 2), theme.old_line)
        painter.end()
        return picture

    def _paint_current(self, painter: QPainter) -> None:
        current, rows = self._canvas.current_suggestion(), self._canvas.rows
        if current is None or rows is None or not len(self._canvas.heights):
            return
        below = height_of(current.span.start, rows.index, self._canvas.heights)
        y = (below + TOP_MARGIN) * self._scale()
        arrow = QPolygonF([QPointF(0, y - 4), QPointF(6, y), QPointF(0, y + 4)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._canvas.theme.text)
        painter.drawPolygon(arrow)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            middle = event.position().y() / self._scale()
            self.dragged.emit(round(middle - self._canvas.viewport_height / 2))


def _reading(suggestions: PackedSuggestions) -> Sliced:
    starts = np.ascontiguousarray(suggestions.starts)
    yield
    return _Read(suggestions, starts, _if_open(suggestions))


def _if_open(suggestions: PackedSuggestions) -> NDArray[np.int8]:
    """Return what there is of each to draw while it is undecided."""
    states = np.where(suggestions.confidences >= LIKELY, np.int8(_OPEN), np.int8(_UNCERTAIN))
    states[suggestions.are_of(QUIET)] = _QUIET_OPEN
    return states


def _states(if_open: NDArray[np.int8], verdicts: Codes) -> NDArray[np.int8]:
    """Return what there is of each to draw."""
    done = np.flatnonzero(verdicts != CODES[Verdict.UNDECIDED])
    if_open[done] = np.where(if_open[done] == _QUIET_OPEN, _QUIET_DONE, _DONE)
    return if_open
