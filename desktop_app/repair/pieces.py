# SPDX-License-Identifier: Apache-2.0
"""Parts of a long text, each looked at as a text of its own."""

from collections.abc import Iterator
from dataclasses import replace

from desktop_app.repair.suggestion import Evidence, Suggestion, suggestion_id
from desktop_app.text.span import Span

LONG = 40_000
"""Code points from which on copies are looked for, and their words, section by section."""


def pieces(text: str, length: int) -> Iterator[Span]:
    r"""Yield disjoint spans that cover ``text``, of at most ``length`` code points each.

    They end at a line break, else at a space, where there is one in their second half.

    >>> [span.of("one two\nthree four") for span in pieces("one two\nthree four", 8)]
    ['one two\n', 'three ', 'four']
    """
    start = 0
    while start < len(text):
        end = min(len(text), start + length)
        if end < len(text):
            half = start + length // 2
            end = text.rfind("\n", half, end) + 1 or text.rfind(" ", half, end) + 1 or end
        yield Span(start, end)
        start = end


def moved(suggestion: Suggestion, by: int) -> Suggestion:
    """Return a suggestion for a part as one for the whole text, with the id it has there."""
    if not by:
        return suggestion
    span = suggestion.span.shifted(by)
    evidence = tuple(
        Evidence(e.kind, tuple(s.shifted(by) for s in e.spans), e.sentence) for e in suggestion.evidence
    )
    key = suggestion_id(suggestion.detector, span, suggestion.original)
    return replace(suggestion, id=key, span=span, evidence=evidence)
