# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.exporters import EXPORTERS
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.steps import at_once
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.dialogs.batch_dialog import BatchDialog
from desktop_app.ui.dialogs.batch_model import BatchModel
from desktop_app.ui.dialogs.batch_rows import Batch, batch_of
from desktop_app.ui.dialogs.batch_view import BatchView
from desktop_app.ui.dialogs.command_palette import CommandPalette, matches
from desktop_app.ui.dialogs.crash_dialog import CrashDialog
from desktop_app.ui.dialogs.export_dialog import ExportDialog, snapshot
from desktop_app.ui.dialogs.find_dialog import FindDialog
from desktop_app.ui.dialogs.history_dialog import HistoryDialog, HistoryModel
from desktop_app.ui.dialogs.key_editor import KeyEditor
from desktop_app.ui.dialogs.searching import PatternError, find_hits
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.dialogs.spot_check import SAMPLE, sample_of
from desktop_app.ui.review_controller import ReviewController
from desktop_app.ui.settings import Settings, ThemeChoice
from desktop_app.ui.tally import Tally
from desktop_app.ui.theme import theme_named
from tests.ui.desk_texts import TEXT, many, review


def batch(session: ReviewSession) -> Batch:
    return at_once(batch_of(session, session.suggestions, np.arange(len(session.suggestions))))


def test_the_rows_of_a_preview_keep_qts_contract(qtmodeltester: ModelTester) -> None:
    session = review()
    qtmodeltester.check(BatchModel(batch(session).rows(session.suggestions)))


def test_the_unusual_ones_stand_first_and_the_decided_stay(qtbot: QtBot) -> None:
    session = review()
    session.apply(session.decide([session.suggestions[0].id], Verdict.KEPT))
    dialog = BatchDialog(theme_named("light"), batch(session), "All", Verdict.ACCEPTED)
    qtbot.addWidget(dialog)
    count = len(session.suggestions)
    assert dialog._count.text() == f"{count - 1} will change, 1 already decided stays."
    assert dialog._open[0].confidence < 0.5
    assert session.suggestions[0].id not in dialog.chosen.ids()


def test_what_is_unticked_is_not_changed(qtbot: QtBot) -> None:
    session = review()
    dialog = BatchDialog(theme_named("light"), batch(session), "All", Verdict.ACCEPTED)
    qtbot.addWidget(dialog)
    heard: list[object] = []
    dialog.confirmed.connect(lambda ids, label: heard.extend((ids, label)))
    view = dialog.findChild(BatchView)
    assert view is not None
    view.selectRow(0)
    QTest.keyClick(view, Qt.Key.Key_Space)
    left_out = dialog._open.id_at(0)
    dialog.accept()
    chosen, label = heard
    assert isinstance(chosen, PackedSuggestions)
    assert left_out not in chosen.ids()
    assert len(chosen) == len(session.suggestions) - 1
    assert label == f"All ({len(chosen)})"


def test_cancelling_a_batch_changes_nothing(qtbot: QtBot) -> None:
    session = review()
    dialog = BatchDialog(theme_named("light"), batch(session), "All", Verdict.ACCEPTED)
    qtbot.addWidget(dialog)
    heard: list[object] = []
    dialog.confirmed.connect(lambda ids, label: heard.append(ids))
    dialog.reject()
    assert not heard


def test_the_sure_ones_are_accepted_but_for_what_the_sample_shows_wrong(qtbot: QtBot) -> None:
    session = many(200)
    dialog = BatchDialog(
        theme_named("light"), batch(session), "Sure", Verdict.ACCEPTED, spot_check=Tally(session).lanes
    )
    qtbot.addWidget(dialog)
    assert dialog._shown.rowCount() == SAMPLE
    first = dialog._shown.index(0, 0)
    dialog._shown.setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert len(dialog.chosen) == 199


def test_the_sample_is_drawn_from_everywhere() -> None:
    suggestions = many(1_000).suggestions
    sample = sample_of(suggestions, 20, seed=7).tolist()
    assert len(set(sample)) == 20
    assert sample == sorted(sample)
    assert sample_of(suggestions, 20, seed=8).tolist() != sample
    assert sample_of(suggestions[:5]).tolist() == [0, 1, 2, 3, 4]


def test_every_format_has_a_preview_and_is_written_whole(qtbot: QtBot, tmp_path: Path) -> None:
    session = review()
    session.apply(session.decide([s.id for s in session.suggestions], Verdict.ACCEPTED))
    dialog = ExportDialog(session, tmp_path)
    qtbot.addWidget(dialog)
    for row, exporter in enumerate(EXPORTERS):
        dialog._formats.setCurrentRow(row)
        qtbot.waitUntil(lambda: dialog._data is not None, timeout=10_000)
        assert dialog._preview.toPlainText()
        assert dialog._path.text().endswith(Path(exporter.suffix).suffix)
    dialog._formats.setCurrentRow(0)
    qtbot.waitUntil(lambda: dialog._data is not None)
    dialog._path.setText(str(tmp_path / "out.txt"))
    dialog.write()
    assert (tmp_path / "out.txt").read_bytes() == EXPORTERS[0].render(session)


def test_an_export_that_fails_says_why_and_leaves_the_old_file(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(review(), tmp_path)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog._data is not None)
    dialog._path.setText(str(tmp_path / "nowhere" / "out.txt"))
    dialog.write()
    assert "folder" in dialog._problem.text()
    assert dialog.result() == 0
    dialog.reject()


