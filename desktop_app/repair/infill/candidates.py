# SPDX-License-Identifier: Apache-2.0
"""All candidates for one hole with their features, whatever source they come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log1p

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.infill.closed_classes import (
    CLITIC_TAILS,
    DETERMINERS,
    FUNCTION_WORDS,
    MARKS,
    NUMBER_WORDS,
    SENTENCE_ENDS,
    UNUSABLE,
    takes_an,
)
from desktop_app.repair.infill.damaged_words import HOLE, PAIRS, DamagedWords
from desktop_app.repair.infill.document_evidence import (
    Words,
    context_matches,
    sequence_count,
    shared_information,
)
from desktop_app.repair.infill.entity_features import EntityPlace
from desktop_app.repair.infill.lexicon import EDGE, Lexicon
from desktop_app.repair.infill.ranking import FEATURES, INDEX

UNSCORED = -10.0
"""Least log probability of one word, also where the model was not asked: below, it knows nothing."""

_PAIRED = frozenset(('"', *PAIRS, *PAIRS.values()))
_NEAR = 40.0
_MOST_SHARED = 12.0
"""Nats of common context beyond which more proves no more: one rare word, or four common ones."""

_PROVEN = 7.0
"""Nats on both sides that leave little doubt: a word that is no function word on each."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates of one hole of an assumed kind, with a row of features for each."""

    words: tuple[Words, ...]
    features: NDArray[np.float64]
    scores: tuple[float, ...] = ()
    """The model's two best log probabilities; fewer where it was not asked."""


class FeatureMaker:
    """Computes features of word sequences in the holes of one document."""

    def __init__(self, document: DamagedWords, lexicon: Lexicon) -> None:
        self._document = document
        self._lexicon = lexicon

    def _may_stand(self, words: Words) -> bool:
        """Tell whether the words may be proposed together: all usable, no mark twice, no torn clitic."""
        if not words or not all(word == "'s" or self.usable(word) for word in words):
            return False
        return not any(
            (a == b and a in MARKS) or (a == "'" and b in CLITIC_TAILS) for a, b in pairwise(words)
        )

    def usable(self, form: str) -> bool:
        """Tell whether a model may propose the word: known, no name or number that the document lacks."""
        if form in self._document and form not in MARKS:
            return form[:1].isalnum() or form == "'s"
        return is_common(form, self._lexicon)

    def is_name(self, form: str) -> bool:
        """Tell whether the document writes the word with a capital inside sentences."""
        return form != "i" and self._document.as_written(form)[:1].isupper()

    def candidates(
        self,
        place: int,
        words: Iterable[Words],
        scores: Mapping[Words, float],
        *,
        entity: EntityPlace | None = None,
    ) -> Candidates:
        """Return ``words`` (without repetition) with features for the hole at unit ``place``.

        ``scores`` are the model's log probabilities, for those it was asked about; ``entity`` tells what
        the lost words meant, where that is known.
        """
        around = _Surroundings(self._document, self._lexicon, place)
        chosen = tuple(dict.fromkeys(w for w in words if self._may_stand(w) and not around.clashes(w)))
        single = any(len(w) == 1 for w in chosen)
        between = self._lexicon.log_between(around.left, around.right) if single else None
        features = np.zeros((len(chosen), len(FEATURES)))
        known = sorted((scores[w] for w in chosen if w in scores), reverse=True)
        for row, candidate in enumerate(chosen):
            values = self._values(around, candidate, scores.get(candidate), between)
            if candidate in scores:
                values["lead"] = scores[candidate] - known[0]
            if entity:
                values.update(entity.features(candidate, values["model"], values["name"]))
            for name, value in values.items():
                features[row, INDEX[name]] = value
        return Candidates(chosen, features, tuple(known[:2]))

    def _values(
        self, around: "_Surroundings", words: Words, score: float | None, between: NDArray[np.float64] | None
    ) -> dict[str, float]:
        document = self._document
        after, before, both, wide = context_matches(document, around.place, words)
        shared, shared_both = shared_information(document, around.place, words, self._information)
        links = [self._lexicon.log_pair(a, b) for a, b in pairwise((around.left, *words, around.right))]
        ends = words[-1] in SENTENCE_ENDS or (
            words[-1] == '"' and len(words) > 1 and words[-2] in SENTENCE_ENDS
        )
        return {
            "model": _least(words) if score is None else max(score, _least(words)),
            "model_share": 0.0 if score is None else exp(score),
            "unscored": float(score is None),
            "pairs": self._pairs(around, words, links, between),
            "pair_left": links[0] / _MOST_SHARED,
            "pair_right": (links[-1] - around.right_share) / _MOST_SHARED,
            "count": log1p(sequence_count(document, around.place, words)),
            "after": log1p(after),
            "before": log1p(before),
            "both": log1p(both),
            "wide": log1p(wide),
            "shared": min(_MOST_SHARED, shared) / _MOST_SHARED,
            "shared_both": min(_MOST_SHARED, shared_both) / _MOST_SHARED,
            "proven": float(shared_both > _PROVEN or (shared_both > 0.0 and shared > 2 * _MOST_SHARED)),
            "near": around.nearness(words[0]),
            "rare": sum(map(self._information, words)) / (_MOST_SHARED * len(words)),
            "mark": float(sum(w in MARKS for w in words)),
            "function": float(sum(w in FUNCTION_WORDS for w in words)),
            "name": float(sum(self.is_name(w) for w in words)),
            "unknown": float(sum(w not in self._lexicon for w in words)),
            "pieces": float(sum(len(w) > 7 for w in words)),
            "ends_at_capital": float(ends and around.capital_follows),
            "runs_into_capital": float(not ends and around.capital_follows),
            "ends_at_small": float(ends and around.small_follows),
            "balances": float(sum(w in around.missing for w in words)),
            "unbalances": float(sum(w in _PAIRED and w not in around.missing for w in words)),
            "repeats": float(words[0] == around.left or words[-1] == around.right),
            "wrong_article": float(
                around.left in ("a", "an") and takes_an(words[0]) != (around.left == "an")
            ),
            "words_2": float(len(words) == 2),
            "words_3": float(len(words) == 3),
            "words_4": float(len(words) > 3),
        }

    def deletion(self, place: int) -> NDArray[np.float64]:
        """Return the features of the answer that nothing was lost at unit ``place``."""
        around = _Surroundings(self._document, self._lexicon, place)
        left, right = around.left, around.right
        bond = (self._lexicon.log_pair(left, right) - self._lexicon.log_share(right)) / _MOST_SHARED
        seen = context_matches(self._document, place, (right,))[0]
        row = np.zeros(len(FEATURES))
        for name, value in (
            ("deletion", 1.0),
            ("deletion_bond", bond),
            ("deletion_seen", log1p(seen)),
            # A paragraph break is no word: one that was overwritten stood between two sentences.
            ("deletion_break", float(around.follows_sentence and around.capital)),
            ("deletion_start", float(left == EDGE and around.capital)),
        ):
            row[INDEX[name]] = value
        return row

    def _information(self, form: str) -> float:
        return -self._lexicon.log_share(form)

    def _pairs(
        self,
        around: "_Surroundings",
        words: Words,
        links: Sequence[float],
        between: NDArray[np.float64] | None,
    ) -> float:
        if len(words) == 1 and between is not None:
            k = self._lexicon.index(words[0])
            return max(UNSCORED, float(between[k])) if k is not None else UNSCORED
        return (sum(links) - around.right_share) / 2.0


