# SPDX-License-Identifier: Apache-2.0
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.ui.diagnosis.drift_plot import DriftPlot, PlotColours, PlotPoint
from desktop_app.ui.theme import theme_named


def _plot(qtbot: QtBot, points: tuple[PlotPoint, ...]) -> DriftPlot:
    theme = theme_named("light")
    colours = PlotColours(
        text=theme.text,
        quiet=theme.margin_text,
        grid=theme.hairline,
        page=theme.page,
        line=theme.new_line,
        stray=theme.old_line,
    )
    plot = DriftPlot(colours)
    qtbot.addWidget(plot)
    plot.resize(700, 240)
    plot.set_points(points, 1000)
    return plot


def _point(position: int, shift: int, name: str, *, explained: bool = True) -> PlotPoint:
    return PlotPoint(position, shift, explained, f"{name}, {shift} words", name)


POINTS = (_point(100, 0, "a"), _point(400, 3, "b", explained=False), _point(900, 5, "c"))


def test_a_click_on_a_dot_goes_there(qtbot: QtBot) -> None:
    plot = _plot(qtbot, POINTS)
    x, y = plot._axes()
    place = QPoint(round(x.pixel(900)), round(y.pixel(5)))
    with qtbot.waitSignal(plot.chosen) as chosen:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["c"]


def test_a_click_beside_the_dots_goes_nowhere(qtbot: QtBot) -> None:
    plot = _plot(qtbot, POINTS)
    x, y = plot._axes()
    with qtbot.assertNotEmitted(plot.chosen):
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(x.pixel(600)), round(y.pixel(1))))


def test_arrows_walk_every_dot_and_return_goes_there(qtbot: QtBot) -> None:
    plot = _plot(qtbot, POINTS)
    visited = []
    plot.chosen.connect(visited.append)
    for _ in range(5):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
        qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert visited == ["a", "b", "c", "c", "c"]
    assert plot.accessibleDescription() == "c, 5 words"


def test_explained_and_stray_dots_differ_by_shape(qtbot: QtBot) -> None:
    """A stray dot is hollow: its middle is page, whatever the colours are."""
    plot = _plot(qtbot, POINTS)
    image: QImage = plot.grab().toImage()
    x, y = plot._axes()
    filled = image.pixelColor(round(x.pixel(900)), round(y.pixel(5)))
    hollow = image.pixelColor(round(x.pixel(400)), round(y.pixel(3)))
    assert filled == theme_named("light").new_line
    assert hollow == theme_named("light").page


def test_an_empty_plot_stands_still(qtbot: QtBot) -> None:
    plot = _plot(qtbot, ())
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.mouseMove(plot, QPoint(100, 100))
    assert not plot.grab().isNull()
