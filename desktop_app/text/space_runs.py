# SPDX-License-Identifier: Apache-2.0
"""Runs of several spaces, and what each stands for in its text.

Pipelines that drop something leave the spaces on both sides of it, so the length of a run tells what
was dropped: a paragraph break, a word, or a dash. Which length means what differs from pipeline to
pipeline, and is learned here from the sentence ends around all runs of the same length.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from desktop_app.text.scanning import never_cancelled, scan
from desktop_app.text.words import TokenisedRegions


class RunKind(Enum):
    """What a run of spaces stands for."""

    BREAK = "break"
    """The end of a paragraph."""
    DROPPED = "dropped"
    """A word or a dash."""
    EXTRA = "extra"
    """Nothing: a doubled space, or spaces at either end of a line."""
    LAYOUT = "layout"
    """Indentation or columns: meant to be there."""


@dataclass(frozen=True, slots=True)
class SpaceRun:
    """Several spaces next to one another within one line."""

    start: int
    """First code point."""
    end: int
    """One past the last code point; at least two after start, one where some are shared."""
    kind: RunKind
    after_sentence: bool
    """Whether a sentence ends before it."""
    before_capital: bool
    """Whether a capital, a digit, a quote or a bracket follows."""
    support: int
    """Runs of the same length in the text, this one included."""
    fits: float
    """0..1: share of those whose neighbours agree with the kind."""
    opens_line: bool = False
    """Whether it stands at the start of a line or right after a lost break."""
    shared: int = 0
    """Spaces after it that belong to it and to the next run, see ``_parted``."""

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def spaces(self) -> int:
        """How many spaces stand for what it stands for."""
        return len(self) + self.shared


LONGEST_RUN = 12
"""Spaces; a longer run is layout, whatever surrounds it."""

_RUN = re.compile(r" {2,64}")
_SENTENCE_END = re.compile(r"[.!?…:][\s\"'”’)\]]{0,4}\Z|[.!?…] ?[\"'”’)\]] ?\Z|[\"”] ?\.\Z")
_OPENING = re.compile(r"[\"'“‘(\[]|\d|[^\W\d_]")
_BREAK_PRIOR = {2: -1.0, 3: 2.0, 4: -1.0}
_LOOK_EVERY = 256
_PIPELINE_RUN = 5  # spaces; longer runs are made by several losses at once, or by people
_COLUMN_WIDTHS = 3
_HABIT = 3  # two spaces after each of so many sentences are a typist's habit, and meant
_INDENTED = 0.2  # share of lines from which on spaces at their start are layout


def space_runs(text: str, look: Callable[[], None] = never_cancelled) -> tuple[SpaceRun, ...]:
    """Return the runs of two or more spaces in order, each with what it stands for.

    >>> [run.kind.value for run in space_runs("It rained .   He had a    coat , and left .   It was dry .")]
    ['break', 'dropped', 'break']
    """
    found = _maximal_runs(text, look)
    if not found or not text.strip():
        return ()
    by_length: dict[int, list[tuple[bool, bool]]] = {}
    for number, (start, end) in enumerate(found):
        if number % _LOOK_EVERY == 0:
            look()
        if _inside_line(text, start, end):
            by_length.setdefault(end - start, []).append(_neighbours(text, start, end))
    lined = "\n" in text.strip()
    tokenised = TokenisedRegions(text, look).mostly
    columns = len({end - start for start, end in found if end - start > _PIPELINE_RUN}) >= _COLUMN_WIDTHS
    breaks = (
        set()
        if lined
        else {n for n, seen in by_length.items() if (tokenised or n > 2) and _break_score(n, seen) > 0}
    )
    doubles = by_length.get(2, ())
    habit = len(doubles) >= _HABIT and all(ended for ended, _ in doubles)
    mostly_double = 3 * len(doubles) > 2 * len(found)
    tight = tokenised and _indented_share(text, found) < _INDENTED
    # Counted once: a long text has as many runs of one length as it has pages.
    between = {n: sum(1 for ended, capital in seen if ended and capital) for n, seen in by_length.items()}
    runs = []
    for number, (start, end) in enumerate(found):
        if number % _LOOK_EVERY == 0:
            look()
        length = end - start
        seen = (len(by_length.get(length, ())), between.get(length, 0))
        opens_line = start == 0 or text[start - 1] == "\n"
        if columns or length > LONGEST_RUN:
            kind = RunKind.LAYOUT
        elif opens_line or end == len(text) or text[end] == "\n":
            kind = _edge_kind(start, opens_line and end < len(text) and text[end] != "\n", tight)
        elif length in breaks:
            kind = RunKind.BREAK
        elif length == 2 and not tokenised and habit:
            kind = RunKind.LAYOUT
        elif length == 2 and not tokenised and (mostly_double or _neighbours(text, start, end)[0]):
            kind = RunKind.EXTRA
        else:
            kind = RunKind.DROPPED
        run = _described(text, start, end, kind, seen, opens_line)
        runs += _parted(run, breaks) if run.kind is RunKind.DROPPED and run.after_sentence else [run]
    return tuple(runs)


def _described(
    text: str, start: int, end: int, kind: RunKind, seen: tuple[int, int], opens_line: bool
) -> SpaceRun:
    """Describe a run; ``seen`` tells how many have its length, and how many of those part sentences."""
    after_sentence, before_capital = _neighbours(text, start, end)
    alike, between = seen
    agree = between if kind is RunKind.BREAK else alike - between
    fits = agree / alike if alike else 0.0
    return SpaceRun(start, end, kind, after_sentence, before_capital, alike or 1, fits, opens_line)


def _parted(run: SpaceRun, breaks: set[int]) -> list[SpaceRun]:
    """Return a break and what was dropped right after it, where a run is as long as both together.

    Neighbouring elements share one space, so a break of three and a dash of five make seven.
    """
    for length in sorted(breaks):
        if run.support == 1 and len(run) >= 2 * length:
            middle = run.start + length - 1
            return [
                replace(run, end=middle, kind=RunKind.BREAK, shared=1),
                replace(run, start=middle, opens_line=True),
            ]
    return [run]


def _maximal_runs(text: str, look: Callable[[], None]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for match in scan(_RUN, text, look):
        if runs and runs[-1][1] == match.start():
            runs[-1] = (runs[-1][0], match.end())
        else:
            runs.append(match.span())
    return [(start, end + (text[end : end + 1] == " ")) for start, end in runs]


def _inside_line(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and text[start - 1] != "\n" and text[end] != "\n"


def _neighbours(text: str, start: int, end: int) -> tuple[bool, bool]:
    ended = bool(_SENTENCE_END.search(text[max(0, start - 6) : start]))
    opening = _OPENING.match(text, end)
    return ended, bool(opening) and not text[end : end + 1].islower()


def _break_score(length: int, seen: Sequence[tuple[bool, bool]]) -> float:
    score = _BREAK_PRIOR.get(length, -2.0)
    for ended, capital in seen:
        if ended and capital:
            score += 1.5
        elif not ended and not capital:
            score -= 2.0
        elif not ended:
            score -= 0.3
    return score


def _edge_kind(start: int, before_text: bool, spaces_mean_loss: bool) -> RunKind:
    """Return what spaces at either end of a line are."""
    if not before_text or start == 0:
        return RunKind.EXTRA
    return RunKind.DROPPED if spaces_mean_loss else RunKind.LAYOUT


def _indented_share(text: str, found: Sequence[tuple[int, int]]) -> float:
    indented = sum(1 for start, _ in found if start and text[start - 1] == "\n")
    return indented / (text.count("\n") + 1)
