# SPDX-License-Identifier: Apache-2.0
"""The window looks as it did when somebody last looked at it; ``--update-screenshots`` takes new pictures."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.settings import SettingsStore
from tests.screenshots.scenes import LOOKS, Look, scenes

REFERENCE = Path(__file__).parent / "reference"
FAILED = Path(__file__).parent / "failed"

NOTICEABLE = 40
"""Difference of a channel, 0..255, from which a pixel counts: edges of letters differ less."""

TOLERANCE = 0.02
"""Share of pixels that may differ: other versions of Qt set letters a little otherwise."""

LEAST_INK = 0.01
"""Share of a pane's pixels that differ from its background where it shows a text."""


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_scene_looks_as_it_did(
    look: Look, qapp: QApplication, store: SettingsStore, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    changed = []
    for name, picture, desktop in scenes(look, qapp, store, qtbot):
        path = REFERENCE / f"{look.name}-{name}.png"
        if request.config.getoption("--update-screenshots"):
            path.parent.mkdir(exist_ok=True)
            assert picture.save(str(path))
        reference = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
        assert not reference.isNull(), f"{path.name} is missing; take it with --update-screenshots"
        if _difference(picture, reference) > TOLERANCE:
            FAILED.mkdir(exist_ok=True)
            picture.save(str(FAILED / path.name))
            changed.append(path.name)
        if name in {"side-by-side", "result"}:
            for pane in (desktop.window.desk.view.original_pane, desktop.window.desk.view.result_pane):
                if pane.isVisible():
                    assert _ink(pane.grab().toImage()) > LEAST_INK, f"a pane is empty in {path.name}"
    assert not changed, f"look at {', '.join(changed)} in {FAILED.name}/"


def test_a_changed_picture_is_noticed() -> None:
    one = QImage(100, 100, QImage.Format.Format_RGB32)
    one.fill(0xFFFFFF)
    other = QImage(one)
    for x in range(30):
        for y in range(30):
            other.setPixel(x, y, 0x000000)
    assert _difference(one, one) == 0
    assert _difference(one, other) > TOLERANCE
    assert _ink(one) == 0
    assert _ink(other) > LEAST_INK


def _difference(one: QImage, other: QImage) -> float:
    if one.size() != other.size():
        return 1.0
    a, b = bytes(one.constBits()), bytes(other.constBits())
    pixels = len(a) // 4
    if a == b:
        return 0.0
    differing = sum(
        any(abs(a[i + c] - b[i + c]) > NOTICEABLE for c in range(3))
        for i in range(0, len(a), 4)
        if a[i : i + 3] != b[i : i + 3]
    )
    return differing / pixels


def _ink(image: QImage) -> float:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)  # named: its bits die with it
    data = bytes(grey.constBits())
    background = max(range(256), key=data.count)
    return sum(abs(value - background) > NOTICEABLE for value in data) / len(data)
