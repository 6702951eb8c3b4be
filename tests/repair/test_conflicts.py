# SPDX-License-Identifier: Apache-2.0
"""Of suggestions for one place, one stays, and the order they come in makes no difference."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.conflicts import without_conflicts
from desktop_app.repair.packed import pack
from desktop_app.repair.suggestion import DamageKind, Suggestion
from tests.sessions import suggestion

TEXT = "Mara Quill walked home , she said ."


def undisputed(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(without_conflicts(pack(suggestions)))


@st.composite
def crowds(draw: st.DrawFn) -> list[Suggestion]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, len(TEXT)))
        end = draw(st.integers(start, min(len(TEXT), start + 6)))
        kind = draw(st.sampled_from(DamageKind))
        confidence = draw(st.sampled_from([0.2, 0.8]))
        item = suggestion(TEXT, start, end, "x", kind=kind, confidence=confidence)
        made.append(replace(item, id=f"{item.id}{number}"))
    return made


@given(crowds(), st.randoms(use_true_random=False))
def test_sorted_disjoint_and_the_same_in_any_order(crowd: list[Suggestion], random: Random) -> None:
    kept = undisputed(crowd)
    assert list(kept) == sorted(kept, key=lambda s: s.span)
    assert all(not a.span.overlaps(b.span) for a in kept for b in kept if a is not b)
    random.shuffle(crowd)
    assert undisputed(crowd) == kept
    assert undisputed([*kept, *kept]) == kept


@given(crowds())
def test_nothing_is_dropped_but_for_something_that_stays(crowd: list[Suggestion]) -> None:
    kept = undisputed(crowd)
    for item in crowd:
        assert item in kept or any(item.span.overlaps(k.span) for k in kept)


def test_the_kind_that_explains_more_stays() -> None:
    spacing = suggestion(TEXT, 22, 24, ",", kind=DamageKind.SPACING, confidence=0.99)
    splice = suggestion(TEXT, 18, 24, "away,", kind=DamageKind.SPLICE, confidence=0.3)
    assert undisputed([spacing, splice]) == (splice,)


def test_the_surer_and_then_the_longer_stays() -> None:
    unsure = suggestion(TEXT, 0, 10, "She", confidence=0.4)
    sure = suggestion(TEXT, 0, 4, "She", confidence=0.9)
    longer = suggestion(TEXT, 0, 17, "She", confidence=0.9)
    assert undisputed([unsure, sure]) == (sure,)
    assert undisputed([sure, longer]) == (longer,)
