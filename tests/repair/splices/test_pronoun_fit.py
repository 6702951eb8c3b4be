# SPDX-License-Identifier: Apache-2.0
"""The masked-word model knows where a pronoun belongs, and is asked only where it helps."""

from collections.abc import Sequence

import pytest

from desktop_app.repair.detector import CancelledError, CancelToken
from desktop_app.repair.neural.onnx_model import ModelUnavailableError
from desktop_app.repair.splices import pronoun_fit as module
from desktop_app.repair.splices.candidates import Candidate, find_candidates
from desktop_app.repair.splices.element_table import ElementTable, element_table
from desktop_app.repair.splices.fitted import packaged_models
from desktop_app.repair.splices.networks import Networks, OpenedWhenAsked, packaged_networks
from desktop_app.repair.splices.pronoun_fit import PronounFit, packaged_pronoun_fit
from desktop_app.repair.splices.search import find_copies
from desktop_app.training.simulator import damage

TEXT = (
    "The author of Mara Lindqvist was born in Ostrey. When she was ten, Mara Lindqvist lost Mara Lindqvist "
    "father, and she sent Mara Lindqvist brother to the school of Mara Lindqvist."
)


@pytest.fixture(scope="module")
def fit() -> PronounFit:
    found = packaged_pronoun_fit()
    assert found is not None
    return found


def names(table: ElementTable) -> list[Candidate]:
    return [c for c in find_candidates(table, CancelToken()) if c.key == "mara lindqvist"]


def test_a_pronoun_fits_where_one_was_lost(fit: PronounFit) -> None:
    table = element_table(TEXT)
    genuine, *copies, last = (
        found["fits pronoun"] for found in fit.features(table, names(table), CancelToken())
    )
    assert min(copies) > -0.5
    assert max(genuine, last) < -1.2


def test_every_candidate_is_answered_in_order(fit: PronounFit) -> None:
    table = element_table(" ".join([TEXT] * 7))
    candidates = names(table)
    assert len(candidates) > 2 * 16
    together = fit.features(table, candidates, CancelToken())
    assert len(together) == len(candidates)
    (alone,) = fit.features(table, candidates[-2:-1], CancelToken())
    assert alone["fits pronoun"] == pytest.approx(together[-2]["fits pronoun"], abs=0.4)


def test_breaks_and_edges_are_no_words(fit: PronounFit) -> None:
    table = element_table("Oskar Bell\n\nOskar Bell")
    found = fit.features(table, find_candidates(table, CancelToken()), CancelToken())
    assert found
    assert all(value <= 1e-4 for answer in found for value in answer.values())


def test_a_cancel_is_heard(fit: PronounFit) -> None:
    cancel = CancelToken()
    cancel.cancel()
    table = element_table(TEXT)
    with pytest.raises(CancelledError):
        fit.features(table, names(table), cancel)


def test_without_its_model_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ModelUnavailableError("There is no model file.")

    monkeypatch.setattr(module, "packaged_model", missing)
    assert packaged_pronoun_fit.__wrapped__() is None


class Asked:
    """Notes what it is asked and answers nothing."""

    def __init__(self) -> None:
        self.candidates = self.rested = 0

    def features(
        self, table: ElementTable, candidates: Sequence[Candidate], cancel: CancelToken
    ) -> Sequence[dict[str, float]]:
        self.candidates += len(candidates)
        return [{"asked": 1.0} for _ in candidates]

    def rest(self) -> None:
        self.rested += 1


STORY = (
    "Mara Lindqvist was born in Ostrey. She had a shop, and her brother kept the books. In the winter she "
    "closed it and went to see him. He liked her. Oskar Lindqvist was a printer. His press stood in the "
    "cellar, and he loved it. She never went there. They sold it in the end, because he was ill and she was "
    "tired of its noise. Their house stands, and people show it to their guests. Mara Lindqvist wrote about "
    "it in her memoirs. She said that he had been the better writer, and that she had only kept his notes."
)


def test_the_model_is_opened_at_the_first_question() -> None:
    noted = Asked()
    opened: list[Asked] = []

    def source() -> Asked:
        opened.append(noted)
        return noted

    waiting = OpenedWhenAsked(source)
    waiting.rest()
    assert not opened
    assert not noted.rested
    table = element_table(TEXT)
    for _ in range(2):
        assert waiting.features(table, names(table), CancelToken())[0] == {"asked": 1.0}
    waiting.rest()
    assert opened == [noted]
    assert noted.rested == 1


def test_nothing_is_known_where_the_model_is_missing() -> None:
    table = element_table(TEXT)
    found = OpenedWhenAsked(lambda: None).features(table, names(table), CancelToken())
    assert found == [{}] * len(names(table))


def test_it_is_asked_only_where_no_index_slips() -> None:
    networks = packaged_networks()
    assert networks is not None
    worlds = set()
    for style in ("aligned", "seed"):
        for seed in range(4):
            noted = Asked()
            text = damage(" ".join([STORY] * 3), style, seed, density=0.09).text
            readers = Networks(networks.tagger, noted)
            findings = find_copies(text, packaged_models(), readers, 0.5, CancelToken())
            assert (noted.candidates > 0) is findings.aligned
            worlds.add(findings.aligned)
    assert worlds == {True, False}