def test_the_snapshot_is_the_review_and_stays_as_it_was() -> None:
    session = review()
    copy = snapshot(session)
    session.apply(session.decide([s.id for s in session.suggestions], Verdict.ACCEPTED))
    assert copy.result == TEXT
    assert snapshot(session).result == session.result


def test_finding_words_and_patterns() -> None:
    assert [h.span.start for h in find_hits("ab AB ab", "ab", match_case=True)] == [0, 6]
    assert [h.replacement for h in find_hits("a1 b2", r"(\w)(\d)", r"\2\1", pattern=True)] == ["1a", "2b"]
    assert find_hits("abc", "x*", pattern=True) == []
    assert find_hits("a.c abc", "a.c") == find_hits("a.c", "a.c")
    for broken in ("(", r"(a)\2", "a{99999999999}"):
        with pytest.raises(PatternError, match="cannot be understood"):
            find_hits("aa", broken, pattern=True)
    with pytest.raises(PatternError):
        find_hits("aa", "a", r"\1", pattern=True)


def test_replacing_with_a_preview_is_one_act(qtbot: QtBot) -> None:
    controller = ReviewController()
    controller.set_session(review())
    dialog = FindDialog(theme_named("light"), controller)
    qtbot.addWidget(dialog)
    dialog.begin(replacing=True)
    dialog._words.setText("Anna Brandt")
    dialog._replacement.setText("Berta Ahlers")
    dialog.search()
    assert dialog._model.rowCount() == TEXT.count("Anna Brandt")
    dialog._model.setData(dialog._model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    dialog.replace()
    assert controller.session is not None
    assert controller.session.result.count("Berta Ahlers") == TEXT.count("Anna Brandt") - 1
    assert len(controller.history.acts) == 1
    controller.undo()
    assert controller.session.result == TEXT


def test_a_broken_pattern_is_told_and_changes_nothing(qtbot: QtBot) -> None:
    controller = ReviewController()
    controller.set_session(review())
    dialog = FindDialog(theme_named("light"), controller)
    qtbot.addWidget(dialog)
    dialog._pattern.setChecked(True)
    dialog._words.setText("(")
    dialog.search()
    assert "cannot be understood" in dialog._count.text()
    assert not dialog._apply.isEnabled()


def test_going_through_the_places_found(qtbot: QtBot) -> None:
    controller = ReviewController()
    controller.set_session(review())
    dialog = FindDialog(theme_named("light"), controller)
    qtbot.addWidget(dialog)
    dialog._words.setText("rain")
    dialog.search()
    seen: list[object] = []
    dialog.went_to.connect(seen.append)
    dialog.step(1)
    dialog.step(1)
    assert len(seen) == 2
    assert len(set(map(str, seen))) == len(dialog._hits) == 1


def test_the_history_goes_to_any_moment(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    controller = ReviewController()
    controller.set_session(review())
    for _ in range(4):
        controller.accept()
    qtmodeltester.check(HistoryModel(controller))
    dialog = HistoryDialog(controller)
    qtbot.addWidget(dialog)
    dialog.go_to(dialog._model.index(3, 0))
    assert controller.session is not None
    assert controller.session.counts()[Verdict.ACCEPTED] == 1
    dialog.go_to(dialog._model.index(0, 0))
    assert controller.session.counts()[Verdict.ACCEPTED] == 4


def test_settings_are_tried_and_given_back(qtbot: QtBot) -> None:
    before = Settings(reviewer="Ines")
    dialog = SettingsDialog(before)
    qtbot.addWidget(dialog)
    tried: list[Settings] = []
    kept: list[Settings] = []
    dialog.tried.connect(tried.append)
    dialog.confirmed.connect(kept.append)
    dialog._theme.setCurrentIndex(dialog._theme.findData(ThemeChoice.DARK.value))
    assert tried[-1].theme is ThemeChoice.DARK
    dialog.reject()
    assert tried[-1] == before
    assert not kept
    other = SettingsDialog(before)
    qtbot.addWidget(other)
    other._name.setText("Ole")
    other.confirmed.connect(kept.append)
    other.accept()
    assert kept[0].reviewer == "Ole"


def test_a_key_that_another_act_has_is_refused(qtbot: QtBot) -> None:
    editor = KeyEditor({})
    qtbot.addWidget(editor)
    assert not editor.set_key("accept", QKeySequence("F8"))
    assert "Next undecided" in editor._warning.text()
    assert editor.keys == {}
    assert editor.set_key("accept", QKeySequence("Ctrl+Alt+J"))
    assert editor.keys == {"accept": ("Ctrl+Alt+J",)}


def test_remapped_keys_act(reviewing: Desktop) -> None:
    reviewing.window.actions_.set_keys({"accept": ("Ctrl+Alt+J",)})
    assert reviewing.window.actions_.key_text("accept") == "Ctrl+Alt+J"


def test_the_palette_knows_every_act(reviewing: Desktop, qtbot: QtBot) -> None:
    palette = CommandPalette(reviewing.window.actions_, reviewing.window)
    qtbot.addWidget(palette)
    everything = palette._list.count()
    assert everything > 50
    palette._words.setText("redline")
    assert palette._list.count() == 1
    assert matches("UND act", "undo the latest act")


def test_the_crash_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("ValueError: no wheel.", "the details")
    qtbot.addWidget(dialog)
    dialog.copy()
    assert QApplication.clipboard().text() == "the details"
