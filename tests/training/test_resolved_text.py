# SPDX-License-Identifier: Apache-2.0
"""Marked mentions stay on their words through reading, cutting, storing and damaging."""

from pathlib import Path
from random import Random

import pytest

from desktop_app.text.span import Span
from desktop_app.training.resolved_novels import resolved
from desktop_app.training.resolved_text import ResolvedText, read_resolved, write_resolved
from desktop_app.training.simulator import damage


def columns(*words: tuple[str, str]) -> list[str]:
    return [f"ferry\t0\t{number}\t{form}\t_\t{marks}" for number, (form, marks) in enumerate(words)]


FIRST = columns(("Lena", "(0"), ("Voss", "0)"), ("sold", ""), ("her", "(1|(0)"), ("boat", "1)"), (".", ""))
SECOND = columns(("She", "(0)"), ("missed", ""), ("it", "(1)"), ("at", ""), ("once", ""), (".", ""))
ROWS = ["#begin document (ferry); part 0", *FIRST, "", *SECOND, "", "#end document"]


def phrases(one: ResolvedText) -> list[list[str]]:
    return [[span.of(one.text) for span in cluster] for cluster in one.clusters]


def test_columns_become_written_text_with_its_mentions() -> None:
    one = resolved(ROWS)
    assert one.text == "Lena Voss sold her boat. She missed it at once."
    assert phrases(one) == [["Lena Voss", "her", "She"], ["her boat", "it"]]


def test_a_long_text_falls_into_paragraphs() -> None:
    assert resolved(ROWS[1:-1] * 5).text.count("\n\n") == 1


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl.xz"
    texts = (resolved(ROWS), ResolvedText("No mention here."))
    write_resolved(texts, path)
    assert read_resolved(path) == texts


@pytest.mark.parametrize("seed", range(20))
def test_a_passage_keeps_its_own_mentions(seed: int) -> None:
    one = resolved(ROWS[1:-1] * 20)
    passage = one.passage(Random(seed), 40)
    assert passage.text in one.text
    assert passage.clusters
    assert {phrase for cluster in phrases(passage) for phrase in cluster} <= {
        "Lena Voss", "her", "She", "her boat", "it",
    }  # fmt: skip


@pytest.mark.parametrize("style", ["seed", "prose", "aligned"])
@pytest.mark.parametrize("seed", range(6))
def test_only_marked_mentions_are_written_over_and_written(style: str, seed: int) -> None:
    one = resolved(ROWS[1:-1] * 8)
    damaged = damage(one.text, style, seed, density=0.1, clusters=one.clusters)
    marked = {phrase for cluster in phrases(one) for phrase in cluster}
    assert damaged.copies
    for copy in damaged.copies:
        assert damaged.text[copy.start : copy.end] in marked
        if style == "aligned":
            assert damaged.original(copy) in marked


def test_a_mention_inside_an_element_is_left_out() -> None:
    text = "Lena sold the boat to Lena."
    places = ((Span(0, 4), Span(22, 26)), (Span(1, 3), Span(10, 18)))
    for seed in range(20):
        damaged = damage(text, "aligned", seed, density=0.3, clusters=places)
        assert "en" not in {damaged.text[c.start : c.end] for c in damaged.copies}
