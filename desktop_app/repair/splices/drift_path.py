# SPDX-License-Identifier: Apache-2.0
"""One hypothesis about what was written where, and the place that the law gives for a mention.

Two sums carry the law in damaged element indexes. ``drift`` is the law's ``D``, the sum of ``n - 1``
over the writes so far. ``extra`` is the sum of ``length - 1`` over the copies so far: here a copy of
three words takes three elements, in the pipeline's list it was one.
"""

from dataclasses import dataclass

from desktop_app.repair.splices.mentions import MentionReading


@dataclass(slots=True, eq=False)
class CopyNode:
    """The last write of a hypothesis; ``parent`` leads to the ones before it.

    Never changed once made; not frozen only because freezing trebles the time it takes to make one,
    and the search makes hundreds of thousands.
    """

    start: int
    """Element where the copy begins."""

    end: int
    """One past its last element."""

    candidate: int
    """Index of the candidate; negative for a write that left nothing to see."""

    lost: int
    """Elements destroyed, the law's ``n``."""

    drift: int
    """The law's ``D`` when this copy was written."""

    extra: int
    """The sum of ``length - 1`` over the copies before this one."""

    drift_after: int
    """The law's ``D`` behind this copy: drift + lost - 1, and what hidden writes added."""

    mention: int | None
    """Element where the mention begins; None where it was overwritten."""

    reading: MentionReading
    """What stands there."""

    log_odds: float
    """Of this being a copy, given the path before it."""

    parent: "CopyNode | None"

    depth: int
    """Number of nodes before this one."""

    jump: "CopyNode | None"
    """An ancestor farther away, so that any is reached in logarithmically many steps (Myers 1983)."""

    @property
    def extra_after(self) -> int:
        """The sum of ``length - 1`` over the copies up to this one."""
        return self.extra + max(0, self.end - self.start - 1)


def copy_node(
    parent: CopyNode | None,
    start: int,
    end: int,
    candidate: int,
    lost: int,
    sums: tuple[int, int, int],
    mention: int | None,
    reading: MentionReading,
    log_odds: float,
) -> CopyNode:
    """Return a node behind ``parent``; ``sums`` are drift, extra, and drift behind it."""
    drift, extra, after = sums
    depth = 0 if parent is None else parent.depth + 1
    jump = far_ancestor(parent)
    return CopyNode(
        start, end, candidate, lost, drift, extra, after, mention, reading, log_odds, parent, depth, jump
    )


def far_ancestor(parent: CopyNode | None) -> CopyNode | None:
    """Return the node that the ``jump`` of a child of ``parent`` leads to."""
    if parent is None or parent.jump is None or parent.jump.jump is None:
        return parent
    if parent.depth - parent.jump.depth == parent.jump.depth - parent.jump.jump.depth:
        return parent.jump.jump
    return parent


def mention_place(last: CopyNode | None, drift: int, extra: int, start: int) -> int | None:
    """Return the element where the mention of a copy at ``start`` stands, None if it was overwritten.

    ``last`` is the last copy before ``start``; ``drift`` and ``extra`` are the sums up to ``start``. A
    copy stands at the index its mention had in the original list; an undamaged element ``t`` had the
    original index ``t`` + drift - extra, with the sums of the copies left of ``t``.

    >>> mention_place(None, 0, 0, 7)
    7
    """
    place = start - drift
    if last is None:
        return max(place, 0)
    if place >= last.end:
        return place
    original = start - extra
    child = last
    while True:  # child is a node that the mention stands left of
        far = child.jump
        if far is not None and original - far.drift_after + far.extra_after < far.end:
            child = far
            continue
        parent = child.parent
        if parent is None:
            place = original - child.drift + child.extra
            return max(place, 0) if place < child.start else None
        place = original - parent.drift_after + parent.extra_after
        if place >= parent.end:
            return place if place < child.start else None
        child = parent
