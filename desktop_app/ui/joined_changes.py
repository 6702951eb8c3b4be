# SPDX-License-Identifier: Apache-2.0
"""Several changes as one: batches, and bursts of typing. No widgets."""

from collections.abc import Sequence
from datetime import timedelta

from desktop_app.review.decision import DecisionChange

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
