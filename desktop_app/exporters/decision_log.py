# SPDX-License-Identifier: Apache-2.0
"""The decision log as a file: for audits, for training, and to carry a review to another copy of the text."""

import json
from dataclasses import dataclass

from desktop_app.review.decision_log import log_records
from desktop_app.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class DecisionLogExporter:
    """JSON lines; ``review.decision_log`` tells what they hold and reads them again."""

    id: str = "log"
    label: str = "Decision log (JSON lines)"
    suffix: str = ".decisions.jsonl"
    shows_open: bool = True

    def render(self, session: ReviewSession) -> bytes:
        """Return UTF-8, one record a line."""
        return "".join(
            json.dumps(record, ensure_ascii=False) + "\n" for record in log_records(session)
        ).encode("utf-8")
