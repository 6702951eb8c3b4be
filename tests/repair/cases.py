# SPDX-License-Identifier: Apache-2.0
"""Cases of the detectors: texts with what each should become, kept as JSON under ``tests/cases``."""

import json
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and what it is once every suggestion of one detector is accepted."""

    label: str
    text: str
    repaired: str

    @property
    def negative(self) -> bool:
        """Whether nothing may be suggested."""
        return self.text == self.repaired


def cases_of(detector: str) -> tuple[Case, ...]:
    """Return the cases of a detector, negatives first."""
    content = json.loads((CASES / f"{detector}.json").read_text(encoding="utf-8"))
    return tuple(Case(**record) for record in content)
