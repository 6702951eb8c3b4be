# SPDX-License-Identifier: Apache-2.0
"""The counted words."""

from math import exp

import numpy as np
import pytest

from desktop_app.repair.infill.lexicon import EDGE, lexicon


def test_names_are_known_as_names() -> None:
    assert lexicon().is_name("London")
    assert not lexicon().is_name("The")
    assert not lexicon().is_name("nosuchwordatall")


def test_probabilities_between_two_words_sum_to_one() -> None:
    found = np.exp(lexicon().log_between("in", "of"))
    assert found.sum() == pytest.approx(1.0, abs=1e-3)
    assert lexicon().words[int(found.argmax())].isalpha()


@pytest.mark.parametrize(
    ("left", "likely", "unlikely"), [("of", "the", "went"), ("he", "was", "the"), (EDGE, "the", ",")]
)
def test_pairs_know_what_follows(left: str, likely: str, unlikely: str) -> None:
    assert lexicon().log_pair(left, likely) > lexicon().log_pair(left, unlikely)


def test_unknown_words_have_small_shares() -> None:
    assert 0.0 < exp(lexicon().log_share("nosuchwordatall")) < 1e-5
    assert lexicon().log_pair("nosuchwordatall", "the") == pytest.approx(lexicon().log_share("the"))
