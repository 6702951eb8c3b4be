# SPDX-License-Identifier: Apache-2.0
"""The result as a diff-match-patch patch, which still applies when the text has moved on a little."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diff_match_patch import diff_match_patch

from desktop_app.review.session import ReviewSession
from desktop_app.text.edits import Edit

_WINDOW = 20_000
"""Code points. The library copies its whole text for each change; windows keep long texts linear."""


@dataclass(frozen=True, slots=True)
class FuzzyPatchExporter:
    r"""Offsets are code points of the text with ``\n`` line ends; the text is percent-encoded UTF-8."""

    id: str = "dmp"
    label: str = "Patch (diff-match-patch)"
    suffix: str = ".dmp"
    shows_open: bool = False

    def render(self, session: ReviewSession) -> bytes:
        """Return the patches in the library's own text form."""
        library: Any = diff_match_patch()
        text = session.document.text
        patches = []
        growth = 0
        for start, end, edits in _windows(text, session.edits()):
            for patch in library.patch_make(text[start:end], _diffs(text, start, end, edits)):
                patch.start1 += start
                patch.start2 += start + growth
                patches.append(patch)
            growth += sum(len(edit.replacement) - len(edit.span) for edit in edits)
        return str(library.patch_toText(patches)).encode("utf-8")


def _windows(text: str, edits: tuple[Edit, ...]) -> Iterator[tuple[int, int, list[Edit]]]:
    """Yield stretches of the text with the edits in them, cut in the middle of long unchanged passages."""
    begin = 0
    current: list[Edit] = []
    for edit in edits:
        if current and edit.span.start - begin > _WINDOW:
            cut = (current[-1].span.end + edit.span.start + 1) // 2
            yield begin, cut, current
            begin, current = cut, []
        current.append(edit)
    if current:
        yield begin, len(text), current


def _diffs(text: str, start: int, end: int, edits: list[Edit]) -> list[tuple[int, str]]:
    """Return the edits in the library's form: -1 taken out, 1 put in, 0 the same."""
    diffs = []
    position = start
    for edit in edits:
        diffs += [(0, text[position : edit.span.start]), (-1, edit.span.of(text)), (1, edit.replacement)]
        position = edit.span.end
    diffs.append((0, text[position:end]))
    return [(operation, part) for operation, part in diffs if part]
