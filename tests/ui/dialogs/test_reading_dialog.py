# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.documents.loading import read_document
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs.reading_dialog import ENCODINGS, ReadingDialog


def _ready(qtbot: QtBot, dialog: ReadingDialog) -> None:
    qtbot.waitUntil(lambda: dialog._document is not None, timeout=10_000)


def test_another_encoding_is_previewed_and_opened(desktop: Desktop, qtbot: QtBot) -> None:
    data = "Мельница стояла.".encode("cp1251")
    desktop.file_acts.show_document(read_document(data, Path("mill.txt")))
    desktop.detection.stop()
    assert "guessed" in desktop.window.banner.sentence
    desktop.window.actions_["read_otherwise"].trigger()
    dialog = desktop.window.findChildren(ReadingDialog)[-1]
    dialog._encoding.setCurrentText("cp1251")
    _ready(qtbot, dialog)
    assert dialog._preview.toPlainText() == "Мельница стояла."
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    desktop.detection.stop()
    session = desktop.window.controller.session
    assert session is not None
    assert session.document.text == "Мельница стояла."
    assert session.document.to_bytes() == data


def test_what_cannot_be_read_so_is_said_and_not_opened(qtbot: QtBot) -> None:
    dialog = ReadingDialog(read_document("Zoë".encode("cp1252"), Path("a.txt")).source)
    qtbot.addWidget(dialog)
    dialog._encoding.setCurrentText("utf-8")
    qtbot.waitUntil(lambda: "utf-8" in dialog._problem.text())
    assert not dialog._open.isEnabled()
    dialog.accept()
    assert dialog.result() == 0
    dialog.reject()


def test_column_and_row_of_a_table(qtbot: QtBot) -> None:
    table = read_document(b"title,body\nMill,The wheel turned.\nDam,The water rose.\n", Path("a.csv"))
    dialog = ReadingDialog(table.source)
    qtbot.addWidget(dialog)
    _ready(qtbot, dialog)
    assert dialog._preview.toPlainText() == table.text
    dialog._column.setText("title")
    dialog._row.setValue(2)
    qtbot.waitUntil(lambda: dialog._preview.toPlainText() == "Dam")
    dialog.reject()


def test_every_offered_encoding_exists() -> None:
    assert all("a".encode(name).decode(name) == "a" for name in ENCODINGS)
