# SPDX-License-Identifier: Apache-2.0
"""The list of suggestions as a tree of two levels: groups and their members.

Rows are immutable; a decision changes one row's data, never the structure. Child indexes carry the
number of their group plus one, groups carry 0, so that no Python object hangs on an index.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.repair.keys import Places
from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.policy import Lane
from desktop_app.review.session import ReviewSession
from desktop_app.review.verdicts import CODES
from desktop_app.steps import Steps, at_once
from desktop_app.ui import wording
from desktop_app.ui.suggestions.context import before_and_after
from desktop_app.ui.suggestions.filtering import EVERYTHING, Filter, Flags, passing
from desktop_app.ui.suggestions.grouping import Group, Grouping, Headings, grouped
from desktop_app.ui.suggestions.paragraphs import LineStarts, ParagraphNumbers

Index = QModelIndex | QPersistentModelIndex

_HEADING = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_MEMBER = _HEADING | Qt.ItemFlag.ItemNeverHasChildren


class Role(IntEnum):
    """What the delegate and the filter ask for."""

    SUGGESTION = Qt.ItemDataRole.UserRole + 1
    DECISION = Qt.ItemDataRole.UserRole + 2
    WORDINGS = Qt.ItemDataRole.UserRole + 3
    """Before and after, two strings."""
    PARAGRAPH = Qt.ItemDataRole.UserRole + 4
    GROUP = Qt.ItemDataRole.UserRole + 5
    COUNTS = Qt.ItemDataRole.UserRole + 6
    """Of a group: how many members, how many undecided."""


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the list must know of many suggestions, made at once."""

    grouping: Grouping
    wanted: Filter
    order: PackedSuggestions
    """The suggestions in force, by place."""
    shown: Flags | None
    """Which of these pass the filter; None where there is none."""
    groups: tuple[Group, ...]
    lengths: tuple[int, ...]
    """The rows under each heading: a tree asks for all of them, over and over."""
    headings: Headings
    paragraphs: ParagraphNumbers


def listing(
    session: ReviewSession | None, grouping: Grouping, wanted: Filter, lines: LineStarts
) -> Steps[Listing]:
    """Filter, divide and number the suggestions in force, with yields in between."""
    order = session.suggestions if session else pack(())
    text = session.document.text if session and order else ""  # nothing is numbered
    shown = None if wanted.empty or session is None else (yield from passing(wanted, session, order))
    groups = yield from grouped(order, grouping, None if shown is None else np.flatnonzero(shown))
    yield
    lengths = tuple(group.length for group in groups)
    headings = Headings(grouping, order, groups)
    starts = yield from lines.of(text)
    yield
    paragraphs = ParagraphNumbers(text, order, starts)
    yield
    return Listing(grouping, wanted, order, shown, groups, lengths, headings, paragraphs)


