# SPDX-License-Identifier: Apache-2.0
"""What is asked of whoever looks for damage, wherever that happens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop_app.repair.analysis import Analysis
from desktop_app.repair.detector import CancelToken, Progress, no_progress
from desktop_app.repair.diagnosis import Diagnosis
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.steps import Rest, no_rest
from desktop_app.text.span import Span


def _ignore(what: object) -> None:
    del what


@dataclass(frozen=True, slots=True)
class Reports:
    """Whom to tell what, while a job is under way; called in the thread that asks."""

    progress: Progress = no_progress

    found: Callable[[PackedSuggestions], None] = _ignore
    """Hears of all suggestions so far, sorted and free of overlaps, and at last of all there are."""

    diagnosed: Callable[[Diagnosis], None] = _ignore
    """Hears what the latest suggestions say about the text, now and then, and at last about all."""

    rest: Rest = no_rest
    """Called between two steps of what must be done in the thread that asks."""


@dataclass(frozen=True, slots=True)
class Job:
    """One text to be looked through."""

    text: str

    model_folder: str = ""
    """Where a stronger model for lost words lies; empty for the bundled one."""

    visible: Span | None = None
    """What of the text the editor sees, code points; None for its beginning."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job."""

    analysis: Analysis

    problem: str = ""
    """Why the wished model is not in use, in one sentence; empty when it is, or none was wished."""


class Engine(Protocol):
    """Looks through one text at a time."""

    def prepare(self) -> None:
        """Do beforehand what the first job would have to wait for; returns at once, never raises."""

    def find(self, job: Job, cancel: CancelToken, reports: Reports) -> Outcome:
        """Look through a text; blocks, so call it from a thread of its own, one call at a time.

        Raises ``CancelledError`` soon after a cancel, and whatever breaks the whole job.
        """

    def close(self) -> None:
        """Let go of what is held; a job under way must be cancelled before. A later job begins anew."""
