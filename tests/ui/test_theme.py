# SPDX-License-Identifier: Apache-2.0
"""Themes: readable, complete, and never by colour alone."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from desktop_app.resources import resource
from desktop_app.ui.fonts import INTERFACE_FAMILY, PROSE_FAMILY, interface_font, load_fonts, prose_font
from desktop_app.ui.theme import Theme, load_theme, theme_named

THEMES = ("light", "dark")
FILLS = ("page", "old_fill", "old_quiet", "new_fill", "new_quiet", "uncertain_fill", "selection", "evidence")
LINES = ("old_line", "new_line", "uncertain_line", "kept_line", "evidence_line", "focus", "margin_text")


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of WCAG 2.2, 1..21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", THEMES)
def test_text_is_readable_on_every_fill(qtbot: QtBot, name: str) -> None:
    theme = theme_named(name)
    for fill in FILLS:
        assert contrast(theme.text, getattr(theme, fill)) >= 4.5, fill


@pytest.mark.parametrize("name", THEMES)
def test_lines_stand_out_without_their_fills(qtbot: QtBot, name: str) -> None:
    theme = theme_named(name)
    for line in LINES:
        assert contrast(getattr(theme, line), theme.page) >= 4.5, line


@pytest.mark.parametrize("name", THEMES)
def test_the_palette_is_readable(qtbot: QtBot, name: str) -> None:
    palette = theme_named(name).palette()
    role = QPalette.ColorRole
    for ink, paper in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
    ):
        assert contrast(palette.color(ink), palette.color(paper)) >= 4.5, ink


def test_high_contrast_has_no_fills(qtbot: QtBot) -> None:
    theme = theme_named("dark").with_high_contrast()
    assert theme.old_fill == theme.new_fill == theme.uncertain_fill == theme.page
    assert contrast(theme.text, theme.page) == pytest.approx(21)


def test_a_theme_file_is_checked(qtbot: QtBot, tmp_path: Path) -> None:
    text = resource("themes", "light.toml").read_text(encoding="utf-8")
    broken = tmp_path / "mine.toml"
    broken.write_text(text.replace('"#FFC38A"', '"orangeish"'), encoding="utf-8")
    with pytest.raises(ValueError, match="old_fill"):
        load_theme(broken)
    broken.write_text(text + 'sparkle = "#FFFFFF"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="sparkle"):
        load_theme(broken)


def test_an_unknown_choice_follows_the_system(qtbot: QtBot) -> None:
    assert isinstance(theme_named("system"), Theme)


def test_bundled_fonts_are_the_ones_used(qtbot: QtBot) -> None:
    from PySide6.QtGui import QFontInfo

    assert {PROSE_FAMILY, INTERFACE_FAMILY} <= set(load_fonts())
    assert QFontInfo(prose_font()).family() == PROSE_FAMILY
    assert QFontInfo(interface_font()).family() == INTERFACE_FAMILY
    assert prose_font(200).pixelSize() == 2 * prose_font(100).pixelSize()
