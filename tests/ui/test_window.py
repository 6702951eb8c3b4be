# SPDX-License-Identifier: Apache-2.0
"""The window as a whole: sizes, names for screen readers, languages, colours."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTranslator
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.panes.review_view import ViewMode
from desktop_app.ui.settings import Settings, SettingsStore, ThemeChoice
from desktop_app.worker.thread_engine import ThreadEngine, no_refiner
from tests.ui.conftest import show
from tests.ui.desk_texts import many, review

AREA = Qt.DockWidgetArea


def settle(width: int, height: int, desktop: Desktop) -> None:
    desktop.window.resize(width, height)
    QApplication.processEvents()


def test_the_card_moves_under_the_texts_where_it_is_narrow(reviewing: Desktop) -> None:
    window = reviewing.window
    assert window.dockWidgetArea(window.card_dock) == AREA.RightDockWidgetArea
    settle(1100, 700, reviewing)
    assert window.dockWidgetArea(window.card_dock) == AREA.BottomDockWidgetArea
    assert window.list_dock.isVisible()
    settle(900, 680, reviewing)
    assert not window.list_dock.isVisible()
    assert window.desk.mode is ViewMode.INLINE
    settle(1440, 900, reviewing)
    assert window.dockWidgetArea(window.card_dock) == AREA.RightDockWidgetArea
    assert window.desk.mode is ViewMode.SIDE_BY_SIDE


@pytest.mark.parametrize("size", [(1440, 900), (1024, 680)])
def test_everything_needed_to_decide_is_in_sight(reviewing: Desktop, size: tuple[int, int]) -> None:
    settle(*size, reviewing)
    window = reviewing.window
    assert window.width() == size[0]
    for widget in (
        *window.card._act_buttons.values(),
        window.card._own,
        *window.desk.panes(),
        window.desk.strip,
        window.panel.tree,
    ):
        inside = QRect(widget.mapTo(window, QPoint()), widget.size()) & window.rect()
        assert widget.isVisible()
        assert inside.width() * inside.height() > 0.95 * widget.width() * widget.height()


def test_the_text_is_painted_before_list_and_card(reviewing: Desktop, qtbot: QtBot) -> None:
    """Else one turn of the event loop would paint all of it: the editor waits for the text only."""
    window = reviewing.window
    painted: list[QObject] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Paint:
                painted.append(watched)
            return False

    text, beside = window.desk.view.result_pane, (window.panel.tree.viewport(), window.card.widget())
    watch = Watch()
    for widget in (text, *beside):
        widget.installEventFilter(watch)
    QApplication.processEvents()
    painted.clear()
    window.actions_["accept"].trigger()
    QApplication.sendPostedEvents()
    assert painted == [text]
    qtbot.waitUntil(lambda: set(painted) == {text, *beside})


def test_every_control_has_a_name(reviewing: Desktop) -> None:
    nameless = []
    for kind in (QPushButton, QToolButton, QLineEdit, QComboBox):
        for widget in reviewing.window.findChildren(kind):
            interface = QAccessible.queryAccessibleInterface(widget)
            named = interface is not None and interface.text(QAccessible.Text.Name)
            if widget.isVisible() and not named and not widget.objectName().startswith("qt_"):
                nameless.append(widget)
    assert not nameless


def test_the_card_says_all_in_one_sentence(reviewing: Desktop) -> None:
    controller = reviewing.window.controller
    total = len(controller.order)
    name = reviewing.window.card.accessibleName()
    assert name.startswith(f"Suggestion 1 of {total}, spacing, sure: ")
    assert name.endswith("undecided")


def test_panes_and_lists_tell_what_they_are(reviewing: Desktop) -> None:
    window = reviewing.window
    roles = {
        window.panel.tree: {QAccessible.Role.Tree, QAccessible.Role.List},
        window.desk.view.original_pane: {QAccessible.Role.EditableText, QAccessible.Role.Client},
        window.desk.view.result_pane: {QAccessible.Role.EditableText, QAccessible.Role.Client},
    }
    for widget, wanted in roles.items():
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name)
        assert interface.role() in wanted


class Lengthened(QTranslator):
    """Makes every text half as long again, and marks it."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        del context, disambiguation, n
        return f"[{text}{'~' * (len(text) // 2)}]"

    def isEmpty(self) -> bool:  # noqa: N802 - as Qt calls it
        return False


