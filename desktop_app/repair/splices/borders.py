# SPDX-License-Identifier: Apache-2.0
"""Where one article clearly ends and another begins."""

from collections import Counter

from desktop_app.repair.splices.element_table import BREAK, GAP, ElementTable

_RARE = 3
"""Borders are at most one in so many of the breaks between paragraphs."""

_PARAGRAPH = "   "
"""What stands between the paragraphs of texts that have no line breaks."""


def article_borders(table: ElementTable) -> frozenset[int]:
    r"""Return the breaks, as elements, that are wider than those between paragraphs and seldom.

    >>> from desktop_app.repair.splices.element_table import element_table
    >>> table = element_table("One .\nTwo .\nThree .\nFour .\n\nAnother .\n")
    >>> sorted(article_borders(table))
    [11]
    """
    breaks: list[tuple[int, int]] = []
    paragraphs = 0
    for index, word in enumerate(table.words):
        if word == BREAK:
            breaks.append((index, table.elements[index].of(table.text).count("\n")))
        elif word == GAP and table.elements[index].of(table.text) == _PARAGRAPH:
            paragraphs += 1
    if paragraphs >= _RARE * len(breaks):
        return frozenset(index for index, lines in breaks if lines)
    widths = Counter(lines for _, lines in breaks)
    usual = widths.most_common(1)[0][0]
    wider = [index for index, lines in breaks if lines > usual]
    return frozenset(wider) if len(wider) * _RARE <= len(breaks) else frozenset()
