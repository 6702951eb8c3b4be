# SPDX-License-Identifier: Apache-2.0
"""From lost words to alternatives: search, rank, word."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.repair.detector import CancelToken, Progress, no_progress
from desktop_app.repair.infill.closed_classes import FUNCTION_WORDS, MARKS
from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.document_evidence import Words, context_matches, proofs
from desktop_app.repair.infill.hole_search import HoleSearch
from desktop_app.repair.infill.lexicon import Lexicon, counted_form, lexicon
from desktop_app.repair.infill.lost_words import LostWords
from desktop_app.repair.infill.pool import options, pooled
from desktop_app.repair.infill.ranking import Ranking, packaged_ranking
from desktop_app.repair.infill.wording import cased, in_place, with_article
from desktop_app.repair.neural.masked_words import MaskedWords
from desktop_app.repair.suggestion import Alternative, Source
from desktop_app.text.span import Span

MOST_ALTERNATIVES = 8
"""Alternatives returned for one place."""

LEAST_CONFIDENCE = 0.002
"""Further alternatives below are noise."""

ALWAYS_SHOWN = 5
"""So many are returned however unsure they are: the right one is often among them."""

_LEAST_PROOF = 9.0
"""Nats of shared context from which a place is shown as a proof: a rare word, or two of the middling."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known about one place."""

    alternatives: tuple[Alternative, ...]
    """Best first; empty where nothing can be known."""

    proofs: tuple[Span, ...] = ()
    """Where the words of the best alternative stand in the same context; empty if they do not."""


class InfillEngine:
    """Finds wordings for lost words; safe to share between threads."""

    def __init__(
        self, model: MaskedWords | None, *, words: Lexicon | None = None, ranking: Ranking | None = None
    ) -> None:
        """Without ``model`` candidates come from the document and from counted neighbours only."""
        self._model = model
        self._lexicon = words or lexicon()
        self._ranking = ranking or packaged_ranking()

    def be_lean(self, lean: bool) -> None:
        """Take less memory and more time from now on, or the other way round."""
        if self._model is not None:
            self._model.be_lean(lean)

    def fill(
        self,
        text: str,
        losses: Sequence[LostWords],
        *,
        among: range | None = None,
        cancel: CancelToken | None = None,
        progress: Progress = no_progress,
    ) -> list[Filling]:
        """Return what can be said about each of ``losses``, or of those at the indexes ``among``.

        ``losses`` are all places of ``text`` known to be damaged, sorted, without overlaps (else
        ``ValueError``): none is read as context of another. Raises ``CancelledError`` when cancelled.
        """
        cancel = cancel or CancelToken()
        document = DamagedWords(text, losses)
        lengths = [max(loss.lengths, key=lambda item: item[1])[0] for loss in losses]
        search = HoleSearch(document, lengths, self._lexicon, self._model)
        asked = range(len(losses)) if among is None else among
        assumed = [options(document, number, losses[number]) for number in asked]
        holes = [option.hole for found in assumed for option in found]
        candidates = iter(search.find(holes, cancel, lambda share: progress("finding lost words", share)))
        results: list[Filling] = []
        for number, each in zip(asked, assumed, strict=True):
            loss = losses[number]
            cancel.raise_if_cancelled()
            pool = pooled(search, loss, each, [next(candidates) for _ in each])
            chances = self._ranking.probabilities(pool.features, neural=self._model is not None)
            shares: dict[Words, float] = defaultdict(float)
            for words, chance in zip(pool.words, chances, strict=False):
                shares[words] += float(chance)
            nothing = dict(loss.lengths).get(0, 0.0)
            if nothing:
                shares = defaultdict(float, {w: share * (1.0 - nothing) for w, share in shares.items()})
                shares[()] += nothing
            results.append(self._worded(text, document, loss, document.holes[number], shares))
        progress("finding lost words", 1.0)
        return results

    def _worded(
        self, text: str, document: DamagedWords, loss: LostWords, place: int, shares: dict[Words, float]
    ) -> Filling:
        ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
        chosen: dict[str, Alternative] = {}
        best: Words = ()
        after = document.units[place + 1].word if place + 1 < len(document.units) else ""
        original = loss.span.of(text)
        quoted = document.quotations.opening(place) is not None
        for words, share in ranked:
            if len(chosen) == MOST_ALTERNATIVES or (share < LEAST_CONFIDENCE and len(chosen) >= ALWAYS_SHOWN):
                break
            words = with_article(cased(words, document, place), after)
            wording = in_place(text, loss.span, words, quote_open=quoted)
            if wording == original or wording in chosen:
                continue
            best = best if chosen else words
            chosen[wording] = Alternative(wording, min(1.0, share), self._source(document, place, words))
        forms = tuple(counted_form(w) for w in best)
        return Filling(
            tuple(chosen.values()), proofs(document, place, forms, self._information, _LEAST_PROOF)
        )

    def _information(self, form: str) -> float:
        return -self._lexicon.log_share(form)

    def _source(self, document: DamagedWords, place: int, words: Words) -> Source:
        if not words:
            return Source.DELETION
        forms = tuple(counted_form(w) for w in words)
        after, before, both, wide = context_matches(document, place, forms)
        content = any(f not in FUNCTION_WORDS | MARKS for f in forms)
        if both or wide or (content and (after or before)):
            return Source.DOCUMENT
        if not content:
            return Source.GRAMMAR
        named = any(f in document and document.as_written(f)[:1].isupper() for f in forms)
        return Source.DOCUMENT if named or self._model is None else Source.MODEL
