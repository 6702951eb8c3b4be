# SPDX-License-Identifier: Apache-2.0
"""The simulator keeps the drift law, and its gold is exact."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.training.simulator import STYLES, damage
from desktop_app.training.simulator.writing import Cell, CellKind, Write, run_writes

TEXT = """Harbour master resigns after long dispute

Councillor Edith Marlow said on Monday that the harbour master, Tom Pell, had handed in his \
resignation. She told reporters that he had been "a well-liked and hard-working man", and that the \
town of Ostrey would miss him.

Pell's letter, which Marlow read aloud, blames the harbour board. The board didn't answer our \
questions. It met twice in March — once without its chairman, Ralph Dunn. Dunn says he was ill; his \
deputy took his place.

"I have served this town for thirty years," Pell wrote. "I was never asked what I thought of their \
plans." Marlow and Dunn want to meet him next week. They hope that he will change his mind, but Pell \
told his friends that he won't."""

DAMAGED_STYLES = [style for style in STYLES if style != "clean"]


def test_a_clean_text_stays_as_it_is() -> None:
    damaged = damage(TEXT, "clean", 7)
    assert damaged.text == TEXT
    assert damaged.copies == ()


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown style"):
        damage(TEXT, "rotten", 1)


@pytest.mark.parametrize("style", STYLES)
def test_the_same_seed_gives_the_same_damage(style: str) -> None:
    assert damage(TEXT, style, 5) == damage(TEXT, style, 5)


def test_another_seed_gives_other_damage() -> None:
    assert len({damage(TEXT, "seed", seed).text for seed in range(10)}) > 5


@pytest.mark.parametrize("style", STYLES)
def test_no_density_means_no_copies(style: str) -> None:
    assert damage(TEXT, style, 3, density=0).copies == ()


@pytest.mark.parametrize("style", DAMAGED_STYLES)
@pytest.mark.parametrize("seed", range(12))
def test_elements_cover_the_text_in_order(style: str, seed: int) -> None:
    damaged = damage(TEXT, style, seed)
    position = 0
    for element in damaged.elements:
        assert damaged.text[position : element.start].strip() == ""
        assert element.start <= element.end
        position = element.end
    assert position == len(damaged.text)
    # Every healthy token is accounted for once, where it stands or by what replaced it.
    assert [k for e in damaged.elements for k in e.orig] == sorted(
        {k for e in damaged.elements for k in e.orig}
    )
    for element in damaged.elements:
        if element.kind is CellKind.TOKEN:
            assert damaged.text[element.start : element.end] == damaged.words[element.orig[0]]


@pytest.mark.parametrize("style", DAMAGED_STYLES)
def test_copies_are_made(style: str) -> None:
    assert sum(len(damage(TEXT, style, seed, density=0.06).copies) for seed in range(20)) > 60


@pytest.mark.parametrize("seed", range(25))
def test_a_copy_stands_where_its_mention_had_stood_and_destroys_as_much(seed: int) -> None:
    damaged = damage(TEXT, "seed", seed, density=0.08)
    for index, element in enumerate(damaged.elements):
        if element.kind is CellKind.COPY and element.mention is not None and element.destroyed:
            # Later writes to the left, none here, could only have moved it left.
            assert index <= element.mention
            assert element.destroyed <= element.mention_length


@pytest.mark.parametrize("style", ["seed", "lines", "prose"])
@pytest.mark.parametrize("seed", range(15))
def test_the_drift_starts_at_nothing_and_never_falls(style: str, seed: int) -> None:
    written = [e for e in damage(TEXT, style, seed, density=0.08).elements if e.kind is CellKind.COPY]
    by_mention = sorted(written, key=lambda e: (e.mention or 0, -e.mention_length))
    drifts = [e.drift for e in by_mention]
    assert drifts == sorted(drifts)
    assert not drifts or drifts[0] == 0


@pytest.mark.parametrize("seed", range(15))
def test_without_drift_every_copy_replaces_its_own_mention(seed: int) -> None:
    damaged = damage(TEXT, "aligned", seed, density=0.08)
    assert all(e.drift == 0 for e in damaged.elements)
    assert all(len(e.orig) == e.mention_length for e in damaged.elements if e.kind is CellKind.COPY)


def test_a_scraped_text_has_lost_its_compounds_and_dashes() -> None:
    damaged = damage(TEXT, "seed", 2, density=0)
    assert "—" not in damaged.text
    assert " once without" in damaged.text
    assert re.search(r'" a {4}and', damaged.text)
    assert "did n't answer" in damaged.text
    assert "\n" not in damaged.text


def test_natural_styles_keep_natural_spacing() -> None:
    assert "didn't answer" in damage(TEXT, "prose", 2, density=0).text


def test_undamaged_places_of_the_natural_styles_are_untouched() -> None:
    for style in ("prose", "aligned"):
        assert damage(TEXT, style, 1, density=0).text == TEXT


CELLS = tuple(Cell(CellKind.TOKEN, (i,)) for i in range(12))


def test_the_law_by_hand() -> None:
    """A mention of three becomes one element, so the next write lands two to the right."""
    result = run_writes(CELLS, [Write(1, 4, "A"), Write(6, 7, "B"), Write(8, 10, "C")])
    assert [c.write.phrase if c.write else c.orig[0] for c in result] == [0, "A", 4, 5, 6, 7, "B", 9, "C"]
    assert [c.orig for c in result if c.write] == [(1, 2, 3), (8,), (10, 11)]
    assert [c.drift for c in result if c.write] == [0, 2, 2]


def test_kept_indexes_hit_the_mention_itself() -> None:
    result = run_writes(CELLS, [Write(1, 4, "A"), Write(6, 7, "B")], stale=False)
    assert [c.orig for c in result if c.write] == [(1, 2, 3), (6,)]


def test_a_write_past_the_end_appends() -> None:
    result = run_writes(CELLS, [Write(0, 5, "A"), Write(10, 11, "B")])
    assert result[-1].write == Write(10, 11, "B")
    assert result[-1].orig == ()


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4)), max_size=6))
@settings(max_examples=100)
def test_no_token_is_ever_doubled_and_the_list_shrinks_by_the_law(pairs: list[tuple[int, int]]) -> None:
    writes = [Write(start, min(12, start + length), "X") for start, length in sorted(pairs)]
    result = run_writes(CELLS, writes)
    kept = [k for c in result for k in c.orig]
    assert kept == sorted(set(kept))
    shrunk = sum(w.end - w.start - 1 for w in writes)
    assert len(result) >= len(CELLS) - shrunk
