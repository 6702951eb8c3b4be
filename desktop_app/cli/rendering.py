# SPDX-License-Identifier: Apache-2.0
"""From a session to bytes: what is accepted unseen, and in which format."""

from argparse import Namespace
from dataclasses import dataclass

from desktop_app.cli.outputs import WrongUsageError
from desktop_app.exporters import Exporter, ExportError, exporter_named
from desktop_app.exporters.proof import prove
from desktop_app.review.policy import carry_out, policy_named
from desktop_app.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class Rendering:
    """What ``--format`` and ``--accept`` ask for."""

    exporter: Exporter
    """Makes the bytes."""

    accept: str
    """The name of a policy, see ``review.policy.policy_named``."""

    proves: bool
    """Whether a proof of no harm goes beside the result."""

    @classmethod
    def chosen(cls, arguments: Namespace) -> "Rendering":
        """Return what the arguments ask for.

        Formats that can show open proposals leave everything open by default; the others would
        otherwise give back their input, so they take every proposal.
        """
        exporter = exporter_named(arguments.format)
        if arguments.proof and arguments.output is None:
            raise WrongUsageError("a proof is written beside its result: add --output")
        accept = arguments.accept or ("none" if exporter.shows_open else "all")
        return cls(exporter, accept, arguments.proof)

    def render(self, session: ReviewSession) -> tuple[bytes, str | None]:
        """Carry out the policy on ``session``; return the file's bytes and the proof, if one is wanted.

        Raises ``ExportError`` where the proof fails: then nothing is to be written.
        """
        session.apply(carry_out(session, policy_named(self.accept), f"Accept {self.accept}"))
        data = self.exporter.render(session)
        if not self.proves:
            return data, None
        proof = prove(session)
        if not proof.holds:
            failed = next(check.claim for check in proof.checks if not check.holds)
            raise ExportError(f"Nothing was written, for this does not hold: {failed}")
        return data, proof.text()
