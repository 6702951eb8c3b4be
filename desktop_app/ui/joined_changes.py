# SPDX-License-Identifier: Apache-2.0
"""Several changes as one: batches, and bursts of typing. No widgets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

from desktop_app.review.decision import Decision, DecisionChange, Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.steps import Steps

AT_ONCE = 500
"""Decisions between two yields: some milliseconds."""

TYPING = "Typing"
"""The label of typed changes; those that follow each other closely are undone together."""

TYPING_PAUSE = timedelta(seconds=1.5)
"""A pause in typing after which undo stops."""


def joined(label: str, parts: Sequence[DecisionChange], focus: str | None) -> DecisionChange:
    """Return one change for changes that follow each other."""
    before = {key: old for part in reversed(parts) for key, old in part.before.items()}
    after = {key: new for part in parts for key, new in part.after.items()}
    return DecisionChange(label, before, after, focus)


def one_typing(earlier: DecisionChange, later: DecisionChange) -> bool:
    """Tell whether two acts are keystrokes of one burst of typing at one place."""
    if earlier.label != TYPING or later.label != TYPING or later.when - earlier.when > TYPING_PAUSE:
        return False
    return bool(earlier.after.keys() & later.after.keys())


def deciding(
    session: ReviewSession,
    ids: Iterable[str],
    verdict: Verdict,
    label: str,
    *,
    who: str = "",
    picked: Mapping[str, str] | None = None,
    focus: str | None = None,
) -> Steps[DecisionChange]:
    """Return one change that gives all a verdict, with yields in between.

    Accepting takes the wording that is ``picked`` for an id, or what is proposed. What is no longer in force
    at the end, as something else has been found in its place, is left out.
    """
    before: dict[str, Decision] = {}
    after: dict[str, Decision] = {}
    now, seen, rest = datetime.now(UTC), session.suggestions, iter(ids)
    while keys := list(islice(rest, AT_ONCE)):
        here = set(session.suggestions.take(session.suggestions.places_of(keys)).ids())
        known = [key for key in keys if key in here]
        for wording, group in _by_wording(known, picked or {} if verdict is Verdict.ACCEPTED else {}):
            part = session.decide(group, verdict, replacement=wording, who=who, when=now)
            before.update(part.before)
            after.update(part.after)
        yield
    while session.suggestions is not seen:
        seen, rest = session.suggestions, iter(tuple(after))
        while keys := list(islice(rest, AT_ONCE)):
            for gone in set(keys).difference(seen.take(seen.places_of(keys)).ids()):
                del before[gone], after[gone]
            yield
    return DecisionChange(label, before, after, focus, now)


def _by_wording(keys: Sequence[str], picked: Mapping[str, str]) -> Iterator[tuple[str | None, list[str]]]:
    """Yield those that are decided alike: all but those for which a wording was picked."""
    if plain := [key for key in keys if key not in picked]:
        yield None, plain
    yield from ((picked[key], [key]) for key in keys if key in picked)
