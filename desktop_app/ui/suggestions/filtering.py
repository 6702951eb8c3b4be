# SPDX-License-Identifier: Apache-2.0
"""What of the list is shown: by words, kind, lane and state. Pure, no Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.policy import Lane, lane, lanes_of
from desktop_app.review.session import ReviewSession
from desktop_app.review.verdicts import CODES
from desktop_app.steps import Steps

_AT_ONCE = 1_000
"""Suggestions between two yields whose words are looked at: a millisecond or two."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a suggestion must be to be shown; None asks for nothing."""

    words: str = ""
    """Some part of original, proposal, series or note; upper and lower case alike."""
    kind: DamageKind | None = None
    which_lane: Lane | None = None
    verdict: Verdict | None = None

    @property
    def empty(self) -> bool:
        """Whether everything passes."""
        return self == EVERYTHING

    @property
    def minds_decisions(self) -> bool:
        """Whether a decision can change what passes."""
        return self.verdict is not None or bool(self.words)

    def passes(self, suggestion: Suggestion, decision: Decision) -> bool:
        """Tell whether a suggestion is shown."""
        if self.kind is not None and suggestion.kind is not self.kind:
            return False
        if self.verdict is not None and decision.verdict is not self.verdict:
            return False
        if self.which_lane is not None and lane(suggestion) is not self.which_lane:
            return False
        if not self.words:
            return True
        words = self.words.casefold()
        shown = suggestion.replacement if decision.replacement is None else decision.replacement
        return any(
            words in part.casefold()
            for part in (suggestion.original, shown, suggestion.series, decision.note)
        )


EVERYTHING = Filter()


def passing(wanted: Filter, session: ReviewSession, order: PackedSuggestions) -> Steps[Flags]:
    """Tell of each suggestion of a session whether it is shown, with yields in between."""
    shown = np.ones(len(order), np.bool_)
    if wanted.kind is not None:
        shown &= order.are_of([wanted.kind])
        yield
    if wanted.which_lane is not None:
        shown &= lanes_of(order.confidences) == tuple(Lane).index(wanted.which_lane)
        yield
    if wanted.verdict is not None:
        shown &= session.verdicts_on(order) == CODES[wanted.verdict]
        yield
    if wanted.words:
        places = np.flatnonzero(shown)
        speaks = yield from _speak_of(wanted.words.casefold(), session, order.take(places))
        shown[places[~speaks]] = False
    return shown


def _speak_of(words: str, session: ReviewSession, some: PackedSuggestions) -> Steps[Flags]:
    """Tell which have the words in their original, proposal, series or note."""
    text, decisions = session.document.text, dict(session.decisions)
    found = np.zeros(len(some), np.bool_)
    titles: dict[int, bool] = {}
    for number in np.unique(some.series).tolist():
        titles[number] = words in some.patterns.title(number)[1].casefold()
    yield
    told = zip(some.places(), some.series.tolist(), some.replacements(), strict=True)
    for at, ((start, end, _, _), series, proposed) in enumerate(told):
        found[at] = titles[series] or words in text[start:end].casefold() or words in proposed.casefold()
        if at % _AT_ONCE == _AT_ONCE - 1:
            yield
    # What was decided has a wording and a note of its own.
    for count, place in enumerate(some.places_of(decisions).tolist(), 1):
        one = some[place]
        found[place] = Filter(words).passes(one, decisions[one.id])
        if count % _AT_ONCE == 0:
            yield
    return found
