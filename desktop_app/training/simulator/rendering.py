# SPDX-License-Identifier: Apache-2.0
"""Write the pipeline's list out as text, in the spacing of each style, and note where everything stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.training.simulator.writing import Cell, CellKind


@dataclass(frozen=True, slots=True)
class DamagedElement:
    """One element of the damaged text and what stood there."""

    start: int
    """First code point in the damaged text."""

    end: int
    """One past the last code point; equal to start where a dropped word left two single spaces."""

    kind: CellKind
    orig: tuple[int, ...]
    """Healthy tokens that stood here, by their index."""

    mention: int | None = None
    """For a copy: the healthy element index of the mention it was meant for."""

    mention_length: int = 0
    """For a copy: the number of elements of that mention, hence (the law) of those destroyed."""

    drift: int = 0
    """For a copy: ``D`` when it was written."""

    destroyed: int = 0
    """For a copy: elements really destroyed; fewer than ``mention_length`` only past the end of the text."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a pipeline writes its list: what each white element looks like and what stands around it."""

    tokenised: bool
    """Whether all elements are joined by single spaces; otherwise as people write."""

    paragraph: str
    gap: str = ""
    dash: str = ""


SPACINGS = {
    "seed": Spacing(tokenised=True, paragraph=" ", gap="  ", dash="   "),
    "lines": Spacing(tokenised=True, paragraph="\n\n", gap=" ", dash=" "),
    "prose": Spacing(tokenised=False, paragraph="\n\n"),
    "aligned": Spacing(tokenised=False, paragraph="\n\n"),
    "clean": Spacing(tokenised=False, paragraph="\n\n"),
}


def render(
    cells: Sequence[Cell], words: Sequence[str], spaces: Sequence[bool], spacing: Spacing
) -> tuple[str, tuple[DamagedElement, ...]]:
    """Return the damaged text and its elements in order.

    ``words`` are the healthy tokens, ``spaces`` tells for each whether a space follows it.
    """
    parts: list[str] = []
    elements: list[DamagedElement] = []
    position = 0
    glue = ""
    after_copy = False
    for cell in cells:
        string = _string(cell, words, spacing)
        is_copy = cell.kind is CellKind.COPY
        if not glue and (is_copy or after_copy) and parts and _would_run_together(parts[-1], string):
            glue = " "
        after_copy = is_copy
        if cell.kind is CellKind.BREAK and "\n" in string:
            glue = ""
        parts += (glue, string)
        start = position + len(glue)
        position = start + len(string)
        elements.append(_element(cell, start, position))
        glue = " " if spacing.tokenised or not cell.orig or spaces[cell.orig[-1]] else ""
        if cell.kind is CellKind.BREAK and "\n" in string:
            glue = ""
    return "".join(parts), tuple(elements)


def _would_run_together(before: str, after: str) -> bool:
    """Tell whether two words, or a word and a clitic, would read as one word."""
    return before[-1:].isalnum() and (after[:1].isalnum() or (after[:1] in "'’" and after[1:2].isalpha()))


def _string(cell: Cell, words: Sequence[str], spacing: Spacing) -> str:
    if cell.write is not None:
        return cell.write.phrase
    match cell.kind:
        case CellKind.BREAK:
            return spacing.paragraph
        case CellKind.GAP:
            return spacing.gap
        case CellKind.DASH:
            return spacing.dash
        case _:
            return words[cell.orig[0]]


def _element(cell: Cell, start: int, end: int) -> DamagedElement:
    if cell.write is None:
        return DamagedElement(start, end, cell.kind, cell.orig)
    return DamagedElement(
        start,
        end,
        cell.kind,
        cell.orig,
        cell.write.start,
        cell.write.end - cell.write.start,
        cell.drift,
        cell.destroyed,
    )
