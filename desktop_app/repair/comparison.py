# SPDX-License-Identifier: Apache-2.0
"""Suggestions from a second text: each difference of the two is one decision."""

from collections import Counter

from desktop_app.repair.detector import CancelToken, Progress, no_progress
from desktop_app.repair.suggestion import Alternative, DamageKind, Source, Suggestion, suggestion_id
from desktop_app.text.diff import word_edits

_BEGINNING = 20_000
_SURE_SHARE = 0.8
_REPEATED = 3
_SHORT = 24
_CONFIDENCE = 0.6
_MARKS_CONFIDENCE = 0.8


def compare_texts(
    original: str, other: str, cancel: CancelToken | None = None, progress: Progress = no_progress
) -> tuple[Suggestion, ...]:
    """Return the differences as suggestions, sorted and disjoint: accepting all gives ``other`` exactly.

    Raises ``CancelledError`` soon after a cancel. The confidence says how much attention a difference
    needs: those in white space and marks little, those in words some; nobody knows who is right.
    """
    cancel = cancel or CancelToken()
    progress("comparing", 0.0)
    edits = word_edits(original, other, cancel.raise_if_cancelled)
    changes = [(edit.span.of(original), edit.replacement) for edit in edits]
    counts = Counter(changes)
    suggestions = []
    for edit, (old, new) in zip(edits, changes, strict=True):
        title, words = _what(old, new)
        if words and counts[old, new] >= _REPEATED and old and new and max(len(old), len(new)) <= _SHORT:
            title = f"“{old}” became “{new}”"
        suggestions.append(
            Suggestion(
                id=suggestion_id("comparison", edit.span, f"{old}\0{new}"),
                span=edit.span,
                original=old,
                kind=DamageKind.DIFFERENCE,
                alternatives=(
                    Alternative(new, _CONFIDENCE if words else _MARKS_CONFIDENCE, Source.REFERENCE),
                ),
                explanation=_sentence(old, new, counts[old, new]),
                series=title,
                detector="comparison",
            )
        )
    progress("comparing", 1.0)
    return tuple(suggestions)


def first_differences(original: str, other: str, cancel: CancelToken) -> tuple[Suggestion, ...]:
    """Return those at the beginning of two long texts, quickly; how often each occurs is not yet known.

    Raises ``CancelledError`` soon after a cancel.
    """
    # Where the beginnings are cut off, nothing can be said: the end of one may be farther on in the other.
    found = compare_texts(original[:_BEGINNING], other[:_BEGINNING], cancel)
    return tuple(s for s in found if s.span.end < _SURE_SHARE * _BEGINNING)


def _what(old: str, new: str) -> tuple[str, bool]:
    """Return the title of a difference's series, and whether words differ."""
    if not (old + new).strip():
        return ("Paragraph breaks" if "\n" in old + new else "Spaces"), False
    solid, new_solid = "".join(old.split()), "".join(new.split())
    if solid == new_solid:
        return "Spaces", False
    letters = "".join(c for c in solid if c.isalnum())
    new_letters = "".join(c for c in new_solid if c.isalnum())
    if letters == new_letters:
        return "Punctuation", False
    if letters.casefold() == new_letters.casefold():
        return "Capital letters", False
    if not letters:
        return "Words added", True
    if not new_letters:
        return "Words removed", True
    return "Words replaced", True


def _sentence(old: str, new: str, count: int) -> str:
    if not old:
        text = f"The other text has {_shown(new)} here."
    elif not new:
        text = f"The other text has nothing in place of {_shown(old)}."
    else:
        text = f"The other text has {_shown(new)} in place of {_shown(old)}."
    return text if count == 1 else f"{text} So do {count} places in all."


def _shown(text: str) -> str:
    if not text.strip():
        return "a break" if "\n" in text else "a space" if text == " " else "other spaces"
    shown = " ".join(text.split())
    return f"“{shown if len(shown) <= 60 else shown[:59] + '…'}”"
