# SPDX-License-Identifier: Apache-2.0
"""The acts of a review held in little memory, however long the day: appended, never changed.

The latest acts are kept as they are. Older ones become what they are in the project file, a line of
JSON each, and many lines are compressed together: 20,000 acts take about a megabyte instead of
twenty. Undo reads a block back when it comes to it, in a millisecond or two.
"""

import zlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import overload

from desktop_app.review.decision import DecisionChange
from desktop_app.review.project_rows import change_from_json, change_to_json

LATEST_ACTS = 128
"""So many acts at most are kept as they are."""

LATEST_WEIGHT = 50_000
"""Among them so much weight, the heaviest apart: an act on a whole text has a quarter of a million decisions.

Undo comes back to it soon, if at all, and to read it back would take a second.
"""

_BLOCK_ACTS = 64
_BLOCK_WEIGHT = 2000
_READ_BACK = 4
"""Blocks that stay readable: undo and the list of acts ask for neighbours again and again."""

_WORDS = 64
"""Code points of wording that weigh as much as a decision: roughly what one takes in bytes."""


class ActLog:
    """All acts, oldest first. One thread appends; any thread may read."""

    def __init__(self, acts: Iterable[DecisionChange] = ()) -> None:
        self._lock = Lock()
        self._blocks: list[bytes] = []
        self._ends: list[int] = []
        self._sealed = 0
        self._latest: list[DecisionChange] = []
        self._labels: list[str] = []
        """Of all acts: menus ask for them at each act, and an act on a whole text takes long to read back."""
        self._weights: list[int] = []
        self._weight = 0
        self._read: OrderedDict[int, tuple[DecisionChange, ...]] = OrderedDict()
        if isinstance(acts, Acts):  # another log, or a part of it: its blocks are shared
            self._blocks, self._ends = acts.log.compressed(len(acts))
            self._sealed = self._ends[-1] if self._ends else 0
            self._labels = acts.log.labels(self._sealed)
            acts = acts[self._sealed :]
        for act in acts:
            self.append(act)

    def __len__(self) -> int:
        """Return how many acts there are."""
        with self._lock:
            return self._sealed + len(self._latest)

    def append(self, act: DecisionChange) -> None:
        """Add the latest act."""
        with self._lock:
            self._latest.append(act)
            self._labels.append(act.label)
            self._weights.append(_weight(act))
            self._weight += self._weights[-1]
            while len(self._latest) > LATEST_ACTS or self._weight - max(self._weights) > LATEST_WEIGHT:
                self._seal()

    def so_far(self) -> "Acts":
        """Return the acts up to now; what comes later is not among them."""
        return Acts(self, len(self))

    def act(self, number: int) -> DecisionChange:
        """Return an act by its number, from 0; raise ``IndexError`` for one that is not there."""
        with self._lock:
            if number >= self._sealed:
                return self._latest[number - self._sealed]
            if number < 0:
                raise IndexError(number)
            block = bisect_right(self._ends, number)
            return self._read_back(block)[number - self._ends[block]]  # counted from the block's end

    def labels(self, length: int) -> list[str]:
        """Return the labels of the first ``length`` acts."""
        with self._lock:
            return self._labels[:length]

    def label(self, number: int) -> str:
        """Return the label of an act by its number, from 0."""
        with self._lock:
            return self._labels[number]

    def compressed(self, length: int) -> tuple[list[bytes], list[int]]:
        """Return the blocks that lie wholly among the first ``length`` acts, and the number each ends at."""
        with self._lock:
            count = bisect_right(self._ends, length)
            return self._blocks[:count], self._ends[:count]

    def _seal(self) -> None:
        """Compress the oldest of the latest acts, the very last one never."""
        count, weight = 1, self._weights[0]
        for more in self._weights[1 : min(_BLOCK_ACTS, len(self._weights) - 1)]:
            if weight + more > _BLOCK_WEIGHT:
                break
            count += 1
            weight += more
        rows = "\n".join(change_to_json(act) for act in self._latest[:count])
        self._blocks.append(zlib.compress(rows.encode("ascii"), 1))
        self._sealed += count
        self._ends.append(self._sealed)
        self._weight -= weight
        del self._latest[:count], self._weights[:count]

    def _read_back(self, block: int) -> tuple[DecisionChange, ...]:
        if block not in self._read:
            rows = zlib.decompress(self._blocks[block]).decode("ascii").split("\n")
            self._read[block] = tuple(change_from_json(row) for row in rows)
            if len(self._read) > _READ_BACK:
                self._read.popitem(last=False)
        self._read.move_to_end(block)
        return self._read[block]


def _weight(act: DecisionChange) -> int:
    wordings = sum(len(decision.replacement or "") for decision in act.after.values())
    return 1 + len(act.after) + wordings // _WORDS


class Acts(Sequence[DecisionChange]):
    """The first acts of a log, as they were at one moment. A slice is a tuple; equal acts make equal ones."""

    __slots__ = ("_length", "log")

    def __init__(self, log: ActLog, length: int) -> None:
        self.log, self._length = log, length

    def __len__(self) -> int:
        """Return how many acts there are."""
        return self._length

    @overload
    def __getitem__(self, index: int) -> DecisionChange: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[DecisionChange, ...]: ...
    def __getitem__(self, index: int | slice) -> DecisionChange | tuple[DecisionChange, ...]:
        """Return an act, or some."""
        if isinstance(index, slice):
            return tuple(self.log.act(number) for number in range(self._length)[index])
        return self.log.act(range(self._length)[index])

    def __iter__(self) -> Iterator[DecisionChange]:
        """Yield the acts, oldest first."""
        return map(self.log.act, range(self._length))

    def __eq__(self, other: object) -> bool:
        """Compare with acts held in any way."""
        if not isinstance(other, Acts | tuple | list):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Return the acts as a tuple shows them."""
        return repr(tuple(self))
