# SPDX-License-Identifier: Apache-2.0
"""What a run of the detectors over a text came to."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.repair.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class Failure:
    """A detector that broke; its suggestions are missing, everything else stands."""

    detector: str
    """Its name."""

    details: str
    """The traceback, for a report; never shown unasked."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a run found."""

    suggestions: Sequence[Suggestion]
    """Sorted by span, free of overlaps."""

    failures: tuple[Failure, ...] = ()
    """Detectors that broke."""
