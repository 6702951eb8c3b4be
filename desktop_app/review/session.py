# SPDX-License-Identifier: Apache-2.0
"""ReviewSession: the one mutable thing, a document with its suggestions and the decisions on them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime

from desktop_app.documents.document import Document
from desktop_app.repair.suggestion import DamageKind, Suggestion, suggestion_id
from desktop_app.review.decision import UNDECIDED, Decision, DecisionChange, Verdict
from desktop_app.review.own_changes import hides, merged
from desktop_app.review.second_look import looked_again
from desktop_app.text.edits import Edit, OffsetMap, apply_edits
from desktop_app.text.span import Span

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
        self._found: dict[str, Suggestion] = {s.id: s for s in suggestions}
        self._own: dict[str, Suggestion] = {s.id: s for s in own}
        self._former: dict[str, Suggestion] = {s.id: s for s in former}
        self._decisions: dict[str, Decision] = dict(decisions or {})
        self._listeners: list[Listener] = []
        self._visible: tuple[Suggestion, ...] | None = None
        self._ordered: tuple[tuple[Suggestion, ...], list[int]] | None = None
        """The findings by span, and where they begin; None when that has to be found out."""
        self._revision = 0
        """How often the findings have changed: newer ones are made ready for one revision."""
        self._starts: list[int] = []
        self._result: tuple[str, OffsetMap] | None = None

    # What there is

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions in force, sorted by span, free of overlaps."""
        if self._visible is None:
            own = sorted((s for s in self._own.values() if self._is_accepted(s.id)), key=lambda s: s.span)
            found, starts = self._in_order()
            self._visible = merged(found, own)
            self._starts = [s.span.start for s in self._visible] if own else starts
        return self._visible

    @property
    def starts(self) -> Sequence[int]:
        """Where the suggestions in force begin, in their order; read only by convention."""
        return self._starts if self.suggestions else ()

    def place_of(self, suggestion_id: str) -> int | None:
        """Return the index of a suggestion among those in force; None if it is not in force."""
        visible = self.suggestions
        try:
            span = self.suggestion(suggestion_id).span
        except KeyError:
            return None
        at = bisect_left(visible, span, key=lambda s: s.span)
        return at if at < len(visible) and visible[at].id == suggestion_id else None

    @property
    def own_suggestions(self) -> tuple[Suggestion, ...]:
        """All changes the editor has typed, those undone since included."""
        return tuple(self._own.values())

    @property
    def found_suggestions(self) -> tuple[Suggestion, ...]:
        """All findings of the detectors, those under an own change included, sorted by span."""
        return self._in_order()[0]

    @property
    def found(self) -> Mapping[str, Suggestion]:
        """The same by id; read only by convention."""
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
        return self._own.get(suggestion_id) or self._found.get(suggestion_id) or self._former[suggestion_id]

    def decision(self, suggestion_id: str) -> Decision:
        """Return the decision on a suggestion, undecided if none was made."""
        return self._decisions.get(suggestion_id, UNDECIDED)

    def counts(self) -> Counter[Verdict]:
        """Return how many of the suggestions in force have each verdict."""
        return Counter(self.decision(s.id).verdict for s in self.suggestions)

    # The result

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits that the accepted decisions amount to, sorted and disjoint."""
        return tuple(
            Edit(s.span, decision.replacement)
            for s in self.suggestions
            if (decision := self.decision(s.id)).replacement is not None
        )

    @property
    def result(self) -> str:
        """The text with all accepted decisions carried out."""
        return self._computed()[0]

    @property
    def offsets(self) -> OffsetMap:
        """The map between the original and the result."""
        return self._computed()[1]

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
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset <= visible[index].span.end:
            return visible[index]
        return None

    def at_result(self, offset: int) -> Suggestion | None:
        """Return the suggestion in force whose text holds or touches an offset of the result."""
        index = bisect_right(self._starts, self.offsets.to_original(offset))
        for suggestion in reversed(self.suggestions[max(0, index - 2) : index + 1]):
            span = self.result_span(suggestion)
            if span.start <= offset <= span.end:
                return suggestion
        return None

    def between(self, start: int, end: int) -> tuple[Suggestion, ...]:
        """Return the suggestions in force that lie in or touch ``[start, end]`` of the original."""
        visible = self.suggestions
        low = bisect_left(self._starts, start)
        while low > 0 and visible[low - 1].span.end >= start:
            low -= 1
        return visible[low : bisect_right(self._starts, end)]

    def next_undecided(self, current: str | None, *, backwards: bool = False) -> Suggestion | None:
        """Return the next undecided suggestion after the current one, going round at the end.

        Repeated calls, each from the suggestion returned, visit every undecided one exactly once
        before any comes again. None when nothing is undecided.
        """
        visible = self.suggestions
        here = None if current is None else self.place_of(current)
        if here is None:
            here = len(visible) if backwards else -1
        step = -1 if backwards else 1
        for distance in range(1, len(visible) + 1):
            candidate = visible[(here + step * distance) % len(visible)]
            if self.decision(candidate.id).verdict is Verdict.UNDECIDED:
                return candidate
        return None

    # Changing

    def subscribe(self, listener: Listener) -> None:
        """Have ``listener`` called after each change."""
        self._listeners.append(listener)

    def apply(self, change: DecisionChange) -> None:
        """Carry out a change, as it came or inverted."""
        for key in (key for key in change.after if key not in self._found):
            self.suggestion(key)  # raises for what nobody knows, before anything has changed
        self._decisions.update(change.after)
        back = self._reinstate(change)
        touches_own = bool(self.own_among(change.after.keys()))
        self._changed(back.union(change.after), structure=touches_own or bool(back))

    def update_suggestions(self, suggestions: Iterable[Suggestion]) -> None:
        """Take the newest findings; decisions on suggestions that are still there stay.

        A suggestion that was decided and is no longer found stays as well, unless a new one lies in
        its place: a decision is never lost to a second look.
        """
        for _ in self.updating(tuple(suggestions)):
            pass

    def updating(self, suggestions: Sequence[Suggestion]) -> Iterator[None]:
        """Do the same with yields in between, at which decisions may be made; all changes at the end."""
        while True:
            revision = self._revision
            look = yield from looked_again(self._found, self._decisions, suggestions)
            if revision == self._revision:
                break
        self._revision += 1
        kept = {k: s for k, s in self._former.items() if k not in look.found}
        self._former = kept | {k: s for k, s in look.lost.items() if k in self._decisions}
        self._found, self._ordered = look.found, (look.ordered, look.starts)
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
        decisions = self._decisions
        before = {key: decisions.get(key, UNDECIDED) for key in ids}
        made: dict[tuple[str | None, str], Decision] = {}  # one for all that are decided alike
        after: dict[str, Decision] = {}
        for key, old in before.items():
            wording = None
            if verdict is Verdict.ACCEPTED:
                wording = replacement
                if wording is None:
                    wording = (self._found.get(key) or self.suggestion(key)).replacement
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
        result = self.result
        span, touched, low, high = self._taken_in(result_span)
        wording = result[low : result_span.start] + typed + result[result_span.end : high]
        alone = len(touched) == 1 and touched[0].span == span
        target = touched[0] if alone else self._own_suggestion(span)
        back = target.kind is DamageKind.OWN and wording == target.original and not self._accepted_under(span)
        before = {s.id: self.decision(s.id) for s in touched if s.kind is DamageKind.OWN}
        before[target.id] = self.decision(target.id)
        after = dict.fromkeys(before, UNDECIDED)
        if not back:
            note = before[target.id].note
            now = datetime.now(UTC)
            after[target.id] = Decision(
                verdict=Verdict.ACCEPTED, replacement=wording, note=note, who=who, when=now
            )
        return DecisionChange("Typing", before, after, target.id)

    # Inside

    def _in_order(self) -> tuple[tuple[Suggestion, ...], list[int]]:
        """Return the findings by span, and where they begin."""
        if self._ordered is None:
            ordered = tuple(sorted(self._found.values(), key=lambda s: s.span))
            self._ordered = ordered, [s.span.start for s in ordered]
        return self._ordered

    def _reinstate(self, change: DecisionChange) -> frozenset[str]:
        """Put suggestions that an act decides again in the place of later findings; return what changed."""
        touched: set[str] = set()
        for key in self._former.keys() & change.after.keys():
            old = self._former[key]
            if change.after[key].verdict is Verdict.UNDECIDED:
                continue
            rivals = [s for s in self._found.values() if s.span.overlaps(old.span)]
            if any(self.decision(s.id).verdict is not Verdict.UNDECIDED for s in rivals):
                continue
            for rival in rivals:
                self._former[rival.id] = self._found.pop(rival.id)
            self._found[key] = self._former.pop(key)
            touched.update((key, *(s.id for s in rivals)))
            self._ordered = None
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
        return any(hides(span, s.span) for s in self._found.values() if self._is_accepted(s.id))

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
        original = span.of(self.document.text)
        key = suggestion_id("editor", span, original)
        if key not in self._own:
            self._own[key] = Suggestion(
                id=key,
                span=span,
                original=original,
                kind=DamageKind.OWN,
                explanation="Your own change.",
                series="Your own changes",
                detector="editor",
            )
        return self._own[key]

    def _is_accepted(self, key: str) -> bool:
        return self.decision(key).verdict is Verdict.ACCEPTED

    def _computed(self) -> tuple[str, OffsetMap]:
        if self._result is None:
            self._result = apply_edits(self.document.text, self.edits())
        return self._result

    def _changed(self, ids: Set[str], *, structure: bool) -> None:
        self._result = None
        if structure:
            self._visible = None
        for listener in self._listeners:
            listener(ids)
