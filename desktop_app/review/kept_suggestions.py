# SPDX-License-Identifier: Apache-2.0
"""Which suggestions a project holds: an act is never written without those that it decides on.

What is found streams in while an editor decides, and all of it is written when the search is over. Of what
was decided before that only the acts would be left after a kill, and nobody would know what they are about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.repair.keys import matches
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import DecisionChange
from desktop_app.review.project_contents import Contents
from desktop_app.review.session import ReviewSession

MANY = 2_000
"""Suggestions that are missing from which on all are written anew."""

ByRole = Mapping[str, tuple[str, Suggestion]]
"""Suggestions by id, each with its role: found, own or former."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The suggestions of a review, by what they are to it."""

    found: PackedSuggestions
    own: tuple[Suggestion, ...]
    former: tuple[Suggestion, ...]

    @classmethod
    def of(cls, contents: Contents) -> "Roles":
        """Return those of a project."""
        return cls(contents.found, contents.own, contents.former)

    @classmethod
    def of_session(cls, session: ReviewSession) -> "Roles":
        """Return those of a review in progress."""
        return cls(session.found_suggestions, session.own_suggestions, session.former_suggestions)

    def has_same_found(self, other: "Roles") -> bool:
        """Tell whether the very same have been found; to look for equal ones would take long."""
        return self.found.patterns is other.found.patterns and self.found == other.found


class KeptSuggestions:
    """What a project holds once all that waits is written: all suggestions of a moment, and some since."""

    def __init__(self, roles: Roles) -> None:
        """Take what is, or will be, written as a whole."""
        self._whole = roles
        self._since: dict[str, str] = {}
        """The roles of those that were written later, by id."""
        self._former = {s.id for s in roles.former}

    def is_all_of(self, roles: Roles) -> bool:
        """Tell whether nothing else than these is held; own changes are written as they are typed."""
        return (
            not self._since
            and self._former == {s.id for s in roles.former}
            and self._whole.has_same_found(roles)
        )

    def missing(self, acts: Sequence[DecisionChange], session: ReviewSession) -> ByRole | None:
        """Return what must be written with ``acts`` of a session, and count on that; None for too many."""
        found = session.found_suggestions
        if sum(len(act.after) for act in acts) > MANY:
            return {} if self.is_all_of(Roles.of_session(session)) else None
        named = found.take(found.places_of({key for act in acts for key in act.after}))
        is_new = np.ones(len(named), np.bool_)
        is_new[matches(self._whole.found.keys, named.keys)[1]] = False
        fresh = named.take(is_new)
        former = {s.id: s for s in session.former_suggestions}
        if len(fresh) + len(former) - len(self._former) > MANY:
            return None
        rows = {key: ("former", former[key]) for key in former.keys() - self._former}
        back = (found.find(key) for key in self._former - former.keys())
        again = found.take(np.array([place for place in back if place is not None], np.intp))
        rows |= {
            s.id: ("found", s) for some in (fresh, again) for s in some if self._since.get(s.id) != "found"
        }
        self._former = set(former)
        self._since |= {key: role for key, (role, _) in rows.items()}
        return rows
