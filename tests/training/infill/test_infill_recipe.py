# SPDX-License-Identifier: Apache-2.0
"""The recipe's parts, on texts small enough for a test."""

import lzma
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import onnx
import torch
from tokenizers import Tokenizer

from desktop_app.repair.neural.masked_words import MaskedRow, MaskedWords
from desktop_app.resources import resource
from desktop_app.training.infill.batches import CLS, IGNORED, MASK, SEP, WINDOW, BatchSampler
from desktop_app.training.infill.corpus import MIX, damaged, pieces_of, read_stream
from desktop_app.training.infill.encoder import MaskedWordModel, read_onnx
from desktop_app.training.infill.export import average, build, quantised_columns
from desktop_app.training.infill.fit_ranking import calibration_error
from desktop_app.training.infill.held_text import held_documents
from desktop_app.training.infill.same_entity import overwrite_mentions
from desktop_app.training.infill.train import learning_rate

TOKENIZER = resource("models", "infill", "tokenizer.json")
PARAGRAPH = (
    "Old Marta Keld kept the ferry at Sorrel Bay. She didn't trust the new bridge, and she said so. "
    "When the council's engineers came, Marta gave them tea and sent them home. "
)


def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(TOKENIZER))
    found.no_padding()
    found.no_truncation()
    return found


def written(tmp_path: Path, name: str, paragraphs: list[str]) -> Path:
    path = tmp_path / f"{name}.txt.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(paragraphs) + "\n")
    return path


def test_streams_know_words_clitics_and_names() -> None:
    stream = pieces_of([PARAGRAPH], tokenizer())
    pieces = [tokenizer().id_to_token(int(i)) for i in stream.ids]
    k = pieces.index("council")
    assert pieces[k : k + 3] == ["council", "'", "s"]
    assert list(stream.starts[k : k + 3]) == [True, True, False]
    assert stream.capitals[pieces.index("bay")]
    assert not stream.capitals[pieces.index("she")]


def test_a_share_of_a_stream_is_damaged_by_what_stands_near() -> None:
    whole = pieces_of([PARAGRAPH] * 80, tokenizer())
    hurt = damaged(whole, np.random.default_rng(1))
    again = damaged(whole, np.random.default_rng(1))
    assert list(hurt.ids) == list(again.ids)
    assert list(hurt.ids) != list(whole.ids)
    assert set(hurt.ids.tolist()) <= set(whole.ids.tolist())
    assert len(hurt.ids) == len(hurt.starts) == len(hurt.capitals)
    assert 0.9 * len(whole.ids) < len(hurt.ids) < 1.1 * len(whole.ids)


def test_batches_mask_whole_words_and_are_the_same_for_a_seed(tmp_path: Path) -> None:
    stream = read_stream(written(tmp_path, "wikinews", [PARAGRAPH] * 20), TOKENIZER, 1)
    first, again = (BatchSampler({"wikinews": stream}, 3, torch.device("cpu")) for _ in range(2))
    batch, other = first.draw(40), again.draw(40)
    assert all(torch.equal(a, b) for a, b in zip(batch, other, strict=True))
    assert batch.ids.shape == (40, WINDOW)
    assert (batch.ids[:, 0] == CLS).all()
    assert (batch.ids[:, -1] == SEP).all()
    asked = batch.targets != IGNORED
    assert len(set(batch.places.tolist())) == len(batch.places)
    assert (batch.ids.flatten()[batch.places][asked] == MASK).all()
    assert (batch.ids.flatten()[batch.places][~asked] != MASK).all()
    assert not (batch.targets == MASK).any()
    assert 0.13 < (batch.ids == MASK).float().mean() < 0.19
    assert sum(MIX.values()) == pytest.approx(1.0)


def test_the_rate_warms_up_and_ends_at_zero() -> None:
    rates = [learning_rate(k / 200) for k in range(201)]
    assert rates[0] == 0.0
    assert max(rates) == pytest.approx(1.0, abs=0.01)
    assert rates[-1] == 0.0


def test_quantised_columns_come_back() -> None:
    matrix = np.random.default_rng(1).normal(size=(40, 30)).astype(np.float32)
    small, scales = quantised_columns(matrix)
    assert np.abs(small * scales - matrix).max() <= scales.max() / 2 + 1e-6


def test_the_mean_of_two_models_lies_between_them() -> None:
    one, two = {"w": np.array([1.0, 2.0], np.float32)}, {"w": np.array([3.0, 2.0], np.float32)}
    assert average(one, two)["w"].tolist() == [2.0, 2.0]


def test_an_exported_model_answers_like_the_module_and_reads_back(tmp_path: Path) -> None:
    torch.manual_seed(0)
    module = MaskedWordModel().eval()
    path = tmp_path / "model.onnx"
    onnx.save(build({name: t.detach().numpy() for name, t in module.state_dict().items()}), str(path))
    assert path.stat().st_size < 26_000_000
    model = MaskedWords(path, TOKENIZER)
    ids = [1996, 103, 2001, 2307]
    (found,) = model.log_probabilities([MaskedRow(tuple(ids), (1,))])
    with torch.no_grad():
        hidden = module.encode(torch.tensor([[CLS, *ids, SEP]]))
        wanted = torch.log_softmax(module.decode(hidden[0, 2]), -1).numpy()
    assert np.corrcoef(found[0], wanted)[0, 1] > 0.98
    again = read_onnx(path).state_dict()
    for name, tensor in module.state_dict().items():
        assert torch.allclose(again[name], tensor, atol=float(tensor.abs().max()) / 100 + 1e-6), name


def test_held_documents_share_nothing_with_the_benchmark(tmp_path: Path) -> None:
    other = " ".join(f"word{k}" for k in range(400)) + "."
    (tmp_path / "a.clean.clean.txt").write_text(PARAGRAPH, encoding="utf-8")
    found = held_documents(written(tmp_path, "gum", [PARAGRAPH, other]), tmp_path)
    assert found == [other]


def test_overwritten_mentions_tell_what_stood_there() -> None:
    text = "Marta Keld kept the ferry. " + "Keld was old, and her boat was older. She liked Keld's boat. " * 4
    found = overwrite_mentions(text, 1)
    assert found.spans
    rebuilt, position = "", 0
    for span, words in zip(found.spans, found.originals, strict=True):
        rebuilt += found.text[position : span.start] + "".join(words)
        position = span.end
    rebuilt += found.text[position:]
    assert rebuilt.replace(" ", "") == text.replace(" ", "")


def test_possessive_names_are_overwritten_too() -> None:
    text = "Marta Keld kept the ferry. Keld's old boat sank. Keld's brother wept, and Keld laughed. " * 5
    lost = {words for seed in range(5) for words in overwrite_mentions(text, seed).originals}
    assert ("Keld", "'s") in lost


def test_calibration_error_is_zero_where_shares_hold() -> None:
    chances = np.array([0.5] * 10 + [1.0] * 4)
    right = np.array([1.0, 0.0] * 5 + [1.0] * 4)
    assert calibration_error(chances, right) == pytest.approx(0.0)
    assert calibration_error(chances, 1.0 - right) == pytest.approx(4 / 14)
