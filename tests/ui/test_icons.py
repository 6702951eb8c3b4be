# SPDX-License-Identifier: Apache-2.0
from PySide6.QtGui import QColor

from desktop_app.ui.banner import Tone
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.icons import IconSet


def test_a_picture_is_drawn_once_however_often_it_is_shown(desktop: Desktop) -> None:
    icons = IconSet(desktop.window.theme)
    first = icons.pixmap("close", 18)
    assert icons.pixmap("close", 18).cacheKey() == first.cacheKey()
    assert icons.pixmap("close", 20).width() == 20
    assert icons.pixmap("close", 18, QColor("red")).cacheKey() != first.cacheKey()
    assert icons.pixmap("close", 18, None, 2.0).width() == 36
    icons.set_theme(desktop.window.theme)
    assert icons.pixmap("close", 18).cacheKey() != first.cacheKey()


def test_a_day_of_banners_shows_the_same_pictures(desktop: Desktop) -> None:
    banner = desktop.window.banner
    shown = set()
    for number in range(10):
        for tone in Tone:
            banner.say(f"Sentence {number}", tone)
            shown.add(banner._picture.pixmap().cacheKey())
    assert len(shown) == len(Tone)
