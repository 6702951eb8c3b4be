# SPDX-License-Identifier: Apache-2.0
"""The recipe gives numbers that the decoder can read and use."""

import json
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="the recipes need the extra 'train'")

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.fitted import read_models
from desktop_app.repair.splices.search import find_copies
from desktop_app.resources import resource
from desktop_app.training.simulator import damage
from desktop_app.training.splices.fit import fit, learn
from desktop_app.training.splices.truth import true_document, true_places

CLEAN = resource("samples", "article.clean.txt").read_text(encoding="utf-8")


def test_fitted_numbers_find_copies(tmp_path: Path) -> None:
    documents = [damage(CLEAN, style, seed, density=0.06) for seed in range(4) for style in ("seed", "prose")]
    healthy = damage(CLEAN, "clean", 1)
    numbers = fit(learn([*documents[:6], healthy]), [*documents[6:], healthy])
    path = tmp_path / "numbers.json"
    path.write_text(json.dumps(numbers), encoding="utf-8")
    findings = find_copies(documents[0].text, read_models(path), None, 0.5, CancelToken())
    copies = {(e.start, e.end) for e in documents[0].copies}
    spans = [
        findings.table.span(c.start, c.end)
        for c in (findings.candidates[j.candidate] for j in findings.judgements)
    ]
    assert len(copies.intersection((s.start, s.end) for s in spans)) > len(copies) / 2


def test_true_places_hold_the_mentions() -> None:
    document = true_document(damage(CLEAN, "seed", 3, density=0.05))
    pronouns = {"he", "she", "it", "his", "her", "its", "him", "they", "their"}
    seen = [
        document.table.lower[place] in pronouns
        for candidate, write, place in true_places(document)
        if write is not None and place is not None and place < candidate.start
    ]
    assert sum(seen) > len(seen) / 5
