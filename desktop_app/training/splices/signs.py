# SPDX-License-Identifier: Apache-2.0
"""Fit the weights of the signs: a sparse logistic model over what stands around each candidate."""

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from desktop_app.repair.splices.anomaly import Surroundings
from desktop_app.training.splices.truth import TrueDocument

_SEEN_AT_LEAST = 20
_STRENGTH = 0.1
"""Inverse of the L2 penalty; chosen on text that is in no training set."""

_SMALLEST = 0.06


def fit_signs(documents: Iterable[TrueDocument]) -> dict[str, Any]:
    """Return the weights and the bias that ``AnomalyModel`` takes."""
    vocabulary: dict[str, int] = {}
    columns, ends, labels = array("i"), array("i", [0]), array("b")
    for document in documents:
        surroundings = Surroundings(document.table, document.candidates)
        changed = document.changed()
        for candidate in document.candidates:
            for sign in surroundings.signs(candidate):
                columns.append(vocabulary.setdefault(sign, len(vocabulary)))
            ends.append(len(columns))
            labels.append(document.span(candidate) in changed)
    ones = np.ones(len(columns), np.float32)
    rows = csr_matrix(
        (ones, np.array(columns, np.int32), np.array(ends, np.int32)), (len(labels), len(vocabulary))
    )
    kept = np.flatnonzero(np.asarray(rows.sum(0))[0] >= _SEEN_AT_LEAST)
    names = list(vocabulary)
    model = LogisticRegression(C=_STRENGTH, max_iter=150).fit(rows[:, kept], np.array(labels))
    weights = {names[i]: round(float(w), 2) for i, w in zip(kept, model.coef_[0], strict=True)}
    return {
        "weights": {name: weight for name, weight in weights.items() if abs(weight) >= _SMALLEST},
        "bias": round(float(model.intercept_[0]), 4),
    }
