# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from desktop_app.exporters import exporter_named
from desktop_app.exporters.proof import prove
from desktop_app.review.session import ReviewSession
from desktop_app.ui.clipboard import clipboard_document
from desktop_app.ui.desktop import Desktop


def _content(plain: str = "", html: str = "") -> QMimeData:
    content = QMimeData()
    if plain:
        content.setText(plain)
    if html:
        content.setHtml(html)
    return content


@pytest.mark.parametrize("around", ["{}", "<html><body>{}</body></html>", "<meta charset='utf-16'>{}"])
def test_rich_text_keeps_its_markup(around: str) -> None:
    html = around.format("<p>The <em>old</em> mill – Zoë’s.</p>")
    document = clipboard_document(_content("plain", html))
    assert document is not None
    assert document.text.strip() == "The old mill – Zoë’s."
    assert document.source.format == "html"
    session = ReviewSession(document)
    assert prove(session).holds
    assert "<em>old</em>" in exporter_named("page").render(session).decode("utf-8")


def test_plain_text_where_the_markup_shows_none() -> None:
    document = clipboard_document(_content("The mill.", "<img src='mill.png'>"))
    assert document is not None
    assert (document.text, document.source.format) == ("The mill.", "text")
    assert clipboard_document(None) is None
    assert clipboard_document(_content()) is None
    assert clipboard_document(_content(" \n")) is None


def test_new_from_clipboard_takes_the_rich_text(desktop: Desktop) -> None:
    QApplication.clipboard().setMimeData(_content("plain", "<p>The <b>wheel</b> stood.</p>"))
    desktop.window.actions_["paste_new"].trigger()
    desktop.detection.stop()
    session = desktop.window.controller.session
    assert session is not None
    assert session.document.text.strip() == "The wheel stood."
