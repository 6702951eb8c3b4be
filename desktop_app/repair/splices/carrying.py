# SPDX-License-Identifier: Apache-2.0
"""Hypotheses that go on in another table of the same text, where elements and candidates count anew."""

from collections.abc import Mapping

from desktop_app.repair.splices.decoder import RESTORED
from desktop_app.repair.splices.drift_path import CopyNode, copy_node
from desktop_app.repair.splices.hypotheses import Beam, Hypothesis


def carried(beam: Beam, by: int, candidates: Mapping[int, int]) -> Beam:
    """Return ``beam`` with all elements moved by ``by``, which is negative where the new table begins later.

    ``candidates`` leads from the old indexes of candidates to the new ones; copies whose candidate is not
    among them stay as writes that show nothing. Copies before the new table's first element are forgotten:
    the law's sums, which every later copy holds, say all that mattered of them.
    """
    known: dict[int, CopyNode | None] = {}
    return tuple(
        Hypothesis(
            h.score,
            h.mass,
            h.drift,
            h.extra,
            h.end + by,
            _moved(h.last, by, candidates, known),
            h.aligned,
            max(0, h.seen + by),
            (h.anchor[0] + by, h.anchor[1]),
        )
        for h in beam
    )


def _moved(
    last: CopyNode | None, by: int, candidates: Mapping[int, int], known: dict[int, CopyNode | None]
) -> CopyNode | None:
    path = []
    node = last
    while node is not None and id(node) not in known and node.start + by >= 0:
        path.append(node)
        node = node.parent
    parent = known.get(id(node)) if node is not None else None
    for node in reversed(path):
        parent = copy_node(
            parent,
            node.start + by,
            node.end + by,
            candidates.get(node.candidate, RESTORED),
            node.lost,
            (node.drift, node.extra, node.drift_after),
            None if node.mention is None else max(0, node.mention + by),
            node.reading,
            node.log_odds,
        )
        known[id(node)] = parent
    return parent