class SuggestionModel(QAbstractItemModel):
    """Groups of suggestions with their decisions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: ReviewSession | None = None
        self._grouping = Grouping.SERIES
        self._wanted = EVERYTHING
        self._groups: tuple[Group, ...] = ()
        self._lengths: tuple[int, ...] = ()
        self._order = pack(())
        self._shown: Flags | None = None
        self._headings = Headings(self._grouping, self._order, ())
        self._undecided: dict[int, int] = {}
        """Of each group that was looked at."""
        self.lines = LineStarts()
        self._paragraphs = ParagraphNumbers("")
        self._wordings: dict[str, tuple[tuple[str | None, str], tuple[str, str]]] = {}
        """Of each suggestion only for its latest wording: while somebody types there is ever another."""

    # Content

    def set_session(self, session: ReviewSession | None) -> None:
        """Show another session's suggestions."""
        self._session = session
        self._wordings.clear()
        self.rebuild()

    def set_grouping(self, grouping: Grouping) -> None:
        """Divide the list by something else, from the next listing on."""
        self._grouping = grouping

    def set_filter(self, wanted: Filter) -> None:
        """Show something else, from the next listing on."""
        self._wanted = wanted

    @property
    def filter(self) -> Filter:
        """What is asked for."""
        return self._wanted

    def rebuild(self) -> None:
        """Take the suggestions of the session anew, at once."""
        self.take(at_once(self.listing()))

    def listing(self) -> Steps[Listing]:
        """Make a listing of what the session holds now, for ``take``."""
        return listing(self._session, self._grouping, self._wanted, self.lines)

    def take(self, listing: Listing) -> None:
        """Show a listing."""
        self.beginResetModel()
        self._order = listing.order
        self._shown = listing.shown
        self._groups = listing.groups
        self._lengths = listing.lengths
        self._headings = listing.headings
        self._paragraphs = listing.paragraphs
        self._undecided.clear()
        self.endResetModel()

    @property
    def is_outdated(self) -> bool:
        """Whether the session holds other suggestions than are listed."""
        return self._session is not None and self._session.suggestions is not self._order

    def is_outdated_by(self, ids: Iterable[str]) -> bool:
        """Tell whether these decisions change which suggestions pass the filter."""
        session, shown = self._session, self._shown
        if session is None or shown is None or not self._wanted.minds_decisions:
            return False
        return any(
            self._wanted.passes(one := self._order[place], session.decision(one.id)) != shown[place]
            for place in self._order.places_of(ids).tolist()
        )

    def is_current(self, listing: Listing) -> bool:
        """Tell whether a listing is of what the session holds now, filtered and divided as wished."""
        session = self._session
        in_force = session is not None and listing.order is session.suggestions
        return in_force and listing.grouping is self._grouping and listing.wanted == self._wanted

    def refresh(self, ids: Iterable[str]) -> None:
        """Take in what has changed: decisions in place, a change of structure as a rebuild."""
        if self._session is None:
            return
        ids = tuple(ids)
        if (self.is_outdated and self._session.suggestions != self._order) or self.is_outdated_by(ids):
            self.rebuild()
            return
        touched: set[int] = set()
        for place in self._order.places_of(ids).tolist():
            if (found := self._headings.find(place)) is None:
                continue
            row_of_group, row = found
            touched.add(row_of_group)
            index = self.createIndex(row, 0, row_of_group + 1)
            self.dataChanged.emit(index, index)
        for row_of_group in touched:
            self._undecided.pop(row_of_group, None)
            index = self.createIndex(row_of_group, 0, 0)
            self.dataChanged.emit(index, index)

    def _undecided_in(self, row: int) -> int:
        if row not in self._undecided and self._session is not None:
            session, group = self._session, self._groups[row]
            if session.suggestions is self._order:
                is_open = session.verdicts[group.listed] == CODES[Verdict.UNDECIDED]
                self._undecided[row] = int(np.count_nonzero(is_open))
            else:
                decisions = map(session.decision, group.rows.ids())
                self._undecided[row] = sum(d.verdict is Verdict.UNDECIDED for d in decisions)
        return self._undecided.get(row, 0)

    # Finding

    def index_of(self, suggestion_id: str | None) -> QModelIndex:
        """Return where a suggestion stands; an invalid index if it does not."""
        place = None if suggestion_id is None else self._order.find(suggestion_id)
        found = None if place is None else self._headings.find(place)
        return QModelIndex() if found is None else self.createIndex(found[1], 0, found[0] + 1)

    @property
    def length(self) -> int:
        """How many suggestions are shown."""
        return sum(self._lengths)

    def shown(self) -> Places:
        """Return where those that are shown stand in the ``order``, as the list has them."""
        return np.concatenate([np.zeros(0, np.intp), *(group.listed for group in self._groups)])

    def heading(self, key: tuple[str, str], first: int) -> QModelIndex:
        """Return where the group with this key and so many members before it stands; invalid for none."""
        number = self._headings.number_of(key, first)
        return QModelIndex() if number is None else self.createIndex(number, 0, 0)

    def suggestion_at(self, index: Index) -> Suggestion | None:
        """Return the suggestion at an index; None for a group."""
        if not index.isValid() or index.internalId() == 0:
            return None
        return self._groups[index.internalId() - 1].row(index.row())

    @property
    def order(self) -> PackedSuggestions:
        """All that is listed, by place."""
        return self._order

    def group_at(self, index: Index) -> Group | None:
        """Return the group an index is or belongs to."""
        if not index.isValid():
            return None
        return self._groups[index.row() if index.internalId() == 0 else index.internalId() - 1]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups, in order."""
        return self._groups

    def paragraph_of(self, offset: int) -> int:
        """Return the paragraph of an offset of the original, from 1."""
        return self._paragraphs.of(offset)

    def title(self, group: Group) -> str:
        """Return the heading of a group."""
        what = group.key[0]
        rows = group.length
        if group.is_part:
            whole = self._whole_title(group)
            return self.tr("{title}, {first} to {last}").format(
                title=whole, first=group.first + 1, last=group.first + rows
            )
        if what != "place":
            return self._whole_title(group)
        return self.tr("Suggestions {first} to {last}").format(
            first=group.place(0) + 1, last=group.place(rows - 1) + 1
        )

    def _whole_title(self, group: Group) -> str:
        if group.kind is not None:
            return group.title or wording.kind_name(group.kind)
        return wording.lane_name(Lane(group.key[1])).capitalize()

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of a child."""
        if column or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._groups) else QModelIndex()
        group = parent.row()
        if parent.internalId() or row >= self._lengths[group]:
            return QModelIndex()
        return self.createIndex(row, 0, group + 1)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt overloads the name with QObject.parent
        """Return the group of a member."""
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of groups, or of members of a group."""
        if not parent.isValid():
            return len(self._groups)
        return self._lengths[parent.row()] if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return 1: the delegate draws all of a row."""
        del parent
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Tell whether there is anything below an index; no group is empty."""
        return parent.internalId() == 0 if parent.isValid() else bool(self._groups)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say of members that nothing is below them: a tree would remember each as unfolded, for good."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _MEMBER if index.internalId() else _HEADING

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what the delegate, the filter or a screen reader wants to know."""
        if not index.isValid() or self._session is None:
            return None
        suggestion = self.suggestion_at(index)
        if suggestion is None:
            return self._group_data(index.row(), role)
        return self._member_data(suggestion, role)

    def _group_data(self, row: int, role: int) -> Any:  # noqa: ANN401
        group = self._groups[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(group)
        if role == Role.GROUP:
            return group
        if role == Role.COUNTS:
            return group.length, self._undecided_in(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{title}, {all} suggestions, {open} undecided").format(
                title=self.title(group), all=group.length, open=self._undecided_in(row)
            )
        return None

    def _member_data(self, suggestion: Suggestion, role: int) -> Any:  # noqa: ANN401
        assert self._session is not None
        decision = self._session.decision(suggestion.id)
        if role == Role.SUGGESTION:
            return suggestion
        if role == Role.DECISION:
            return decision
        if role == Role.PARAGRAPH:
            return self.paragraph_of(suggestion.span.start)
        if role == Role.WORDINGS:
            return self._before_and_after(suggestion, decision)
        if role == Qt.ItemDataRole.DisplayRole:
            return " → ".join(self._before_and_after(suggestion, decision))
        if role == Qt.ItemDataRole.ToolTipRole:
            return suggestion.explanation or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(suggestion)
        return None

    def sentence(self, suggestion: Suggestion) -> str:
        """Return the sentence that tells all of a suggestion."""
        assert self._session is not None
        decision = self._session.decision(suggestion.id)
        before, after = self._before_and_after(suggestion, decision)
        return wording.sentence(
            suggestion,
            before,
            after,
            decision.verdict,
            self._number(suggestion),
            len(self._order),
        )

    def _number(self, suggestion: Suggestion) -> int:
        """Return the number of a suggestion by place, from 1; 0 for one that is not listed."""
        place = self._order.find(suggestion.id)
        return 0 if place is None else place + 1

    def _before_and_after(self, suggestion: Suggestion, decision: Decision) -> tuple[str, str]:
        assert self._session is not None
        known = self._wordings.get(suggestion.id)
        shown = decision.replacement, suggestion.replacement  # better words may be found later
        if known is None or known[0] != shown:
            words = before_and_after(self._session.document.text, suggestion, decision.replacement)
            known = self._wordings[suggestion.id] = (shown, words)
        return known[1]
