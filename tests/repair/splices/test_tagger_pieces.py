# SPDX-License-Identifier: Apache-2.0
"""Windows of word pieces cover a document, every element at least once."""

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer

from desktop_app.repair.splices.tagger_pieces import WINDOW, PieceEncoder
from desktop_app.text.tokens import elements

VOCABULARY = [
    "[PAD]",
    *(f"[unused{i}]" for i in range(99)),
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "sea",
    "##s",
    "##ide",
    "a",
    ".",
]


def encoder() -> PieceEncoder:
    tokenizer = Tokenizer(WordPiece({piece: i for i, piece in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return PieceEncoder(tokenizer)


def test_words_are_split_into_pieces_and_marked_at_the_ends() -> None:
    text = "a seaside ."
    (window,) = encoder().windows(text, elements(text), 100)
    assert [VOCABULARY[i] for i in window.ids] == ["[CLS]", "a", "sea", "##s", "##ide", ".", "[SEP]"]
    assert window.element_of.tolist() == [-1, 0, 1, 1, 1, 2, -1]
    assert window.is_first.tolist() == [False, True, True, False, False, True, False]


def test_gaps_and_breaks_are_pieces_of_their_own() -> None:
    text = "a    sea . a   sea ."
    (window,) = encoder().windows(text, elements(text), 100)
    gap, end = window.ids[2], window.ids[6]
    assert gap != end
    assert {VOCABULARY[gap], VOCABULARY[end]} == {"[unused0]", "[unused1]"}


@pytest.mark.parametrize("count", [0, 1, 200, WINDOW - 2, WINDOW - 1, 1000, 5000])
@pytest.mark.parametrize("stride", [190, WINDOW - 2])
def test_every_element_is_asked_for(count: int, stride: int) -> None:
    text = " ".join(["sea"] * count)
    found = elements(text)
    windows = list(encoder().windows(text, found, stride))
    asked = np.unique(np.concatenate([w.element_of[w.is_first] for w in windows] or [np.array([], int)]))
    assert asked.tolist() == list(range(count))
    assert all(len(w.ids) <= WINDOW for w in windows)


def test_a_word_of_many_pieces_is_cut_short() -> None:
    text = "sea" + "s" * 30 + " a"
    (window,) = encoder().windows(text, elements(text), 100)
    assert len(window.ids) == 2 + 4 + 1


def test_a_word_without_pieces_still_has_a_place() -> None:
    text = "a \u200b\u00ad a"
    found = elements(text)
    (window,) = encoder().windows(text, found, 100)
    assert int(window.is_first.sum()) == len(found)


@pytest.mark.parametrize("text", ["a \ud800 sea", "\x00 a", "\U0001f600 a", "\u0301 a", "a" * 5000])
def test_odd_characters_are_taken_as_they_come(text: str) -> None:
    found = elements(text)
    (window,) = encoder().windows(text, found, 100)
    assert int(window.is_first.sum()) == len(found)