def _least(words: Words) -> float:
    return UNSCORED * (1.0 + 0.4 * (len(words) - 1))


def is_common(form: str, words: Lexicon) -> bool:
    """Tell whether a word may be proposed in any document: a mark, or a known word, no name, no number."""
    if form in MARKS or form == "i":
        return True
    if not form.isascii() or not form.isalpha() or form in NUMBER_WORDS or form in UNUSABLE:
        return False
    return (len(form) > 1 or form == "a") and form in words and not words.is_name(form)


class _Surroundings:
    """What stands beside a hole."""

    def __init__(self, document: DamagedWords, lexicon: Lexicon, place: int) -> None:
        self.place = place
        self.left = document.left(place)
        self.right = document.right(place)
        self.right_share = lexicon.log_share(self.right)
        self._document = document
        following = document.units[place + 1] if place + 1 < len(document.units) else None
        word = following.word if following and following.word not in (HOLE, EDGE) else ""
        is_name = bool(word) and (lexicon.is_name(word) or document.as_written(counted(word))[:1].isupper())
        self.missing = document.missing_partners(place)
        self.capital = word[:1].isupper()
        self.follows_sentence = self.left != EDGE and document.opens_sentence(place)
        self.capital_follows = self.capital and not is_name and counted(word) != "i"
        self.small_follows = word[:1].islower()

    def clashes(self, words: Words) -> bool:
        """Tell whether two determiners would meet, as in ``his the house``, whatever the document proves."""
        chain = (self.left, *words, self.right)
        return any(a in DETERMINERS and b in DETERMINERS for a, b in pairwise(chain))

    def nearness(self, form: str) -> float:
        """Return 1 beside another place of the word, falling to 0 far from all."""
        places = self._document.near(form, self.place, 2)
        distance = min((abs(k - self.place) for k in places), default=None)
        return 0.0 if distance is None else exp(-distance / _NEAR)


def counted(word: str) -> str:
    """Return the word in lower case with plain apostrophes."""
    return word.lower().replace("’", "'")
