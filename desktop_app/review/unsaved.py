# SPDX-License-Identifier: Apache-2.0
"""What of a review is not on the disk yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import UNDECIDED, Decision, DecisionChange
from desktop_app.review.kept_suggestions import KeptSuggestions, Roles
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_inserts import Report
from desktop_app.review.session import ReviewSession


@dataclass(slots=True)
class Unsaved:
    """The parts of a review that wait to be written; true if there are any."""

    acts: int = 0
    """How many acts, the last ones of the history."""

    position: bool = False
    """Whether the number of acts in force has changed."""

    all_suggestions: bool = False
    """Whether all suggestions are to be written anew."""

    some: dict[str, tuple[str, Suggestion]] = field(default_factory=dict)
    """Single suggestions by id, each with its role: found, own or former."""

    values: dict[str, Any] = field(default_factory=dict)
    """View, settings ... by name."""

    source: bool = False
    """Whether the copy of the source that lies apart from the project is to be made sure of."""

    def __bool__(self) -> bool:
        return self.review or self.source

    @property
    def review(self) -> bool:
        """Whether anything waits that belongs into the project itself."""
        return bool(self.acts or self.position or self.all_suggestions or self.some or self.values)

    def take_back(self, failed: "Unsaved") -> None:
        """Let what could not be written wait again, before whatever came in since."""
        self.acts += failed.acts
        self.position |= failed.position
        self.all_suggestions |= failed.all_suggestions
        self.some = failed.some | self.some
        self.values = failed.values | self.values
        self.source |= failed.source

    def write_to(
        self,
        project: ProjectFile,
        whole: Contents | None,
        first: int,
        acts: Sequence[DecisionChange],
        position: int,
        report: Report,
    ) -> None:
        """Write what belongs into the project; all acts in one transaction. Raises ``ProjectError``."""
        if self.values:
            project.put(self.values)
        if whole is not None:
            roles = (("found", whole.found), ("own", whole.own), ("former", whole.former))
            project.replace_suggestions(roles, report)
        if self.acts or self.position:
            # Where all were written these are among them, each in the role that it has by now.
            some = self.some.values() if whole is None else ()
            project.append(first, acts, position, some)


def base_of(session: ReviewSession, acts: Sequence[DecisionChange]) -> dict[str, Decision]:
    """Return the decisions of a session as they were before ``acts``, all of which are in force."""
    base = dict(session.decisions)
    for act in reversed(acts):
        base.update(act.before)
    return {key: decision for key, decision in base.items() if decision != UNDECIDED}


def come_since(before: Contents, now: Contents) -> Unsaved:
    """Return what of ``now`` is not among the contents of the same review as they were ``before``."""
    known = {s.id for s in before.own}
    acts = len(now.acts) - len(before.acts)
    found_anew = not KeptSuggestions(Roles.of(before)).is_all_of(Roles.of(now))
    return Unsaved(
        acts=acts,
        position=acts > 0 or now.position != before.position,
        all_suggestions=found_anew,
        some={s.id: ("own", s) for s in now.own if s.id not in known},
        values={name: value for name, value in now.state.items() if before.state.get(name) != value},
    )
