# SPDX-License-Identifier: Apache-2.0
"""A long history takes little memory, and every act of it comes back as it was."""

import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.review.act_log import LATEST_ACTS, LATEST_WEIGHT, ActLog
from desktop_app.review.decision import UNDECIDED, Decision, DecisionChange, Verdict
from desktop_app.review.history import History


def act(number: int, size: int = 1, wording: str = "said") -> DecisionChange:
    accepted = Decision(verdict=Verdict.ACCEPTED, replacement=wording, note="n\nä\ud800", who="Ada")
    keys = [f"{number:06}{place:06}" for place in range(size)]
    return DecisionChange(f"Act {number}", dict.fromkeys(keys, UNDECIDED), dict.fromkeys(keys, accepted), "f")


@given(st.lists(st.sampled_from([1, 1, 1, 30, 3000]), max_size=60), st.integers(0, 400))
def test_all_acts_come_back_in_order(sizes: list[int], more: int) -> None:
    acts = [act(number, size) for number, size in enumerate([*sizes, *[1] * more])]
    log = ActLog(acts)
    assert log.so_far() == acts
    assert list(log.so_far()[len(acts) // 2 :]) == acts[len(acts) // 2 :]
    copied = ActLog(log.so_far())
    half = ActLog(ActLog(acts).so_far())
    copied.append(act(-1))
    assert copied.so_far()[:-1] == tuple(acts)
    assert half.so_far() == log.so_far()


def test_what_was_there_stays_when_more_is_appended() -> None:
    log = ActLog(act(number) for number in range(10))
    before = log.so_far()
    for number in range(10, 1000):
        log.append(act(number))
    assert len(before) == 10
    assert [a.label for a in before] == [f"Act {n}" for n in range(10)]
    assert before[-1].label == "Act 9"
    with pytest.raises(IndexError):
        before[10]


def test_a_part_of_a_log_can_be_gone_on_with() -> None:
    log = ActLog(act(number) for number in range(1000))
    early = log.so_far()
    for number in range(1000, 1100):
        log.append(act(number))
    other = History(early, 700)
    other.push(act(-5))
    assert other.acts[:1000] == log.so_far()[:1000]
    assert len(other.acts) == 1301
    assert len(log) == 1100


def _held(make: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        kept = make()
        size, _ = tracemalloc.get_traced_memory()
        del kept
    finally:
        tracemalloc.stop()
    return size


def test_a_day_takes_a_fraction_of_the_memory_of_its_acts() -> None:
    acts = 20 * LATEST_ACTS
    plain = _held(lambda: [act(number) for number in range(acts)])
    compact = _held(lambda: ActLog(act(number) for number in range(acts)))
    assert compact < plain / 5


def test_acts_on_a_whole_text_and_long_wordings_do_not_pile_up() -> None:
    assert _held(lambda: ActLog(act(n, LATEST_WEIGHT // 2) for n in range(6))) < 3 * _held(
        lambda: act(0, LATEST_WEIGHT // 2)
    )
    long = [f"{number} " * 200_000 for number in range(12)]
    log = ActLog(act(number, 1, wording) for number, wording in enumerate(long))
    assert sum(map(len, log.compressed(12)[0])) < 12 * 200_000
    assert len(log.compressed(12)[0]) >= 1
    assert log.so_far()[0].after["000000000000"].replacement == long[0]
