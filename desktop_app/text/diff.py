# SPDX-License-Identifier: Apache-2.0
"""Differences of two texts in words, exact and quick, with boundaries that read well.

First anchors: sequences of four words that stand exactly once in both texts, in the same order
("patience" diff, Bram Cohen). They cut both texts into short pieces; in each piece diff-match-patch
finds the least change, words standing for characters. Last, neighbouring changes become one where
people would speak of one.
"""

import re
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from desktop_app.text.edits import Edit
from desktop_app.text.scanning import cut, never_cancelled
from desktop_app.text.span import Span

PIECE_SECONDS = 0.2
"""Time for one piece between anchors; then the rest of the piece is one change. Exact all the same."""

_TOKEN = re.compile(r"\w{1,64}|[^\S\n]{1,64}|\n{1,64}|[^\w\s]")
_GRAM = 4
_LOOK_EVERY = 256
_SURROGATES = range(0xD800, 0xE000)
_MOST_SYMBOLS = 0x110000 - len(_SURROGATES) - 1


class _Tokens(NamedTuple):
    """A text cut into words, white space and marks."""

    starts: list[int]
    """Where each begins, and at last the length of the text."""
    forms: list[str]
    solid: list[int]
    """The indexes of those that are no white space."""


def word_edits(before: str, after: str, look: Callable[[], None] = never_cancelled) -> tuple[Edit, ...]:
    """Return the edits, sorted and disjoint, that turn ``before`` into exactly ``after``.

    None is empty and no two touch. ``look`` is called every few milliseconds and may raise to stop.

    >>> [(edit.span.of("a red boat"), edit.replacement) for edit in word_edits("a red boat", "a blue boat")]
    [('red', 'blue')]
    """
    if before == after:
        return ()
    old, new = _tokens(before, look), _tokens(after, look)
    changes: list[Edit] = []
    for number, (low, high, new_low, new_high) in enumerate(_pieces(old, new, look)):
        if number % _LOOK_EVERY == 0:
            look()
        if old.forms[low:high] != new.forms[new_low:new_high]:
            for edit in _piece_edits(old, low, high, new.forms[new_low:new_high]):
                _append(changes, edit)
    return tuple(_readable(_joined(changes, before), before))


def _tokens(text: str, look: Callable[[], None]) -> _Tokens:
    forms = [form for some in cut(_TOKEN, text, look) for form in some]
    starts = [0, *accumulate(map(len, forms))]  # every character belongs to a token
    return _Tokens(starts, forms, [i for i, form in enumerate(forms) if not form.isspace()])


