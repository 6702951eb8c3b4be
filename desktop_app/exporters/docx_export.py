# SPDX-License-Identifier: Apache-2.0
"""The work of the exporter of Word documents."""

from datetime import UTC

from desktop_app.documents.docx_text import SEPARATOR, Ours, main_part, read_word, word_text
from desktop_app.documents.markup import serialised
from desktop_app.documents.package import Package, open_package
from desktop_app.exporters.docx_blank import blank_docx
from desktop_app.exporters.docx_changes import Authorship, ChangeWriter
from desktop_app.exporters.docx_comments import Comments
from desktop_app.exporters.docx_macros import without_macros
from desktop_app.exporters.exporter import ExportError
from desktop_app.exporters.passages import Passage, State, author, passages, remarks
from desktop_app.exporters.splitting import changes_of
from desktop_app.review.session import ReviewSession


def rendered(session: ReviewSession, *, from_word: bool) -> bytes:
    """Return a session as a Word document, in the original's own where it came ``from_word``.

    Raises ``ExportError`` with one sentence where it cannot hold a change.
    """
    document = session.document
    if from_word:
        package = open_package(document.source.data, document.source.name)
        separator = SEPARATOR
    else:
        separator = SEPARATOR if SEPARATOR in document.text else "\n"
        package = open_package(blank_docx(document.text, separator), document.source.name)
    return _Export(session, package, separator).render()


class _Export:
    """One document on its way out."""

    def __init__(self, session: ReviewSession, package: Package, separator: str) -> None:
        self._session = session
        self._package = package
        self._separator = separator
        self._words = read_word(package, separator)
        if self._words.text != session.document.text:
            raise ExportError("The Word document no longer holds the reviewed text; open it again.")
        self._starts = [paragraph.start for paragraph in self._words.paragraphs]
        self._ends = [paragraph.end for paragraph in self._words.paragraphs]
        self._writer = ChangeWriter(self._words, separator)
        self._comments = Comments(package, main_part(package))

    def render(self) -> bytes:
        everything = list(passages(self._session))
        notes = remarks(everything)
        wordings = [self._write(passage, notes.get(passage.start, "")) for passage in reversed(everything)]
        if not self._writer.ours and not notes:
            return without_macros(self._package, {})
        self._check("".join(reversed(wordings)))
        changed = {part: serialised(root) for part, root in self._words.roots.items()}
        return without_macros(self._package, changed | self._comments.parts())

    def _write(self, passage: Passage, remark: str) -> str:
        """Write one passage; return what the document holds there once all changes are accepted."""
        if passage.suggestion is None or passage.state is State.SAME:
            return passage.original
        changes = list(changes_of(passage, self._words.text, self._starts, self._ends, self._separator))
        possible = all(self._writer.can(change) for change in changes)
        if not possible and passage.state is State.CHANGED:
            raise ExportError(
                f"The change at “{passage.original.strip()[:40]}” would join parts that Word keeps apart "
                "(cells, boxes, sections); keep the original there."
            )
        authorship = _authorship(passage)
        may_comment = self._writer.paragraph_at(passage.start).may_have_comments
        if possible and changes:
            touched = [self._writer.change(change, authorship) for change in reversed(changes)]
            first, last = touched[-1][0], touched[0][1]
        elif remark and may_comment:
            first, last = self._writer.place(passage.start, passage.start + len(passage.original))
        if remark and may_comment:
            self._comments.add(self._writer.next_id(), remark, authorship, first, last)
        return passage.wording if possible else passage.original

    def _check(self, accepted: str) -> None:
        """Read the document again, once with our changes accepted and once with them rejected."""
        ours = Ours(frozenset(self._writer.ours))
        for wanted, found in (
            (accepted, word_text(self._words.roots, self._separator, joined=ours)),
            (self._session.document.text, word_text(self._words.roots, self._separator, rejected=ours)),
        ):
            if found.text != wanted:
                raise ExportError(
                    "The Word document could not be written without harm; export another format."
                )


def _authorship(passage: Passage) -> Authorship:
    when = passage.decision.when
    return Authorship(author(passage), when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else "")
