# SPDX-License-Identifier: Apache-2.0
import re
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QPageSize, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.documents.document import pasted
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.redline_pdf import RedlinePdf, paper
from tests.ui.desk_texts import review


def _pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


def test_a_short_text_takes_one_page_and_a_long_one_many(qapp: QApplication) -> None:
    del qapp
    short = RedlinePdf().render(review())
    assert short.startswith(b"%PDF-")
    assert short.rstrip().endswith(b"%%EOF")
    assert _pages(short) == 1
    long = ReviewSession(pasted("The wheel turned all night long.\n" * 400))
    assert _pages(RedlinePdf().render(long)) > 5


def test_decided_and_open_changes_do_not_look_alike(qapp: QApplication) -> None:
    del qapp
    session = review()
    before = RedlinePdf().render(session)
    session.apply(session.decide([s.id for s in session.suggestions], Verdict.KEPT))
    assert len(RedlinePdf().render(session)) < len(before)


def _drawn() -> list[bytes]:
    """Return what the pages are told to draw."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", RedlinePdf().render(review()), re.DOTALL)
    unpacked = [zlib.decompressobj().decompress(s) for s in streams if s[:1] == b"\x78"]
    return [s for s in unpacked if b" Tf" in s]


def test_the_pdf_is_light_in_a_dark_window(qapp: QApplication) -> None:
    usual = qapp.palette()
    light = _drawn()
    assert light
    try:
        dark = QPalette(QColor("#202020"))
        dark.setColor(QPalette.ColorRole.Text, QColor("#ffffff"))
        qapp.setPalette(dark)
        assert _drawn() == light
    finally:
        qapp.setPalette(usual)


@pytest.mark.parametrize(
    ("name", "size"), [("en_US", QPageSize.PageSizeId.Letter), ("de_DE", QPageSize.PageSizeId.A4)]
)
def test_the_paper_is_that_of_the_country(name: str, size: QPageSize.PageSizeId) -> None:
    assert paper(QLocale(name)) is size


def test_the_act_writes_a_pdf(reviewing: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    reviewing.window.actions_["export_pdf"].trigger()
    dialog = reviewing.window.findChildren(ExportDialog)[-1]
    qtbot.waitUntil(lambda: dialog._data is not None, timeout=10_000)
    assert dialog._preview.toPlainText().startswith("A PDF")
    dialog._path.setText(str(tmp_path / "out.pdf"))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.write()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    assert reviewing.window.banner.sentence.startswith("out.pdf")
