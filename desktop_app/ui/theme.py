# SPDX-License-Identifier: Apache-2.0
"""Theme: every colour of the window by its role, read from a file, so that nobody writes a colour into code.

Marks use two hues only, orange for what stands and blue for what is proposed, because those stay apart in
every common form of colour blindness; lines and glyphs carry the meaning, fills only help.
"""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from desktop_app.resources import resource

LIGHT = "light"
DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours of one appearance; see the files in ``resources/themes``."""

    name: str
    dark: bool

    # The page on which a text stands.
    page: QColor
    text: QColor
    margin_text: QColor
    """Line numbers and other quiet words beside the text."""
    hairline: QColor
    """Thin separations on the page."""
    selection: QColor
    focus: QColor
    """The ring round the widget that has the keyboard."""

    # Marks in a text.
    old_fill: QColor
    old_quiet: QColor
    """As ``old_fill``, for suggestions that are not the current one."""
    old_line: QColor
    new_fill: QColor
    new_quiet: QColor
    new_line: QColor
    uncertain_fill: QColor
    uncertain_line: QColor
    kept_line: QColor
    evidence: QColor
    """Behind the places that speak for the current suggestion."""
    evidence_line: QColor

    # The window around the page.
    window: QColor
    window_text: QColor
    base: QColor
    alternate_base: QColor
    button: QColor
    button_text: QColor
    placeholder: QColor
    highlight: QColor
    highlighted_text: QColor
    link: QColor
    border: QColor
    disabled_text: QColor
    tooltip: QColor
    tooltip_text: QColor

    high_contrast: bool = False
    """Fills are dropped, lines and glyphs stay."""

    def palette(self) -> QPalette:
        """Return the palette for all stock widgets."""
        role = QPalette.ColorRole
        palette = QPalette(self.button, self.window)
        for key, color in (
            (role.Window, self.window),
            (role.WindowText, self.window_text),
            (role.Base, self.base),
            (role.AlternateBase, self.alternate_base),
            (role.Text, self.window_text),
            (role.Button, self.button),
            (role.ButtonText, self.button_text),
            (role.PlaceholderText, self.placeholder),
            (role.Highlight, self.highlight),
            (role.HighlightedText, self.highlighted_text),
            (role.Link, self.link),
            (role.LinkVisited, self.link),
            (role.Accent, self.highlight),
            (role.BrightText, self.old_line),
            (role.ToolTipBase, self.tooltip),
            (role.ToolTipText, self.tooltip_text),
            (role.Mid, self.border),
            (role.Midlight, self.hairline),
            (role.Light, self.base),
            (role.Dark, self.border),
            (role.Shadow, self.border),
        ):
            palette.setColor(key, color)
        for key in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, key, self.disabled_text)
        return palette

    def with_high_contrast(self) -> "Theme":
        """Return the theme with lines and glyphs only, and the text in full black or white."""
        ink = QColor("#FFFFFF" if self.dark else "#000000")
        paper = QColor("#000000" if self.dark else "#FFFFFF")
        fills = ("old_fill", "old_quiet", "new_fill", "new_quiet", "uncertain_fill", "evidence")
        inks = ("text", "window_text", "button_text", "margin_text", "placeholder", "border", "hairline")
        changed: dict[str, Any] = {**dict.fromkeys(fills, paper), **dict.fromkeys(inks, ink)}
        return replace(self, page=paper, base=paper, high_contrast=True, **changed)


def load_theme(path: Path) -> Theme:
    """Read a theme file; raise ``ValueError`` that names a colour which is missing or none."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    given = {**table.get("page", {}), **table.get("marks", {}), **table.get("window", {})}
    colours: dict[str, Any] = {}
    for field in fields(Theme):
        if field.name in ("name", "dark", "high_contrast"):
            continue
        value = given.pop(field.name, None)
        if not isinstance(value, str) or not QColor.isValidColorName(value):
            raise ValueError(f"{path.name} gives no colour for {field.name}; write it as #RRGGBB.")
        colours[field.name] = QColor(value)
    if given:
        raise ValueError(f"{path.name} has colours that nobody uses: {', '.join(sorted(given))}.")
    return Theme(name=str(table["name"]), dark=bool(table["dark"]), **colours)


def theme_named(name: str) -> Theme:
    """Return the bundled theme ``light`` or ``dark``, or for any other name what the system prefers."""
    chosen = name if name in (LIGHT, DARK) else (DARK if system_is_dark() else LIGHT)
    return load_theme(resource("themes", f"{chosen}.toml"))


def system_is_dark() -> bool:
    """Tell whether the desktop asks for dark windows; no answer counts as light."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
