# SPDX-License-Identifier: Apache-2.0
"""What may be decided without looking: lanes, and what "accept all sure" means."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.patterns import Confidences
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import DecisionChange, Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.review.verdicts import CODES

SURE = 0.9
"""Confidence from which nine in ten and more are right: may be accepted in bulk."""

LIKELY = 0.5
"""Confidence from which more are right than wrong."""


class Lane(StrEnum):
    """How much of the editor's attention a suggestion needs."""

    SURE = "sure"
    LIKELY = "likely"
    NEEDS_YOU = "needs you"


def lane(suggestion: Suggestion) -> Lane:
    """Return the lane of a suggestion, by the confidence of its best alternative."""
    if suggestion.confidence >= SURE:
        return Lane.SURE
    return Lane.LIKELY if suggestion.confidence >= LIKELY else Lane.NEEDS_YOU


def lanes_of(confidences: Confidences) -> NDArray[np.int8]:
    """Return the lanes of many suggestions, by their numbers in the order of ``Lane``.

    >>> lanes_of(np.array([0.95, 0.5, 0.0])).tolist()
    [0, 1, 2]
    """
    return (confidences < SURE).astype(np.int8) + (confidences < LIKELY)


def policy_named(name: str) -> float:
    """Return from which confidence on the policy called sure, likely, all or none accepts, or a number's own.

    Raises ``ValueError`` with one sentence for anything else.
    """
    limits = {"sure": SURE, "likely": LIKELY, "all": -1.0, "none": 2.0}
    try:
        limit = limits[name] if name in limits else float(name)
    except ValueError:
        raise ValueError(f"{name!r} is none of sure, likely, all, none or a number from 0 to 1.") from None
    if name not in limits and not 0.0 <= limit <= 1.0:
        raise ValueError(f"{name} is no confidence; choose a number from 0 to 1.")
    return limit


def carry_out(session: ReviewSession, limit: float, label: str) -> DecisionChange:
    """Return the change that accepts every undecided suggestion that is at least as sure as the limit."""
    undecided = session.verdicts == CODES[Verdict.UNDECIDED]
    sure = session.suggestions.take(undecided & (session.suggestions.confidences >= limit))
    return session.decide(sure.ids(), Verdict.ACCEPTED, label=label, who="policy")
