# SPDX-License-Identifier: Apache-2.0
"""Series: like cases, decided together."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.repair.suggestion import DamageKind, Suggestion


@dataclass(frozen=True, slots=True)
class Series:
    """Suggestions with the same cause."""

    title: str
    """What the cause is called; unique."""

    kind: DamageKind
    """What happened to all of them."""

    members: tuple[Suggestion, ...]
    """In the order of the text, at least one."""

    def odd_ones_first(self) -> tuple[Suggestion, ...]:
        """Return the members, those first that a reviewer should look at: unsure, then unusual.

        Unusual is a change that few other members share.
        """
        changes = [(s.original.strip(), s.replacement.strip()) for s in self.members]
        common = {change: changes.count(change) for change in set(changes)}
        order = sorted(range(len(changes)), key=lambda i: (self.members[i].confidence, common[changes[i]], i))
        return tuple(self.members[i] for i in order)


def series_of(suggestions: Iterable[Suggestion]) -> tuple[Series, ...]:
    """Group suggestions into series, in the order in which their first members stand in the text."""
    groups: dict[tuple[DamageKind, str], list[Suggestion]] = {}
    for suggestion in suggestions:
        groups.setdefault((suggestion.kind, suggestion.series), []).append(suggestion)
    return tuple(Series(title, kind, tuple(members)) for (kind, title), members in groups.items())