def _pieces(old: _Tokens, new: _Tokens, look: Callable[[], None]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the token ranges between anchors; together they are both texts."""
    low = new_low = 0
    for place, new_place in _anchors(old, new, look):
        yield low, place, new_low, new_place
        low, new_low = place, new_place
    yield low, len(old.forms), new_low, len(new.forms)


def _anchors(old: _Tokens, new: _Tokens, look: Callable[[], None]) -> Iterator[tuple[int, int]]:
    """Yield token indexes of words that correspond, rising on both sides."""
    once = _unique_grams(old)
    look()
    new_once = _unique_grams(new)
    look()
    pairs = [(place, new_once[gram]) for gram, place in once.items() if gram in new_once]
    pairs.sort()
    for index in _longest_rising([new_place for _, new_place in pairs]):
        yield old.solid[pairs[index][0]], new.solid[pairs[index][1]]


def _unique_grams(tokens: _Tokens) -> dict[tuple[str, ...], int]:
    """Return the sequences of solid tokens that stand once, with their place among the solid ones."""
    solid = [tokens.forms[index] for index in tokens.solid]
    places: dict[tuple[str, ...], int] = {}
    for place, gram in enumerate(zip(*(solid[k:] for k in range(_GRAM)), strict=False)):
        places[gram] = -1 if gram in places else place
    return {gram: place for gram, place in places.items() if place >= 0}


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the indexes of a longest strictly rising subsequence."""
    tops: list[int] = []
    top_indexes: list[int] = []
    previous: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        previous.append(top_indexes[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(number)
            top_indexes.append(index)
        else:
            tops[pile] = number
            top_indexes[pile] = index
    chain = []
    index = top_indexes[-1] if top_indexes else -1
    while index >= 0:
        chain.append(index)
        index = previous[index]
    return chain[::-1]


def _piece_edits(old: _Tokens, low: int, high: int, new: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits of one piece."""
    forms = old.forms[low:high]
    same = next((i for i, (one, other) in enumerate(zip(forms, new, strict=False)) if one != other), None)
    before = min(len(forms), len(new)) if same is None else same
    rest, new_rest = forms[before:], new[before:]
    after = 0
    while after < min(len(rest), len(new_rest)) and rest[-1 - after] == new_rest[-1 - after]:
        after += 1
    if after < len(rest) and after < len(new_rest):
        yield from _least_edits(old, low, high, new)
        return
    # Most pieces: something is gone or new in one place, and stands where diff-match-patch would put it.
    changed = rest[: len(rest) - after] or new_rest[: len(new_rest) - after]
    between = before and after
    if between and changed[-before:] == forms[:before]:
        start = low
    elif between and changed[:after] == forms[len(forms) - after :]:
        start = low + before + after
    else:
        start = low + before
    if rest[after:]:
        yield Edit(Span(old.starts[start], old.starts[start + len(changed)]), "")
    else:
        shift = start - low
        yield Edit(Span(old.starts[start], old.starts[start]), "".join(new[shift : shift + len(changed)]))


def _least_edits(old: _Tokens, low: int, high: int, new: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits of one piece, by diff-match-patch over one character for each distinct token."""
    symbols: dict[str, str] = {}
    names: list[str] = []

    def encode(forms: Sequence[str]) -> str:
        for form in forms:
            if form not in symbols:
                number = len(names) + 1
                symbols[form] = chr(number if number < _SURROGATES.start else number + len(_SURROGATES))
                names.append(form)
        return "".join(symbols[form] for form in forms)

    forms = old.forms[low:high]
    if not forms or not new or len(set(forms) | set(new)) > _MOST_SYMBOLS:
        yield Edit(Span(old.starts[low], old.starts[high]), "".join(new))
        return
    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # no search for half matches: it knows no deadline and is quadratic
    diffs = differ.diff_main(encode(forms), encode(new), False, time.time() + PIECE_SECONDS)
    place, new_place = low, 0
    for operation, symbols_of in diffs:
        count = len(symbols_of)
        if operation == differ.DIFF_DELETE:
            yield Edit(Span(old.starts[place], old.starts[place + count]), "")
        elif operation == differ.DIFF_INSERT:
            inserted = "".join(new[new_place : new_place + count])
            yield Edit(Span(old.starts[place], old.starts[place]), inserted)
        if operation != differ.DIFF_INSERT:
            place += count
        if operation != differ.DIFF_DELETE:
            new_place += count


def _append(changes: list[Edit], edit: Edit) -> None:
    """Add an edit, as one with the last where they touch."""
    if changes and changes[-1].span.end == edit.span.start:
        last = changes.pop()
        edit = Edit(Span(last.span.start, edit.span.end), last.replacement + edit.replacement)
    changes.append(edit)


def _joined(changes: Sequence[Edit], before: str) -> list[Edit]:
    """Return the edits, those of words as one where only a space or a mark parts them."""
    joined: list[Edit] = []
    for edit in changes:
        last = joined[-1] if joined else None
        between = before[last.span.end : edit.span.start] if last else ""
        parted = len(between) > 2 or "\n" in between or any(map(str.isalnum, between))
        if last and not parted and _changes_words(last, before) and _changes_words(edit, before):
            span = Span(last.span.start, edit.span.end)
            joined[-1] = Edit(span, last.replacement + between + edit.replacement)
        else:
            joined.append(edit)
    return joined


def _changes_words(edit: Edit, before: str) -> bool:
    """Tell whether an edit replaces words by words."""
    return any(map(str.isalnum, edit.replacement)) and any(map(str.isalnum, edit.span.of(before)))


def _readable(changes: Sequence[Edit], before: str) -> Iterator[Edit]:
    """Yield the edits without what they leave as it was, words before the space that follows them."""
    for number, edit in enumerate(changes):
        old, new = edit.span.of(before), edit.replacement
        start, end = edit.span.start, edit.span.end
        while old and new and old[0] == new[0] and old[0].isspace():
            old, new, start = old[1:], new[1:], start + 1
        while old and new and old[-1] == new[-1] and old[-1].isspace():
            old, new, end = old[:-1], new[:-1], end - 1
        if old == new:
            continue
        limit = changes[number + 1].span.start if number + 1 < len(changes) else len(before)
        moved = old or new
        if (
            not (old and new)
            and moved[0] == " "
            and len(moved) > 1
            and end + 1 < limit
            and before[end] == " "
        ):
            start, end = start + 1, end + 1
            old, new = (before[start:end], "") if old else ("", new[1:] + " ")
        yield Edit(Span(start, end), new)
