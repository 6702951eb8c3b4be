# SPDX-License-Identifier: Apache-2.0
"""The bundled typefaces: text looks the same on every desktop, and is there where no font is installed."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop_app.resources import resource

PROSE_FAMILY = "Source Serif 4"
"""The typeface of the texts."""

INTERFACE_FAMILY = "Inter"
"""The typeface of the window."""

PROSE_PIXELS = 17
"""Size of prose at a zoom of 100 %."""

INTERFACE_PIXELS = 13
"""Size of the window's own words at 100 %."""


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts with Qt, once, and return their families; needs a QGuiApplication."""
    families: set[str] = set()
    for path in sorted(resource("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def interface_font(pixels: int = INTERFACE_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of menus, lists and labels."""
    load_fonts()
    font = QFont(INTERFACE_FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def prose_font(zoom_percent: int = 100, family: str = PROSE_FAMILY) -> QFont:
    """Return the font of the texts at a zoom of 25 to 500 %."""
    load_fonts()
    font = QFont(family)
    font.setPixelSize(max(6, round(PROSE_PIXELS * zoom_percent / 100)))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
