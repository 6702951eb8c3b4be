# SPDX-License-Identifier: Apache-2.0
"""Decision: what the editor has decided about one suggestion, and changes of decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType


class Verdict(StrEnum):
    """What was decided."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    KEPT = "kept"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The editor's word on one suggestion. A state, never an act: it can be changed at any time."""

    verdict: Verdict = Verdict.UNDECIDED
    """Undecided, kept and later leave the original in the result."""

    replacement: str | None = None
    """Accepted: the wording that stands in the result, one of the alternatives or the editor's own."""

    note: str = ""
    """A remark for oneself or for others."""

    who: str = ""
    """Who decided: a name, or ``policy`` where nobody looked."""

    when: datetime | None = None
    """When, in UTC; None for undecided."""

    def __post_init__(self) -> None:
        if (self.verdict is Verdict.ACCEPTED) != (self.replacement is not None):
            raise ValueError("an accepted decision, and no other, has a replacement")


UNDECIDED = Decision()


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """One act: the decisions of one or many suggestions, before and after. Invertible."""

    label: str
    """What menus call it, as in ``Accept 14 × Space before a comma``."""

    before: Mapping[str, Decision]
    """By suggestion id."""

    after: Mapping[str, Decision]
    """By suggestion id; the same keys."""

    focus: str | None = None
    """The suggestion that was current before the act; undo returns to it."""

    when: datetime = field(default_factory=lambda: datetime.now(UTC))
    """When the act took place, in UTC."""

    def __post_init__(self) -> None:
        if self.before.keys() != self.after.keys():
            raise ValueError("a change tells of the same suggestions before and after")
        object.__setattr__(self, "before", MappingProxyType(dict(self.before)))
        object.__setattr__(self, "after", MappingProxyType(dict(self.after)))

    def inverse(self) -> "DecisionChange":
        """Return the change that undoes this one."""
        return DecisionChange(self.label, self.after, self.before, self.focus, self.when)
