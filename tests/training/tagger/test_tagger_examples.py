# SPDX-License-Identifier: Apache-2.0
"""The labels that the tagger learns from say exactly where copies stand."""

import lzma
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import pytest

from desktop_app.repair.neural.onnx_model import load_tokenizer
from desktop_app.repair.splices.tagger_input import FEATURE_SIZES
from desktop_app.repair.splices.tagger_pieces import WINDOW, PieceEncoder
from desktop_app.resources import resource
from desktop_app.text.tokens import elements
from desktop_app.training.resolved_text import ResolvedText, write_resolved
from desktop_app.training.simulator import damage
from desktop_app.training.tagger.corpus import CLEARED, RESOLVED, WEIGHTS, Corpus, load_corpus
from desktop_app.training.tagger.examples import BEGINS, GOES_ON, IGNORED, NONE, element_labels, examples
from desktop_app.training.tagger.shards import Windows, read_shards

PARAGRAPHS = [
    "Nora Finch opened the first reading room in Ostrey, and the people of the town thanked her for it.",
    "She had taught at the village school for years. Her pupils called Finch strict but fair, she said.",
    "In 1921 Finch and her brother Amos bought the old customs house. They turned it into a library.",
    "The library burned down twice; each time the town rebuilt it. It still bears the name of its founder.",
    "Amos Finch wrote its catalogue. He knew every book in the library, and his visitors admired him.",
]
ARTICLES = Corpus({"wikipedia": [PARAGRAPHS[0], PARAGRAPHS[1], "", PARAGRAPHS[2], PARAGRAPHS[3], ""]})
CORPUS = Corpus({"wikinews": PARAGRAPHS * 3})


@pytest.mark.parametrize("style", ["seed", "lines", "prose", "aligned"])
@pytest.mark.parametrize("seed", range(8))
def test_labelled_elements_spell_the_inserted_phrases(style: str, seed: int) -> None:
    damaged = damage("\n\n".join(PARAGRAPHS), style, seed, density=0.08)
    found = elements(damaged.text)
    labels, lengths = element_labels(damaged, found)
    phrases: list[str] = []
    for element, label in zip(found, labels, strict=True):
        if label == BEGINS:
            phrases.append(element.of(damaged.text))
        elif label == GOES_ON:
            phrases[-1] += element.of(damaged.text)
    assert phrases == [damaged.text[c.start : c.end].replace(" ", "") for c in damaged.copies]
    assert [n for n in lengths if n != IGNORED] == [min(len(c.orig), 5) for c in damaged.copies]


def test_windows_ask_once_per_element() -> None:
    encoder = PieceEncoder(load_tokenizer(resource("models", "infill", "tokenizer.json")))
    for example in islice(examples(CORPUS, encoder, Random(4)), 40):
        asked = example.labels != IGNORED
        assert (asked == example.pieces.is_first).all()
        assert len(example.labels) <= WINDOW
        assert set(np.unique(example.labels[asked])) <= {NONE, BEGINS, GOES_ON}
        assert (example.features < np.array(FEATURE_SIZES)).all()
        assert ((example.lengths != IGNORED) <= (example.labels == BEGINS)).all()


def test_paragraphs_used_for_measuring_are_kept_out(tmp_path: Path) -> None:
    measured = tmp_path / "measured"
    measured.mkdir()
    (measured / "a.clean.clean.txt").write_text(f"A headline\n\n{PARAGRAPHS[0]}", encoding="utf-8")
    plain = [name for name in WEIGHTS if name != RESOLVED]
    write_resolved([ResolvedText(text) for text in PARAGRAPHS * 8], tmp_path / f"{RESOLVED}.jsonl.xz")
    for name in plain:
        with lzma.open(tmp_path / f"{name}.txt.xz", "wt", encoding="utf-8") as file:
            file.write("\n".join(PARAGRAPHS * 8))
    train, held_out = load_corpus(tmp_path, measured)
    for corpus in (train, held_out):
        assert list(corpus.paragraphs) == plain
        for name, paragraphs in corpus.paragraphs.items():
            assert name in CLEARED or PARAGRAPHS[0] not in paragraphs
    assert (len(train.resolved), len(held_out.resolved)) == (38, 2)
    assert all(len(paragraphs) > 20 for paragraphs in train.paragraphs.values())


def test_a_document_is_a_run_of_one_source() -> None:
    drawn = CORPUS.draw(Random(2)).text.split("\n\n")
    doubled = PARAGRAPHS * 3
    assert any(doubled[i : i + len(drawn)] == drawn for i in range(len(doubled)))


def test_a_document_never_runs_over_the_end_of_an_article() -> None:
    rng = Random(3)
    drawn = {ARTICLES.draw(rng).text for _ in range(60)}
    first, second = "\n\n".join(PARAGRAPHS[:2]), "\n\n".join(PARAGRAPHS[2:4])
    assert {first, second} <= drawn
    assert all(text in first or text in second for text in drawn)


def test_shards_give_back_the_windows_they_were_made_of(tmp_path: Path) -> None:
    encoder = PieceEncoder(load_tokenizer(resource("models", "infill", "tokenizer.json")))
    drawn = list(islice(examples(CORPUS, encoder, Random(4)), 5))
    np.savez(tmp_path / "1-0.npz", **Windows.of(drawn, WINDOW)._asdict())
    (windows,) = read_shards(tmp_path)
    for row, example in enumerate(drawn):
        size = len(example.labels)
        assert (windows.ids[row, :size] == example.pieces.ids).all()
        assert (windows.features[row, :size] == example.features).all()
        assert (windows.labels[row, :size] == example.labels).all()
        assert (windows.lengths[row, :size] == example.lengths).all()
        assert windows.mask[row].sum() == size
        assert (windows.labels[row, size:] == IGNORED).all()
