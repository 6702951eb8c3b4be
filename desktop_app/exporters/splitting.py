# SPDX-License-Identifier: Apache-2.0
"""From passages to changes that office formats can hold: whole paragraph marks, each in its own paragraph."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.exporters.passages import Passage, trimmed


@dataclass(frozen=True, slots=True)
class Change:
    """Take out ``[start, end)`` of the original and put in ``new``; never cuts a paragraph separator."""

    start: int
    end: int
    new: str
    passage: Passage


def changes_of(
    passage: Passage, text: str, starts: Sequence[int], ends: Sequence[int], separator: str
) -> Iterator[Change]:
    """Yield the changes that a passage amounts to, in order.

    ``starts`` and ``ends`` are the paragraphs' bounds in ``text``. Where the old and the new wording have
    as many paragraphs, each is changed by itself and the marks between stay.
    """
    before, old, new, _ = trimmed(passage.original, passage.wording)
    start = passage.start + len(before)
    end = start + len(old)
    if start == end and not new:
        return
    first = bisect_right(starts, start) - 1
    if start > ends[first]:
        new = text[ends[first] : start] + new
        start = ends[first]
    last = bisect_right(starts, end) - 1
    if end > ends[last]:
        new += text[end : ends[last] + len(separator)]
        end = ends[last] + len(separator)
        last += 1
    wordings = new.split(separator)
    if len(wordings) != last - first + 1:
        yield Change(start, end, new, passage)
        return
    for index, wording in zip(range(first, last + 1), wordings, strict=True):
        low, high = max(start, starts[index]), min(end, ends[index])
        head, part, put, _ = trimmed(text[low:high], wording)
        if part or put:
            yield Change(low + len(head), low + len(head) + len(part), put, passage)
