# SPDX-License-Identifier: Apache-2.0
"""The simulated resolver knows who a text is talking about."""

from desktop_app.text.tokens import elements
from desktop_app.training.simulator.antecedents import antecedents, persons
from desktop_app.training.simulator.mentions import find_mentions

TEXT = (
    "Mara Lindqvist was born in Tromsø . She was quick , and she had a shop . Oskar Bell was a printer . "
    "He had no son . Lindqvist kept the keys in her coat . The press stood in the cellar ; it was old ."
)


def words_of(text: str) -> list[str | None]:
    return [element.of(text) for element in elements(text)]


def test_names_that_act_are_persons_and_places_are_not() -> None:
    words = words_of(TEXT)
    found = persons(words, find_mentions(words))
    assert {"lindqvist", "bell"} <= found
    assert not found & {"tromsø", "press"}


def test_pronouns_follow_gender_and_salience() -> None:
    words = words_of(TEXT)
    mentions = find_mentions(words)
    meant = antecedents(words, mentions, persons(words, mentions))
    said = [(str(words[m.start]).lower(), group) for m, group in meant.items()]
    assert [group for word, group in said if word in ("she", "her")] == ["lindqvist"] * 3
    assert [group for word, group in said if word == "he"] == ["bell"]
    assert dict(said)["it"] not in ("lindqvist", "bell")


def test_nothing_salient_is_nobody() -> None:
    words = words_of("He came . They left .")
    mentions = find_mentions(words)
    assert antecedents(words, mentions, persons(words, mentions)) == {}
