# SPDX-License-Identifier: Apache-2.0
"""Trees are walked as they are written, many rows at once as one by one."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.splices.boosted_trees import BoostedTrees

NAMES = ["a", "b"]
numbers = st.floats(-5, 5)
leaves = numbers.map(lambda value: [value])


@st.composite
def trees(draw: st.DrawFn) -> list[list[float]]:
    nodes: list[list[float]] = []

    def grow(depth: int) -> int:
        place = len(nodes)
        nodes.append([])
        if depth == 0 or draw(st.booleans()):
            nodes[place] = draw(leaves)
        else:
            nodes[place] = [draw(st.integers(0, 1)), draw(numbers), grow(depth - 1), grow(depth - 1)]
        return place

    grow(3)
    return nodes


def walked(tree: Sequence[Sequence[float]], row: dict[str, float]) -> float:
    node = tree[0]
    while len(node) > 1:
        feature, threshold, left, right = node
        node = tree[int(left if row.get(NAMES[int(feature)], 0.0) <= threshold else right)]
    return node[0]


@given(
    st.lists(trees(), max_size=5),
    st.lists(st.fixed_dictionaries({}, optional={"a": numbers, "b": numbers, "unknown": numbers})),
)
def test_each_row_gets_the_sum_of_its_leaves(
    grown: list[list[list[float]]], rows: list[dict[str, float]]
) -> None:
    found = BoostedTrees(NAMES, 0.25, grown).log_odds(rows)
    for row, value in zip(rows, found, strict=True):
        assert abs(value - 0.25 - sum(walked(tree, row) for tree in grown)) < 1e-9


def test_the_same_rows_alone_or_among_a_thousand() -> None:
    model = BoostedTrees(NAMES, 0.0, [[[0, 1.0, 1, 2], [-1.0], [1, 0.0, 3, 4], [2.0], [3.0]]])
    rows = [{"a": number / 100, "b": number % 3 - 1.0} for number in range(1000)]
    alone = [float(model.log_odds([row])[0]) for row in rows]
    assert model.log_odds(rows).tolist() == alone
    assert set(alone) == {-1.0, 2.0, 3.0}
