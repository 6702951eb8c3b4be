# SPDX-License-Identifier: Apache-2.0
"""The words for a proof of no harm and for what becomes of undecided suggestions."""

from PySide6.QtCore import QCoreApplication

from desktop_app.exporters.proof import Proof
from desktop_app.ui import wording


def proof_line(proof: Proof) -> str:
    """Return one calm line: whether the proof holds, and what was counted."""
    if not proof.holds:
        failed = " ".join(check.claim for check in proof.checks if not check.holds)
        return QCoreApplication.translate("proof", "Proof of no harm: fails — not so: {claims}").format(
            claims=failed
        )
    changes = wording.plural(
        proof.accepted,
        QCoreApplication.translate("proof", "1 change, decided"),
        QCoreApplication.translate("proof", "{n} changes, each decided"),
    )
    added = wording.plural(
        sum(proof.added.values()),
        QCoreApplication.translate("proof", "1 word added"),
        QCoreApplication.translate("proof", "{n} words added"),
    )
    removed = QCoreApplication.translate("proof", "{n} removed").format(n=sum(proof.removed.values()))
    moved = QCoreApplication.translate("proof", "{n} moved").format(n=proof.moved)
    unattended = QCoreApplication.translate("proof", "{n} accepted unattended").format(
        n=len(proof.unattended)
    )
    words = ", ".join([added, removed, *([moved] if proof.moved else [])])
    return QCoreApplication.translate(
        "proof", "Proof of no harm: holds — {changes}; {words}; {rest}."
    ).format(changes=changes, words=words, rest=unattended)


def open_ones(count: int, *, shown: bool) -> str:
    """Return what becomes of suggestions without a decision in a format that shows them, or does not."""
    if shown:
        return wording.plural(
            count,
            QCoreApplication.translate("proof", "1 undecided stays open, marked as a proposal"),
            QCoreApplication.translate("proof", "{n} undecided stay open, marked as proposals"),
        )
    return wording.plural(
        count,
        QCoreApplication.translate("proof", "1 undecided stays as in the original"),
        QCoreApplication.translate("proof", "{n} undecided stay as in the original"),
    )
