# SPDX-License-Identifier: Apache-2.0
"""Both countings of a text lead to the same places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from desktop_app.ui.panes.display_text import CHIP, DisplayText

ANY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\r\n\t\x00\x1f\x85\u2028\u2029\ufdd0\ufdd1\ufeff\u200b\u00ad😀𝔘"),
        st.integers(0xD800, 0xDFFF).map(chr),
    )
)


@given(ANY, st.booleans())
def test_offsets_go_there_and_back(text: str, invisible: bool) -> None:
    shown = DisplayText(text, show_invisible=invisible)
    assert [shown.to_text(shown.to_qt(offset)) for offset in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )
    assert shown.to_qt(len(text)) == len(shown.qt.encode("utf-16-le")) // 2


@given(ANY)
def test_a_position_within_a_pair_is_its_beginning(text: str) -> None:
    shown = DisplayText(text)
    for offset, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert shown.to_text(shown.to_qt(offset) + 1) == offset


@given(ANY)
def test_qt_keeps_every_character_of_the_form_for_it(qapp: QApplication, text: str) -> None:
    shown = DisplayText(text)
    assert QTextLayout(shown.qt).text() == shown.qt
    assert len(shown.qt) == len(text)


@pytest.mark.parametrize(
    ("character", "stand_in"), [("\r", "␍"), ("\n", "\u2028"), ("\ud800", "\ufffd"), ("\x00", "␀")]
)
def test_what_qt_would_change_has_a_stand_in(character: str, stand_in: str) -> None:
    assert DisplayText(f"a{character}b").qt == f"a{stand_in}b"


def test_characters_without_width_become_chips_on_request() -> None:
    text = "a\u200bb\u00adc"
    assert DisplayText(text).chips == ()
    shown = DisplayText(text, show_invisible=True)
    assert shown.chips == ((1, "ZWSP"), (3, "SHY"))
    assert shown.qt == f"a{CHIP}b{CHIP}c"
