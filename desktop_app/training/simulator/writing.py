# SPDX-License-Identifier: Apache-2.0
"""The drift law: overwrite mentions in a list whose indexes have gone stale.

The pipeline kept the text as a list of elements and ran, mention by mention in document order,
``tokens[start:end] = [main]`` with indexes into the *original* list. Each write of a mention of ``n``
elements shortens the list by ``n - 1``, so later writes land that many elements too far right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """What one element of the pipeline's list is."""

    TOKEN = "token"
    GAP = "gap"
    """A dropped hyphenated compound."""

    DASH = "dash"
    """A dropped dash."""

    BREAK = "break"
    """The end of a paragraph."""

    COPY = "copy"
    """A main mention written over something."""


@dataclass(frozen=True, slots=True)
class Write:
    """One replacement: the mention at ``start:end`` of the original list becomes ``phrase``."""

    start: int
    end: int
    phrase: str
    """The main mention, its tokens joined by single spaces."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One element of the pipeline's list."""

    kind: CellKind
    orig: tuple[int, ...] = ()
    """Healthy tokens that stood here, by their index among the tokens."""

    write: Write | None = None
    """For a copy: the write that put it here."""

    drift: int = 0
    """For a copy: the law's ``D``, by how many elements later indexes were stale when it was written."""

    destroyed: int = 0
    """For a copy: number of elements that it replaced, earlier copies, gaps and breaks included."""


def run_writes(cells: Sequence[Cell], writes: Sequence[Write], *, stale: bool = True) -> tuple[Cell, ...]:
    """Return the list after all writes, in the order given.

    With ``stale`` false the indexes are kept right, as a resolver without the bug would. A write past
    the end of the list appends, as a slice assignment does.
    """
    result = list(cells)
    drift = 0
    for write in writes:
        shift = 0 if stale else drift
        start, end = write.start - shift, write.end - shift
        lost = result[start:end]
        result[start:end] = [
            Cell(
                CellKind.COPY,
                tuple(index for cell in lost for index in cell.orig),
                write,
                drift if stale else 0,
                len(lost),
            )
        ]
        drift += write.end - write.start - 1
    return tuple(result)
