# SPDX-License-Identifier: Apache-2.0
"""Decisions are consistent, changes invertible."""

import pytest

from desktop_app.review.decision import UNDECIDED, Decision, DecisionChange, Verdict


def test_only_an_accepted_decision_has_a_wording() -> None:
    assert Decision(verdict=Verdict.ACCEPTED, replacement="").replacement == ""
    with pytest.raises(ValueError, match="accepted"):
        Decision(verdict=Verdict.ACCEPTED)
    with pytest.raises(ValueError, match="accepted"):
        Decision(verdict=Verdict.KEPT, replacement="x")


def test_a_change_is_frozen_complete_and_invertible() -> None:
    before, after = {"a": UNDECIDED}, {"a": Decision(verdict=Verdict.LATER)}
    change = DecisionChange("Later", before, after)
    after["a"] = UNDECIDED
    assert change.after["a"].verdict is Verdict.LATER
    assert change.inverse().after == change.before
    assert change.inverse().inverse() == change
    with pytest.raises(ValueError, match="same suggestions"):
        DecisionChange("x", {}, {"a": UNDECIDED})
