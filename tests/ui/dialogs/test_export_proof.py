# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.exporters import EXPORTERS
from desktop_app.exporters.proof import Check, Proof, prove
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs import export_dialog
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.dialogs.proof_wording import open_ones, proof_line
from tests.ui.desk_texts import review

ROWS = {exporter.id: row for row, exporter in enumerate(EXPORTERS)}


def _shown(qtbot: QtBot, folder: Path, *, save_proof: bool = False) -> ExportDialog:
    dialog = ExportDialog(review(), folder, save_proof=save_proof)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog._data is not None, timeout=10_000)
    return dialog


def test_the_proof_is_shown_with_details_on_demand(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = _shown(qtbot, tmp_path)
    assert dialog._proof_line.text() == proof_line(prove(review()))
    assert "holds" in dialog._proof_line.text()
    assert dialog._shown_page.currentWidget() is dialog._preview
    dialog._details.click()
    assert dialog._shown_page.currentWidget() is dialog._proof_text
    assert dialog._proof_text.toPlainText() == prove(review()).text()
    dialog.reject()


def test_the_proof_is_saved_beside_the_export_only_if_wanted(qtbot: QtBot, tmp_path: Path) -> None:
    for wanted in (False, True):
        dialog = _shown(qtbot, tmp_path, save_proof=wanted)
        dialog._path.setText(str(tmp_path / "out.txt"))
        dialog.write()
        assert dialog.result() == 1
        assert (tmp_path / "out.proof.txt").exists() is wanted
    assert (tmp_path / "out.proof.txt").read_text("utf-8") == prove(review()).text()


def test_the_proof_never_overwrites_the_source(qtbot: QtBot, tmp_path: Path) -> None:
    source = tmp_path / "notes.proof.txt"
    source.write_bytes(b"mine")
    session = review()
    session.document = replace(session.document, source=replace(session.document.source, path=source))
    dialog = ExportDialog(session, tmp_path, save_proof=True)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog._data is not None)
    dialog._path.setText(str(tmp_path / "notes.docx"))
    dialog.write()
    assert "original" in dialog._problem.text()
    assert source.read_bytes() == b"mine"
    assert not (tmp_path / "notes.docx").exists()
    dialog.reject()


def test_an_export_whose_proof_fails_is_refused(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(session: ReviewSession) -> Proof:
        return replace(prove(session), checks=(Check("Nothing was lost.", False, "One word is gone."),))

    monkeypatch.setattr(export_dialog, "prove", failing)
    dialog = _shown(qtbot, tmp_path)
    assert not dialog._write.isEnabled()
    dialog.write()
    assert dialog.result() == 0
    assert "does not hold" in dialog._problem.text()
    assert "Nothing was lost." in dialog._proof_line.text()
    assert "One word is gone." in dialog._proof_text.toPlainText()
    assert not list(tmp_path.iterdir())
    dialog.reject()


def test_the_summary_tells_what_becomes_of_undecided_ones(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = _shown(qtbot, tmp_path)
    rest = review().counts()[Verdict.UNDECIDED]
    for name in ("text", "docx", "html"):
        dialog._formats.setCurrentRow(ROWS[name])
        shown = EXPORTERS[ROWS[name]].shows_open
        assert open_ones(rest, shown=shown) in dialog._summary.text()
    assert open_ones(rest, shown=True) != open_ones(rest, shown=False)
    dialog.reject()


def test_the_tick_is_remembered(reviewing: Desktop, qtbot: QtBot) -> None:
    window = reviewing.window
    for wanted in (True, False):
        window.actions_["export"].trigger()
        dialog = window.findChildren(ExportDialog)[-1]
        assert dialog._save_proof.isChecked() is not wanted
        dialog._save_proof.click()
        assert window.store.load().save_proof is wanted
        with qtbot.waitSignal(dialog.destroyed):
            dialog.reject()
