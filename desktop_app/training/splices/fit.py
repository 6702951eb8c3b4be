# SPDX-License-Identifier: Apache-2.0
"""``python -m desktop_app.training.splices.fit TEXT MEASURED OUTPUT``: fit the drift decoder's numbers.

TEXT is a folder of healthy text (one paragraph a line, xz), MEASURED a benchmark whose articles are kept
out, OUTPUT the file to write. What surrounds copies and mentions is learnt from the training part of
the text; the weights that mix these with the tagger's odds, and the certainties, from the part that no
model has seen. Takes about an hour and a half.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.anomaly import AnomalyModel
from desktop_app.repair.splices.decoder import FAINTEST, DriftDecoder
from desktop_app.repair.splices.emissions import EmissionModel, emission_features, tagged_candidates
from desktop_app.repair.splices.judgement import Judge
from desktop_app.repair.splices.mentions import MentionModel
from desktop_app.repair.splices.networks import Networks, packaged_networks
from desktop_app.repair.splices.tagger import TaggerScores
from desktop_app.training.simulator import DamagedText
from desktop_app.training.splices.mentions import fit_mentions
from desktop_app.training.splices.signs import fit_signs
from desktop_app.training.splices.truth import TrueDocument, true_document
from desktop_app.training.tagger.corpus import Corpus, load_corpus
from desktop_app.training.tagger.examples import draw_damaged

_LEARNT_FROM = 2400
_DAMAGED_HELD_OUT, _HEALTHY_HELD_OUT = 4320, 1440
_SHORTEST = 150
_TREES: dict[str, Any] = {
    "learning_rate": 0.05,
    "max_leaf_nodes": 8,
    "max_iter": 300,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "random_state": 0,
}
"""Small trees: larger ones learn what the simulator does, not what stands in real articles."""
_HALF_SURE, _HALF_SURE_TAGGED = (0.7, 0.7), (4.5, 1.0)
"""Chosen so that genuine repetition (``tests/cases/splices.json``) and healthy articles stay untouched."""

_HEALTHY_WEIGHT = 12.0
"""Most texts that people open are healthy; a false alarm there costs most trust."""


def draw(corpus: Corpus, seed: int, damaged: int, healthy: int) -> Iterator[DamagedText]:
    """Yield so many damaged and so many healthy documents, in random order."""
    rng = Random(seed)
    while damaged or healthy:
        document = draw_damaged(corpus, rng)
        if len(document.text.split()) <= _SHORTEST:
            continue
        if document.copies and damaged:
            damaged -= 1
            yield document
        elif not document.copies and healthy:
            healthy -= 1
            yield document


def tagged(document: TrueDocument, scores: TaggerScores) -> tuple[TrueDocument, TaggerScores]:
    """Add the candidates that only the tagger sees; return the scores to go on with, too."""
    more, scores = tagged_candidates(document.table, document.candidates, scores)
    return TrueDocument(document.damaged, document.table, more), scores


def fit_logistic(
    rows: Sequence[Mapping[str, float]], labels: Sequence[bool], weights: Sequence[float] | None = None
) -> tuple[dict[str, float], float]:
    """Return the weights and the bias of a logistic model over named features."""
    vectors = DictVectorizer()
    model = LogisticRegression(max_iter=5000).fit(vectors.fit_transform(rows), labels, weights)
    named = zip(vectors.feature_names_, model.coef_[0], strict=True)
    return {name: round(float(weight), 4) for name, weight in named}, round(float(model.intercept_[0]), 4)


def fit_trees(
    rows: Sequence[Mapping[str, float]], labels: Sequence[bool], weights: Sequence[float]
) -> dict[str, Any]:
    """Return what ``BoostedTrees.read`` takes."""
    vectors = DictVectorizer(sparse=False)
    model = HistGradientBoostingClassifier(**_TREES).fit(vectors.fit_transform(rows), labels, weights)
    trees = []
    for (predictor,) in model._predictors:  # noqa: SLF001 - the trees have no public reader
        trees.append(
            [
                [round(float(node["value"]), 4)]
                if node["is_leaf"]
                else [
                    int(node["feature_idx"]),
                    float(f"{node['num_threshold']:.6g}"),
                    int(node["left"]),
                    int(node["right"]),
                ]
                for node in predictor.nodes
            ]
        )
    bias = round(float(model._baseline_prediction[0, 0]), 4)  # noqa: SLF001
    return {"features": list(vectors.feature_names_), "bias": bias, "trees": trees}


Scored = Sequence[tuple[TrueDocument, TaggerScores | None]]


def fit_emissions(signs: AnomalyModel, scored: Scored) -> dict[str, float]:
    """Return the weights of ``emission_features``."""
    rows, labels = [], []
    for document, scores in scored:
        copies, changed = document.copies(), document.changed()
        found = emission_features(signs, document.table, document.candidates, scores, CancelToken())
        for candidate, features in zip(document.candidates, found, strict=True):
            span = document.span(candidate)
            if span in changed or span not in copies:
                rows.append(features)
                labels.append(span in changed)
    weights, bias = fit_logistic(rows, labels)
    return weights | {"bias": bias}


def fit_judgement(
    emissions: EmissionModel, mentions: MentionModel, scored: Scored, networks: Networks | None
) -> dict[str, Any]:
    """Return the weights of ``Judge.rows``, with the search as it is."""
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    weights: list[float] = []
    for document, scores in scored:
        copies, changed = document.copies(), document.changed()
        odds = emissions.log_odds(document.table, document.candidates, scores, CancelToken())
        decoder = DriftDecoder(document.table, document.candidates, odds, mentions, scores)
        judge = Judge(document.candidates, odds, decoder, decoder.decode(CancelToken()), scores, networks)
        spans = [document.span(candidate) for candidate in document.candidates]
        asked = [
            index
            for index, span in enumerate(spans)
            if odds[index] > FAINTEST and (span in changed or span not in copies)
        ]
        rows += judge.rows(asked, CancelToken())
        labels += [spans[index] in changed for index in asked]
        weights += [1.0 if copies else _HEALTHY_WEIGHT] * len(asked)
    half_sure = _HALF_SURE if networks is None else _HALF_SURE_TAGGED
    return fit_trees(rows, labels, weights) | {"half_sure": half_sure}


def learn(documents: Iterable[DamagedText]) -> dict[str, Any]:
    """Return what surrounds copies and what stands at mentions."""
    learning = [true_document(damaged) for damaged in documents]
    return {"signs": fit_signs(learning), "mentions": fit_mentions(learning)}


def fit(learnt: Mapping[str, Any], held_out: Iterable[DamagedText]) -> dict[str, Any]:
    """Return everything that ``read_models`` takes, on top of what ``learn`` returned."""
    signs, mentions = learnt["signs"], learnt["mentions"]
    anomaly = AnomalyModel(signs["weights"], signs["bias"])
    lost = {int(n): share for n, share in mentions["lost"].items()}
    mention_model = MentionModel(mentions["ratios"], mentions["lengths"], lost)
    plain: Scored = [(true_document(damaged), None) for damaged in held_out]
    worlds = {"plain": plain}
    networks = packaged_networks()
    if networks is not None:
        scores = [networks.tagger.score(d.damaged.text, d.table.elements, CancelToken()) for d, _ in plain]
        worlds["tagged"] = [tagged(d, one) for (d, _), one in zip(plain, scores, strict=True)]
    emissions = {name: fit_emissions(anomaly, scored) for name, scored in worlds.items()}
    model = EmissionModel(anomaly, emissions["plain"], emissions.get("tagged", emissions["plain"]))
    judgement = {
        name: fit_judgement(model, mention_model, scored, networks if name == "tagged" else None)
        for name, scored in worlds.items()
    }
    for part in (emissions, judgement):
        part.setdefault("tagged", part["plain"])
    return {"signs": signs, "mentions": mentions, "emissions": emissions, "judgement": judgement}


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("measured", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--learnt", type=Path, help="take signs and mentions from this earlier output")
    options = parser.parse_args()
    corpus, unseen = load_corpus(options.text, options.measured)
    healthy = _LEARNT_FROM // 6
    if options.learnt:
        learnt = json.loads(options.learnt.read_text(encoding="utf-8"))
    else:
        learnt = learn(draw(corpus, 11, _LEARNT_FROM - healthy, healthy))
    numbers = fit(learnt, list(draw(unseen, 5, _DAMAGED_HELD_OUT, _HEALTHY_HELD_OUT)))
    content = json.dumps(numbers, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    options.output.write_text(content + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
