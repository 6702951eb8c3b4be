# SPDX-License-Identifier: Apache-2.0
"""Paragraph breaks that became runs of spaces."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Suggestion, suggestion_id
from desktop_app.text.space_runs import RunKind, SpaceRun, space_runs
from desktop_app.text.span import Span

_BREAK = "\n\n"
_USUAL = 3  # spaces that the commonest pipelines leave of a break


@dataclass(frozen=True, slots=True)
class ParagraphDetector:
    """Finds runs of spaces that stand where a paragraph ended."""

    name: str = field(default="paragraphs", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield one suggestion for each lost break; its span is the run of spaces."""
        progress(self.name, 0.0)
        runs = space_runs(text, cancel.raise_if_cancelled)
        breaks = [run for run in runs if run.kind is RunKind.BREAK]
        for number, run in enumerate(breaks):
            confidence = _confidence(run)
            span = Span(run.start, run.end)
            near = breaks[max(0, number - 2) : number + 3]
            # Where a single space is left to it, one space instead is no wording but the original.
            mere_space = (Alternative(" ", round(1 - confidence, 3)),) if len(run) > 1 else ()
            yield Suggestion(
                id=suggestion_id(self.name, span, span.of(text)),
                span=span,
                original=span.of(text),
                kind=DamageKind.PARAGRAPH,
                alternatives=(Alternative(_BREAK, confidence), *mere_space),
                certainty=confidence,
                explanation=_explanation(run),
                evidence=(
                    Evidence(
                        "neighbour",
                        tuple(Span(r.start, r.end) for r in near if r is not run),
                        _support(run),
                    ),
                ),
                series=f"Paragraph break, {run.spaces} spaces",
                detector=self.name,
            )


def _confidence(run: SpaceRun) -> float:
    """Return how sure the break is: its own neighbours first, then what runs of its length do elsewhere."""
    if run.after_sentence and run.before_capital:
        return 0.98
    backed = run.support >= 2 and (run.fits >= 0.5 or run.spaces == _USUAL)
    if run.before_capital:
        return 0.95 if backed else 0.8
    return 0.9 if backed else 0.6


def _explanation(run: SpaceRun) -> str:
    count = run.spaces
    if run.after_sentence and run.before_capital:
        return f"{count} spaces between two sentences stand where a paragraph ended."
    if run.support > 1:
        return f"Elsewhere in this text {count} spaces stand where a paragraph ended."
    return f"{count} spaces in a text without line breaks usually stand where a paragraph ended."


def _support(run: SpaceRun) -> str:
    if run.shared:
        return f"A break of {run.spaces} spaces, and right after it something was dropped"
    if run.support == 1:
        return f"The only run of {run.spaces} spaces"
    return f"{run.support} runs of {run.spaces} spaces, {round(100 * run.fits)} % of them between sentences"
