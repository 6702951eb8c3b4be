# SPDX-License-Identifier: Apache-2.0
"""The copy tagger answers for every element, stops soon when asked, and may be missing."""

from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from desktop_app.repair.detector import CancelledError, CancelToken
from desktop_app.repair.neural.onnx_model import ModelUnavailableError
from desktop_app.repair.splices import tagger as tagger_module
from desktop_app.repair.splices.tagger import CopyTagger, packaged_tagger
from desktop_app.text.tokens import elements

HEALTHY = (
    "The ferry left Ostrey at noon with forty passengers. Captain Lena Orr said the sea was calm and the "
    "sky clear. She had made the crossing more than a thousand times. Nobody on board expected the storm "
    "that came. "
)
DAMAGED = (
    "The ferry left Ostrey at noon with forty passengers . Captain Lena Orr said the sea was calm and the "
    "sky clear . Captain Lena Orr had made the crossing more Captain Lena Orr a thousand times . Nobody on "
    "board expected the storm that came ."
)


@pytest.fixture(scope="module")
def tagger() -> CopyTagger:
    found = packaged_tagger()
    assert found is not None
    return found


def test_a_spliced_name_stands_out_and_a_genuine_one_does_not(tagger: CopyTagger) -> None:
    found = elements(DAMAGED)
    begins = tagger.score(DAMAGED, found, CancelToken()).begin_probabilities()
    genuine, *copies = [i for i, e in enumerate(found) if e.of(DAMAGED) == "Captain"]
    assert min(begins[i] for i in copies) > begins[genuine]
    assert begins[copies[-1]] > 0.5
    assert begins[genuine] < 0.5
    assert int((begins > 0.5).sum()) <= len(copies)


def test_the_rest_of_a_copy_goes_on(tagger: CopyTagger) -> None:
    found = elements(DAMAGED)
    scores = tagger.score(DAMAGED, found, CancelToken())
    last = max(i for i, e in enumerate(found) if e.of(DAMAGED) == "Captain")
    assert (scores.goes_on[last + 1 : last + 3] > 0).all()
    assert scores.goes_on[last + 3] < 0


def test_a_healthy_text_has_no_copies(tagger: CopyTagger) -> None:
    assert (tagger.score(HEALTHY, elements(HEALTHY), CancelToken()).begin_probabilities() < 0.5).all()


def test_there_is_one_answer_per_element(tagger: CopyTagger) -> None:
    text = HEALTHY * 12
    found = elements(text)
    scores = tagger.score(text, found, CancelToken())
    assert scores.begins.shape == scores.goes_on.shape == (len(found),)
    assert scores.lengths.shape == (len(found), 6)
    assert np.isfinite(scores.begins).all()
    assert np.allclose(np.exp(scores.lengths).sum(1), 1, atol=1e-4)


def test_an_empty_text_has_no_answers(tagger: CopyTagger) -> None:
    assert tagger.score("", (), CancelToken()).begins.shape == (0,)


def test_progress_reaches_the_end(tagger: CopyTagger) -> None:
    text = HEALTHY * 30
    shares: list[float] = []
    tagger.score(text, elements(text), CancelToken(), lambda _, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_cancel_is_heard_between_batches(tagger: CopyTagger) -> None:
    text = HEALTHY * 200
    found = elements(text)
    cancel = CancelToken()
    times: list[float] = []

    def stop_after_the_first(_: str, share: float) -> None:
        times.append(perf_counter())
        cancel.cancel()

    with pytest.raises(CancelledError):
        tagger.score(text, found, cancel, stop_after_the_first)
    assert len(times) == 1


def test_a_missing_model_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailableError, match="no model file"):
        CopyTagger(tmp_path / "tagger-int8.onnx", tmp_path / "tokenizer.json")


def test_without_the_packaged_model_there_is_no_tagger(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tagger_module, "resource", lambda *parts: tmp_path.joinpath(*parts))
    assert packaged_tagger.__wrapped__() is None


def test_a_cancel_is_heard_before_the_first_batch(tagger: CopyTagger) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        tagger.score(HEALTHY, elements(HEALTHY), cancel)
