# SPDX-License-Identifier: Apache-2.0
"""Fit what stands at mentions, and how long mentions are."""

from collections import Counter
from collections.abc import Iterable
from math import log
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from desktop_app.repair.splices.anomaly import Surroundings
from desktop_app.repair.splices.closed_classes import CLITICS
from desktop_app.repair.splices.mention_kinds import MentionKinds, phrase_forms
from desktop_app.repair.splices.mentions import length_signs, matched_end
from desktop_app.training.splices.truth import TrueDocument, true_places

_PRIOR = 20
"""So many imagined observations pull a rare kind of phrase to what holds for all."""

_LONGEST = 7


def fit_mentions(documents: Iterable[TrueDocument]) -> dict[str, Any]:
    """Return the numbers that ``MentionModel`` takes."""
    at_copies: Counter[tuple[str, str]] = Counter()
    elsewhere: Counter[tuple[str, str]] = Counter()
    lost: Counter[int] = Counter()
    signs: list[dict[str, float]] = []
    right: list[bool] = []
    for document in documents:
        if document.damaged.style in ("aligned", "clean"):
            continue
        table, changed = document.table, document.changed()
        surroundings = Surroundings(table, ())
        kinds = MentionKinds(table)
        for candidate, write, place in true_places(document):
            if write is not None and document.span(candidate) not in changed:
                continue
            forms = phrase_forms(table, candidate.start, candidate.end)
            kind = "lost"
            if place is not None:
                kind = "self" if place == candidate.start else kinds.of(forms, place)
            key = kind, surroundings.phrase_kind(candidate)
            if write is None:
                elsewhere[key] += 1
                continue
            at_copies[key] += 1
            if place is None or place == candidate.start:
                lost[write.mention_length] += 1
                continue
            after = place + write.mention_length
            if after < len(table) and table.lower[after] in CLITICS and not kind.startswith("pronoun"):
                continue  # every resolver observed takes the possessive with its name; the simulator need not
            matched = matched_end(table, forms, place)
            for length, names in length_signs(table, place, kind, matched):
                signs.append(dict.fromkeys(names, 1.0))
                right.append(length == write.mention_length)
    vectors = DictVectorizer()
    model = LogisticRegression(C=0.5, max_iter=500).fit(vectors.fit_transform(signs), right)
    lengths = zip(vectors.feature_names_, model.coef_[0], strict=True)
    total = sum(lost.values())
    return {
        "ratios": _ratios(at_copies, elsewhere),
        "lengths": {name: round(float(w), 3) for name, w in lengths if abs(w) > 0.02},
        "lost": {str(n): round(c / total, 4) for n, c in sorted(lost.items()) if 0 < n <= _LONGEST},
    }


def _ratios(at_copies: Counter[tuple[str, str]], elsewhere: Counter[tuple[str, str]]) -> dict[str, float]:
    """Return log ratios per kind of mention, and per kind of mention and kind of phrase."""
    sums = [_totals(counts) for counts in (at_copies, elsewhere)]
    (here, here_phrase), (there, there_phrase) = sums
    copies, others = sum(here.values()), sum(there.values())
    found = {}
    for kind in {*here, *there}:
        share = (here[kind] + 0.5) / (copies + 5)
        found[kind] = log(share / ((there[kind] + 0.5) / (others + 5)))
    for kind, phrase in {*at_copies, *elsewhere}:
        if not here[kind] or not there[kind]:
            continue
        one = (at_copies[kind, phrase] + _PRIOR * here[kind] / copies) / (here_phrase[phrase] + _PRIOR)
        other = (elsewhere[kind, phrase] + _PRIOR * there[kind] / others) / (there_phrase[phrase] + _PRIOR)
        found[f"{kind}|{phrase}"] = log(one / other)
    return {key: round(ratio, 3) for key, ratio in sorted(found.items())}


def _totals(counts: Counter[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    kinds: Counter[str] = Counter()
    phrases: Counter[str] = Counter()
    for (kind, phrase), count in counts.items():
        kinds[kind] += count
        phrases[phrase] += count
    return kinds, phrases
