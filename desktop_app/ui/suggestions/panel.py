# SPDX-License-Identifier: Apache-2.0
"""The list at the left: what is to be shown, and the tree."""

from collections.abc import Set

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QMenu,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.repair.packed import Ids
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.review.session import ReviewSession
from desktop_app.steps import at_once
from desktop_app.ui.action_set import ActionSet
from desktop_app.ui.slices import Slices
from desktop_app.ui.suggestions.delegate import SuggestionDelegate
from desktop_app.ui.suggestions.filter_bar import FilterBar
from desktop_app.ui.suggestions.filtering import EVERYTHING
from desktop_app.ui.suggestions.grouping import Grouping
from desktop_app.ui.suggestions.model import Listing, SuggestionModel
from desktop_app.ui.theme import Theme

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
    """The ids shown by the filter, as a set; None when everything is."""
    listed = Signal()
    """The list has been made anew of what passes the same filter."""

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
        self._listed = EVERYTHING
        """What was asked for when the list was made."""
        self._was_filtered = False
        self._lister = Slices(self)
        self._lister.done.connect(self._have)
        self.model = SuggestionModel(self)
        self._delegate = SuggestionDelegate(theme, self)
        self.filters = FilterBar(self)
        self.filters.changed.connect(self._apply_filter)
        self.filters.regrouped.connect(self._regroup)
        self.filters.left.connect(self._go_to_list)
        self._build()
        self.set_theme(theme)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        self.tree = _Tree(self)
        self.tree.setModel(self.model)
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
        self.model.modelAboutToBeReset.connect(self._remember_place)
        self.model.modelReset.connect(self._reopen)
        self.tree.clicked.connect(self._clicked)
        # A look at each of a thousand headings before each new list would take too long.
        self.tree.expanded.connect(self._unfolded)
        self.tree.collapsed.connect(self._folded)

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
        if self._session is None:
            return
        if len(ids) > MANY or (self._is_long and (self.model.is_outdated or self.model.is_outdated_by(ids))):
            self._lister.start(self.model.listing())
        else:
            self.model.refresh(ids)

    @property
    def _is_long(self) -> bool:
        session = self._session
        return session is not None and (len(session.suggestions) > MANY or len(session.document.text) > LONG)

    def _list_anew(self) -> None:
        """Show the list as it is wished now."""
        if self._is_long:
            self._lister.start(self.model.listing())
        else:
            self._lister.cancel()
            self._take(at_once(self.model.listing()))

    @Slot(object)
    def _have(self, made: Listing) -> None:
        if self.model.is_current(made):
            self._take(made)

    def _take(self, made: Listing) -> None:
        is_same = made.wanted == self._listed
        if not is_same:
            # The tree keeps a place for each unfolded group, also when the filter takes the group away:
            # folded before and unfolded after, a long day of filters leaves nothing behind.
            unfolded = set(self._open_groups)
            self.tree.collapseAll()
            self._open_groups = unfolded
        self._listed = made.wanted
        self.model.take(made)
        if is_same:
            self.listed.emit()

    @Slot()
    def close_work(self) -> None:
        """Drop the list that is being made."""
        self._lister.cancel()

    def set_current(self, suggestion_id: str | None) -> None:
        """Mark a suggestion as the current one and bring it into sight."""
        self._current = suggestion_id
        index = self.model.index_of(suggestion_id)
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
        group = self.model.group_at(heading)
        return None if group is None else (*group.key, group.first)

    def _heading(self, key: tuple[str, str, int]) -> QModelIndex:
        what, title, first = key
        return self.model.heading((what, title), first)

    def _key_now(self, key: tuple[str, str, int]) -> tuple[str, str, int]:
        """Return the key that a heading has by now; what a filter has taken away comes back with its own."""
        return self._key_of(self._heading(key)) or key

    def selected(self) -> tuple[Suggestion, ...]:
        """Return the selected suggestions; a selected heading stands for its members shown."""
        found: dict[str, Suggestion] = {}
        for index in self.tree.selectionModel().selectedIndexes():
            suggestion = self.model.suggestion_at(index)
            if suggestion is not None:
                found[suggestion.id] = suggestion
                continue
            for row in range(self.model.rowCount(index)):
                member = self.model.suggestion_at(self.model.index(row, 0, index))
                if member is not None:
                    found[member.id] = member
        return tuple(found.values())

    def show_only(self, *, lane: Lane | None = None, verdict: Verdict | None = None) -> None:
        """Filter by lane or state, as a click on the strip of lanes does; the same again shows all."""
        self.filters.show_only(lane=lane, verdict=verdict)

    def clear_filter(self) -> None:
        """Show everything."""
        self.filters.clear()

    def focus_filter(self) -> None:
        """Put the caret into the filter box."""
        self.filters.begin()

    # Inside

    @Slot()
    def _go_to_list(self) -> None:
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _regroup(self, grouping: Grouping) -> None:
        self.model.set_grouping(grouping)
        self._list_anew()

    @Slot()
    def _apply_filter(self) -> None:
        wanted = self.filters.wanted
        if wanted != self.model.filter:
            self.model.set_filter(wanted)
            self._list_anew()

    def _structure_changed(self) -> None:
        shown, is_filtered = self.model.rowCount(), not self.model.filter.empty
        self._all_unfolded = self.model.length <= (_SOME if is_filtered else _FEW)
        if self._all_unfolded:
            self.tree.expandAll()
        if not is_filtered:
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
            self._opened = self._key_now(self._opened)
        self._open_groups = set(map(self._key_now, self._open_groups))
        for key in tuple(self._open_groups):
            self.tree.expand(self._heading(key))
        nothing_was_folded = self._all_unfolded
        self._structure_changed()
        heading = self.model.index_of(self._current).parent()
        if nothing_was_folded or self.tree.isExpanded(heading):
            self.set_current(self._current)
        self.tree.verticalScrollBar().setValue(self._scrolled)
        if not self._listed.empty or self._was_filtered:
            self._was_filtered = not self._listed.empty
            self.filtered.emit(Ids(self.model.order, self.model.shown()) if self._was_filtered else None)

    def _current_changed(self, current: QModelIndex) -> None:
        suggestion = self.model.suggestion_at(current)
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
