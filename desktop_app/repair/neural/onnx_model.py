# SPDX-License-Identifier: Apache-2.0
"""One ONNX model and its tokenizer, opened and checked."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

THREADS = 2
"""Threads inside one run of a model; more gain nothing at these sizes and starve the window."""


class ModelUnavailableError(Exception):
    """A model cannot be used; the message says why and what to do, in one sentence."""


class OnnxModel:
    """A model file opened by onnxruntime; safe to share between threads."""

    def __init__(
        self, path: Path, inputs: Sequence[str], outputs: Sequence[str], *, lean: bool = False
    ) -> None:
        """Open ``path`` and check that the named inputs and outputs are there; ``lean``: see ``be_lean``.

        Raises ``ModelUnavailableError``.
        """
        if not path.is_file():
            raise ModelUnavailableError(f"There is no model file {path.name} in {path.parent}.")
        self._lean = lean
        session = _opened(path, lean=lean)
        self._session: InferenceSession | None = session
        self._lock = Lock()
        self.path = path
        self.inputs = frozenset(i.name for i in session.get_inputs())
        self.outputs = tuple(o.name for o in session.get_outputs())
        missing = [n for n in inputs if n not in self.inputs] + [n for n in outputs if n not in self.outputs]
        if missing:
            raise ModelUnavailableError(
                f"{path.name} is not the right kind of model: it lacks {', '.join(missing)}."
            )

    def run(self, output: str, feeds: Mapping[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
        """Return the array ``output`` for ``feeds``.

        One run at a time: two would only share the same cores. Raises ``ModelUnavailableError`` if the
        file is gone when it has to be opened again.
        """
        with self._lock:
            if self._session is None:
                self._session = _opened(self.path, lean=self._lean)
            result = self._session.run([output], dict(feeds))[0]
        return np.asarray(result)

    def be_lean(self, lean: bool) -> None:
        """Give back after each run what it took for it, or keep that for the next run.

        Lean is about a third slower and takes two thirds of the memory, in runs of five hundred pieces.
        """
        with self._lock:
            if lean is not self._lean:
                self._lean = lean
                self._session = None

    def rest(self) -> None:
        """Give back its memory; the next run opens the file again."""
        with self._lock:
            self._session = None


def _opened(path: Path, *, lean: bool) -> "InferenceSession":
    try:
        import onnxruntime as ort
    except ImportError as error:
        raise ModelUnavailableError(
            "The library onnxruntime is missing; install it to use neural models."
        ) from error
    options = ort.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = not lean
    if lean:
        # Nor are the weights kept a second time, in the order that the processor likes best.
        options.add_session_config_entry("session.disable_prepacking", "1")
    # A thread pool that spins between runs takes a whole core from the window for nothing.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own types, which differ between versions
        raise ModelUnavailableError(
            f"{path.name} cannot be read as an ONNX model; choose another file."
        ) from error


@cache
def load_tokenizer(path: Path) -> "Tokenizer":
    """Return the tokenizer at ``path``, without padding or truncation, opened once for all models.

    Raises ``ModelUnavailableError``.
    """
    if not path.is_file():
        raise ModelUnavailableError(f"There is no {path.name} in {path.parent}; a model needs its tokenizer.")
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelUnavailableError(
            "The library tokenizers is missing; install it to use neural models."
        ) from error
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare Exception
        raise ModelUnavailableError(
            f"{path.name} cannot be read as a tokenizer; choose another folder."
        ) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
