# SPDX-License-Identifier: Apache-2.0
"""Runs of spaces where a word or a dash was dropped.

A dash is proposed as a dash. A word is proposed only where the text itself proves it; otherwise the
honest answer is a gap.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.gaps.compounds import Compounds, Proof, neighbours
from desktop_app.repair.gaps.dashes import dash_confidence, dash_style, is_range
from desktop_app.repair.suggestion import (
    Alternative,
    DamageKind,
    Evidence,
    Source,
    Suggestion,
    suggestion_id,
)
from desktop_app.text.space_runs import RunKind, SpaceRun, space_runs
from desktop_app.text.span import Span

_WORD_BEFORE = re.compile(r"(\S{1,40})\s*\Z")
_WORD_AFTER = re.compile(r"\S{1,40}")
_DASH_FROM = 0.5


@dataclass(frozen=True, slots=True)
class GapDetector:
    """Finds runs of spaces that stand for something dropped."""

    name: str = field(default="gaps", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield one suggestion for each loss; its span is the run of spaces."""
        look = cancel.raise_if_cancelled
        progress(self.name, 0.0)
        runs = [run for run in space_runs(text, look) if run.kind is RunKind.DROPPED]
        if not runs:
            return
        style = dash_style(text, look)
        compounds = Compounds(text, look)
        by_length = len({len(run) for run in runs}) > 1 or "\n" not in text.strip()
        for run in runs:
            look()
            yield self._suggestion(text, run, style, compounds, by_length)

    def _suggestion(
        self, text: str, run: SpaceRun, style: str, compounds: Compounds, by_length: bool
    ) -> Suggestion:
        span = Span(run.start, run.end)
        before_match = _WORD_BEFORE.search(text[max(0, run.start - 48) : run.start])
        after_match = _WORD_AFTER.match(text, run.end)
        before = before_match[1] if before_match and not run.opens_line else ""
        after = after_match[0] if after_match else ""
        around = neighbours(text, span)
        earlier = around[0][1] if len(around[0]) > 1 else ""
        dash = dash_confidence(before, after, len(run), by_length, earlier)
        proofs = compounds.proofs(*around) if dash < _DASH_FROM else ()
        if dash >= _DASH_FROM:
            written = _dash(style, before, after, run.opens_line)
            alternatives: tuple[Alternative, ...] = (Alternative(written, round(min(dash, 0.95), 3)),)
            explanation = (
                f"A dash was dropped here: {len(run)} spaces stand between two parts of the sentence."
            )
            series, lost = "Dropped dash", (0, 1)
        else:
            alternatives = tuple(_word(proof, run) for proof in proofs)
            explanation = f"A word was dropped here: {len(run)} spaces stand where one would do."
            if proofs:
                explanation += f" Elsewhere the text has “{proofs[0].compound}” between the same words."
            series, lost = "Dropped word", (1, 1)
        return Suggestion(
            id=suggestion_id(self.name, span, span.of(text)),
            span=span,
            original=span.of(text),
            kind=DamageKind.GAP,
            alternatives=alternatives,
            certainty=_certainty(run),
            explanation=explanation,
            evidence=tuple(
                Evidence("same-context", p.spans, f"“{p.compound}” stands between the same words")
                for p in proofs
            ),
            series=series,
            detector=self.name,
            lost_words=lost,
        )


def _dash(style: str, before: str, after: str, opens_line: bool) -> str:
    if is_range(before, after):
        return "-" if "-" in style else "–"
    return style.lstrip() if opens_line else style


def _word(proof: Proof, run: SpaceRun) -> Alternative:
    return Alternative(f"{'' if run.opens_line else ' '}{proof.compound} ", proof.confidence, Source.DOCUMENT)


def _certainty(run: SpaceRun) -> float:
    """Return how sure something is missing: two spaces may be a slip, more hardly."""
    if len(run) == 2 and not run.opens_line:
        return 0.7
    return 0.9 if run.after_sentence and run.before_capital else 0.97
