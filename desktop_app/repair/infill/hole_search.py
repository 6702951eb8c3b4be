# SPDX-License-Identifier: Apache-2.0
"""Candidates from all sources for many holes of one document at once, so that the model reads batches."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, log

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.infill.candidates import Candidates, FeatureMaker, is_common
from desktop_app.repair.infill.closed_classes import FUNCTION_WORDS, MARKS, PRONOUN_CLASS, PRONOUNS
from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.document_evidence import (
    Words,
    appositions,
    document_candidates,
    name_sequences,
    noun_phrases,
    same_entity_candidates,
)
from desktop_app.repair.infill.entity_classes import class_shares, entity_key
from desktop_app.repair.infill.entity_features import (
    DEMONSTRATIVES,
    EntityForms,
    EntityPlace,
    names_several,
)
from desktop_app.repair.infill.lexicon import EDGE, Lexicon
from desktop_app.repair.infill.masked_context import MaskedContext
from desktop_app.repair.infill.word_beam import WordBeam
from desktop_app.repair.neural.masked_words import MaskedWords

_BATCH = 6
"""Holes filled between two looks at the cancel token."""

_NEAR = 20.0
"""Units in which the nearness of a pronoun falls to a third."""

_FROM_MODEL = 30
_FROM_PAIRS = 15
_FROM_NAMES = 40
_FROM_LONG_NAMES = 8
_FROM_BESIDE = 12
_FROM_WORDS = 60


@dataclass(frozen=True, slots=True)
class Hole:
    """A hole of an assumed length."""

    place: int
    """Unit index."""

    length: int
    """Number of words, >= 1."""

    reference: Words = ()
    """Not empty: the lost words meant the same as this phrase, and ``length`` is open."""


class HoleSearch:
    """Finds candidates with features; made anew for each document."""

    def __init__(
        self, document: DamagedWords, lengths: Sequence[int], lexicon: Lexicon, model: MaskedWords | None
    ) -> None:
        """``lengths`` are the likeliest numbers of lost words, by number of the hole."""
        self._document = document
        self._lexicon = lexicon
        self._maker = FeatureMaker(document, lexicon)
        self._model = model
        self._long_names: dict[int, list[Words]] = {}
        if model is not None:
            self._contexts = MaskedContext(document, model, lengths)
            own = {model.numbers[form] for form in document.places if form in model.numbers}
            chosen = {k for k in own if self._maker.usable(model.words[k])} | _common_pieces(model, lexicon)
            self._beam = WordBeam(model, np.array(sorted(chosen), np.int64))
        forms = Counter({form: len(places) for form, places in document.places.items()})
        usable = [(f, n) for f, n in forms.most_common() if self._maker.usable(f)]
        self._names = [(f,) for f, _ in usable if self._maker.is_name(f)][:_FROM_NAMES]
        self._frequent = [(f,) for f, _ in usable if f not in FUNCTION_WORDS | MARKS][:_FROM_WORDS]

    def find(
        self,
        holes: Sequence[Hole],
        cancel: CancelToken,
        progress: Callable[[float], None] = lambda share: None,
    ) -> list[Candidates]:
        """Return candidates for each hole; ``progress`` hears of the share done, 0..1.

        Raises ``CancelledError`` soon after a cancel.
        """
        results: dict[int, Candidates] = {}
        groups: dict[tuple[int, bool], list[int]] = defaultdict(list)
        for k, hole in enumerate(holes):
            groups[hole.length if not hole.reference else 0, bool(hole.reference)].append(k)
        for (length, same), members in sorted(groups.items()):
            if same:
                results.update(self._same_entity(holes, members, cancel))
                continue
            batch = _BATCH if length == 1 else 2
            for first in range(0, len(members), batch):
                cancel.raise_if_cancelled()
                progress(len(results) / len(holes))
                part = members[first : first + batch]
                places = [holes[k].place for k in part]
                found = self._single(places) if length == 1 else self._several(places, length)
                results.update(zip(part, found, strict=True))
        return [results[k] for k in range(len(holes))]

    def deletion(self, place: int) -> NDArray[np.float64]:
        """Return the features of the answer that nothing was lost at unit ``place``."""
        return self._maker.deletion(place)

    def _single(self, places: Sequence[int]) -> list[Candidates]:
        near: list[list[Words]] = []
        for place in places:
            words = [*document_candidates(self._document, place, 1), *self._names, ("'s",), (",",), (".",)]
            likely = self._lexicon.log_between(self._document.left(place), self._document.right(place))
            best = np.argpartition(likely, -_FROM_PAIRS)[-_FROM_PAIRS:]
            near.append([*words, *((self._lexicon.words[int(k)],) for k in best)])
        if self._model is None:
            return [
                self._maker.candidates(p, [*w, *self._frequent], {})
                for p, w in zip(places, near, strict=True)
            ]
        answers = self._beam.single(self._contexts, places)
        piece_of = self._model.numbers
        asked = [[w for w in [*words, *self._frequent] if w[0] not in piece_of] for words in near]
        scores = self._beam.score(self._contexts, places, [self._few_pieces(a) for a in asked])
        found = []
        for place, words, answer, score in zip(places, near, answers, scores, strict=True):
            best = self._beam.ids[np.argpartition(answer[self._beam.ids], -_FROM_MODEL)[-_FROM_MODEL:]]
            proposed = [(self._model.words[int(k)],) for k in best]
            everything: list[Words] = [*proposed, *words, *score]
            known = {w: float(answer[piece_of[w[0]]]) for w in everything if w[0] in piece_of}
            found.append(self._maker.candidates(place, everything, {**score, **known}))
        return found

    def _few_pieces(self, words: Iterable[Words]) -> list[Words]:
        """Keep what one narrow row more can score: words of two pieces."""
        model = self._model
        return [] if model is None else [w for w in words if len(model.pieces(w[0])) == 2 or w == ("'s",)]

    def _several(self, places: Sequence[int], length: int) -> list[Candidates]:
        if length not in self._long_names:
            self._long_names[length] = name_sequences(self._document, length)[:_FROM_LONG_NAMES]
        names = self._long_names[length]
        proven = [
            [*document_candidates(self._document, place, length)[:_FROM_BESIDE], *names] for place in places
        ]
        if self._model is None:
            return [self._maker.candidates(p, w, {}) for p, w in zip(places, proven, strict=True)]
        filled = self._beam.fill(self._contexts, places, length)
        extra = [[w for w in words if w not in f] for words, f in zip(proven, filled, strict=True)]
        scored = self._beam.score(self._contexts, places, extra)
        return [
            self._maker.candidates(p, [*f, *w], {**s, **f})
            for p, w, f, s in zip(places, proven, filled, scored, strict=True)
        ]

    def _same_entity(
        self, holes: Sequence[Hole], members: Sequence[int], cancel: CancelToken
    ) -> dict[int, Candidates]:
        pronouns = [(form,) for form in (*PRONOUN_CLASS, *DEMONSTRATIVES)]
        words: dict[int, list[Words]] = {}
        scores: dict[int, Mapping[Words, float]] = {}
        options: dict[Words, list[Words]] = {}
        beside: dict[Words, frozenset[Words]] = {}
        for first in range(0, len(members), _BATCH):
            cancel.raise_if_cancelled()
            part = members[first : first + _BATCH]
            for k in part:
                reference = holes[k].reference
                if reference not in options:
                    beside[reference] = appositions(self._document, reference)
                    same = same_entity_candidates(
                        self._document, reference, beside[reference], self._is_common
                    )
                    options[reference] = [*pronouns, *same]
                words[k] = options[reference]
            places = [holes[k].place for k in part]
            found = (
                self._beam.score(self._contexts, places, [words[k] for k in part])
                if self._model
                else [{}] * len(part)
            )
            scores.update(zip(part, found, strict=True))
        classes = class_shares([(holes[k].reference, scores[k]) for k in members], self._lexicon)
        usual = self._usual_classes()
        usual_scores = _means([(holes[k].reference, scores[k]) for k in members])
        forms = self._forms([holes[k].reference for k in members], beside)
        keys = {holes[k].place: entity_key(holes[k].reference) for k in members}
        last: dict[str, int] = {}
        results = {}
        for k in sorted(members, key=lambda k: holes[k].place):
            place, reference = holes[k].place, holes[k].reference
            key = entity_key(reference)
            named = [p for p in self._document.near(key, place, 2) if p < place][-1:]
            before = max([last.get(key, -1), *named])
            last[key] = place
            entity = EntityPlace(
                reference,
                classes[key],
                scores[k],
                float(place - before) if before >= 0 else inf,
                self._document.quotations.opening(place) is not None,
                self._speaks(place, key, keys),
                self._document.opens_sentence(place),
                usual,
                self._nearness_of_classes(place),
                any(self._document.as_written(word)[:1].isupper() for word in reference),
                names_several(reference, named=self._document.as_written(reference[-1])[:1].isupper()),
                usual_scores.get(reference, {}),
                forms[reference],
                self._document.left(place) == EDGE,
            )
            results[k] = self._maker.candidates(place, words[k], scores[k], entity=entity)
        return results

    def _speaks(self, place: int, key: str, keys: Mapping[int, str]) -> float:
        """Tell whether the entity ``key`` speaks here, see ``EntityPlace``; ``keys`` are of all holes."""
        named = self._document.quotations.speaker(place)
        if named is None:
            return 0.0
        unit = self._document.units[named]
        speaker = keys.get(named, "") if unit.hole >= 0 else unit.form
        if not speaker or speaker in PRONOUN_CLASS:
            return 0.0
        return 1.0 if speaker == key else -1.0

    def _is_common(self, form: str) -> bool:
        return is_common(form, self._lexicon)

    def _forms(
        self, references: Sequence[Words], beside: Mapping[Words, frozenset[Words]]
    ) -> dict[Words, EntityForms]:
        phrases = Counter(noun_phrases(self._document))
        named = Counter(entity_key(reference) for reference in references)
        for words, count in phrases.items():
            named[entity_key(words)] += count
        return {reference: EntityForms(phrases, named, near) for reference, near in beside.items()}

    def _usual_classes(self) -> dict[str, float]:
        counts = {n: sum(self._document.count(form) for form in forms) for n, forms in PRONOUNS.items()}
        total = sum(counts.values()) + len(counts) / 2
        return {name: log((count + 0.5) / total) for name, count in counts.items()}

    def _nearness_of_classes(self, place: int) -> dict[str, float]:
        found = {}
        for name, forms in PRONOUNS.items():
            places = [p for form in forms for p in self._document.near(form, place, 2)]
            found[name] = max((exp(-abs(p - place) / _NEAR) for p in places), default=0.0)
        return found


def _means(found: Iterable[tuple[Words, Mapping[Words, float]]]) -> dict[Words, dict[Words, float]]:
    """Return the mean score of each candidate by reference, for references with several places."""
    by_reference: dict[Words, list[Mapping[Words, float]]] = defaultdict(list)
    for reference, scores in found:
        by_reference[reference].append(scores)
    return {
        reference: {w: sum(s[w] for s in several) / len(several) for w in several[0]}
        for reference, several in by_reference.items()
        if len(several) > 1
    }


@lru_cache(maxsize=2)
def _common_pieces(model: MaskedWords, lexicon: Lexicon) -> frozenset[int]:
    """Return the pieces of a model that may be proposed in any document."""
    return frozenset(k for k, word in model.words.items() if is_common(word, lexicon))
