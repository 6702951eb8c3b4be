# SPDX-License-Identifier: Apache-2.0
"""Every act of the editor goes through here: it becomes a change, is kept, applied, and can be undone.

The controller holds what the window is about (session, history, current suggestion, chosen
alternative) and says what has changed; it shows nothing itself.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import DecisionChange, Verdict
from desktop_app.review.history import History
from desktop_app.review.session import ReviewSession
from desktop_app.review.verdicts import CODES, next_of
from desktop_app.steps import Steps, at_once
from desktop_app.text.span import Span
from desktop_app.ui.joined_changes import deciding, joined, one_typing
from desktop_app.ui.places import Places

_NOTHING = pack(())

PLACES = 1000
"""So many acts back undo returns to the place of the view too; further back to the suggestion alone."""


class ReviewController(QObject):
    """The acts of a review."""

    session_changed = Signal()
    """Another session, or none."""
    changed = Signal(object)
    """A frozenset of ids whose decision or suggestion has changed."""
    current_changed = Signal(object)
    """The id of the current suggestion, or None."""
    chosen_changed = Signal(str)
    """Another alternative is chosen for this suggestion."""
    acted = Signal(object)
    """The DecisionChange that has just been applied, undone or done again."""
    place_wanted = Signal(object)
    """The place of the view to go back to, as ``place`` had given it."""
    round_finished = Signal()
    """An act has decided the last undecided suggestion in scope."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session: ReviewSession | None = None
        self.history = History()
        self.reviewer = ""
        self.advance = True
        self.place: Callable[[], object] | None = None
        self._places: dict[int, object] = {}
        self._current: str | None = None
        self._chosen: dict[str, int] = {}
        self._scope: Set[str] | None = None
        self._scoped: tuple[object, object, NDArray[np.bool_]] | None = None
        """The scope, the order, and which of it are in scope, as they were last."""
        self._quiet = False
        self._last_place = 0
        self._untouched = True

    # What there is

    def set_session(self, session: ReviewSession | None, history: History | None = None) -> None:
        """Review another session; None closes."""
        self.session = session
        self.history = history or History()
        self._places.clear()
        self._chosen.clear()
        self._scope = None
        self._current = None
        self._untouched = True
        if session:
            session.subscribe(self._session_says)
        self.session_changed.emit()
        if session and session.suggestions:
            first = session.next_undecided(None) or session.suggestions[0]
            self._go_to(first.id)

    @property
    def current(self) -> str | None:
        """The id of the current suggestion."""
        return self._current

    def current_suggestion(self) -> Suggestion | None:
        """Return the current suggestion if it is in force."""
        place = self.index.get(self._current or "")
        return None if place is None else self.order[place]

    @property
    def order(self) -> PackedSuggestions:
        """The suggestions in force, in the order of the text."""
        return self.session.suggestions if self.session else _NOTHING

    @property
    def index(self) -> Mapping[str, int]:
        """The place of each suggestion in ``order``."""
        return Places(self.session)

    def set_scope(self, ids: Set[str] | None) -> None:
        """Let next and previous visit these only, as a filter does; None for all."""
        self._scope = ids

    @property
    def scope(self) -> Set[str] | None:
        """The ids that next and previous visit; None for all."""
        return self._scope

    def update_suggestions(self, suggestions: Iterable[Suggestion]) -> None:
        """Take the newest findings of the detectors."""
        for _ in self.updating(pack(suggestions)):
            pass

    def updating(self, suggestions: Sequence[Suggestion]) -> Iterator[None]:
        """Do the same with yields in between; nothing changes before the end."""
        session = self.session
        if session is None:
            return
        yield from session.updating(suggestions)
        if session is not self.session:
            return
        begins = self._current is None or (self._untouched and not self.history.acts)
        if begins and self.session.suggestions:
            first = self.session.next_undecided(None)
            self._go_to(first.id if first else None)

    # Going about

    def set_current(self, suggestion_id: str | None) -> None:
        """Make a suggestion the current one."""
        self._untouched = False
        self._go_to(suggestion_id)

    def _go_to(self, suggestion_id: str | None) -> None:
        if suggestion_id is not None and suggestion_id not in self.index:
            return
        if suggestion_id != self._current:
            self._current = suggestion_id
            if suggestion_id is not None:
                self._last_place = self.order[self.index[suggestion_id]].span.start
            self.current_changed.emit(suggestion_id)

    def go(self, step: int, *, undecided: bool = True) -> bool:
        """Go to the next (1) or previous (-1) suggestion in scope, round the end; False if there is none."""
        session, order = self.session, self.order
        if session is None or not order:
            return False
        here = self.index.get(self._current or "", -1 if step > 0 else len(order))
        wanted = session.verdicts == CODES[Verdict.UNDECIDED] if undecided else np.ones(len(order), np.bool_)
        place = next_of(wanted & self._in_scope(), here, backwards=step < 0)
        if place is None:
            return False
        self.set_current(order.id_at(place))
        return True

    def _in_scope(self) -> NDArray[np.bool_]:
        """Tell which of the order are in scope."""
        scope, order = self._scope, self.order
        if self._scoped is None or self._scoped[0] is not scope or self._scoped[1] is not order:
            inside = np.full(len(order), scope is None)
            inside[order.places_of(scope or ())] = True
            self._scoped = scope, order, inside
        return self._scoped[2]

    def chosen(self, suggestion_id: str) -> int:
        """Return the index of the alternative that accepting takes."""
        return self._chosen.get(suggestion_id, 0)

    def cycle(self, step: int) -> None:
        """Choose the next or previous alternative of the current suggestion, without deciding."""
        suggestion = self.current_suggestion()
        if suggestion and len(suggestion.alternatives) > 1:
            index = (self.chosen(suggestion.id) + step) % len(suggestion.alternatives)
            self._chosen[suggestion.id] = index
            self.chosen_changed.emit(suggestion.id)

    # Deciding

    def accept(self) -> None:
        """Accept the chosen alternative of the current suggestion, and go on.

        What is accepted already keeps its wording: own words are not overwritten by a second yes.
        """
        suggestion = self.current_suggestion()
        if suggestion is None or self.session is None:
            return
        if self.session.decision(suggestion.id).verdict is not Verdict.ACCEPTED:
            self._decide_current(Verdict.ACCEPTED, self.tr("Accept"), self._chosen_text(suggestion))
        self._go_on()

    def keep(self) -> None:
        """Keep the original, and go on."""
        self._decide_current(Verdict.KEPT, self.tr("Keep original"))
        self._go_on()

    def later(self) -> None:
        """Mark for later, and go on."""
        self._decide_current(Verdict.LATER, self.tr("Decide later"))
        self._go_on()

    def reset(self) -> None:
        """Make the current suggestion undecided again."""
        self._decide_current(Verdict.UNDECIDED, self.tr("Reset to undecided"))

    def choose(self, index: int) -> None:
        """Accept the alternative with this index (from 0) and stay, so that the text shows it.

        The index behind the last alternative keeps the original.
        """
        suggestion = self.current_suggestion()
        if suggestion is None:
            return
        if index == max(1, len(suggestion.alternatives)):
            self._decide_current(Verdict.KEPT, self.tr("Keep original"))
        elif index < max(1, len(suggestion.alternatives)):
            self._chosen[suggestion.id] = index
            self._decide_current(
                Verdict.ACCEPTED, self.tr("Choose alternative"), self._chosen_text(suggestion)
            )
            self.chosen_changed.emit(suggestion.id)

    def own_wording(self, wording: str) -> None:
        """Accept the editor's own words for the current suggestion."""
        self._decide_current(Verdict.ACCEPTED, self.tr("Own wording"), wording)

    def note(self, text: str) -> None:
        """Give the current suggestion a note."""
        session, current = self.session, self._current
        if session and current and session.decision(current).note != text:
            self.act(session.annotate(current, text))

    def decide_many(self, ids: Iterable[str], verdict: Verdict, label: str) -> None:
        """Give many suggestions a verdict in one act; accepting takes each one's chosen alternative."""
        if self.session is not None:
            self.act(at_once(self.deciding(ids, verdict, label)))

    def deciding(self, ids: Iterable[str], verdict: Verdict, label: str) -> Steps[DecisionChange]:
        """Return the act that does this, with yields in between."""
        session, picked = self.session, self.chosen_wordings
        assert session is not None
        return deciding(session, ids, verdict, label, who=self.reviewer, picked=picked, focus=self._current)

    @property
    def chosen_wordings(self) -> dict[str, str]:
        """The wordings that the editor has gone on to among the alternatives, by id."""
        chosen = ((key, self.index.get(key)) for key in self._chosen)
        return {key: self._chosen_text(self.order[place]) for key, place in chosen if place is not None}

    def type_over(self, span: Span, typed: str) -> None:
        """Replace a span of the result by typed text."""
        if self.session is None or (not typed and not len(span)):
            return
        change = self.session.type_over(span, typed, who=self.reviewer)
        self.act(change)
        if change.focus in self.index:
            self.set_current(change.focus)

    def replace_all(self, places: Sequence[tuple[Span, str]], label: str) -> None:
        """Replace spans of the result, sorted and disjoint, in one act."""
        session = self.session
        if session is None or not places:
            return
        parts: list[DecisionChange] = []
        self._quiet = True
        try:
            for span, typed in reversed(places):
                parts.append(session.type_over(span, typed, who=self.reviewer))
                session.apply(parts[-1])
            for part in reversed(parts):
                session.apply(part.inverse())
        finally:
            self._quiet = False
        self.act(joined(label, parts, self._current))

    def act(self, change: DecisionChange) -> None:
        """Keep a change, apply it, and make it the latest of the history."""
        if self.session is None or not change.after:
            return
        here = self.place() if self.place else None
        acts, position = len(self.history.acts), self.history.position
        self.history.push(change)
        for number in reversed(range(position, acts)):  # what was undone has become past, backwards
            self._places[2 * acts - 1 - number] = self._places.get(number)
        self._places[len(self.history.acts) - 1] = here
        while len(self._places) > PLACES:
            del self._places[next(iter(self._places))]
        self.session.apply(change)
        self.acted.emit(change)

    # Undo

    @Slot()
    def undo(self) -> None:
        """Undo the latest act: text, states, current suggestion and view go back to where they were."""
        change = self._undo_one()
        while change and self._continues_typing():
            change = self._undo_one()
        if change is None:
            return
        place = self._places.get(self.history.position)
        self._return_to(change.focus)
        if place is not None:
            self.place_wanted.emit(place)

    @Slot()
    def redo(self) -> None:
        """Do the last undone act again."""
        change = self._redo_one()
        while change and self._redo_continues_typing():
            change = self._redo_one()
        if change is not None:
            self._return_to(change.focus)

    def jump(self, position: int) -> None:
        """Go to the moment after ``position`` acts; raise ``ValueError`` for none of the history."""
        changes = self.history.jump(position)
        if changes:
            # In one step: a jump over a long day would otherwise redraw the text for each of its acts.
            self._step(joined(changes[-1].label, changes, changes[-1].focus))
            self._return_to(changes[-1].focus)

    def _undo_one(self) -> DecisionChange | None:
        return self._step(self.history.undo())

    def _redo_one(self) -> DecisionChange | None:
        return self._step(self.history.redo())

    def _step(self, change: DecisionChange | None) -> DecisionChange | None:
        if change is not None and self.session is not None:
            self.session.apply(change)
            self.acted.emit(change)
        return change

    def _continues_typing(self) -> bool:
        acts, position = self.history.acts, self.history.position
        return 0 < position < len(acts) and one_typing(acts[position - 1], acts[position])

    def _redo_continues_typing(self) -> bool:
        acts, position = self.history.acts, self.history.position
        return 0 < position < len(acts) and one_typing(acts[position - 1], acts[position])

    # Inside

    def _decide_current(self, verdict: Verdict, label: str, replacement: str | None = None) -> None:
        if self.session is None or self._current is None or self._current not in self.index:
            return
        old = self.session.decision(self._current)
        if (old.verdict, old.replacement) == (verdict, replacement):
            return
        self.act(
            self.session.decide(
                [self._current],
                verdict,
                replacement=replacement,
                label=label,
                who=self.reviewer,
                focus=self._current,
            )
        )

    def _chosen_text(self, suggestion: Suggestion) -> str:
        index = self.chosen(suggestion.id)
        if index < len(suggestion.alternatives):
            return suggestion.alternatives[index].text
        return suggestion.replacement

    def _go_on(self) -> None:
        if self.session is None:
            return
        if self.advance and not self.go(1):
            self.round_finished.emit()

    def _return_to(self, focus: str | None) -> None:
        if focus in self.index:
            self.set_current(focus)

    def _session_says(self, ids: Set[str]) -> None:
        if self._quiet:
            return
        gone = self._current is not None and self._current not in self.index
        if gone:
            self._current = None
        self.changed.emit(ids)
        if gone:
            self._take_nearest()

    def _take_nearest(self) -> None:
        """Make the suggestion nearest to the one that has vanished the current one."""
        order = self.order
        if not order:
            self.current_changed.emit(None)
            return
        at = min(bisect_left(order.starts, self._last_place), len(order) - 1)
        self.set_current(order.id_at(at))
