# SPDX-License-Identifier: Apache-2.0
"""The window: menus, toolbar, list, texts, card and status, put together and kept in proportion."""

from collections.abc import Set

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane
from desktop_app.ui import wording
from desktop_app.ui.action_set import ActionSet
from desktop_app.ui.actions import Group
from desktop_app.ui.banner import Banner
from desktop_app.ui.fitting import Fitting
from desktop_app.ui.icons import IconSet
from desktop_app.ui.painted_later import PaintedLater
from desktop_app.ui.panes.review_view import ViewMode
from desktop_app.ui.review_controller import ReviewController
from desktop_app.ui.review_desk import ReviewDesk
from desktop_app.ui.settings import Settings, SettingsStore
from desktop_app.ui.start_page import StartPage
from desktop_app.ui.status_line import StatusLine
from desktop_app.ui.suggestions.card import CardContent, SuggestionCard
from desktop_app.ui.suggestions.panel import SuggestionPanel
from desktop_app.ui.theme import Theme
from desktop_app.ui.toolbar import ReviewToolBar

SMALLEST = (800, 560)


class MainWindow(QMainWindow):
    """Shows one review. What the acts do is told by ``acts``."""

    dropped = Signal(object)
    """Paths that were dropped, a list of str."""
    pasted = Signal(str)
    """Text dropped onto the window."""
    closing = Signal()

    def __init__(self, theme: Theme, settings: Settings, store: SettingsStore) -> None:
        super().__init__()
        self.theme = theme
        self.settings = settings
        self.store = store
        self.bookmarks: set[str] = set()
        self.icons = IconSet(theme)
        self.controller = ReviewController(self)
        self.actions_ = ActionSet(self, self.icons, settings.shortcuts)
        self._diagnosis: QWidget | None = None
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.setObjectName("window")
        self.setDockOptions(QMainWindow.DockOption.AnimatedDocks)
        self._build()
        self._connect()
        self.show_title()
        self.apply_settings(settings)

    # Putting together

    def _build(self) -> None:
        self.menus = self.actions_.fill(self.menuBar())
        self.recent_menu = QMenu(self.tr("Open &recent"), self)
        self.menus[Group.FILE].insertMenu(self.actions_["paste_new"], self.recent_menu)
        self.toolbar = ReviewToolBar(self.actions_, self)
        self.addToolBar(self.toolbar)
        self.banner = Banner(self.theme, self.icons, self)
        self.start = StartPage(self.theme, self.icons, self.actions_, self)
        self.desk = ReviewDesk(self.theme, self.controller, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.start)
        self.pages.addWidget(self.desk)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self.panel = SuggestionPanel(self.theme, self.actions_, self)
        self.card = SuggestionCard(self.theme, self.actions_, self)
        self.fitting = Fitting(self)
        self.list_dock, self.card_dock = self.fitting.list_dock, self.fitting.card_dock
        self._beside = PaintedLater((self.list_dock, self.card_dock), self)
        self.status = StatusLine(self.icons, self)
        self.setStatusBar(self.status)
        reading = (self.panel.tree, self.desk.view.original_pane, self.card)
        self.actions_.attach_letters(reading)
        self.actions_.attach_area_keys((self.panel.tree, self.desk.view, self.card))
        QWidget.setTabOrder(self.panel.tree, self.desk.view.original_pane)
        QWidget.setTabOrder(self.desk.view.original_pane, self.desk.view.result_pane)
        QWidget.setTabOrder(self.desk.view.result_pane, self.card)

    def _connect(self) -> None:
        controller = self.controller
        controller.session_changed.connect(self._session_changed)
        controller.changed.connect(self._changed)
        controller.current_changed.connect(self._current_changed)
        controller.chosen_changed.connect(self._choice_changed)
        controller.acted.connect(self._acted)
        self.panel.picked.connect(controller.set_current)
        self.panel.filtered.connect(controller.set_scope)
        self.panel.listed.connect(self._listed)
        self.closing.connect(self.panel.close_work)
        self.desk.strip.lane_clicked.connect(self._lane_clicked)
        self.desk.mode_changed.connect(self._mode_changed)
        self.desk.counted.connect(self._show_card)
        self.desk.view.zoom_requested.connect(self._zoom_wanted)
        self.desk.view.place_changed.connect(self.status.show_place)
        self.desk.view.editing_changed.connect(self._editing_changed)
        self.card.chosen.connect(controller.choose)
        self.card.own_wording.connect(controller.own_wording)
        self.card.noted.connect(controller.note)
        self.card.left.connect(self.back_to_list)
        self.card.wording_typed.connect(self._wording_typed)
        for dock, action_id in ((self.list_dock, "toggle_list"), (self.card_dock, "toggle_card")):
            dock.visibilityChanged.connect(self.actions_[action_id].setChecked)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    # Pages

    def set_diagnosis(self, page: QWidget) -> None:
        """Take the page that tells what happened to the text; it is shown by ``show_page``."""
        self._diagnosis = page
        self.pages.addWidget(page)

    @property
    def diagnosis(self) -> QWidget | None:
        """The page that tells what happened to the text."""
        return self._diagnosis

    def show_page(self, page: QWidget | None = None) -> None:
        """Show the start page, the diagnosis or the desk; the desk, or the start page, by default."""
        has_text = self.controller.session is not None
        wanted = page or (self.desk if has_text else self.start)
        self.pages.setCurrentWidget(wanted)
        on_desk = wanted is self.desk
        self.list_dock.setVisible(on_desk and not self.fitting.narrow)
        self.card_dock.setVisible(on_desk)
        self.actions_.set_text_open(is_open=has_text, on_desk=on_desk)
        self.actions_["diagnosis"].setEnabled(has_text and self._diagnosis is not None)
        self.actions_["diagnosis"].setChecked(wanted is self._diagnosis)
        self._show_undo()

    # Showing

    @Slot()
    def _session_changed(self) -> None:
        session = self.controller.session
        self.bookmarks = set()
        self.panel.set_session(session)
        self.status.show_document(session.document if session else None)
        self.show_title()
        self.show_page()
        self._show_place()
        self._show_card()

    @Slot(object)
    def _changed(self, ids: Set[str]) -> None:
        self._beside.hold()
        self.panel.refresh(ids)
        self._show_card()
        self._show_place()

    @Slot()
    def _listed(self) -> None:
        self.panel.set_current(self.controller.current)
        self._show_card()

    @Slot(object)
    def _current_changed(self, suggestion_id: str | None) -> None:
        self._beside.hold()
        self.panel.set_current(suggestion_id)
        self.desk.view.preview_wording(None)
        self._show_card()
        self._show_place()

    @Slot(object)
    def _acted(self, change: object) -> None:
        del change
        self.desk.view.preview_wording(None)
        self._show_undo()

    def _show_undo(self) -> None:
        history = self.controller.history
        for action_id, label, plain in (
            ("undo", history.undo_label, self.tr("Undo")),
            ("redo", history.redo_label, self.tr("Redo")),
        ):
            action = self.actions_[action_id]
            action.setEnabled(label is not None)
            action.setText(f"&{plain}: {label}" if label else f"&{plain}")

    def _show_place(self) -> None:
        index, current = self.controller.index, self.controller.current
        number = index.get(current or "", -1) + 1
        self.toolbar.show_place(number, len(index))
        title = self.tr("Suggestion {n} of {total}").format(n=number, total=len(index))
        self.fitting.name_card(title if number else self.tr("Suggestion"))

    @Slot()
    def _show_card(self) -> None:
        session, suggestion = self.controller.session, self.controller.current_suggestion()
        if session is None or suggestion is None:
            self.card.show_content(None)
            return
        members, undecided = self.desk.tally.series(suggestion)
        is_open = session.decision(suggestion.id).verdict is Verdict.UNDECIDED
        marked = suggestion.id in self.bookmarks
        self.actions_["bookmark"].setChecked(marked)
        self.card.show_content(
            CardContent(
                text=session.document.text,
                suggestion=suggestion,
                decision=session.decision(suggestion.id),
                chosen=self.controller.chosen(suggestion.id),
                sentence=self.panel.model.sentence(suggestion),
                series_title=wording.series_title(suggestion),
                others=members - 1,
                others_undecided=undecided - is_open,
                bookmarked=marked,
            )
        )

    @Slot(str)
    def _choice_changed(self, suggestion_id: str) -> None:
        suggestion = self.controller.current_suggestion()
        if suggestion is not None and suggestion.id == suggestion_id and suggestion.alternatives:
            chosen = suggestion.alternatives[self.controller.chosen(suggestion_id)].text
            self.desk.view.preview_wording(suggestion_id, chosen)
        self._show_card()

    @Slot(str)
    def _wording_typed(self, text: str) -> None:
        if self.controller.current is not None:
            self.desk.view.preview_wording(self.controller.current, text)

    def refresh_card(self) -> None:
        """Show the card anew, as after a bookmark."""
        self._show_card()

    def show_title(self) -> None:
        """Show the name of the text in the title."""
        session = self.controller.session
        name = session.document.source.name if session else ""
        self.setWindowTitle(f"{name}[*] – Palimpsest" if name else "Palimpsest")

    # Settings

    def apply_settings(self, settings: Settings) -> None:
        """Take in what the editor has chosen."""
        self.settings = settings
        self.controller.reviewer = settings.reviewer
        self.controller.advance = settings.advance
        self.actions_.set_keys(settings.shortcuts)
        self.actions_.set_letters_enabled(settings.single_keys)
        self.actions_["invisible"].setChecked(settings.show_invisible)
        self.actions_["fold"].setChecked(settings.fold_unchanged)
        self.desk.apply(settings, "Source Serif 4")
        mode = settings.view_mode if settings.view_mode in set(ViewMode) else ViewMode.SIDE_BY_SIDE
        self.desk.set_mode(ViewMode.INLINE if self.fitting.narrow else ViewMode(mode))
        self.status.show_zoom(settings.zoom)
        self.start.show_recent(settings.recent)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in other colours."""
        self.theme = theme
        self.icons.set_theme(theme)
        self.actions_.retint()
        for part in (self.banner, self.start, self.desk, self.panel, self.card):
            part.set_theme(theme)
        self.status.retint()
        if self._diagnosis is not None and hasattr(self._diagnosis, "set_theme"):
            self._diagnosis.set_theme(theme)

    # Focus and modes

    def panes(self) -> list[QWidget]:
        """Return what F6 goes through: list, original, result, card."""
        candidates = (self.panel.tree, *self.desk.panes(), self.card)
        return [pane for pane in candidates if pane.isVisible()]

    def next_pane(self, step: int) -> None:
        """Go to the next pane, or the one before."""
        panes = self.panes()
        focus = QApplication.focusWidget()
        here = next(
            (i for i, p in enumerate(panes) if p is focus or (focus and p.isAncestorOf(focus))), -step
        )
        if panes:
            panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def back_to_list(self) -> None:
        """Leave typing: the list takes the keys; where it is hidden the original, or else the card."""
        wanted = (self.panel.tree, self.desk.view.original_pane)
        target = next((pane for pane in wanted if pane.isVisible()), self.card)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QWidget, QWidget)
    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        if new is None or new.window() is not self:
            return
        in_field = isinstance(new, (QLineEdit, QTextEdit, QPlainTextEdit)) and not new.isReadOnly()
        result = self.desk.view.result_pane
        typing = in_field or (new is result and result.editable)
        self.status.show_typing(typing=typing)

    @Slot(bool)
    def _editing_changed(self, editing: bool) -> None:
        self.status.show_typing(typing=editing)

    @Slot(str)
    def _lane_clicked(self, lane: str) -> None:
        self.list_dock.show()
        self.panel.show_only(lane=Lane(lane))

    @Slot(int)
    def _zoom_wanted(self, step: int) -> None:
        self.actions_["zoom_in" if step > 0 else "zoom_out"].trigger()

    @Slot(str)
    def _mode_changed(self, mode: str) -> None:
        for value, action_id in (
            (ViewMode.SIDE_BY_SIDE, "view_side"),
            (ViewMode.INLINE, "view_inline"),
            (ViewMode.RESULT, "view_result"),
        ):
            self.actions_[action_id].setChecked(mode == value.value)
        self.actions_["toggle_original"].setChecked(mode == ViewMode.SIDE_BY_SIDE.value)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves typing and goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.controller.session is not None:
            if self.isFullScreen() and self.panel.tree.hasFocus():
                self.actions_["full_screen"].trigger()
            self.back_to_list()
            return
        if event.matches(QKeySequence.StandardKey.Paste) and self.controller.session is None:
            self.actions_["paste_new"].trigger()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the card and fold the list away where there is no room."""
        super().resizeEvent(event)
        self.fitting.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the check mark of full screen true."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_["full_screen"].setChecked(self.isFullScreen())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and text."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.dropped.emit(paths)
        elif event.mimeData().hasText():
            self.pasted.emit(event.mimeData().text())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the layout, and let the work in the background end first."""
        self.store.save_layout("geometry", self.saveGeometry())
        self.store.save_layout("state", self.saveState())
        self.closing.emit()
        event.accept()
