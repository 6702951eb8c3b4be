# SPDX-License-Identifier: Apache-2.0
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop_app.ui import word_count
from desktop_app.ui.word_count import WordCount, counts

ALPHABET = "ab \n\t\u00a0\u2028é😀"


@given(st.text(ALPHABET, max_size=60), st.integers(1, 9))
def test_no_word_is_counted_twice_where_a_slice_ends(text: str, length: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_count, "SLICE", length)
        assert max(counts(text), default=0) == len(text.split())


def test_a_long_text_is_counted_over_many_turns(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_count, "SLICE", 100)
    count = WordCount()
    heard: list[int] = []
    count.counted.connect(heard.append)
    count.start("of another text " * 50)
    count.start("one two three " * 100)
    assert heard == []
    qtbot.waitUntil(lambda: heard == [300])
    count.start("four words are here")
    assert heard == [300, 4]


def test_counting_takes_no_memory_worth_the_name() -> None:
    text = "so many short words " * 100_000
    tracemalloc.start()
    assert max(counts(text)) == 400_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * len(text), "all words at once take ten times their text and more"
