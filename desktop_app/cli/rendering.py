# SPDX-License-Identifier: Apache-2.0
"""From a session to bytes: what is accepted unseen, and in which format."""

from argparse import Namespace
from dataclasses import dataclass

from desktop_app.exporters import Exporter, exporter_named
from desktop_app.review.policy import carry_out, policy_named
from desktop_app.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class Rendering:
    """What ``--format`` and ``--accept`` ask for."""

    exporter: Exporter
    """Makes the bytes."""

    accept: str
    """The name of a policy, see ``review.policy.policy_named``."""

    @classmethod
    def chosen(cls, arguments: Namespace) -> "Rendering":
        """Return what the arguments ask for.

        Formats that can show open proposals leave everything open by default; the others would
        otherwise give back their input, so they take every proposal.
        """
        exporter = exporter_named(arguments.format)
        return cls(exporter, arguments.accept or ("none" if exporter.shows_open else "all"))

    def render(self, session: ReviewSession) -> bytes:
        """Carry out the policy on ``session`` and return the file's bytes."""
        session.apply(carry_out(session, policy_named(self.accept), f"Accept {self.accept}"))
        return self.exporter.render(session)
