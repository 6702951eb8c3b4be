# SPDX-License-Identifier: Apache-2.0
"""The card of the current suggestion: everything that is needed to decide it, in one fixed place."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.repair.suggestion import LOST, Suggestion
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.policy import lane
from desktop_app.ui import wording
from desktop_app.ui.action_set import ActionSet
from desktop_app.ui.suggestions.card_parts import ButtonRow, Line
from desktop_app.ui.suggestions.choice_row import Choice
from desktop_app.ui.suggestions.choices import Choices
from desktop_app.ui.suggestions.context import before_and_after, sentence_around, visible
from desktop_app.ui.theme import Theme

_REACH, _REACH_WIDE = 160, 70
"""Code points of context to either side, beside the texts and under them."""

MOST_CHOICES = 8
"""Alternatives shown; one digit stays free to keep the original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardContent:
    """What the card shows."""

    text: str
    """The whole original."""
    suggestion: Suggestion
    decision: Decision
    chosen: int
    """The index of the alternative that accepting takes."""
    sentence: str
    """What a screen reader says."""
    series_title: str
    others: int
    """Other members of the series."""
    others_undecided: int
    bookmarked: bool = False


class SuggestionCard(QScrollArea):
    """Shows one suggestion and takes the decision on it."""

    chosen = Signal(int)
    """The index of an alternative; the one behind the last keeps the original."""
    own_wording = Signal(str)
    wording_typed = Signal(str)
    """What stands in the field for own words, while it is being written."""
    noted = Signal(str)
    left = Signal()
    """The editor has finished typing here."""

    def __init__(self, theme: Theme, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._content: CardContent | None = None
        self._wide = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(292)
        body = QWidget(self)
        self.setWidget(body)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, body)
        self._parts.setContentsMargins(16, 6, 16, 14)
        self._parts.setSpacing(10)
        self._build()
        self.show_content(None)

    # Building

    def _build(self) -> None:
        self._empty = self._label()
        self._empty.setText(self.tr("Choose a suggestion in the list or in the text to decide it here."))
        self._parts.addWidget(self._empty)
        self._place, first = self._part()
        self._deciding, second = self._part()
        self._reasons, third = self._part()
        self._build_place(first)
        self._build_deciding(second)
        self._build_reasons(third)
        self._parts.addStretch(0)
        self.set_wide(wide=False)

    def _part(self) -> tuple[QWidget, QVBoxLayout]:
        host = QWidget(self.widget())
        column = QVBoxLayout(host)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._parts.addWidget(host)
        return host, column

    def _build_place(self, column: QVBoxLayout) -> None:
        self._kind = self._label(weight=QFont.Weight.DemiBold, scale=1.15)
        column.addWidget(self._kind)
        self._state = self._label()
        column.addWidget(self._state)
        self._context = self._label(scale=1.08)
        self._context.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(self._context)
        column.addStretch(1)

    def _build_deciding(self, column: QVBoxLayout) -> None:
        self.choices = Choices(self._theme, self.widget())
        self.choices.chosen.connect(self.chosen)
        column.addWidget(self.choices)
        self._own = self._line(self.tr("Your wording"))
        self._own.returnPressed.connect(self._take_own)
        self._own.textEdited.connect(self.wording_typed)
        column.addWidget(self._own)
        self._button_row = self._make_buttons()
        column.addWidget(self._button_row)
        column.addStretch(1)

    def _build_reasons(self, column: QVBoxLayout) -> None:
        self._why = self._label()
        self._facts = self._label()
        self._evidence = self._link("evidence")
        self._series = self._label()
        self._series_button = self._link("series")
        self._note = self._line(self.tr("Note"))
        self._note.editingFinished.connect(self._take_note)
        for widget in (
            self._why,
            self._facts,
            self._evidence,
            self._series,
            self._series_button,
            self._note,
        ):
            column.addWidget(widget)
        column.addStretch(1)

    def set_wide(self, *, wide: bool) -> None:
        """Lay the card out for a place under the texts, or beside them."""
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._wide = wide
        self._parts.setDirection(direction)
        self._parts.setSpacing(26 if wide else 12)
        for part, share in ((self._place, 3), (self._deciding, 4), (self._reasons, 3)):
            self._parts.setStretchFactor(part, share if wide else 0)
        self._parts.setStretch(self._parts.count() - 1, 0 if wide else 1)
        if self._content is not None:
            self.show_content(self._content)

    def _label(self, *, weight: QFont.Weight | None = None, scale: float = 1.0) -> QLabel:
        label = QLabel(self.widget())
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if weight is not None or scale != 1.0:
            font = QFont(self.font())
            font.setPixelSize(round(self.fontInfo().pixelSize() * scale))
            if weight is not None:
                font.setWeight(weight)
            label.setFont(font)
        return label

    def _line(self, name: str) -> Line:
        line = Line(self.widget())
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.setMinimumHeight(30)
        line.left.connect(self.left)
        return line

    def _link(self, action_id: str) -> QToolButton:
        button = QToolButton(self.widget())
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setToolTip(self._actions[action_id].toolTip())
        button.clicked.connect(self._actions[action_id].trigger)
        return button

    def _make_buttons(self) -> ButtonRow:
        row = ButtonRow(self.widget())
        self._act_buttons: dict[str, QPushButton] = {}
        for action_id in ("accept", "keep", "later"):
            action = self._actions[action_id]
            button = QPushButton(action.icon(), "", row)
            button.setToolTip(action.toolTip())
            button.setAutoDefault(False)
            button.setMinimumHeight(32)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(action.trigger)
            row.add(button)
            self._act_buttons[action_id] = button
        return row

    # Showing

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        self._theme = theme
        self.choices.set_theme(theme)
        self._button_row.set_icons([self._actions[name].icon() for name in self._act_buttons])
        self.show_content(self._content)

    def show_content(self, content: CardContent | None) -> None:
        """Show a suggestion; None shows what to do instead."""
        typing = self._own.hasFocus() and self._content and content
        same = typing and self._content and content and self._content.suggestion.id == content.suggestion.id
        self._content = content
        self._empty.setVisible(content is None)
        self._place.setVisible(content is not None)
        self._deciding.setVisible(content is not None)
        self._reasons.setVisible(content is not None)
        if content is None:
            self.setAccessibleName(self.tr("No suggestion"))
            return
        self._show_choices(content)
        suggestion, decision = content.suggestion, content.decision
        self.setAccessibleName(content.sentence)
        self._kind.setText(wording.kind_name(suggestion.kind))
        self._show_state(content)
        self._context.setText(self._context_html(content))
        self._why.setText(suggestion.explanation)
        self._why.setVisible(bool(suggestion.explanation))
        self._show_evidence(suggestion)
        self._show_series(content)
        self._note.setText(decision.note)
        if not same:
            own = decision.replacement if self._is_own(content) else ""
            self._own.setText(own or "")
        self._label_buttons()

    def _show_choices(self, content: CardContent) -> None:
        suggestion, decision = content.suggestion, content.decision
        shown: list[tuple[Choice, str | None]] = []
        for alternative in suggestion.alternatives[:MOST_CHOICES]:
            _, words = before_and_after(content.text, suggestion, alternative.text)
            source = wording.source_name(alternative.source)
            choice = Choice(words or self.tr("(nothing)"), source, alternative.confidence)
            shown.append((choice, alternative.text))
        if not suggestion.alternatives and suggestion.kind.value != "own":
            shown.append((Choice(LOST, self.tr("mark as lost")), suggestion.replacement))
        kept, _ = before_and_after(content.text, suggestion)
        shown.append((Choice(self.tr("keep “{words}”").format(words=kept)), None))
        checked = [self._is_checked(decision, text, n, content.chosen) for n, (_, text) in enumerate(shown)]
        self.choices.show_choices([choice for choice, _ in shown], checked)

    @staticmethod
    def _is_checked(decision: Decision, text: str | None, number: int, chosen: int) -> bool:
        if decision.verdict is Verdict.ACCEPTED:
            return text is not None and decision.replacement == text
        if decision.verdict is Verdict.KEPT:
            return text is None
        return text is not None and number == chosen

    def _is_own(self, content: CardContent) -> bool:
        texts = {a.text for a in content.suggestion.alternatives} or {content.suggestion.replacement}
        return content.decision.verdict is Verdict.ACCEPTED and content.decision.replacement not in texts

    def _show_state(self, content: CardContent) -> None:
        decision = content.decision
        glyph = wording.PEN if self._is_own(content) else wording.GLYPHS[decision.verdict]
        words = wording.verdict_name(decision.verdict)
        if decision.who == "policy":
            words += self.tr(", nobody has looked")
        elif decision.who:
            words += self.tr(", by {who}").format(who=decision.who)
        if content.bookmarked:
            words += self.tr(" · bookmarked")
        self._state.setText(
            f"{wording.lane_name(lane(content.suggestion))} · {glyph} {words}".replace("  ", " ")
        )
        self._state.setForegroundRole(self.palette().ColorRole.PlaceholderText)

    def _context_html(self, content: CardContent) -> str:
        suggestion, theme = content.suggestion, self._theme
        glimpse = sentence_around(content.text, suggestion, _REACH_WIDE if self._wide else _REACH)
        shown = content.decision.replacement
        if shown is None and content.decision.verdict is not Verdict.KEPT:
            index = content.chosen
            alternatives = suggestion.alternatives
            shown = alternatives[index].text if index < len(alternatives) else suggestion.replacement
        old = escape(visible(glimpse.middle))
        parts = []
        if content.decision.verdict is Verdict.KEPT or (suggestion.kind.value == "own" and shown is None):
            parts.append(f'<span style="border-bottom:1px dotted">{old}</span>')
        else:
            parts.append(
                f'<span style="background-color:{theme.old_fill.name()};color:{theme.text.name()};'
                f'text-decoration:line-through">{old}</span>'
            )
            if shown:
                parts.append(
                    f'<span style="background-color:{theme.new_fill.name()};color:{theme.text.name()};'
                    f'text-decoration:underline">{escape(visible(shown))}</span>'
                )
        return f"{escape(glimpse.before)}{''.join(parts)}{escape(glimpse.after)}"

    def _show_evidence(self, suggestion: Suggestion) -> None:
        facts = [evidence.sentence for evidence in suggestion.evidence if evidence.sentence]
        self._facts.setText("\n".join(f"· {fact}" for fact in facts[:4]))
        self._facts.setVisible(bool(facts))
        places = sum(len(evidence.spans) for evidence in suggestion.evidence)
        self._evidence.setText(
            wording.plural(places, self.tr("Show the place"), self.tr("Show the {n} places"))
        )
        self._evidence.setVisible(places > 0)

    def _show_series(self, content: CardContent) -> None:
        self._series.setText(
            self.tr("{title}: {others} more, {open} undecided").format(
                title=content.series_title,
                others=wording.number(content.others),
                open=wording.number(content.others_undecided),
            )
        )
        self._series_button.setText(self.tr("Decide series…"))
        self._series.setVisible(content.others > 0)
        self._series_button.setVisible(content.others > 0)

    def _label_buttons(self) -> None:
        texts = {"accept": self.tr("Accept"), "keep": self.tr("Keep"), "later": self.tr("Later")}
        for action_id, button in self._act_buttons.items():
            letter = self._actions.letter_text(action_id)
            button.setText(f"{texts[action_id]}  {letter}")
            button.setAccessibleName(texts[action_id])

    # Acting

    def edit_wording(self) -> None:
        """Let the editor write: with the own wording, or else the proposal, to begin with."""
        if self._content is None:
            return
        if not self._own.text():
            self._own.setText(self._content.decision.replacement or self._proposal(self._content))
        self._own.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._own.selectAll()
        self.ensureWidgetVisible(self._own)

    @staticmethod
    def _proposal(content: CardContent) -> str:
        alternatives = content.suggestion.alternatives
        if content.chosen < len(alternatives):
            return alternatives[content.chosen].text
        return content.suggestion.original

    def edit_note(self) -> None:
        """Let the editor write a note."""
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(self._note)

    def typing_lines(self) -> Sequence[QObject]:
        """Return the widgets in which letters are letters."""
        return self._own, self._note

    def _take_own(self) -> None:
        if self._content is not None:
            self.own_wording.emit(self._own.text())
            self.left.emit()

    def _take_note(self) -> None:
        if self._content is not None and self._note.text() != self._content.decision.note:
            self.noted.emit(self._note.text())
