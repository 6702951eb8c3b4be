# SPDX-License-Identifier: Apache-2.0
"""Every kind of mention that resolvers overwrite is found in healthy text."""

import pytest

from desktop_app.training.simulator.mentions import LONGEST_MENTION, find_mentions


def phrases(text: str) -> set[str]:
    words = [None if word == "¶" else word for word in text.split()]
    return {" ".join(str(w) for w in words[m.start : m.end]) for m in find_mentions(words)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("then she lost her keys", {"she", "her"}),
        ("they met Prime Minister Ada Stone in Ostrey", {"Prime Minister Ada Stone", "Ada Stone", "Ostrey"}),
        ("we like the European Trade Union", {"European Trade Union", "the European Trade Union"}),
        ("I saw Pell 's boat", {"Pell", "Pell 's", "Pell 's boat"}),
        ("with Marlow and Dunn today", {"Marlow", "Dunn", "Marlow and Dunn"}),
        ("that the two old ships had sunk", {"the two old ships"}),
        ("from the Bank of England", {"Bank of England", "the Bank of England"}),
        ("it was built for ships by hand", {"ships"}),
        ("and on Monday or in June 2012 it rained", {"Monday", "June 2012"}),
        ("the head of the board spoke", {"the head", "the board", "the head of the board"}),
    ],
)
def test_mentions_are_found(text: str, expected: set[str]) -> None:
    assert expected <= phrases(text)


@pytest.mark.parametrize(
    ("text", "unexpected"),
    [
        ("it rained . However , we stayed", "However"),
        ("he quickly left", "quickly"),
        ("the old Pell ¶ Marlow came", "Pell ¶ Marlow"),
    ],
)
def test_what_refers_to_nothing_is_no_mention(text: str, unexpected: str) -> None:
    assert unexpected not in phrases(text)


def test_mentions_are_short_and_in_order() -> None:
    words = "The President of the Federal Republic of Lower Ostrey and the Outer Isles met him in May".split()
    mentions = find_mentions(words)
    assert all(0 < m.length <= LONGEST_MENTION for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
