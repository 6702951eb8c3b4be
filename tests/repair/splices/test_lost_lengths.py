# SPDX-License-Identifier: Apache-2.0
"""The number of lost words: the law and the tagger together, and each alone."""

from math import isclose, log

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.splices.lost_lengths import LONGEST, lost_lengths
from desktop_app.repair.splices.mentions import MentionReading

USUAL = {1: 0.7, 2: 0.2, 3: 0.1}
STANDS = MentionReading("same", 1.0, ((2, log(0.6)), (1, log(0.4))))
OWN = MentionReading("self", 0.0, tuple((n, log(share)) for n, share in USUAL.items()))
shares = st.lists(st.floats(0.001, 1.0), min_size=6, max_size=6)


def logs(*weights: float) -> list[float]:
    return [log(weight / sum(weights)) for weight in weights]


@given(shares, st.none() | st.integers(1, 9), st.booleans(), st.booleans())
def test_shares_are_a_distribution(
    weights: list[float], chosen: int | None, stands: bool, tagged: bool
) -> None:
    found = lost_lengths(STANDS if stands else OWN, chosen, logs(*weights) if tagged else None, USUAL)
    assert isclose(sum(found.values()), 1.0)
    assert list(found) == sorted(found)
    assert set(found) <= set(range(1, LONGEST + 1))


def test_the_law_alone_follows_the_path() -> None:
    assert max(lost_lengths(STANDS, 1, None, USUAL).items(), key=lambda item: item[1])[0] == 1
    assert max(lost_lengths(STANDS, 2, None, USUAL).items(), key=lambda item: item[1])[0] == 2


def test_the_hole_speaks_where_the_copy_stands_on_its_own_mention() -> None:
    found = lost_lengths(OWN, None, logs(0.01, 0.1, 0.1, 0.7, 0.05, 0.04), USUAL)
    assert max(found, key=lambda n: found[n]) == 3


def test_both_agree_more_than_each_alone() -> None:
    seen = logs(0.01, 0.3, 0.6, 0.05, 0.02, 0.02)
    assert lost_lengths(STANDS, 2, seen, USUAL)[2] > lost_lengths(STANDS, 2, None, USUAL)[2]
