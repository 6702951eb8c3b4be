# SPDX-License-Identifier: Apache-2.0
"""One cause on the diagnosis page: a switch, a count, what it looks like before and after."""

from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QWidget

from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.policy import Lane
from desktop_app.ui.diagnosis.content import Cause
from desktop_app.ui.fonts import PROSE_FAMILY
from desktop_app.ui.panes.changed_part import changed_part
from desktop_app.ui.theme import Theme


def _texts(kind: DamageKind) -> tuple[str, str]:
    """Return the title and the sentence for a kind, in the language of the window."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("CauseRow", text)

    return {
        DamageKind.SPACING: (
            tr("Split into tokens"),
            tr("A tokeniser set spaces round punctuation, quotes and endings."),
        ),
        DamageKind.PARAGRAPH: (tr("Paragraphs lost"), tr("Paragraph breaks became runs of spaces.")),
        DamageKind.GAP: (tr("Words dropped"), tr("Hyphenated words and dashes were dropped by the scraper.")),
        DamageKind.SPLICE: (
            tr("Names written over words"),
            tr("A coreference step wrote names over the text, often in the wrong place."),
        ),
        DamageKind.CHARACTER: (
            tr("Characters garbled"),
            tr("Characters were decoded wrongly, escaped, or made invisible."),
        ),
        DamageKind.RESIDUE: (tr("Marks left behind"), tr("A tool left its own signs in the text.")),
        DamageKind.DUPLICATE: (tr("Doubled text"), tr("Words, sentences or paragraphs stand twice.")),
        DamageKind.BOILERPLATE: (
            tr("Page furniture"),
            tr("Lines that belong to the web page, not to the text."),
        ),
        DamageKind.DIFFERENCE: (tr("The second text differs"), tr("Both texts read otherwise here.")),
        DamageKind.OWN: (tr("Your own changes"), tr("What you have typed.")),
    }[kind]


class CauseRow(QFrame):
    """A cause with its switch; off means: leave these places alone."""

    switched = Signal(object, bool)
    """The ``DamageKind``, and whether it is to be reviewed."""

    def __init__(self, cause: Cause, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = cause.kind
        title, sentence = _texts(cause.kind)
        self.switch = QCheckBox(title, self)
        self.switch.setChecked(True)
        self.switch.setToolTip(self.tr("Review these places; off leaves them as they are"))
        self.switch.setAccessibleName(f"{title}: {cause.count}. {sentence}")
        heading = QFont(self.font())
        heading.setWeight(QFont.Weight.DemiBold)
        self.switch.setFont(heading)
        self.switch.toggled.connect(self._toggled)

        number = QLabel(f"{cause.count:,}".replace(",", " "), self)
        large = QFont(self.font())
        large.setPixelSize(round(QFontInfo(self.font()).pixelSize() * 1.7))
        large.setWeight(QFont.Weight.DemiBold)
        number.setFont(large)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        number.setMinimumWidth(number.fontMetrics().horizontalAdvance("00 000"))

        why = QLabel(sentence, self)
        why.setWordWrap(True)
        why.setMinimumWidth(180)
        quiet = why.palette()
        quiet.setColor(why.foregroundRole(), theme.margin_text)
        why.setPalette(quiet)

        self._sample = QLabel(self)
        self._sample.setTextFormat(Qt.TextFormat.RichText)
        self._sample.setWordWrap(True)
        self._sample.setMinimumWidth(200)
        self._sample.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._sample.setText(_sample_html(cause, theme))
        self._sample.setAccessibleName(self.tr("For example: {0}").format(cause.after))

        lanes = QLabel(self._lane_text(cause), self)
        lanes.setPalette(quiet)
        lanes.setMinimumWidth(lanes.fontMetrics().horizontalAdvance(self.tr("{0} need you").format("00 000")))
        lanes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

        grid = QGridLayout(self)
        grid.setContentsMargins(0, 12, 0, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.addWidget(number, 0, 0, 2, 1)
        grid.addWidget(self.switch, 0, 1)
        grid.addWidget(why, 1, 1)
        grid.addWidget(self._sample, 0, 2, 2, 1)
        grid.addWidget(lanes, 0, 3, 2, 1)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 5)

    def _lane_text(self, cause: Cause) -> str:
        words = {
            Lane.SURE: self.tr("{0} sure"),
            Lane.LIKELY: self.tr("{0} likely"),
            Lane.NEEDS_YOU: self.tr("{0} need you"),
        }
        return "\n".join(words[lane].format(cause.lanes[lane]) for lane in Lane if cause.lanes[lane])

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        self._sample.setEnabled(on)
        self.switched.emit(self._kind, on)


def _sample_html(cause: Cause, theme: Theme) -> str:
    """Mark what differs: struck through in orange where it goes, underlined in blue where it comes."""
    before, after = cause.before, cause.after
    gone, come = changed_part(before, after, whole_words=False)
    old, new = gone.of(before), come.of(after)
    old_html = escape(old).replace(" ", "&nbsp;" if not old.strip() else " ")
    new_html = escape(new).replace("\n\n", " ¶ ").replace("\n", " ↵ ")
    head, tail = escape(before[: gone.start]), escape(before[gone.end :])
    return (
        f"<span style='font-family:\"{PROSE_FAMILY}\"'>{head}"
        f"<span style='color:{theme.old_line.name()};text-decoration:line-through;"
        f"background:{theme.old_quiet.name()}'>{old_html}</span>"
        f"<span style='color:{theme.new_line.name()};text-decoration:underline;"
        f"background:{theme.new_quiet.name()}'>{new_html}</span>{tail}</span>"
    )
