# SPDX-License-Identifier: Apache-2.0
"""What the copy tagger is told about each element besides its word pieces.

Its encoder sees a few hundred pieces without their capitals. Copies give themselves away by things it
cannot see: how the word is written, whether a space stands before it, and above all whether the same
phrase stands elsewhere in the document. These are counted here, once per document, as small integers
that select learned vectors. Training and repair share this file, so both always mean the same.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.closed_classes import PERSONAL
from desktop_app.text.tokens import Element, ElementKind

Integers: TypeAlias = npt.NDArray[np.int64]

LONGEST_REPEAT = 6
"""Repeated phrases are measured up to this many elements; inserted ones seldom have more than five."""

_COUNT_STEPS = np.array([2, 3, 5, 9, 17])
_REPEAT_STEPS = np.array([3, 5])
_SHAPES = 10

_DISTANCE_STEPS = np.array([2, 3, 5, 9, 17, 33, 65, 129, 257, 513])
_DISTANCES = 2 + len(_DISTANCE_STEPS) + 1
_PRONOUN_STEPS = np.array([0.005, 0.01, 0.02, 0.03, 0.045, 0.06, 0.08, 0.11, 0.15])
_SHARE_STEPS = np.array([0.01, 0.02, 0.03, 0.045, 0.06, 0.08, 0.11, 0.15, 0.2])

FEATURE_SIZES = (
    2 * _SHAPES,  # how it is written, and whether white space stands before it
    1 + LONGEST_REPEAT * (len(_REPEAT_STEPS) + 1),  # the longest repeated phrase that begins here, how often
    1 + LONGEST_REPEAT * (len(_REPEAT_STEPS) + 1),  # the longest repeated phrase that ends here, how often
    2 * (len(_COUNT_STEPS) + 1),  # how often the word occurs, and whether also in small letters
    _DISTANCES,  # how far before that repeated phrase last occurred, if ever
    _DISTANCES,  # how far on it occurs next, if ever
    len(_SHARE_STEPS) + 1,  # how much of the whole document is phrases that repeat
    len(_PRONOUN_STEPS) + 1,  # how much of it is personal pronouns: where copies stand, these are gone
)
"""Number of values of each feature, in the order of the columns."""


def element_features(text: str, elements: Sequence[Element], cancel: CancelToken | None = None) -> Integers:
    """Return one row per element and one column per feature, each below its ``FEATURE_SIZES``.

    Raises ``CancelledError`` soon after a cancel.
    """
    if not elements:
        return np.zeros((0, len(FEATURE_SIZES)), np.int64)
    strings = [element.of(text) if element.kind is ElementKind.TOKEN else None for element in elements]
    spaced = np.array([not e.start or text[e.start - 1].isspace() for e in elements], np.int64)
    written = np.array([_shape(string, e) for string, e in zip(strings, elements, strict=True)], np.int64)
    identity = _identities(strings)
    begins, ends, before, after = _repeats(identity, cancel or CancelToken())
    pronouns = np.mean([s is not None and s.lower() in PERSONAL for s in strings])
    pronoun_share = np.searchsorted(_PRONOUN_STEPS, pronouns, side="right")
    share = np.searchsorted(_SHARE_STEPS, np.mean(begins > len(_REPEAT_STEPS) + 1), side="right")
    return np.stack(
        (
            2 * written + spaced,
            begins,
            ends,
            _counts(strings, identity),
            before,
            after,
            np.full(len(elements), share, np.int64),
            np.full(len(elements), pronoun_share, np.int64),
        ),
        axis=1,
    )


def _shape(string: str | None, element: Element) -> int:
    if string is None:
        return 0 if element.kind is ElementKind.GAP else 1
    letters = [letter for letter in string if letter.isalpha()]
    if not letters:
        return 2 if any(letter.isdigit() for letter in string) else 3
    if not letters[0].isupper():
        return 4 if all(letter.islower() for letter in letters) else 5
    if len(letters) == 1:
        return 6
    if all(letter.isupper() for letter in letters):
        return 7
    return 8 if all(letter.islower() for letter in letters[1:]) else 9


def _identities(strings: Sequence[str | None]) -> Integers:
    """Return a number per string, equal for equal strings; what is no token equals nothing."""
    known: dict[str, int] = {}
    unique = -1
    numbers = np.empty(len(strings), np.int64)
    for index, string in enumerate(strings):
        if string is None:
            numbers[index] = unique
            unique -= 1
        else:
            numbers[index] = known.setdefault(string, len(known))
    return numbers


def _repeats(identity: Integers, cancel: CancelToken) -> tuple[Integers, Integers, Integers, Integers]:
    """Return four classes per element.

    The first two tell the longest repeated phrase that begins there and the longest that ends there:
    0 is "occurs once", otherwise its length and a step of its count are packed together. The last two
    tell how far away the one that begins there occurs before and after: 0 is "occurs once", 1 "never
    on this side", then steps of the distance.
    """
    steps = len(_REPEAT_STEPS) + 1
    total = len(identity)
    begins, ends, before, after = (np.zeros(total, np.int64) for _ in range(4))
    phrase = np.unique(identity, return_inverse=True)[1].astype(np.int64)
    single = phrase
    for length in range(1, min(LONGEST_REPEAT, total) + 1):
        cancel.raise_if_cancelled()
        if length > 1:
            # A phrase is its first length - 1 elements and one more: pair the two numbers.
            pairs = phrase[:-1] * (int(single.max()) + 1) + single[length - 1 :]
            phrase = np.unique(pairs, return_inverse=True)[1].astype(np.int64)
        count = np.bincount(phrase)[phrase]
        repeated = np.flatnonzero(count > 1)
        packed = 1 + (length - 1) * steps + np.searchsorted(_REPEAT_STEPS, count[repeated], side="right")
        begins[repeated] = packed
        ends[repeated + length - 1] = packed
        before[repeated], after[repeated] = _distances(phrase[repeated], repeated)
    return begins, ends, before, after


def _distances(phrase: Integers, place: Integers) -> tuple[Integers, Integers]:
    """Return the distance classes to the last and the next place of the same phrase."""
    order = np.argsort(phrase, kind="stable")
    same = np.diff(phrase[order]) == 0
    gap = 2 + np.searchsorted(_DISTANCE_STEPS, np.diff(place[order]), side="right")
    step = np.where(same, gap, 1)
    before, after = np.ones(len(place), np.int64), np.ones(len(place), np.int64)
    before[order[1:]] = step
    after[order[:-1]] = step
    return before, after


def _counts(strings: Sequence[str | None], identity: Integers) -> Integers:
    present = {string for string in strings if string is not None}
    known = np.unique(identity, return_inverse=True)[1]
    step = np.searchsorted(_COUNT_STEPS, np.bincount(known)[known], side="right")
    small = [s is not None and s != s.lower() and s.lower() in present for s in strings]
    return 2 * step.astype(np.int64) + np.array(small, np.int64)
