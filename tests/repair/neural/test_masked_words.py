# SPDX-License-Identifier: Apache-2.0
"""Models are opened, checked and refused in one clear sentence."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from desktop_app.repair.neural.masked_words import MaskedRow, MaskedWords, model_in_folder, packaged_model
from desktop_app.repair.neural.onnx_model import ModelUnavailableError
from desktop_app.resources import resource


@pytest.fixture(scope="module")
def model() -> MaskedWords:
    return packaged_model()


def row(model: MaskedWords, sentence: str) -> MaskedRow:
    ids = [p for w in sentence.split() for p in ((model.mask_id,) if w == "_" else model.pieces(w))]
    return MaskedRow(tuple(ids), tuple(k for k, p in enumerate(ids) if p == model.mask_id))


def test_it_knows_easy_words(model: MaskedWords) -> None:
    (found,) = model.log_probabilities([row(model, "He went to _ hospital in the middle of the night .")])
    assert model.words[int(found[0].argmax())] == "the"
    assert np.exp(found[0]).sum() == pytest.approx(1.0, abs=1e-3)


def test_rows_run_together_answer_as_alone(model: MaskedWords) -> None:
    rows = [
        row(model, "One of _ men left ."),
        row(model, "She _ not know what the _ of the story was , he said ."),
    ]
    together = model.log_probabilities(rows * 9)
    for k, one in enumerate(rows):
        (alone,) = model.log_probabilities([one])
        assert alone.shape == together[k].shape
        # Activations are quantised per batch, so rows move each other a little.
        assert np.abs(np.exp(alone) - np.exp(together[k])).max() < 0.1


def test_lean_it_says_the_same(model: MaskedWords) -> None:
    asked = [row(model, "She _ not know what the _ of the story was , he said .")] * 3
    usual = model.log_probabilities(asked)
    model.be_lean(True)
    lean = model.log_probabilities(asked)
    model.be_lean(False)
    again = model.log_probabilities(asked)
    for one, other, third in zip(usual, lean, again, strict=True):
        assert np.array_equal(one, other)
        assert np.array_equal(one, third)


def test_threads_may_share_it(model: MaskedWords) -> None:
    one = row(model, "The king _ the queen .")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: model.log_probabilities([one])[0], range(8)))
    assert all(np.array_equal(found[0], other) for other in found)


def test_a_row_that_is_too_long_is_refused(model: MaskedWords) -> None:
    with pytest.raises(ValueError, match="pieces"):
        model.log_probabilities([MaskedRow((model.mask_id,) * 600, (0,))])


def test_it_loads_within_a_second() -> None:
    begin = perf_counter()
    packaged_model.__wrapped__()
    assert perf_counter() - begin < 5.0  # a second on a quiet machine


def test_whoever_asks_gets_the_same_model() -> None:
    assert packaged_model() is packaged_model()


def folder_with(tmp_path: Path, **files: Path | bytes) -> Path:
    for name, content in files.items():
        target = tmp_path / name.replace("__", ".")
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            shutil.copy(content, target)
    return tmp_path


MODEL = resource("models", "infill", "infill-int8.onnx")
TOKENIZER = resource("models", "infill", "tokenizer.json")


def test_a_folder_with_a_model_is_opened(tmp_path: Path) -> None:
    assert model_in_folder(folder_with(tmp_path, model__onnx=MODEL, tokenizer__json=TOKENIZER)).words


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "no .onnx file"),
        ({"a__onnx": b"x", "b__onnx": b"x", "tokenizer__json": TOKENIZER}, "2 .onnx files"),
        ({"model__onnx": b"nonsense", "tokenizer__json": TOKENIZER}, "cannot be read as an ONNX model"),
        ({"model__onnx": MODEL}, "tokenizer"),
        ({"model__onnx": MODEL, "tokenizer__json": b"{}"}, "cannot be read as a tokenizer"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(
    tmp_path: Path, files: dict[str, Path | bytes], message: str
) -> None:
    with pytest.raises(ModelUnavailableError, match=message) as error:
        model_in_folder(folder_with(tmp_path, **files))
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(".")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailableError, match="no folder"):
        model_in_folder(tmp_path / "none")