def test_longer_languages_do_not_break_the_window(
    qtbot: QtBot, qapp: QApplication, store: SettingsStore
) -> None:
    translator = Lengthened()
    QCoreApplication.installTranslator(translator)
    try:
        store.save(Settings(theme=ThemeChoice.LIGHT, show_diagnosis=False))
        desktop = Desktop(qapp, store, ThreadEngine(no_refiner))
        show(desktop, review())
        desktop.window.resize(1024, 680)
        desktop.window.show()
        qtbot.waitExposed(desktop.window)
        assert desktop.window.width() == 1024
        assert desktop.window.actions_["accept"].text().startswith("[")
        untranslated = [
            widget.text()
            for widget in desktop.window.findChildren(QPushButton)
            if widget.isVisible() and widget.text() and not widget.text().startswith("[")
        ]
        assert not untranslated
        QApplication.processEvents()
        for button in desktop.window.card._act_buttons.values():
            assert button.width() >= button.minimumSizeHint().width()
    finally:
        QCoreApplication.removeTranslator(translator)
        desktop.window.close()
        desktop.window.deleteLater()
        desktop.deleteLater()


def colours(widget: QWidget) -> int:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_no_pane_is_empty(reviewing: Desktop, theme: ThemeChoice) -> None:
    window = reviewing.window
    reviewing.view_acts._keep(Settings(theme=theme, reduced_motion=True))
    QApplication.processEvents()
    assert window.theme.dark == (theme is ThemeChoice.DARK)
    for pane in (window.panel.tree, *window.desk.panes(), window.card, window.desk.strip, window.toolbar):
        assert colours(pane) > 8, pane


def test_zoom_makes_everything_larger(reviewing: Desktop) -> None:
    before = QApplication.font().pixelSize()
    reviewing.window.actions_["zoom_in"].trigger()
    assert QApplication.font().pixelSize() > before
    reviewing.window.actions_["zoom_reset"].trigger()
    assert QApplication.font().pixelSize() == before


def test_a_lane_clicked_shows_only_that_lane_and_again_all(reviewing: Desktop) -> None:
    window = reviewing.window
    window.desk.strip._buttons[next(iter(window.desk.strip._buttons))].click()
    assert window.controller.scope is not None
    assert len(window.panel.model.shown()) < len(window.controller.order)
    window.desk.strip._buttons[next(iter(window.desk.strip._buttons))].click()
    assert window.controller.scope is None


def test_the_end_of_a_review_says_what_is_next(reviewing: Desktop) -> None:
    for _ in range(len(reviewing.window.controller.order)):
        reviewing.window.actions_["keep"].trigger()
    assert "Everything is decided" in reviewing.window.banner.sentence
    assert "100 %" in reviewing.window.desk.strip._decided.text()


def test_a_bookmark_is_found_again(reviewing: Desktop) -> None:
    window, controller = reviewing.window, reviewing.window.controller
    third = controller.order[2].id
    controller.set_current(third)
    window.actions_["bookmark"].trigger()
    controller.set_current(controller.order[0].id)
    window.actions_["next_bookmark"].trigger()
    assert controller.current == third


def test_undo_restores_text_states_counts_and_card(reviewing: Desktop) -> None:
    window, controller = reviewing.window, reviewing.window.controller
    session = controller.session
    assert session is not None
    before = (session.result, window.desk.strip._decided.text(), window.card.accessibleName())
    window.actions_["accept"].trigger()
    assert (session.result, window.desk.strip._decided.text()) != before[:2]
    window.actions_["undo"].trigger()
    assert (session.result, window.desk.strip._decided.text(), window.card.accessibleName()) == before


def test_thousands_of_suggestions_are_decided_in_one_act(
    show_review: Callable[[ReviewSession], Desktop], qtbot: QtBot
) -> None:
    desktop = show_review(many(5_000))
    controller = desktop.window.controller
    controller.decide_many([s.id for s in controller.order], Verdict.ACCEPTED, "All")
    qtbot.waitUntil(lambda: desktop.window.desk.tally.lanes.decided.total() == 5_000)
    controller.undo()
    assert controller.session is not None
    assert controller.session.counts()[Verdict.UNDECIDED] == 5_000
