# SPDX-License-Identifier: Apache-2.0
"""Where the tagger believes that a phrase begins later than it does.

A name that was written over the text was written whole. If ``two`` stands nowhere without the ``you``
before it, no chance put ``you`` there every time: ``you two`` was written, wherever the tagger believes
that the copy begins.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.element_table import ElementTable
from desktop_app.repair.splices.tagger import TaggerScores


def whole_phrases(
    table: ElementTable, repeated: Sequence[Candidate], seen: Sequence[Candidate], scores: TaggerScores
) -> tuple[list[Candidate], TaggerScores]:
    """Return those of ``seen`` that are no later parts of ``repeated``, and the scores of the whole.

    ``seen`` are the phrases that the tagger sees begin. Where one lies behind the beginning of a
    repeated phrase and stands nowhere without the rest of it, what the tagger says of the part holds for
    the whole. ``scores`` stays as it is.
    """
    wholes = _wholes(table, repeated, seen)
    if not wholes:
        return list(seen), scores
    begins, goes_on, lengths = scores.begins.copy(), scores.goes_on.copy(), scores.lengths.copy()
    for part, whole in wholes.items():
        odds = scores.begins[part.start]
        if odds > scores.begins[whole.start]:
            lengths[whole.start] = scores.lengths[part.start]
        begins[whole.start] = np.logaddexp(begins[whole.start], odds)
        inside = slice(whole.start + 1, whole.end)
        goes_on[inside] = np.maximum(goes_on[inside], odds)
        begins[part.start] = min(begins[part.start], -odds)
    return [one for one in seen if one not in wholes], TaggerScores(begins, goes_on, lengths)


def _wholes(
    table: ElementTable, repeated: Sequence[Candidate], seen: Sequence[Candidate]
) -> dict[Candidate, Candidate]:
    """Return for each of ``seen`` that is a later part the longest phrase that it always stands in."""
    if not seen:
        return {}
    covering: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in repeated:
        if candidate.length > 1:
            for place in range(candidate.start + 1, candidate.end):
                covering[place].append(candidate)
    starts: dict[str, list[int]] = defaultdict(list)
    wanted = {table.lower[one.start] for one in seen}
    for index, form in enumerate(table.lower):
        if form in wanted:
            starts[form].append(index)
    counts: dict[str, int] = {}
    found = {}
    for one in seen:
        words = table.lower[one.start : one.end]
        if one.key not in counts:
            counts[one.key] = sum(table.lower[k : k + len(words)] == words for k in starts[words[0]])
        around = [c for c in covering[one.start] if c.end >= one.end and c.repeats >= counts[one.key]]
        if around:
            found[one] = max(around, key=lambda c: c.length)
    return found
