# SPDX-License-Identifier: Apache-2.0
"""Our own icons: one stroke, tinted with the theme's colour, crisp at any scale."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.resources import resource
from desktop_app.ui.theme import Theme

_SIDES = (16, 20, 24, 32, 40, 48, 64)


class IconSet:
    """Draws the icons of ``resources/icons`` in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._cache: dict[str, QIcon] = {}
        self._pictures: dict[tuple[str, int, int, float], QPixmap] = {}

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours from now on."""
        self._theme = theme
        self._cache.clear()
        self._pictures.clear()

    def icon(self, name: str) -> QIcon:
        """Return an icon; ``KeyError`` if there is no such file."""
        if name not in self._cache:
            icon = QIcon()
            for mode, colour in (
                (QIcon.Mode.Normal, self._theme.window_text),
                (QIcon.Mode.Disabled, self._theme.disabled_text),
                (QIcon.Mode.Selected, self._theme.highlighted_text),
            ):
                for side in _SIDES:
                    icon.addPixmap(self._draw(name, colour, side), mode)
            self._cache[name] = icon
        return self._cache[name]

    def pixmap(self, name: str, side: int, colour: QColor | None = None, ratio: float = 1.0) -> QPixmap:
        """Return an icon of ``side`` logical pixels as a picture; each is drawn once.

        Qt keeps what it has painted of a picture: another one for each banner would pile up there.
        """
        colour = colour or self._theme.window_text
        key = (name, side, colour.rgba(), ratio)
        if key not in self._pictures:
            picture = self._draw(name, colour, round(side * ratio))
            picture.setDevicePixelRatio(ratio)
            self._pictures[key] = picture
        return self._pictures[key]

    @staticmethod
    def _draw(name: str, colour: QColor, side: int) -> QPixmap:
        path = resource("icons", f"{name}.svg")
        if not path.is_file():
            raise KeyError(f"no icon is called {name}")
        drawing = path.read_text(encoding="utf-8").replace("currentColor", colour.name())
        picture = QPixmap(QSize(side, side))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        return picture
