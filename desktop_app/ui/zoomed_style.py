# SPDX-License-Identifier: Apache-2.0
"""Fusion with boxes, bars and icons that grow with the letters when the whole window is zoomed."""

from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

_PIXELS = {
    QStyle.PixelMetric.PM_ToolBarIconSize: 20,
    QStyle.PixelMetric.PM_ButtonIconSize: 14,
    QStyle.PixelMetric.PM_SmallIconSize: 16,
    QStyle.PixelMetric.PM_ListViewIconSize: 16,
    QStyle.PixelMetric.PM_IndicatorWidth: 14,
    QStyle.PixelMetric.PM_IndicatorHeight: 14,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: 14,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: 14,
    QStyle.PixelMetric.PM_TreeViewIndentation: 20,
}
"""Sizes at 100 %, in logical pixels."""


class ZoomedStyle(QProxyStyle):
    """The style of the application at one zoom."""

    def __init__(self, percent: int) -> None:
        super().__init__("Fusion")
        self._percent = percent

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        pixels = _PIXELS.get(metric)
        if pixels is None:
            return super().pixelMetric(metric, option, widget)
        return round(pixels * self._percent / 100)
