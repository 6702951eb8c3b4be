# SPDX-License-Identifier: Apache-2.0
"""The list at the left: filter box, filters by kind, lane and state, division, and the tree."""

from collections.abc import Iterable, Set

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.review.session import ReviewSession
from desktop_app.ui import wording
from desktop_app.ui.action_set import ActionSet
from desktop_app.ui.slices import Slices
from desktop_app.ui.suggestions.delegate import SuggestionDelegate
from desktop_app.ui.suggestions.filtering import Filter, SuggestionFilter
from desktop_app.ui.suggestions.grouping import Grouping
from desktop_app.ui.suggestions.model import Listing, SuggestionModel, listing
from desktop_app.ui.theme import Theme

_FILTER_PAUSE = 120
"""Milliseconds after the last letter before the list is filtered."""


MANY = 2_000
"""Suggestions from which on a new list is made in slices."""

LONG = 2_000_000
"""Code points of a text from which on its lines are looked for in slices."""

_FEW, _SOME = 24, 400
"""Members that are all shown unfolded: always, and where a filter has picked them."""


class _Tree(QTreeView):
    """A tree whose groups keep Left and Right for folding."""

    def event(self, event: QEvent) -> bool:
        """Claim the arrows on a heading, before the shortcuts for alternatives take them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            on_heading = not self.currentIndex().parent().isValid()
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if on_heading and plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                event.accept()
                return True
        return bool(super().event(event))


class SuggestionPanel(QWidget):
    """The list of suggestions with its filters."""

    picked = Signal(str)
    """The editor has gone to a suggestion in the list."""
    filtered = Signal(object)
    """The ids shown by the filter, as a frozenset; None when everything is."""
    listed = Signal()
    """A long list has been made anew."""

    def __init__(self, theme: Theme, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._session: ReviewSession | None = None
        self._following = False
        self._current: str | None = None
        self._open_groups: set[tuple[str, str, int]] = set()
        """The headings that are unfolded."""
        self._opened: tuple[str, str, int] | None = None
        """The heading that was unfolded for the current suggestion only."""
        self._all_unfolded = False
        """Whether the list is so short that nothing in it is folded; that says nothing about a longer one."""
        self._scrolled = 0
        self._lister = Slices(self)
        self._lister.done.connect(self._take)
        self.model = SuggestionModel(self)
        self.proxy = SuggestionFilter(self.model, self)
        self._delegate = SuggestionDelegate(theme, self)
        self._timer = QTimer(self, singleShot=True, interval=_FILTER_PAUSE)
        self._timer.timeout.connect(self._apply_filter)
        self._build()
        self.set_theme(theme)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._filters())
        self.tree = _Tree(self)
        self.tree.setModel(self.proxy)
        self.tree.setItemDelegate(self._delegate)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setIndentation(14)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setMouseTracking(True)
        self.tree.setAccessibleName(self.tr("Suggestions"))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self._nothing = QLabel(self)
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMargin(24)
        self._nothing.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        host = QWidget(self)
        self._pages = QStackedLayout(host)
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self._nothing)
        layout.addWidget(host, 1)
        self.setMinimumWidth(230)
        self.proxy.modelAboutToBeReset.connect(self._remember_place)
        self.proxy.modelReset.connect(self._reopen)
        self.tree.clicked.connect(self._clicked)
        # A look at each of a thousand headings before each new list would take too long.
        self.tree.expanded.connect(self._unfolded)
        self.tree.collapsed.connect(self._folded)

    def _filters(self) -> QWidget:
        host = QWidget(self)
        grid = QGridLayout(host)
        grid.setContentsMargins(10, 10, 10, 8)
        grid.setSpacing(6)
        self.words = QLineEdit(host)
        self.words.setPlaceholderText(self.tr("Filter"))
        self.words.setAccessibleName(self.tr("Filter the list by words"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._timer.start)
        self.words.returnPressed.connect(self._leave_filter)
        self.kind = self._combo(
            self.tr("All kinds"), ((kind, wording.kind_name(kind)) for kind in DamageKind)
        )
        self.lane = self._combo(self.tr("All lanes"), ((lane, wording.lane_name(lane)) for lane in Lane))
        self.state = self._combo(self.tr("All states"), ((v, wording.verdict_name(v)) for v in Verdict))
        self.grouping = QToolButton(host)
        self.grouping.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.grouping.setAutoRaise(True)
        menu = QMenu(self.grouping)
        self._grouping_names = {
            Grouping.SERIES: self.tr("By series"),
            Grouping.PLACE: self.tr("By place"),
            Grouping.CONFIDENCE: self.tr("By confidence"),
        }
        for grouping, name in self._grouping_names.items():
            action = menu.addAction(name)
            action.setData(grouping.value)
            action.triggered.connect(self._regroup)
        self.grouping.setMenu(menu)
        self.grouping.setText(self._grouping_names[Grouping.SERIES])
        self.grouping.setToolTip(self.tr("Divide the list by series, place or confidence"))
        for combo, name in (
            (self.kind, self.tr("Kind")),
            (self.lane, self.tr("Lane")),
            (self.state, self.tr("State")),
        ):
            combo.setAccessibleName(name)
        grid.addWidget(self.words, 0, 0, 1, 2)
        grid.addWidget(self.grouping, 0, 2)
        for column, combo in enumerate((self.kind, self.lane, self.state)):
            grid.addWidget(combo, 1, column)
            grid.setColumnStretch(column, 1)
        return host

    def _combo(self, everything: str, choices: Iterable[tuple[str, str]]) -> QComboBox:
        combo = QComboBox(self)
        combo.addItem(everything, "")
        for value, name in choices:
            combo.addItem(name, str(value))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(6)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.currentIndexChanged.connect(self._apply_filter)
        return combo

    # Content

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._delegate.set_theme(theme)
        palette = self.tree.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.new_quiet)
        self.tree.setPalette(palette)
        self.tree.viewport().update()

    def set_session(self, session: ReviewSession | None) -> None:
        """Show another session."""
        self._session = session
        self._current = None
        self.model.set_session(session)
        self._structure_changed()

    def refresh(self, ids: Set[str]) -> None:
        """Take in changes of decisions or suggestions; ``listed`` tells when many have been."""
        session = self._session
        if session is None:
            return
        order, text = session.suggestions, session.document.text
        long = len(order) > MANY or len(text) > LONG
        if (long and self.model.is_outdated) or len(ids) > MANY:
            self._lister.start(listing(order, text, self.model.grouping, self.model.lines))
        else:
            self.model.refresh(ids)

    @Slot(object)
    def _take(self, made: Listing) -> None:
        if self.model.is_current(made):
            self.model.take(made)
            self.listed.emit()

    @Slot()
    def close_work(self) -> None:
        """Drop the list that is being made."""
        self._lister.cancel()

    def set_current(self, suggestion_id: str | None) -> None:
        """Mark a suggestion as the current one and bring it into sight."""
        self._current = suggestion_id
        index = self.proxy.mapFromSource(self.model.index_of(suggestion_id))
        if not index.isValid():
            return
        self._following = True
        try:
            self._open_only(index.parent())
            if index != self.tree.currentIndex():
                self.tree.selectionModel().setCurrentIndex(
                    index, QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
            self.tree.scrollTo(index)
        finally:
            self._following = False

    def _open_only(self, heading: QModelIndex) -> None:
        """Unfold a heading; fold the one before, unless the editor had unfolded it: lists stay short."""
        key = self._key_of(heading)
        if self._opened is not None and self._opened != key:
            self.tree.collapse(self._heading(self._opened))
        if self._opened != key:
            self._opened = None if self.tree.isExpanded(heading) else key
        self.tree.expand(heading)

    def _key_of(self, heading: QModelIndex) -> tuple[str, str, int] | None:
        group = self.model.group_at(self.proxy.mapToSource(heading))
        return None if group is None else (*group.key, group.first)

    def _heading(self, key: tuple[str, str, int]) -> QModelIndex:
        what, title, first = key
        return self.proxy.mapFromSource(self.model.heading((what, title), first))

    def selected(self) -> tuple[Suggestion, ...]:
        """Return the selected suggestions; a selected heading stands for its members shown."""
        found: dict[str, Suggestion] = {}
        for index in self.tree.selectionModel().selectedIndexes():
            suggestion = self.model.suggestion_at(self.proxy.mapToSource(index))
            if suggestion is not None:
                found[suggestion.id] = suggestion
                continue
            for row in range(self.proxy.rowCount(index)):
                member = self.model.suggestion_at(self.proxy.mapToSource(self.proxy.index(row, 0, index)))
                if member is not None:
                    found[member.id] = member
        return tuple(found.values())

    def show_only(self, *, lane: Lane | None = None, verdict: Verdict | None = None) -> None:
        """Filter by lane or state, as a click on the strip of lanes does; the same again shows all."""
        wanted = lane.value if lane else ""
        combo = self.lane if lane else self.state
        value = wanted or (verdict.value if verdict else "")
        combo.setCurrentIndex(0 if combo.currentData() == value else combo.findData(value))

    def clear_filter(self) -> None:
        """Show everything."""
        self.words.clear()
        for combo in (self.kind, self.lane, self.state):
            combo.setCurrentIndex(0)
        self._apply_filter()

    def focus_filter(self) -> None:
        """Put the caret into the filter box."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    # Inside

    def _leave_filter(self) -> None:
        self._apply_filter()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _regroup(self) -> None:
        action = self.sender()
        grouping = Grouping(action.property("data") or action.data())  # type: ignore[attr-defined]
        self.grouping.setText(self._grouping_names[grouping])
        self.model.set_grouping(grouping)
        self.set_current(self._current)

    def _apply_filter(self) -> None:
        self._timer.stop()
        kind, lane, state = (combo.currentData() for combo in (self.kind, self.lane, self.state))
        wanted = Filter(
            self.words.text().strip(),
            DamageKind(kind) if kind else None,
            Lane(lane) if lane else None,
            Verdict(state) if state else None,
        )
        if wanted != self.proxy.filter:
            # The tree keeps a place for each unfolded group, also when the filter takes the group away:
            # folded before and unfolded after, a long day of filters leaves nothing behind.
            self._remember_place()
            unfolded = set(self._open_groups)
            self.tree.collapseAll()
            self._open_groups = unfolded
            self.proxy.set_filter(wanted)
            self._reopen()
        self.filtered.emit(None if wanted.empty else frozenset(self.proxy.shown().ids()))

    def _structure_changed(self) -> None:
        shown = self.proxy.rowCount()
        if self.proxy.filter.empty:  # asking the proxy would have it look at each of them
            members = len(self.model.order)
        else:
            members = sum(self.proxy.rowCount(self.proxy.index(row, 0)) for row in range(shown))
        self._all_unfolded = members <= _FEW or (members <= _SOME and not self.proxy.filter.empty)
        if self._all_unfolded:
            self.tree.expandAll()
        if self.proxy.filter.empty:
            self._nothing.setText(self.tr("Nothing was found that needs repair."))
        else:
            self._nothing.setText(self.tr("No suggestion passes the filter."))
        self._pages.setCurrentIndex(0 if shown or self._session is None else 1)

    def _remember_place(self) -> None:
        self._scrolled = self.tree.verticalScrollBar().value()

    def _unfolded(self, heading: QModelIndex) -> None:
        if not self._all_unfolded and (key := self._key_of(heading)) is not None:
            self._open_groups.add(key)

    def _folded(self, heading: QModelIndex) -> None:
        if not self._all_unfolded and (key := self._key_of(heading)) is not None:
            self._open_groups.discard(key)

    def _reopen(self) -> None:
        if self._opened is not None:
            self._opened = self._key_of(self._heading(self._opened))
        unfolded, self._open_groups = self._open_groups, set()
        for key in unfolded:
            self.tree.expand(self._heading(key))
        nothing_was_folded = self._all_unfolded
        self._structure_changed()
        heading = self.proxy.mapFromSource(self.model.index_of(self._current)).parent()
        if nothing_was_folded or self.tree.isExpanded(heading):
            self.set_current(self._current)
        self.tree.verticalScrollBar().setValue(self._scrolled)

    def _current_changed(self, current: QModelIndex) -> None:
        suggestion = self.model.suggestion_at(self.proxy.mapToSource(current))
        if suggestion is not None and not self._following:
            self.picked.emit(suggestion.id)

    def _clicked(self, index: QModelIndex) -> None:
        if not index.parent().isValid():
            if self._key_of(index) == self._opened:
                self._opened = None
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _show_menu(self, place: object) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action_id in ("accept", "keep", "later", "reset"):
            menu.addAction(self._actions[action_id])
        menu.addSeparator()
        for action_id in ("series", "series_keep", "accept_shown", "keep_shown"):
            menu.addAction(self._actions[action_id])
        menu.addSeparator()
        for action_id in ("note", "bookmark"):
            menu.addAction(self._actions[action_id])
        menu.popup(self.tree.viewport().mapToGlobal(place))  # type: ignore[call-overload]
