# SPDX-License-Identifier: Apache-2.0
"""Regular expressions over long texts in windows, so that no single search holds other threads up.

CPython keeps its global lock for the whole of one ``re`` call: a search over fifty megabytes freezes a
window for as long as it runs. Here each call sees some thousand code points.
"""

import re
from collections.abc import Callable, Iterator

WINDOW = 1 << 13
"""Code points searched in one call; well below ten milliseconds for linear patterns."""

MARGIN = 512
"""Code points by which a match may reach over the end of its window; patterns stay shorter than this."""


def never_cancelled() -> None:
    """Do nothing between two windows: the default where nobody can cancel."""


def scan(
    pattern: re.Pattern[str], text: str, look: Callable[[], None] = never_cancelled, *, window: int = WINDOW
) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern``, left to right and disjoint, calling ``look`` between windows.

    ``pattern`` matches at least one and at most ``MARGIN`` code points and looks no further ahead than
    that; then the matches are those of one search over the whole text. ``look`` may raise to stop.

    >>> [match[0] for match in scan(re.compile(r"[a-z]{1,9}"), "so it goes", window=4)]
    ['so', 'it', 'goes']
    """
    position = 0
    while position < len(text):
        look()
        limit = min(len(text), position + window)
        reached = limit
        for match in pattern.finditer(text, position, min(len(text), limit + MARGIN)):
            if match.start() >= limit:
                break
            yield match
            reached = max(reached, match.end())
        position = reached


def cut(
    pattern: re.Pattern[str], text: str, look: Callable[[], None] = never_cancelled, *, window: int = WINDOW
) -> Iterator[list[str]]:
    """Yield what ``text`` falls into, window by window, calling ``look`` between them.

    ``pattern`` matches everywhere, without a look around, and fewer code points than a window has; it is
    several times as quick as ``scan``, which tells where each match stands.

    >>> list(cut(re.compile(r"[a-z]{1,3}| "), "so it goes", window=4))
    [['so', ' '], ['it', ' '], ['goe', 's']]
    """
    position = 0
    while position < len(text):
        look()
        end = min(len(text), position + window)
        found = pattern.findall(text, position, end)
        if end < len(text):
            end -= len(found.pop())  # it may go on
        yield found
        position = end
