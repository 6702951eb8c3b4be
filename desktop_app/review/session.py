# SPDX-License-Identifier: Apache-2.0
"""ReviewSession: the one mutable thing, a document with its suggestions and the decisions on them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime

import numpy as np

from desktop_app.documents.document import Document
from desktop_app.repair.packed import Ids, PackedSuggestions
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.decision import UNDECIDED, Decision, DecisionChange, Verdict
from desktop_app.review.edited import Edited
from desktop_app.review.own_changes import hides, merged, own_change, touching
from desktop_app.review.second_look import in_order_once, looked_again, packed_like
from desktop_app.review.verdicts import CODES, VERDICTS, Codes, KnownVerdicts, counted, next_of, verdict_codes
from desktop_app.text.edits import Edit, OffsetMap
from desktop_app.text.span import Span

_FEW = 64
"""Decisions of one act that are noted one by one; more are looked up together."""

Listener = Callable[[Set[str]], None]
"""Called with the ids whose decision or suggestion has changed; None of it is Qt."""


class ReviewSession:
    """A review in progress.

    The result is always computed from the original and the decisions, never patched. Changes come
    in as ``DecisionChange`` through ``apply``; the session itself keeps no history.

    Editors may also change what nobody suggested: such a change is a suggestion of kind ``own``,
    visible as long as it is accepted, and hides the suggestions that lie under it.
    """

    def __init__(
        self,
        document: Document,
        suggestions: Iterable[Suggestion] = (),
        decisions: Mapping[str, Decision] | None = None,
        own: Iterable[Suggestion] = (),
        former: Iterable[Suggestion] = (),
    ) -> None:
        self.document = document
        self._found = in_order_once(suggestions)
        self._own: dict[str, Suggestion] = {s.id: s for s in own}
        self._former: dict[str, Suggestion] = {s.id: s for s in former}
        self._decisions: dict[str, Decision] = dict(decisions or {})
        self._listeners: list[Listener] = []
        self._visible: PackedSuggestions | None = None
        self._verdicts = KnownVerdicts()
        self._revision = 0
        """How often the findings have changed: newer ones are made ready for one revision."""
        self._edited: Edited | None = None
        self._stale: list[Span] = []
        """Where decisions have changed the result since."""

    # What there is

    @property
    def suggestions(self) -> PackedSuggestions:
        """The suggestions in force, sorted by span, free of overlaps."""
        if self._visible is None:
            self._visible = merged(self._found, (s for s in self._own.values() if self._is_accepted(s.id)))
        return self._visible

    @property
    def verdicts(self) -> Codes:
        """The verdicts on the suggestions in force, by their numbers; not to be changed or kept."""
        return self._verdicts.of(self.suggestions, self._decisions)

    def verdicts_on(self, order: PackedSuggestions) -> Codes:
        """Return the verdicts on suggestions that are, or were, those in force; not to be changed or kept."""
        return self.verdicts if order is self.suggestions else verdict_codes(order, self._decisions)

    def place_of(self, suggestion_id: str) -> int | None:
        """Return the index of a suggestion among those in force; None if it is not in force."""
        return self.suggestions.find(suggestion_id)

    @property
    def own_suggestions(self) -> tuple[Suggestion, ...]:
        """All changes the editor has typed, those undone since included."""
        return tuple(self._own.values())

    @property
    def found_suggestions(self) -> PackedSuggestions:
        """All findings of the detectors, those under an own change included, sorted by span."""
        return self._found

    @property
    def former_suggestions(self) -> tuple[Suggestion, ...]:
        """Suggestions no longer found on which there was a decision once: undo may come back to them."""
        return tuple(self._former.values())

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """All decisions that were ever made, by suggestion id; read only by convention."""
        return self._decisions

    def own_among(self, ids: Set[str]) -> frozenset[str]:
        """Return those of the ids that are changes of the editor's own."""
        return frozenset(self._own.keys() & ids)

    def suggestion(self, suggestion_id: str) -> Suggestion:
        """Return the suggestion, in force or not; raise ``KeyError`` for an unknown id."""
        own = self._own.get(suggestion_id)
        if own is None and (place := self._found.find(suggestion_id)) is not None:
            return self._found[place]
        return own or self._former[suggestion_id]

    def decision(self, suggestion_id: str) -> Decision:
        """Return the decision on a suggestion, undecided if none was made."""
        return self._decisions.get(suggestion_id, UNDECIDED)

    def counts(self) -> Counter[Verdict]:
        """Return how many of the suggestions in force have each verdict."""
        return counted(VERDICTS, self.verdicts)

    # The result

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits that the accepted decisions amount to, sorted and disjoint."""
        return self._now.edits()

    @property
    def result(self) -> str:
        """The text with all accepted decisions carried out."""
        return self._now.whole()

    def result_between(self, start: int, end: int) -> str:
        """Return what stands in the result between two of its offsets."""
        return self._now.between(start, end)

    @property
    def offsets(self) -> OffsetMap:
        """The map between the original and the result."""
        return self._now.offsets

    def shown_text(self, suggestion: Suggestion) -> str:
        """Return what stands in the result at a suggestion's place."""
        replacement = self.decision(suggestion.id).replacement
        return suggestion.original if replacement is None else replacement

    def result_span(self, suggestion: Suggestion) -> Span:
        """Return where a suggestion in force lies in the result."""
        return self.offsets.result_span(suggestion.span)

    # Finding one's way

    def at_original(self, offset: int) -> Suggestion | None:
        """Return the suggestion in force that holds or touches an offset of the original."""
        visible = self.suggestions
        index = bisect_right(visible.starts, offset) - 1
        if index >= 0 and offset <= visible[index].span.end:
            return visible[index]
        return None

    def at_result(self, offset: int) -> Suggestion | None:
        """Return the suggestion in force whose text holds or touches an offset of the result."""
        index = bisect_right(self.suggestions.starts, self.offsets.to_original(offset))
        for suggestion in reversed(tuple(self.suggestions[max(0, index - 2) : index + 1])):
            span = self.result_span(suggestion)
            if span.start <= offset <= span.end:
                return suggestion
        return None

    def between(self, start: int, end: int) -> PackedSuggestions:
        """Return the suggestions in force that lie in or touch ``[start, end]`` of the original."""
        return touching(self.suggestions, Span(start, end))

    def next_undecided(self, current: str | None, *, backwards: bool = False) -> Suggestion | None:
        """Return the next undecided suggestion after the current one, going round at the end.

        Repeated calls, each from the suggestion returned, visit every undecided one exactly once
        before any comes again. None when nothing is undecided.
        """
        here = None if current is None else self.place_of(current)
        if here is None:
            here = len(self.suggestions) if backwards else -1
        place = next_of(self.verdicts == CODES[Verdict.UNDECIDED], here, backwards=backwards)
        return None if place is None else self.suggestions[place]

    # Changing

    def subscribe(self, listener: Listener) -> None:
        """Have ``listener`` called after each change."""
        self._listeners.append(listener)

    def apply(self, change: DecisionChange) -> None:
        """Carry out a change, as it came or inverted."""
        keys = change.after.keys()
        found = self._found.take(self._found.places_of(keys))
        for key in keys - set(found.ids()) if len(found) < len(keys) else ():
            self.suggestion(key)  # raises for what nobody knows, before anything has changed
        self._decisions.update(change.after)
        self._verdicts.note(change.after)
        back = self._reinstate(change)
        touches_own = bool(self.own_among(change.after.keys()))
        ids = back.union(change.after)
        spans = [self.suggestion(key).span for key in ids] if len(ids) <= _FEW else None
        self._changed(ids, structure=touches_own or bool(back), spans=spans)

    def update_suggestions(self, suggestions: Iterable[Suggestion]) -> None:
        """Take the newest findings; decisions on suggestions that are still there stay.

        A suggestion that was decided and is no longer found stays as well, unless a new one lies in
        its place: a decision is never lost to a second look.
        """
        for _ in self.updating(suggestions if isinstance(suggestions, Sequence) else tuple(suggestions)):
            pass

    def updating(self, suggestions: Sequence[Suggestion]) -> Iterator[None]:
        """Do the same with yields in between, at which decisions may be made; all changes at the end."""
        while True:
            revision = self._revision
            before, newest = yield from packed_like(self._found, suggestions)
            yield from newest.looking_up()
            look = yield from looked_again(before, self._decisions, newest)
            if revision == self._revision:
                break
        self._revision += 1
        back = Ids(look.found) & self._former.keys()
        self._former = {key: s for key, s in self._former.items() if key not in back} | dict(look.lost)
        self._found = look.found
        if look.changed:
            self._changed(look.changed, structure=True)

    def decide(
        self,
        ids: Iterable[str],
        verdict: Verdict,
        *,
        replacement: str | None = None,
        label: str = "",
        who: str = "",
        focus: str | None = None,
        when: datetime | None = None,
    ) -> DecisionChange:
        """Return the change that gives all ``ids`` a verdict; apply it to carry it out.

        Accepting without ``replacement`` takes each suggestion's own proposal. Notes stay.
        """
        when = when or datetime.now(UTC)
        before = {key: self.decision(key) for key in ids}
        as_proposed = verdict is Verdict.ACCEPTED and replacement is None
        proposed = self._proposed(before.keys()) if as_proposed else {}
        made: dict[tuple[str | None, str], Decision] = {}  # one for all that are decided alike
        after: dict[str, Decision] = {}
        for key, old in before.items():
            wording = proposed[key] if as_proposed else replacement
            open_again = verdict is Verdict.UNDECIDED
            alike = (wording, old.note)
            if alike not in made:
                made[alike] = Decision(
                    verdict=verdict,
                    replacement=wording,
                    note=old.note,
                    who="" if open_again else who,
                    when=None if open_again else when,
                )
            after[key] = made[alike]
        return DecisionChange(label or f"{verdict.value} × {len(after)}", before, after, focus, when)

    def annotate(self, suggestion_id: str, note: str) -> DecisionChange:
        """Return the change that gives a suggestion a note."""
        old = self.decision(suggestion_id)
        new = Decision(
            verdict=old.verdict, replacement=old.replacement, note=note, who=old.who, when=old.when
        )
        return DecisionChange("Note", {suggestion_id: old}, {suggestion_id: new}, suggestion_id)

    def type_over(self, result_span: Span, typed: str, *, who: str = "") -> DecisionChange:
        """Return the change for text typed over ``result_span`` of the result.

        Typing within the text of one suggestion is that suggestion's own wording; anywhere else it
        becomes a suggestion of the editor's own, which takes in whatever it touches.
        """
        span, touched, low, high = self._taken_in(result_span)
        before, behind = (low, result_span.start), (result_span.end, high)
        wording = self.result_between(*before) + typed + self.result_between(*behind)
        alone = len(touched) == 1 and touched[0].span == span
        target = touched[0] if alone else self._own_suggestion(span)
        back = target.kind is DamageKind.OWN and wording == target.original and not self._accepted_under(span)
        old = {s.id: self.decision(s.id) for s in touched if s.kind is DamageKind.OWN}
        old[target.id] = self.decision(target.id)
        after = dict.fromkeys(old, UNDECIDED)
        if not back:
            note = old[target.id].note
            now = datetime.now(UTC)
            after[target.id] = Decision(
                verdict=Verdict.ACCEPTED, replacement=wording, note=note, who=who, when=now
            )
        return DecisionChange("Typing", old, after, target.id)

    # Inside

    def _proposed(self, keys: Set[str]) -> dict[str, str]:
        """Return what is proposed for each of these."""
        found = self._found.take(self._found.places_of(keys) if len(keys) > _FEW else slice(0))
        proposed = dict(zip(found.ids(), found.replacements(), strict=True))
        rest = (key for key in keys if key not in proposed)
        return {**proposed, **{key: self.suggestion(key).replacement for key in rest}}

    def _reinstate(self, change: DecisionChange) -> frozenset[str]:
        """Put suggestions that an act decides again in the place of later findings; return what changed."""
        touched: set[str] = set()
        for key in self._former.keys() & change.after.keys():
            old = self._former[key]
            if change.after[key].verdict is Verdict.UNDECIDED:
                continue
            rivals = [s for s in touching(self._found, old.span) if s.span.overlaps(old.span)]
            if any(self.decision(s.id).verdict is not Verdict.UNDECIDED for s in rivals):
                continue
            stays = np.ones(len(self._found), np.bool_)
            stays[self._found.places_of(s.id for s in rivals)] = False
            self._former.update((rival.id, rival) for rival in rivals)
            self._found = self._found.take(stays).with_more([self._former.pop(key)])
            touched.update((key, *(s.id for s in rivals)))
            self._revision += 1
        return frozenset(touched)

    def _taken_in(self, typed_over: Span) -> tuple[Span, tuple[Suggestion, ...], int, int]:
        """Return what typing over a span of the result takes in.

        That is the span of the original, the suggestions in force that it swallows, and the bounds in
        the result. An accepted neighbour that the span would hide is swallowed too, or its words would go.
        """
        touched = self._touched_by(typed_over)
        while True:
            start, low = self.offsets.to_original(typed_over.start), typed_over.start
            end, high = self.offsets.to_original(typed_over.end), typed_over.end
            if touched:
                start = min(start, touched[0].span.start)
                end = max(end, touched[-1].span.end)
                low = min(low, self.result_span(touched[0]).start)
                high = max(high, self.result_span(touched[-1]).end)
            span = Span(start, max(start, end))
            inside = tuple(
                s
                for s in self.between(span.start, span.end)
                if s in touched or (self._is_accepted(s.id) and hides(span, s.span))
            )
            if inside == touched:
                return span, touched, low, high
            touched = inside

    def _accepted_under(self, span: Span) -> bool:
        """Tell whether an accepted suggestion lies hidden under a change of the editor's own."""
        return any(hides(span, s.span) for s in touching(self._found, span) if self._is_accepted(s.id))

    def _touched_by(self, result_span: Span) -> tuple[Suggestion, ...]:
        """Return the suggestions that typing over a span of the result changes or grows."""
        low = self.offsets.to_original(result_span.start)
        high = self.offsets.to_original(result_span.end)
        near = self.between(min(low, high), max(low, high))
        touched = []
        for suggestion in near:
            span = self.result_span(suggestion)
            grows = suggestion.kind is DamageKind.OWN or self._is_accepted(suggestion.id)
            inside = span.start < result_span.end and result_span.start < span.end
            if inside or (grows and span.start <= result_span.end and result_span.start <= span.end):
                touched.append(suggestion)
        return tuple(touched)

    def _own_suggestion(self, span: Span) -> Suggestion:
        made = own_change(span, span.of(self.document.text))
        return self._own.setdefault(made.id, made)

    def _is_accepted(self, key: str) -> bool:
        return self.decision(key).verdict is Verdict.ACCEPTED

    @property
    def _now(self) -> Edited:
        """The result, brought up to date."""
        if self._edited is None:
            self._edited = Edited.of(self.document.text, self.suggestions, self._decisions)
        elif self._stale:
            self._edited = self._edited.renewed(self._stale, self.suggestions, self._decisions)
        self._stale = []
        return self._edited

    def _changed(self, ids: Set[str], *, structure: bool, spans: Iterable[Span] | None = None) -> None:
        self._stale += spans or ()
        if spans is None or len(self._stale) > _FEW:
            self._edited, self._stale = None, []
        if structure:
            self._visible = None
        for listener in self._listeners:
            listener(ids)
