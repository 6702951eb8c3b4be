# SPDX-License-Identifier: Apache-2.0
"""The law itself: run forwards by the simulator, backwards by ``mention_place``."""

from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.repair.splices.drift_path import CopyNode, far_ancestor, mention_place
from desktop_app.repair.splices.mentions import MentionReading
from desktop_app.training.simulator.writing import Cell, CellKind, Write, run_writes

NOTHING = MentionReading("word", 0.0, ((1, 0.0),))
SIZE = 80


@st.composite
def writes(draw: st.DrawFn) -> list[Write]:
    """Mentions in document order, disjoint, each with a phrase of one to three words."""
    found, at = [], 0
    for _ in range(draw(st.integers(1, 12))):
        start = at + draw(st.integers(0, 12))
        end = start + draw(st.sampled_from((1, 1, 1, 2, 2, 3, 5)))
        found.append(Write(start, end, " ".join(["X"] * draw(st.integers(1, 3)))))
        at = end
    return found


def add(
    last: CopyNode | None, start: int, length: int, lost: int, drift: int, extra: int, after: int
) -> CopyNode:
    depth = last.depth + 1 if last else 0
    sums = (lost, drift, extra, after)
    return CopyNode(start, start + length, 0, *sums, None, NOTHING, 0.0, last, depth, far_ancestor(last))


@given(writes())
def test_the_mention_of_every_copy_is_found_where_the_law_puts_it(planned: list[Write]) -> None:
    cells = run_writes([Cell(CellKind.TOKEN, (i,)) for i in range(SIZE)], planned)
    copies = [cell for cell in cells if cell.write is not None]
    assume(len(copies) == len(planned))  # no copy over a copy
    assume(all(c.write and c.destroyed == c.write.end - c.write.start for c in copies))  # none past the end
    place_of: dict[int, int] = {}
    starts: list[int] = []
    position = 0
    for cell in cells:
        if cell.write is None:
            place_of[cell.orig[0]] = position
            position += 1
        else:
            starts.append(position)
            position += len(cell.write.phrase.split())
    last: CopyNode | None = None
    extra = 0
    for cell, start in zip(copies, starts, strict=True):
        assert cell.write is not None
        length = len(cell.write.phrase.split())
        lost = cell.write.end - cell.write.start
        found = mention_place(last, cell.drift, extra, start)
        expected = place_of.get(cell.write.start)
        if cell.drift == 0:
            assert found == start  # it stands on its own mention
        elif expected is not None and expected < start:
            assert found == expected
        else:
            assert found is None or found == start
        last = add(last, start, length, lost, cell.drift, extra, cell.drift + lost - 1)
        extra = last.extra_after


def test_far_ancestors_reach_the_beginning_in_few_steps() -> None:
    node: CopyNode | None = None
    for number in range(5000):
        node = add(node, 3 * number, 1, 1, 0, 0, 0)
    steps = 0
    while node is not None:
        node = node.jump
        steps += 1
    assert steps < 40
