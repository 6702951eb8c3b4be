# SPDX-License-Identifier: Apache-2.0
"""Where quotations stand, and who speaks in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.infill.quotations import Quotations

WORDS = st.lists(
    st.sampled_from(['"', "“", "”", ",", ".", "Ada", "said", "told", "I", "he", "the", "¶"]), max_size=40
)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('" I * know , " Ada Amin said .', "Amin"),
        ('" I * know , " said Ada Amin , who left .', "Amin"),
        ('" I * know " , said Amin .', "Amin"),
        ('Ada wrote , " Well , I * know him . "', "Ada"),
        ('" Yes , " Ada said . " I * know . "', "Ada"),
        ('" I * know , " Ada Amin , editor of the Gazette , said .', "Amin"),
        ("“ I * know , ” Ada later added .", "Ada"),
        ('According to Ada , " I * know "', "Ada"),
        ('" I * know , " he said .', "he"),
        ('" I * know , " HOLE said .', "HOLE"),
        ('Ada wrote , " Go . " I * know .', None),
        ('Ada \'s mother wrote , " I * know . "', None),
        ('The nurse told Ada , " I * know . "', None),
        ('Ada left . " I * know . " It rained .', None),
        ('Ada said , " Go . ¶ I * know .', None),
        ("I * know .", None),
    ],
)
def test_who_is_named_beside_a_quotation(text: str, speaker: str | None) -> None:
    words = text.split()
    index = words.index("*") - 1
    words.remove("*")
    holes = frozenset(k for k, word in enumerate(words) if word == "HOLE")
    edges = frozenset(k for k, word in enumerate(words) if word == "¶")
    found = Quotations(words, holes, edges).speaker(index)
    assert (None if found is None else words[found]) == speaker


@given(WORDS, st.integers(0, 39))
def test_a_speaker_is_a_name_outside_of_the_quotation(words: list[str], index: int) -> None:
    edges = frozenset(k for k, word in enumerate(words) if word == "¶")
    if index < len(words):
        found = Quotations(words, frozenset(), edges).speaker(index)
        assert found is None or (words[found] in ("Ada", "he") and found != index)
