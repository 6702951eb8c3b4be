# SPDX-License-Identifier: Apache-2.0
"""The redline on paper: one PDF by Qt's own printing, in light colours and with marks that show by shape.

It stands here and not with the other exporters because only the window may use Qt.
"""

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop_app.exporters import ExportError
from desktop_app.exporters.passages import State, passages, trimmed
from desktop_app.review.session import ReviewSession
from desktop_app.ui.fonts import INTERFACE_FAMILY, PROSE_FAMILY

MARGIN = 22.0
"""Millimetres on all sides."""

FOOT = 26.0
"""Points that the page number takes at the foot."""

_POINTS = 72
"""Dots per inch: with this resolution all lengths on the page are points."""

_OLD, _NEW = QColor("#a84300"), QColor("#0b57b7")
_OLD_GROUND, _NEW_GROUND = QColor("#fff1e2"), QColor("#e9f2ff")
_OPEN_GROUND = QColor("#fff9c9")
_QUIET = QColor("#5f6368")


@dataclass(frozen=True, slots=True)
class RedlinePdf:
    """Old words struck through, new ones underlined; undecided ones dashed and in brackets."""

    id: str = "pdf"
    label: str = "Redline (PDF)"
    suffix: str = ".pdf"
    shows_open: bool = True

    def render(self, session: ReviewSession) -> bytes:
        """Return the PDF's bytes; raise ``ExportError`` where Qt cannot draw it."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_POINTS)
        writer.setTitle(session.document.source.name)
        writer.setCreator("Palimpsest")
        writer.setPageLayout(
            QPageLayout(
                QPageSize(paper(QLocale())),
                QPageLayout.Orientation.Portrait,
                QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN),
                QPageLayout.Unit.Millimeter,
            )
        )
        document = _laid_out(session, writer)
        painter = QPainter()
        if not painter.begin(writer):
            raise ExportError("The PDF cannot be drawn; export the redline as HTML and print that.")
        _draw(document, writer, painter)
        painter.end()
        buffer.close()
        return bytes(buffer.data().data())


def paper(locale: QLocale) -> QPageSize.PageSizeId:
    """Return US Letter where inches are usual, else A4."""
    american = locale.measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.Letter if american else QPageSize.PageSizeId.A4


def _format(ink: QColor, ground: QColor, *, struck: bool, dashed: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(ink)
    look.setBackground(ground)
    look.setFontStrikeOut(struck)
    if dashed:
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    elif not struck:
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return look


def _laid_out(session: ReviewSession, writer: QPdfWriter) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    font = QFont(PROSE_FAMILY)
    font.setPointSizeF(10.5)
    document.setDefaultFont(font)
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    _head(cursor, session.document.source.name)
    _body(cursor, session)
    cursor.endEditBlock()
    document.setPageSize(QSizeF(writer.width(), writer.height() - FOOT))
    return document


def _head(cursor: QTextCursor, name: str) -> None:
    title = QTextCharFormat()
    title.setFontPointSize(17)
    title.setFontWeight(QFont.Weight.DemiBold)
    cursor.insertText(name, title)
    _paragraph(cursor)
    quiet = QTextCharFormat()
    quiet.setForeground(_QUIET)
    quiet.setFontPointSize(8.5)
    cursor.insertText(
        QCoreApplication.translate(
            "redline",
            "Struck through: taken out. Underlined: put in. "
            "Dashed and in [brackets]: proposed, not decided. ‸: something was lost here.",
        ),
        quiet,
    )
    _paragraph(cursor)


def _body(cursor: QTextCursor, session: ReviewSession) -> None:
    plain = QTextCharFormat()
    for passage in passages(session):
        if passage.state is State.SAME:
            _insert(cursor, passage.original, plain)
            continue
        is_open = passage.state is not State.CHANGED
        before, old, new, after = trimmed(passage.original, passage.wording)
        _insert(cursor, before, plain)
        left, right = ("[", "]") if is_open else ("", "")
        old_look = _format(_OLD, _OPEN_GROUND if is_open else _OLD_GROUND, struck=True, dashed=is_open)
        new_look = _format(_NEW, _OPEN_GROUND if is_open else _NEW_GROUND, struck=False, dashed=is_open)
        cursor.insertText(left, plain)
        if passage.state is State.LOST:
            cursor.insertText("‸", new_look)
        cursor.insertText(old.replace("\n", "¶"), old_look)
        cursor.insertText(new.replace("\n", "¶"), new_look)
        cursor.insertText(right, plain)
        for _ in range(new.count("\n")):
            _paragraph(cursor)
        _insert(cursor, after, plain)


def _insert(cursor: QTextCursor, text: str, look: QTextCharFormat) -> None:
    first, *rest = text.split("\n")
    cursor.insertText(first, look)
    for line in rest:
        _paragraph(cursor)
        cursor.insertText(line, look)


def _paragraph(cursor: QTextCursor) -> None:
    block = QTextBlockFormat()
    block.setBottomMargin(7)
    block.setLineHeight(132, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.insertBlock(block, QTextCharFormat())


def _draw(document: QTextDocument, writer: QPdfWriter, painter: QPainter) -> None:
    size = document.pageSize()
    pages = document.pageCount()
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(Qt.GlobalColor.black))  # the theme may be dark
    foot = QFont(INTERFACE_FAMILY)
    foot.setPointSizeF(8)
    for page in range(pages):
        if page:
            writer.newPage()
        view = QRectF(0, page * size.height(), size.width(), size.height())
        painter.save()
        painter.translate(0, -view.top())
        painter.setClipRect(view)
        context.clip = view
        document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setFont(foot)
        painter.setPen(_QUIET)
        painter.drawText(
            QRectF(0, size.height(), size.width(), FOOT),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom),
            QCoreApplication.translate("redline", "{page} of {pages}").format(page=page + 1, pages=pages),
        )
