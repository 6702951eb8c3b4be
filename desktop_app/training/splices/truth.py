# SPDX-License-Identifier: Apache-2.0
"""Simulated documents as the decoder reads them, with the truth at its candidates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.candidates import Candidate, find_candidates
from desktop_app.repair.splices.drift_path import CopyNode, far_ancestor, mention_place
from desktop_app.repair.splices.element_table import ElementTable, element_table
from desktop_app.repair.splices.mentions import MentionReading
from desktop_app.training.simulator import DamagedElement, DamagedText

_UNREAD = MentionReading("unread", 0.0, ((1, 0.0),))


@dataclass(frozen=True, slots=True)
class TrueDocument:
    """A damaged document with its candidates and what they are."""

    damaged: DamagedText
    table: ElementTable
    candidates: Sequence[Candidate]

    def copies(self) -> dict[tuple[int, int], DamagedElement]:
        """Return all writes by their code points, those that changed nothing included."""
        return {(e.start, e.end): e for e in self.damaged.elements if e.mention is not None}

    def changed(self) -> set[tuple[int, int]]:
        """Return the code points of the writes that changed something."""
        return {(e.start, e.end) for e in self.damaged.copies}

    def span(self, candidate: Candidate) -> tuple[int, int]:
        """Return the code points of a candidate."""
        span = self.table.span(candidate.start, candidate.end)
        return span.start, span.end


def true_document(damaged: DamagedText) -> TrueDocument:
    """Read ``damaged`` as the decoder does."""
    table = element_table(damaged.text)
    return TrueDocument(damaged, table, find_candidates(table, CancelToken()))


def true_places(document: TrueDocument) -> Iterator[tuple[Candidate, DamagedElement | None, int | None]]:
    """Yield candidates with the write that stands there, if any, and the law's place of a mention.

    For a candidate that is no copy the place is where its mention would stand under the true drift.
    """
    starts = {e.start: i for i, e in enumerate(document.table.elements)}
    ends = {e.end: i + 1 for i, e in enumerate(document.table.elements)}
    writes = [
        (starts[s], ends[e], one) for (s, e), one in document.copies().items() if s in starts and e in ends
    ]
    truth = {(start, end): one for start, end, one in writes}
    last: CopyNode | None = None
    number = 0
    for candidate in document.candidates:
        while number < len(writes) and writes[number][0] < candidate.start:
            last = _after(last, writes, number)
            number += 1
        write = truth.get((candidate.start, candidate.end))
        if document.damaged.style in ("aligned", "clean"):
            yield candidate, write, candidate.start
            continue
        drift, extra = (last.drift_after, last.extra_after) if last is not None else (0, 0)
        if write is not None:
            drift = write.drift
        yield candidate, write, mention_place(last, drift, extra, candidate.start)


def _after(last: CopyNode | None, writes: Sequence[tuple[int, int, DamagedElement]], number: int) -> CopyNode:
    start, end, one = writes[number]
    follows = number + 1 < len(writes)
    after = writes[number + 1][2].drift if follows else one.drift + one.mention_length - 1
    extra = last.extra_after if last is not None else 0
    depth = last.depth + 1 if last is not None else 0
    return CopyNode(
        start,
        end,
        number,
        one.mention_length,
        one.drift,
        extra,
        after,
        None,
        _UNREAD,
        0.0,
        last,
        depth,
        far_ancestor(last),
    )
