# SPDX-License-Identifier: Apache-2.0
"""From a text to the copies in it: candidates, emissions, the drift search, a judgement on each."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.repair.detector import CancelToken, Progress, no_progress
from desktop_app.repair.splices.candidates import LONGEST_PHRASE, Candidate, find_candidates
from desktop_app.repair.splices.decoder import FAINTEST, DriftDecoder
from desktop_app.repair.splices.element_table import ElementTable, element_table
from desktop_app.repair.splices.emissions import tagged_candidates
from desktop_app.repair.splices.fitted import SpliceModels
from desktop_app.repair.splices.judgement import Judge, Judgement
from desktop_app.repair.splices.networks import Networks


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found in one text."""

    table: ElementTable
    candidates: Sequence[Candidate]
    judgements: tuple[Judgement, ...]
    """On the copies that are likelier than ``least`` and do not overlap, in the order of the text."""
    aligned: bool
    """Whether names were written over their own mentions, without drift."""


def find_copies(
    text: str,
    models: SpliceModels,
    networks: Networks | None,
    least: float,
    cancel: CancelToken,
    progress: Progress = no_progress,
) -> Findings:
    """Return the copies in ``text`` whose probability is at least ``least``, 0..1.

    ``networks`` may be None: what they see is then missing, everything else works. Raises
    ``CancelledError`` soon after a cancel.
    """
    table = element_table(text)
    cancel.raise_if_cancelled()
    progress("reading repeated phrases", 0.02)
    candidates = find_candidates(table, cancel)
    scores = None
    if networks is not None and table.elements:
        scores = networks.tagger.score(
            text, table.elements, cancel, lambda what, share: progress(what, 0.05 + 0.65 * share)
        )
        candidates, scores = tagged_candidates(table, candidates, scores)
    progress("searching for the shift", 0.7)
    log_odds = models.emissions.log_odds(table, candidates, scores, cancel)
    decoder = DriftDecoder(table, candidates, log_odds, models.mentions, scores)
    decoding = decoder.decode(cancel)
    progress("judging what was found", 0.95)
    judge = Judge(candidates, log_odds, decoder, decoding, scores, networks)
    judgements = judge.judge(judge.worth(FAINTEST), models.plain if scores is None else models.tagged, cancel)
    return Findings(table, candidates, without_overlaps(judgements, candidates, least), decoding.aligned)


_WORTH_JOINING, _SUREST = 0.2, 0.99
"""Fainter ones stay alone; no sum of two readings is surer than this."""


def without_overlaps(
    judgements: Sequence[Judgement], candidates: Sequence[Candidate], least: float
) -> tuple[Judgement, ...]:
    """Keep the surest of those that overlap and are at least ``least`` sure, in the order of the text.

    `Galois` and `Galois '` at one place are two readings of one copy that exclude each other: the better
    one stands for both and is as sure as it and its best rival together.
    """
    ordered = sorted(judgements, key=lambda j: candidates[j.candidate].start)
    starts = [candidates[j.candidate].start for j in ordered]
    joined = []
    for number, judgement in enumerate(ordered):
        own, certainty = candidates[judgement.candidate], judgement.certainty
        if certainty >= _WORTH_JOINING:
            rival = 0.0
            for other in range(bisect_left(starts, own.start - LONGEST_PHRASE), bisect_left(starts, own.end)):
                overlaps = other != number and candidates[ordered[other].candidate].end > own.start
                if overlaps and ordered[other].certainty <= certainty:
                    rival = max(rival, ordered[other].certainty)
            certainty = min(max(certainty, _SUREST), certainty + rival)
        if certainty >= least:
            joined.append(replace(judgement, certainty=certainty))
    taken: set[int] = set()
    kept = []
    for judgement in sorted(joined, key=lambda j: (-j.certainty, j.candidate)):
        candidate = candidates[judgement.candidate]
        places = range(candidate.start, candidate.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(judgement)
    return tuple(sorted(kept, key=lambda j: candidates[j.candidate].start))
