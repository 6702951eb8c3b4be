# SPDX-License-Identifier: Apache-2.0
"""The canvas as the reader sees it: level, marked, never empty, and always at the same place."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.decision import Verdict
from desktop_app.ui.panes.contents import Role
from desktop_app.ui.panes.header_switch import HeaderSwitch
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.review_view import ReviewView, ViewMode
from desktop_app.ui.theme import theme_named
from tests.ui.panes.desk import TEXT, Desk, review_of

LONG = (TEXT + "\n") * 40


def canvas_of(view: ReviewView):  # noqa: ANN201
    return view._canvas


def colours(widget: QWidget) -> int:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)})


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mode", ViewMode)
def test_no_pane_is_empty(desk: Desk, mode: ViewMode, theme: str) -> None:
    desk.view.set_theme(theme_named(theme))
    desk.view.set_mode(mode)
    assert colours(desk.view.result_pane) > 8
    if mode is ViewMode.SIDE_BY_SIDE:
        assert colours(desk.view.original_pane) > 8
        assert colours(desk.view.connector_strip) > 4
    assert colours(desk.view.overview_map) > 2


def test_rows_are_level_on_both_sides(desk_for: Callable[[str], Desk]) -> None:
    canvas = canvas_of(desk_for(LONG).view)
    bottom = 0
    for visible in canvas.visible_rows():
        sides = visible.layout.sides
        assert set(sides) == {Side.ORIGINAL, Side.RESULT}
        assert visible.y >= bottom
        bottom = visible.y + visible.layout.height
        for side in sides.values():
            assert side.lines * side.pitch <= visible.layout.text_height + 0.5
    assert bottom >= canvas.viewport_height


def test_lines_of_a_long_row_stay_level(desk_for: Callable[[str], Desk]) -> None:
    """However much shorter one side has become, the last lines are less than two lines apart."""
    canvas = canvas_of(desk_for("An old word here , and so on . " * 60).view)
    layout = next(iter(canvas.visible_rows())).layout
    ends = [side.lines * side.pitch for side in layout.sides.values()]
    assert max(ends) - min(ends) < 2 * canvas.measures.pitch


@pytest.mark.parametrize("mode", [ViewMode.INLINE, ViewMode.RESULT])
def test_modes_keep_the_place(desk_for: Callable[[str], Desk], mode: ViewMode) -> None:
    view = desk_for(LONG).view
    canvas_of(view).scroll_to(2_000)
    before = view.place()
    view.set_mode(mode)
    assert view.place().original == before.original
    view.set_mode(ViewMode.SIDE_BY_SIDE)
    assert view.place().original == before.original
    assert view.place().fraction == pytest.approx(before.fraction, abs=0.05)


def test_themes_zoom_and_widths_keep_the_place(desk_for: Callable[[str], Desk]) -> None:
    view = desk_for(LONG).view
    canvas_of(view).scroll_to(3_000)
    place = view.place()
    view.set_theme(theme_named("dark"))
    view.set_zoom(150)
    view.resize(700, 500)
    view.set_zoom(100)
    view.resize(900, 600)
    assert view.place().original == place.original


def test_decisions_far_above_do_not_move_the_text(desk_for: Callable[[str], Desk]) -> None:
    desk = desk_for(LONG)
    canvas_of(desk.view).scroll_to(3_000)
    place = desk.view.place()
    desk.decide(desk.of_kind(DamageKind.BOILERPLATE), Verdict.ACCEPTED)
    desk.decide(desk.of_kind(DamageKind.PARAGRAPH), Verdict.KEPT)
    assert desk.view.place().original == place.original


def test_a_decision_changes_what_is_shown(desk: Desk) -> None:
    duplicate = desk.of_kind(DamageKind.DUPLICATE)
    desk.view.set_preview_proposals(False)
    row = canvas_of(desk.view).rows.row_of(duplicate)
    assert "the the" in canvas_of(desk.view).layout_of(row).sides[Side.RESULT].content.text
    desk.decide(duplicate, Verdict.ACCEPTED)
    assert "the the" not in canvas_of(desk.view).layout_of(row).sides[Side.RESULT].content.text
    assert "the the" in canvas_of(desk.view).layout_of(row).sides[Side.ORIGINAL].content.text


def test_the_result_shows_proposals_without_taking_them(desk: Desk) -> None:
    shown = canvas_of(desk.view).layout_of(1).sides[Side.RESULT].content.text
    assert "and he had never" in shown
    assert "and Ansel Roth had never" in desk.session.result


def test_a_wording_can_be_tried_before_it_is_decided(desk: Desk) -> None:
    splice = desk.of_kind(DamageKind.SPLICE)
    desk.view.preview_wording(splice.id, "the miller")
    assert "and the miller had never" in canvas_of(desk.view).layout_of(1).sides[Side.RESULT].content.text
    desk.view.preview_wording(None)
    assert "and he had never" in canvas_of(desk.view).layout_of(1).sides[Side.RESULT].content.text


def test_the_current_suggestion_is_brought_into_sight(desk_for: Callable[[str], Desk]) -> None:
    desk = desk_for(LONG)
    last = [s for s in desk.session.suggestions if s.kind is DamageKind.SPLICE][-1]
    told: list[tuple[int, int]] = []
    desk.view.place_changed.connect(lambda *place: told.append(place))
    desk.view.set_current(last.id)
    canvas = canvas_of(desk.view)
    marks = [
        (visible.y + mark.rects[0].top(), visible.y + mark.rects[0].bottom())
        for visible in canvas.visible_rows()
        for mark in canvas.marks_of(visible.row, Side.ORIGINAL)
        if mark.suggestion.id == last.id
    ]
    assert marks
    assert 0 <= marks[0][0] < marks[0][1] <= canvas.viewport_height
    assert told[-1][0] == canvas.rows.index.paragraph(canvas.rows.row_of(last))
    assert "Ansel Roth" in desk.view.original_pane.accessibleDescription()


@pytest.mark.parametrize("mode", ViewMode)
def test_what_is_taken_over_stands_where_it_would_if_made_anew(
    desk_for: Callable[[str], Desk], mode: ViewMode
) -> None:
    """Lines and marks that a decision leaves as they were are not made again: nobody can tell."""
    desk = desk_for(" ".join(LONG.split("\n")[:12]))
    view, canvas = desk.view, canvas_of(desk.view)
    view.set_mode(mode)

    def looks() -> list[object]:
        rows = {visible.row: visible.layout for visible in canvas.visible_rows()}
        return [
            (row, layout.height, side, layout.sides[side].pitch, list(canvas.marks_of(row, side)))
            for row, layout in rows.items()
            for side in canvas.sides
        ]

    for number, suggestion in enumerate(desk.session.suggestions[:60]):
        verdict = (Verdict.ACCEPTED, Verdict.KEPT, Verdict.LATER, Verdict.UNDECIDED)[number % 4]
        own = "so much longer that the lines after it move" if number % 12 == 0 else None
        view.set_current(suggestion.id)
        desk.decide(suggestion, verdict, own)
        view.grab()
        seen = looks()
        canvas._forget_layouts()
        assert looks() == seen


def test_marks_in_sight_are_all_that_can_be_seen(desk_for: Callable[[str], Desk]) -> None:
    """One row may be longer than the window is high."""
    canvas = canvas_of(desk_for(" ".join(LONG.split("\n")[:12])).view)
    for _ in range(12):
        for visible in canvas.visible_rows():
            for side in canvas.sides:
                seen = canvas.marks_in_sight(visible, side)
                every = canvas.marks_of(visible.row, side)
                assert list(seen) == [mark for mark in every if canvas.in_sight(visible, mark)]
        canvas.scroll_by(90)


def test_clicking_a_mark_tells_which(desk: Desk, qtbot: QtBot) -> None:
    canvas, pane = canvas_of(desk.view), desk.view.original_pane
    for kind in (DamageKind.SPLICE, DamageKind.SPACING, DamageKind.PARAGRAPH, DamageKind.GAP):
        wanted = desk.of_kind(kind)
        visible = next(v for v in canvas.visible_rows() if v.row == canvas.rows.row_of(wanted))
        mark = next(m for m in canvas.marks_of(visible.row, Side.ORIGINAL) if m.suggestion.id == wanted.id)
        point = mark.anchor + QPointF(pane.column_left, visible.y)
        with qtbot.waitSignal(desk.view.suggestion_clicked) as told:
            qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=point.toPoint())
        assert told.args == [wanted.id]


def test_what_is_clicked_does_not_move_away(desk_for: Callable[[str], Desk], qtbot: QtBot) -> None:
    desk = desk_for(LONG)
    view, canvas, pane = desk.view, canvas_of(desk.view), desk.view.result_pane
    view.suggestion_clicked.connect(view.set_current)
    wanted = [s for s in desk.session.suggestions if s.kind is DamageKind.SPLICE][20]
    view.set_current(wanted.id)

    def place() -> QPointF:
        return next(
            mark.anchor + QPointF(pane.column_left, visible.y)
            for visible in canvas.visible_rows()
            for mark in canvas.marks_of(visible.row, Side.RESULT)
            if mark.suggestion.id == wanted.id
        )

    canvas.scroll_by(round(place().y()) - canvas.viewport_height + 40)
    before = canvas.scroll
    qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=place().toPoint())
    assert canvas.current == wanted.id
    assert canvas.scroll == before
    view.set_current(wanted.id)
    assert canvas.scroll > before


def test_the_buttons_on_a_band_decide(desk: Desk, qtbot: QtBot) -> None:
    splice = desk.of_kind(DamageKind.SPLICE)
    desk.view.set_current(splice.id)
    strip = desk.view.connector_strip
    band = strip.bands()[-1]
    assert band.suggestion.id == splice.id
    for box, verdict in zip(strip._buttons(band), (Verdict.ACCEPTED, Verdict.KEPT), strict=True):
        with qtbot.waitSignal(desk.view.decision_clicked) as told:
            qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
        assert told.args == [splice.id, verdict.value]


def test_the_menu_of_a_mark_decides(desk: Desk) -> None:
    splice = desk.of_kind(DamageKind.SPLICE)
    told: list[tuple[str, str]] = []
    desk.view.decision_clicked.connect(lambda *what: told.append(what))
    menu = desk.view.result_pane.context_menu(splice)
    menu.actions()[1].trigger()
    assert told == [(splice.id, "kept")]
    assert len(desk.view.original_pane.context_menu(None).actions()) == 2


def test_rows_not_known_yet_are_cut_when_they_are_needed(desk_for: Callable[[str], Desk]) -> None:
    desk = desk_for(TEXT)
    text = "\n".join([TEXT] * 1_000)
    session = review_of(text)
    desk.view.set_session(session)
    last = [s for s in session.suggestions if s.kind is DamageKind.SPLICE][-1]
    desk.view.set_current(last.id)
    shown = [v.row for v in canvas_of(desk.view).visible_rows()]
    assert canvas_of(desk.view).rows.row_of(last) in shown


def test_only_open_changes_of_words_have_bands(desk: Desk) -> None:
    before = {band.suggestion.kind for band in desk.view.connector_strip.bands()}
    assert not before & {DamageKind.SPACING, DamageKind.PARAGRAPH}
    for suggestion in desk.session.suggestions:
        desk.decide(suggestion, Verdict.ACCEPTED)
    assert desk.view.connector_strip.bands() == []


def test_unchanged_paragraphs_fold(desk_for: Callable[[str], Desk], qtbot: QtBot) -> None:
    desk = desk_for("Nothing here.\nNor here.\nNor there.\n" + TEXT + "\nAll well.\nStill well.")
    canvas = canvas_of(desk.view)
    desk.view.set_fold_unchanged(True)
    bars = [v for v in canvas.visible_rows() if v.layout is None]
    assert [canvas.folding.folded(bar.row) for bar in bars] == [4, 2]
    pane = desk.view.result_pane
    qtbot.mouseClick(pane, Qt.MouseButton.LeftButton, pos=QPoint(pane.width() // 2, bars[0].y + 10))
    assert len([v for v in canvas.visible_rows() if v.layout is None]) == 1
    desk.view.set_fold_unchanged(False)
    assert all(v.layout is not None for v in canvas.visible_rows())


def test_the_map_shows_every_suggestion_and_scrolls(desk_for: Callable[[str], Desk], qtbot: QtBot) -> None:
    desk = desk_for(LONG)
    overview = desk.view.overview_map
    qtbot.waitUntil(lambda: overview.bounds()[-1] == len(desk.session.suggestions))
    bounds = overview.bounds().tolist()
    assert len(bounds) == overview.height() // 2 + 1
    assert bounds == sorted(bounds)
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(5, overview.height() - 1))
    assert canvas_of(desk.view).scroll == canvas_of(desk.view).extent - canvas_of(desk.view).viewport_height


def test_scrolling_to_the_end_and_back_loses_nothing(desk_for: Callable[[str], Desk]) -> None:
    view = desk_for(LONG).view
    canvas = canvas_of(view)
    seen: set[int] = set()
    for _ in range(2_000):
        seen.update(visible.row for visible in canvas.visible_rows())
        before = canvas.scroll
        canvas.scroll_by(150)
        if canvas.scroll == before:
            break
    assert seen == set(range(len(canvas.heights)))
    assert view.scroll_bar.value() == view.scroll_bar.maximum()
    while canvas.scroll > 0:
        before = canvas.scroll
        canvas.scroll_by(-150)
        assert canvas.scroll < before


def wheel(
    view: ReviewView, delta: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    point = QPointF(100, 200)
    event = QWheelEvent(
        point,
        point,
        QPoint(0, 0),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_scrolls_both_panes_and_asks_for_zoom_with_control(
    desk_for: Callable[[str], Desk], qtbot: QtBot
) -> None:
    view = desk_for(LONG).view
    wheel(view, -120)
    assert canvas_of(view).scroll == pytest.approx(3 * canvas_of(view).measures.pitch, abs=2)
    with qtbot.waitSignal(view.zoom_requested) as told:
        wheel(view, 60, Qt.KeyboardModifier.ControlModifier)
        wheel(view, 60, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [1]


def test_proposals_can_be_switched_off_above_the_result(desk: Desk, qtbot: QtBot) -> None:
    switch = desk.view.findChild(HeaderSwitch)
    assert switch.isVisible()
    assert switch.isChecked()
    with qtbot.waitSignal(desk.view.preview_changed) as told:
        switch.click()
    assert told.args == [False]
    assert "and Ansel Roth had never" in canvas_of(desk.view).layout_of(1).sides[Side.RESULT].content.text
    desk.view.set_mode(ViewMode.INLINE)
    assert not switch.isVisible()


def test_inline_shows_what_goes_and_what_comes(desk: Desk) -> None:
    desk.view.set_mode(ViewMode.INLINE)
    content = canvas_of(desk.view).layout_of(1).sides[Side.INLINE].content
    splice = desk.of_kind(DamageKind.SPLICE)
    old, new = content.find(splice.id, Role.OLD), content.find(splice.id, Role.NEW)
    assert old.of(content.text) == "Ansel Roth"
    assert new.of(content.text) == "he"
    desk.decide(splice, Verdict.ACCEPTED)
    assert canvas_of(desk.view).layout_of(1).sides[Side.INLINE].content.find(splice.id, Role.OLD) is None


def test_evidence_is_not_shown_where_it_is_the_place_itself(desk: Desk) -> None:
    from desktop_app.ui.panes.evidence import evidence_spans

    assert evidence_spans(canvas_of(desk.view)) == ()
    splice = desk.of_kind(DamageKind.SPLICE)
    desk.view.set_current(splice.id)
    assert [span.of(TEXT) for span in evidence_spans(canvas_of(desk.view))] == ["Ansel Roth"]


def test_without_a_text_the_page_is_there(qtbot: QtBot) -> None:
    view = ReviewView(theme_named("dark"))
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.set_session(None)
    view.set_mode(ViewMode.INLINE)
    view.set_current(None)
    view.set_zoom(120)
    view.refresh(frozenset(["nothing"]))
    assert view.caret_span().start == 0
    assert view.grab().toImage().pixelColor(300, 300) == theme_named("dark").page


def test_everything_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    for widget in desk.view.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert widget.accessibleName(), widget
