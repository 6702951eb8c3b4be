# SPDX-License-Identifier: Apache-2.0
"""Copies in a text of any length: what they look like is read section by section, the law goes on.

How often a phrase stands in a text says something only within what a resolver sees at once, and memory
may not grow with the text; so candidates, signs and tagger look at a section and what stands around it.
The shift, however, grows over the whole of an article: the search hands its hypotheses on from section
to section, and looks ahead into the next before it decides.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.repair.detector import CancelToken, Progress, no_progress
from desktop_app.repair.pieces import pieces
from desktop_app.repair.splices.borders import article_borders
from desktop_app.repair.splices.candidates import Candidate, find_candidates
from desktop_app.repair.splices.carrying import carried
from desktop_app.repair.splices.decoder import FAINTEST, DriftDecoder, decoding, first_beam
from desktop_app.repair.splices.element_table import ElementTable, element_table
from desktop_app.repair.splices.emissions import tagged_candidates
from desktop_app.repair.splices.fitted import SpliceModels
from desktop_app.repair.splices.hypotheses import Beam
from desktop_app.repair.splices.judgement import Judge
from desktop_app.repair.splices.networks import Networks, Tagger
from desktop_app.repair.splices.search import Findings, without_overlaps
from desktop_app.repair.splices.tagger import LENGTHS, Floats, TaggerScores
from desktop_app.text.span import Span

SECTION = 12_000
"""Code points that are decided on together, one or two articles."""

AROUND = 4_000
"""Code points on each side that are read with a section."""

AHEAD = 400
"""Elements behind a section that the search goes on before it decides, some twenty copies."""

_PER_ELEMENT = 7
"""Code points of an element and the space behind it, generously: so much farther left mentions stand."""

_FARTHEST_LEFT = 60_000
_EDGE = 60
"""Elements around a section that the tagger reads with it."""

_UNSEEN = -9.0


@dataclass(frozen=True, slots=True)
class _Section:
    """A section in its own table."""

    part: Span
    """What is read."""
    table: ElementTable
    """Of the part."""
    candidates: Sequence[Candidate]
    log_odds: Sequence[float]
    scores: TaggerScores | None
    inside: range
    """Elements of the section itself."""


def find_in_sections(
    text: str,
    models: SpliceModels,
    networks: Networks | None,
    least: float,
    cancel: CancelToken,
    progress: Progress = no_progress,
) -> Iterator[tuple[Span, Findings]]:
    """Yield, from left to right, parts of ``text`` and the copies found in the middle of each.

    Together they are those of the whole text. Raises ``CancelledError`` soon after a cancel.
    """
    sections = list(pieces(text, SECTION))
    tags = _Tags(text, sections, networks.tagger if networks is not None else None)
    beam = first_beam()
    before: _Section | None = None
    for number, core in enumerate(sections):
        drift = max(beam, key=lambda h: h.mass).drift
        part = _widened(text, core, min(_FARTHEST_LEFT, AROUND + _PER_ELEMENT * drift))
        section = _read(text, part, core, models, tags, number, cancel)
        if before is not None:
            beam = _taken_over(beam, before, section)
        decoder = DriftDecoder(
            section.table,
            section.candidates,
            section.log_odds,
            models.mentions,
            section.scores,
            borders=article_borders(section.table),
        )
        inside = section.inside
        beam = decoder.advance(beam, inside.start, inside.stop, cancel)
        ahead = decoding(decoder.advance(beam, inside.stop, inside.stop + AHEAD, cancel))
        judge = Judge(section.candidates, section.log_odds, decoder, ahead, section.scores, networks)
        likely = [i for i in judge.worth(FAINTEST) if section.candidates[i].start in inside]
        judgements = judge.judge(likely, models.plain if networks is None else models.tagged, cancel)
        kept = without_overlaps(judgements, section.candidates, least)
        progress("searching for the shift", core.end / len(text))
        yield part, Findings(section.table, section.candidates, kept, ahead.aligned)
        before = section


def _widened(text: str, core: Span, left: int) -> Span:
    """Return ``core`` and what is read with it, between words."""
    start, end = max(0, core.start - left), min(len(text), core.end + AROUND)
    if start:
        start = text.find(" ", start, core.start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", core.end, end), text.rfind("\n", core.end, end)) + 1 or end
    return Span(start, end)


def _read(
    text: str,
    part: Span,
    core: Span,
    models: SpliceModels,
    tags: "_Tags",
    number: int,
    cancel: CancelToken,
) -> _Section:
    table = element_table(part.of(text))
    cancel.raise_if_cancelled()
    candidates = find_candidates(table, cancel)
    scores = tags.of(table, part, number, cancel)
    if scores is not None:
        candidates, scores = tagged_candidates(table, candidates, scores)
    log_odds = models.emissions.log_odds(table, candidates, scores, cancel)
    inside = _elements_in(table, core.shifted(-part.start))
    return _Section(part, table, candidates, log_odds, scores, inside)


def _elements_in(table: ElementTable, span: Span) -> range:
    """Return the elements that begin in ``span``."""
    first, last = (bisect_left(table.elements, at, key=lambda e: e.start) for at in (span.start, span.end))
    return range(first, last)


def _taken_over(beam: Beam, before: _Section, section: _Section) -> Beam:
    by = section.inside.start - before.inside.stop
    new = {(c.start, c.length): i for i, c in enumerate(section.candidates)}
    lead = {
        i: new[c.start + by, c.length]
        for i, c in enumerate(before.candidates)
        if (c.start + by, c.length) in new
    }
    return carried(beam, by, lead)


class _Tags:
    """The tagger's answers around the section at hand; each section is asked about once."""

    def __init__(self, text: str, sections: Sequence[Span], tagger: Tagger | None) -> None:
        self._text = text
        self._sections = sections
        self._tagger = tagger
        self._next = 0
        self._known: list[tuple[Span, npt.NDArray[np.float64], Floats]] = []

    def of(self, table: ElementTable, part: Span, number: int, cancel: CancelToken) -> TaggerScores | None:
        """Return the answers for ``table``, which is that of ``part`` around section ``number``."""
        tagger = self._tagger
        if tagger is None:
            return None
        while self._next < len(self._sections) and self._sections[self._next].start < part.end:
            self._known.append(self._ask(tagger, self._sections[self._next], cancel))
            self._next += 1
        self._known = [known for known in self._known if known[0].end > part.start]
        starts = np.concatenate([starts for _, starts, _ in self._known])
        rows = np.concatenate([rows for _, _, rows in self._known])
        wanted = np.array([e.start + part.start for e in table.elements], np.float64)
        places = np.minimum(np.searchsorted(starts, wanted), len(starts) - 1)
        found = rows[places]
        found[starts[places] != wanted] = [_UNSEEN, _UNSEEN, *[-np.log(LENGTHS)] * LENGTHS]
        return TaggerScores(found[:, 0], found[:, 1], found[:, 2:])

    def _ask(
        self, tagger: Tagger, core: Span, cancel: CancelToken
    ) -> tuple[Span, npt.NDArray[np.float64], Floats]:
        part = _widened(self._text, core, AROUND)
        table = element_table(part.of(self._text))
        inside = _elements_in(table, core.shifted(-part.start))
        among = range(max(0, inside.start - _EDGE), min(len(table), inside.stop + _EDGE))
        scores = tagger.score(part.of(self._text), table.elements, cancel, no_progress, among)
        own = slice(inside.start - among.start, inside.stop - among.start)
        rows = np.column_stack((scores.begins[own], scores.goes_on[own], scores.lengths[own]))
        starts = np.array([table.elements[i].start + part.start for i in inside], np.float64)
        return core, starts, rows
