# SPDX-License-Identifier: Apache-2.0
"""Damage a healthy text by the law of one of the benchmark's styles."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from desktop_app.text.span import Span
from desktop_app.text.tokens import Element, elements
from desktop_app.training.simulator.clusters import choose_writes, link
from desktop_app.training.simulator.known_clusters import known_clusters
from desktop_app.training.simulator.mentions import find_mentions
from desktop_app.training.simulator.rendering import SPACINGS, DamagedElement, render
from desktop_app.training.simulator.writing import Cell, CellKind, run_writes

STYLES = tuple(SPACINGS)
"""``seed`` and ``lines``: scraped, tokenised, spliced with drift. ``prose``: spliced with drift.
``aligned``: spliced without drift. ``clean``: untouched."""

_SCRAPED = frozenset(("seed", "lines"))
_DASHES = frozenset(("–", "—", "--", "-", "―"))
_USUAL_DENSITIES = (0.015, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1)
_FAITHFUL = {True: 0.95, False: 0.5}
"""How often the resolver is mostly right: it matters where copies stand in their mentions' own places."""

_COMPOUND_DROPPED = 0.92
_PREFIXED_DROPPED = 0.3


@dataclass(frozen=True, slots=True)
class DamagedText:
    """A damaged text with the truth about it."""

    text: str
    """The damaged text; paragraphs as its style writes them."""

    style: str
    """One of ``STYLES``."""

    elements: tuple[DamagedElement, ...]
    """Everything that stands in ``text``, in order, with what stood there."""

    words: tuple[str, ...]
    """The healthy text's tokens; ``DamagedElement.orig`` are indexes into it."""

    clean: str
    """The healthy text."""

    @property
    def copies(self) -> tuple[DamagedElement, ...]:
        """The inserted phrases that changed something, in order.

        A write that put back exactly what stood there is not damage and not listed.
        """
        return tuple(e for e in self.elements if e.kind is CellKind.COPY and self._changed(e))

    def original(self, element: DamagedElement) -> str:
        """Return the healthy tokens that stood at ``element``, joined by single spaces."""
        return " ".join(self.words[index] for index in element.orig)

    def _changed(self, element: DamagedElement) -> bool:
        return self.original(element) != self.text[element.start : element.end]


def damage(
    text: str,
    style: str,
    seed: int,
    *,
    density: float | None = None,
    clusters: Sequence[Sequence[Span]] = (),
) -> DamagedText:
    """Return ``text`` damaged in ``style``, the same for the same ``seed`` on every machine.

    ``text`` has paragraphs parted by line breaks and natural spacing. ``density`` is the wished number
    of writes per element, 0 for none at all; by default one of those observed, 0.015 to 0.1. Where people
    have marked what refers to the same thing, ``clusters`` says so in code points, and nothing is guessed.

    Raises ``ValueError`` for an unknown style.

    >>> damage("Ada met Bo. She liked him.", "clean", 1).text
    'Ada met Bo. She liked him.'
    """
    if style not in SPACINGS:
        raise ValueError(f"unknown style {style!r}; known are {', '.join(STYLES)}")
    rng = Random(f"{style} {seed}")
    healthy = [e for e in elements(text) if e.is_token or "\n" in e.of(text)]
    tokens = [e for e in healthy if e.is_token]
    words = [e.of(text) for e in tokens]
    spaces = [_space_follows(text, e) for e in tokens]
    cells = _cells(healthy)
    if style in _SCRAPED:
        cells = _scrape(cells, words, spaces, rng)
    if style != "clean" and density != 0:
        strings = [words[c.orig[0]] if c.kind is CellKind.TOKEN else None for c in cells]
        if clusters:
            linked = known_clusters(strings, _cell_spans(cells, tokens), clusters)
        else:
            faithful = rng.random() < _FAITHFUL[style == "aligned"]
            linked = link(strings, find_mentions(strings), rng, faithful=faithful)
        wanted = rng.choice(_USUAL_DENSITIES) if density is None else density
        writes = choose_writes(strings, linked, wanted, rng, nested=style != "aligned")
        cells = list(run_writes(cells, writes, stale=style != "aligned"))
    damaged, found = render(cells, words, spaces, SPACINGS[style])
    return DamagedText(damaged, style, found, tuple(words), text)


def _space_follows(text: str, token: Element) -> bool:
    return text[token.end : token.end + 1].isspace()


def _cell_spans(cells: Sequence[Cell], tokens: Sequence[Element]) -> list[Span | None]:
    """Return where in the healthy text the single token of each cell stands."""
    return [tokens[c.orig[0]].span if c.kind is CellKind.TOKEN else None for c in cells]


def _cells(healthy: Sequence[Element]) -> list[Cell]:
    cells, count = [], 0
    for element in healthy:
        if element.is_token:
            cells.append(Cell(CellKind.TOKEN, (count,)))
            count += 1
        else:
            cells.append(Cell(CellKind.BREAK))
    return cells


def _scrape(cells: Sequence[Cell], words: Sequence[str], spaces: Sequence[bool], rng: Random) -> list[Cell]:
    """Drop hyphenated compounds and dashes, as the scraper did."""
    result: list[Cell] = []
    index = 0
    while index < len(cells):
        cell = cells[index]
        end = _compound_end(cells, words, spaces, index)
        if cell.kind is not CellKind.TOKEN:
            result.append(cell)
        elif end > index + 1 and rng.random() < _COMPOUND_DROPPED:
            result.append(Cell(CellKind.GAP, tuple(i for c in cells[index:end] for i in c.orig)))
            index = end
            continue
        elif words[cell.orig[0]] in _DASHES:
            result.append(Cell(CellKind.DASH, cell.orig))
        elif "-" in words[cell.orig[0]][1:-1] and rng.random() < _PREFIXED_DROPPED:
            result.append(Cell(CellKind.GAP, cell.orig))
        else:
            result.append(cell)
        index += 1
    return result


def _compound_end(cells: Sequence[Cell], words: Sequence[str], spaces: Sequence[bool], start: int) -> int:
    """Return one past the last cell of the hyphenated compound that begins at ``start``."""
    end = start + 1
    while (
        end + 1 < len(cells)
        and all(c.kind is CellKind.TOKEN for c in cells[end - 1 : end + 2])
        and words[cells[end].orig[0]] in ("-", "–")
        and not spaces[cells[end - 1].orig[0]]
        and not spaces[cells[end].orig[0]]
    ):
        end += 2
    return end
