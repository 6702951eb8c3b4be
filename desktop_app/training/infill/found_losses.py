# SPDX-License-Identifier: Apache-2.0
"""Lost words as the program finds them in simulated damage, with what really stood there.

The ranking is fitted on these and not on places that are known exactly: its shares of lengths, its
neighbours that are damaged too and its wrong assumptions must be those it meets in use.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.document_evidence import Words
from desktop_app.repair.infill.hole_search import HoleSearch
from desktop_app.repair.infill.lexicon import counted_form, lexicon
from desktop_app.repair.infill.lost_words import LostWords
from desktop_app.repair.infill.pool import options, pooled
from desktop_app.repair.infill.told_losses import LOSSES, first_slip, lost_words
from desktop_app.repair.neural.masked_words import MaskedWords
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.training.infill.same_entity import overwrite_mentions
from desktop_app.training.simulator import damage

DENSITY = 0.05
UNREACHABLE: Words = ("\x00",)
"""The answer where a copy was found with wrong borders: no candidate can be right."""

STYLES = {"seed": 1, "prose": 1, "linked": 3}
"""How often each document is damaged in each style.

``linked`` is damage without drift whose links hold, see ``same_entity``; there are few such places in a
document.
"""


@dataclass(frozen=True, slots=True)
class FoundLosses:
    """A damaged text with the places that the program finds in it."""

    style: str
    text: str
    losses: tuple[LostWords, ...]
    answers: tuple[Words | None, ...]
    """What stood at each place, in counted forms; ``None`` where the place is wrong or is a compound."""


@dataclass(frozen=True, slots=True)
class Example:
    """One place with its candidates."""

    style: str
    features: NDArray[np.float32]
    """A row for each candidate; the last is "none of these"."""

    words: tuple[Words, ...]
    """The candidates."""

    answer: Words
    checked: bool
    """Left out of the fit."""


def found_losses(text: str, style: str, seed: int) -> FoundLosses | None:
    """Damage ``text``, look for the damage, and return what was found; ``None`` if nothing was."""
    if style == "linked":
        linked = overwrite_mentions(text, seed)
        damaged = linked.text
        truth = [(s.start, s.end, words) for s, words in zip(linked.spans, linked.originals, strict=True)]
    else:
        drifted = damage(text, style, seed, density=DENSITY)
        damaged = drifted.text
        truth = [(c.start, c.end, tuple(drifted.words[k] for k in c.orig)) for c in drifted.copies]
    suggestions = [s for s in find_suggestions(damaged).suggestions if s.kind in LOSSES]
    if not any(s.kind is DamageKind.SPLICE for s in suggestions):
        return None
    answers = tuple(_answer(s, truth) for s in suggestions)
    return FoundLosses(style, damaged, lost_words(suggestions, first_slip(suggestions)), answers)


def _answer(suggestion: Suggestion, truth: Sequence[tuple[int, int, tuple[str, ...]]]) -> Words | None:
    if suggestion.kind is not DamageKind.SPLICE:
        return None
    start = suggestion.span.end - len(suggestion.original.lstrip())
    touched = [one for one in truth if one[0] < suggestion.span.end and one[1] > start]
    if not touched:
        return None
    if len(touched) != 1 or touched[0][:2] != (start, suggestion.span.end):
        return UNREACHABLE
    return tuple(counted_form(word) for word in touched[0][2])


def examples(found: FoundLosses, model: MaskedWords | None, *, checked: bool) -> Iterator[Example]:
    """Yield the places whose answers are known, with the candidates that the engine would rank."""
    document = DamagedWords(found.text, found.losses)
    lengths = [max(loss.lengths, key=lambda item: item[1])[0] for loss in found.losses]
    search = HoleSearch(document, lengths, lexicon(), model)
    assumed = [options(document, number, loss) for number, loss in enumerate(found.losses)]
    holes = [option.hole for each in assumed for option in each]
    candidates = iter(search.find(holes, CancelToken()))
    for loss, each, answer in zip(found.losses, assumed, found.answers, strict=True):
        pool = pooled(search, loss, each, [next(candidates) for _ in each])
        if answer is not None:
            yield Example(found.style, pool.features.astype(np.float32), pool.words, answer, checked)
