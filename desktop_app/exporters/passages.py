# SPDX-License-Identifier: Apache-2.0
"""A reviewed text as a sequence of passages: what every format that shows changes goes through."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.decision import UNDECIDED, Decision, Verdict
from desktop_app.review.session import ReviewSession

LAYOUT_KINDS = frozenset({DamageKind.SPACING, DamageKind.PARAGRAPH})
"""Kinds that change no word: too many and too plain for a comment each."""


POLICY = "policy"
"""Who decided where nobody looked, see ``review.policy``."""


class State(StrEnum):
    """How a passage stands in an export."""

    SAME = "same"
    """No suggestion here, or the original was kept."""
    CHANGED = "changed"
    """The editor, or a policy, accepted a wording."""
    OPEN = "open"
    """Proposed, not decided."""
    LOST = "lost"
    """Something is missing here, nobody can say what, and nothing was decided."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the original with what is to become of it."""

    start: int
    """Code points of the original."""

    original: str
    """What stands there."""

    suggestion: Suggestion | None = None
    """None between suggestions."""

    decision: Decision = UNDECIDED
    """What was decided."""

    @property
    def state(self) -> State:
        """How the passage stands."""
        if self.suggestion is None or self.decision.verdict is Verdict.KEPT:
            return State.SAME
        if self.decision.verdict is Verdict.ACCEPTED:
            return State.CHANGED
        return State.OPEN if self.suggestion.alternatives else State.LOST

    @property
    def wording(self) -> str:
        """What stands there once every change shown is accepted; the original where none is."""
        if self.decision.replacement is not None:
            return self.decision.replacement
        if self.state is State.OPEN and self.suggestion is not None:
            return self.suggestion.replacement
        return self.original


def passages(session: ReviewSession) -> Iterator[Passage]:
    """Yield the whole original in order, cut at the suggestions in force; none is empty without reason.

    The originals of all passages joined are the text.
    """
    text = session.document.text
    position = 0
    for suggestion in session.suggestions:
        if position < suggestion.span.start:
            yield Passage(position, text[position : suggestion.span.start])
        yield Passage(suggestion.span.start, suggestion.original, suggestion, session.decision(suggestion.id))
        position = suggestion.span.end
    if position < len(text):
        yield Passage(position, text[position:])


def trimmed(old: str, new: str) -> tuple[str, str, str, str]:
    """Return what both begin with, what only the old and only the new hold, and what both end with.

    Words are not cut: a reader sees whole words replaced.

    >>> trimmed("said , no", "said, no")
    ('said', ' ', '', ', no')
    >>> trimmed("the house", "the horse")
    ('the ', 'house', 'horse', '')
    """
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    while head and (_cuts_word(old, head) or _cuts_word(new, head)):
        head -= 1
    room = shorter - head
    tail = next((i for i in range(room) if old[-1 - i] != new[-1 - i]), room)
    while tail and (_cuts_word(old, len(old) - tail) or _cuts_word(new, len(new) - tail)):
        tail -= 1
    return old[:head], old[head : len(old) - tail], new[head : len(new) - tail], old[len(old) - tail :]


def _cuts_word(text: str, at: int) -> bool:
    """Tell whether a cut at ``at`` would leave letters or digits on both sides."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def reason(passage: Passage) -> str:
    """Return why a change is there, how sure it is, who decided, in one line; empty if nothing is."""
    suggestion = passage.suggestion
    if suggestion is None:
        return ""
    parts = [suggestion.explanation or suggestion.series or suggestion.kind.value.capitalize()]
    if suggestion.kind is not DamageKind.OWN:
        parts.append(
            f"Confidence {suggestion.confidence:.0%}." if suggestion.alternatives else "Not restorable."
        )
    if passage.state is State.OPEN:
        parts.append("Not decided yet.")
    elif passage.decision.who:
        parts.append(f"Decided by {passage.decision.who}.")
    if passage.decision.note:
        parts.append(f"Note: {passage.decision.note}")
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts)


def remarks(everything: list[Passage]) -> dict[int, str]:
    """Return the comments by the passages' places.

    Changed words have one each; of spacing and paragraphs, only the first of each open series has one.
    """
    layout = [
        p
        for p in everything
        if p.state is State.OPEN and p.suggestion is not None and p.suggestion.kind in LAYOUT_KINDS
    ]
    counts = Counter(_series_of(p) for p in layout)
    first: dict[str, int] = {}
    for passage in layout:
        first.setdefault(_series_of(passage), passage.start)
    remarks = {}
    for passage in everything:
        if passage.suggestion is None or passage.state is State.SAME:
            continue
        if passage.suggestion.kind not in LAYOUT_KINDS:
            remarks[passage.start] = reason(passage)
        elif first.get(_series_of(passage)) == passage.start:
            count = counts[_series_of(passage)]
            others = f" There are {count:,} such places; only the first has a comment." if count > 1 else ""
            remarks[passage.start] = reason(passage) + others
    return remarks


def _series_of(passage: Passage) -> str:
    return passage.suggestion.series if passage.suggestion else ""


def author(passage: Passage) -> str:
    """Return who stands behind a change, as a tracked change names its author."""
    if passage.state is not State.CHANGED:
        return "Palimpsest (not decided)"
    who = passage.decision.who
    return "Palimpsest (unattended)" if who == POLICY else who or "Palimpsest"
