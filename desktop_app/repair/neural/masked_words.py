# SPDX-License-Identifier: Apache-2.0
"""A masked-word model: what stood at a masked place, as log probabilities over word pieces."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.neural.onnx_model import ModelUnavailableError, OnnxModel, load_tokenizer
from desktop_app.resources import resource

LONGEST = 512
"""Most pieces of one row, the marks at both ends included."""

_PIECES_AT_ONCE = 512
_WORDS_KEPT = 5_000
_SMALLEST_VOCABULARY = 1000
_MASKS = ("[MASK]", "<mask>")
_WORD_MARKS = ("Ġ", "▁")
_GATHERED = ("input_ids", "attention_mask", "mask_positions")
_PLAIN = ("input_ids", "attention_mask")


@dataclass(frozen=True, slots=True)
class MaskedRow:
    """A context with masked places."""

    ids: tuple[int, ...]
    """Piece ids without the marks at the ends."""

    masks: tuple[int, ...]
    """Indexes into ``ids`` whose pieces are asked for; at least one."""


class MaskedWords:
    """A tokenizer and a masked-word model; safe to share between threads."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        """Open and try out both files. Raises ``ModelUnavailableError``."""
        self._tokenizer = load_tokenizer(tokenizer)
        self._model = OnnxModel(model, _PLAIN, ("logits",))
        self._gathers = "mask_positions" in self._model.inputs
        unknown = self._model.inputs - {*_GATHERED, "token_type_ids"}
        if unknown:
            raise ModelUnavailableError(
                f"{model.name} is not a masked-word model: it also asks for {', '.join(sorted(unknown))}."
            )
        masks = [k for name in _MASKS if (k := self._tokenizer.token_to_id(name)) is not None]
        if not masks:
            raise ModelUnavailableError(
                f"{tokenizer.name} knows no mask; choose the folder of a masked-word model."
            )
        self.mask_id = int(masks[0])
        ends: list[int] = self._tokenizer.encode("", add_special_tokens=True).ids
        self._before, self._after = (ends[:1], ends[-1:]) if len(ends) > 1 else ([], [])
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._pieces_lock = Lock()
        self.words = _words(self._tokenizer.get_vocab(with_added_tokens=False))
        self.numbers = {word: number for number, word in self.words.items()}
        self._try_out(model.name)

    def _try_out(self, name: str) -> None:
        row = MaskedRow((self.mask_id,), (0,))
        try:
            found = self.log_probabilities([row])[0]
        except ModelUnavailableError:
            raise
        except Exception as error:  # whatever a foreign model does with our input
            raise ModelUnavailableError(
                f"{name} does not run as a masked-word model; choose another."
            ) from error
        if found.ndim != 2 or found.shape[1] < max(_SMALLEST_VOCABULARY, max(self.words, default=0) + 1):
            raise ModelUnavailableError(f"{name} and the tokenizer beside it do not belong together.")

    def be_lean(self, lean: bool) -> None:
        """Take less memory and more time, as ``OnnxModel`` does, or the other way round."""
        self._model.be_lean(lean)

    def rest(self) -> None:
        """Give back the model's memory until it is asked again."""
        self._model.rest()

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the piece ids of one word or mark as it stands inside a sentence."""
        with self._pieces_lock:
            found = self._pieces.get(word)
        if found is None:
            found = tuple(self._tokenizer.encode(f" {word}", add_special_tokens=False).ids)
            with self._pieces_lock:
                if len(self._pieces) >= _WORDS_KEPT:
                    self._pieces.clear()
                self._pieces[word] = found
        return found

    def log_probabilities(self, rows: Sequence[MaskedRow]) -> list[NDArray[np.float32]]:
        """Return for each row an array [masks, vocabulary] of natural log probabilities.

        Rows are run together, short with short, at most about five hundred pieces at once: a thousand
        take 18 MB more.
        """
        results: list[NDArray[np.float32]] = [np.empty((0, 0), np.float32)] * len(rows)
        order = sorted(range(len(rows)), key=lambda k: len(rows[k].ids))
        batch: list[int] = []
        for k in order:
            if batch and (len(batch) + 1) * (len(rows[k].ids) + 2) > _PIECES_AT_ONCE:
                self._run(rows, batch, results)
                batch = []
            batch.append(k)
        if batch:
            self._run(rows, batch, results)
        return results

    def _run(self, rows: Sequence[MaskedRow], batch: list[int], results: list[NDArray[np.float32]]) -> None:
        before, after = self._before, self._after
        room = LONGEST - len(before) - len(after)
        if any(len(rows[k].ids) > room for k in batch):
            raise ValueError(f"a row has more than {room} pieces")
        length = max(len(rows[k].ids) for k in batch) + len(before) + len(after)
        most = max(len(rows[k].masks) for k in batch)
        ids = np.zeros((len(batch), length), np.int64)
        attention = np.zeros((len(batch), length), np.int64)
        positions = np.zeros((len(batch), most), np.int64)
        for row, k in enumerate(batch):
            full = [*before, *rows[k].ids, *after]
            ids[row, : len(full)] = full
            attention[row, : len(full)] = 1
            positions[row, : len(rows[k].masks)] = np.array(rows[k].masks) + len(before)
        feeds = {"input_ids": ids, "attention_mask": attention}
        if "token_type_ids" in self._model.inputs:
            feeds["token_type_ids"] = np.zeros_like(ids)
        if self._gathers:
            feeds["mask_positions"] = positions
        logits = self._model.run("logits", feeds).astype(np.float32, copy=False)
        if not self._gathers:
            logits = np.take_along_axis(logits, positions[:, :, None], axis=1)
        for row, k in enumerate(batch):
            chosen = logits[row, : len(rows[k].masks)]
            chosen = chosen - chosen.max(axis=-1, keepdims=True)
            results[k] = chosen - np.log(np.exp(chosen).sum(axis=-1, keepdims=True))


def _words(vocabulary: dict[str, int]) -> dict[int, str]:
    """Return the pieces that are whole words or marks by themselves, as people write them."""
    marked = next((m for m in _WORD_MARKS if sum(p.startswith(m) for p in vocabulary) > 100), None)
    words: dict[int, str] = {}
    for piece, number in vocabulary.items():
        if marked is None:
            if not piece.startswith(("##", "[unused", "[PAD", "[UNK", "[CLS", "[SEP", "[MASK")):
                words[number] = piece
        elif piece.startswith(marked) and len(piece) > 1:
            words[number] = piece[1:]
        elif len(piece) == 1 and not piece.isalnum() and piece.isascii():
            words.setdefault(number, piece)
    return words


@cache
def packaged_model() -> MaskedWords:
    """Return the model that comes with the program, opened once. Raises ``ModelUnavailableError``."""
    return MaskedWords(
        resource("models", "infill", "infill-int8.onnx"), resource("models", "infill", "tokenizer.json")
    )


def model_in_folder(folder: Path) -> MaskedWords:
    """Open the masked-word model in a folder that the editor named.

    The folder, or an ``onnx`` folder in it, holds one ``.onnx`` file, or among several one called
    ``model``; ``tokenizer.json`` lies in the folder itself. Raises ``ModelUnavailableError``.
    """
    if not folder.is_dir():
        raise ModelUnavailableError(f"There is no folder {folder}; choose the folder of a masked-word model.")
    found = sorted([*folder.glob("*.onnx"), *(folder / "onnx").glob("*.onnx")])
    named = [path for path in found if path.stem == "model"]
    chosen = found if len(found) == 1 else named
    if not found:
        raise ModelUnavailableError(
            f"There is no .onnx file in {folder}; choose the folder of a masked-word model."
        )
    if not chosen:
        raise ModelUnavailableError(
            f"There are {len(found)} .onnx files in {folder}; leave only one, or call one model.onnx."
        )
    return MaskedWords(chosen[0], folder / "tokenizer.json")
