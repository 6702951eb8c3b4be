# SPDX-License-Identifier: Apache-2.0
"""How the canvas shows a review, and which text a side of it shows."""

from enum import StrEnum


class ViewMode(StrEnum):
    """What the canvas shows; the values are what menus and settings call it."""

    SIDE_BY_SIDE = "side by side"
    """Original left, result right, level."""

    INLINE = "inline"
    """One text with what goes struck through and what comes underlined."""

    RESULT = "result"
    """The result alone, for reading."""


class Side(StrEnum):
    """Which text a pane shows."""

    ORIGINAL = "original"
    RESULT = "result"
    INLINE = "inline"
