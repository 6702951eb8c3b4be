# SPDX-License-Identifier: Apache-2.0
"""What a project holds, as it is read from the rows of its file."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Any

from desktop_app.documents.document import Document, SourceInfo, UnreadableDocumentError
from desktop_app.documents.loading import LARGEST_FILE, open_document, read_document
from desktop_app.documents.readers import ReadOptions
from desktop_app.repair.packed import PackedSuggestions, Packing, pack
from desktop_app.repair.patterns import Patterns
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.act_log import ActLog
from desktop_app.review.decision import UNDECIDED, Decision, DecisionChange
from desktop_app.review.history import History
from desktop_app.review.kept_sources import KeptSource
from desktop_app.review.overlaps import later_ones
from desktop_app.review.project_rows import (
    BrokenRowError,
    change_from_json,
    from_json,
    source_from_json,
    suggestion_from_json,
)
from desktop_app.review.session import ReviewSession

_PLAIN = {"text", "markdown"}
PIECE = 16 * 1024
"""Bytes in one row of the source: what of a broken file is readable is lost or saved by the piece."""
LARGEST_TEXT = 3 * LARGEST_FILE
"""Bytes of a source, or of its text in UTF-8, which takes up to three times the room of other encodings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A review as its project file tells it."""

    document: Document
    found: PackedSuggestions = field(default_factory=partial(pack, ()))
    """Suggestions of the detectors."""
    own: tuple[Suggestion, ...] = ()
    """Changes the editor has typed."""
    former: tuple[Suggestion, ...] = ()
    """Suggestions that are no longer found, but stand in the history."""
    base: Mapping[str, Decision] = field(default_factory=dict)
    """Decisions that were there before the first act, as from a decision log."""
    acts: Sequence[DecisionChange] = ()
    position: int = 0
    """How many of the acts are in force."""
    decisions: Mapping[str, Decision] | None = field(default=None, compare=False)
    """What they amount to, where that has been counted already; ``session`` counts it otherwise."""
    state: Mapping[str, Any] = field(default_factory=dict)
    """View, settings, bookmarks and whatever else was put there, by name."""
    losses: tuple[str, ...] = ()
    """What could not be read, one sentence each; empty for a sound file."""

    def history(self) -> History:
        """Return the undo history, to go on with."""
        return History(self.acts, self.position)

    def session(self) -> ReviewSession:
        """Return the review, at the place where it was."""
        decisions = self.decisions
        if decisions is None:
            decisions = dict(self.base)
            for act in islice(self.acts, self.position):
                decisions.update(act.after)
        return ReviewSession(self.document, self.found, decisions, self.own, self.former)


def read_contents(connection: sqlite3.Connection, kept: KeptSource) -> Contents:
    """Read a project row by row; a row that cannot be read costs itself and is told in ``losses``.

    Where the project's own copy of the source is broken, it is taken from where the source lay, if it
    lies there unchanged, or from the copy that is kept apart. Raises ``BrokenRowError`` where not even
    the source's text is there.
    """
    losses: list[str] = []
    state = read_state(connection, losses)
    facts = state.pop("source", None)
    data = _pieces(connection, "source_bytes", losses)
    body = _pieces(connection, "source_text", losses)
    document = _document(facts, data, body, kept, losses)
    roles = _suggestions(connection, document.text, losses)
    found = later_ones(roles.found.packed())
    known = {*found.ids(), *(s.id for some in (roles.own, roles.former) for s in some)}
    past = _Past.read(connection, state.pop("position", None), known, losses)
    return Contents(
        document=document,
        found=found,
        own=tuple(roles.own),
        former=tuple(roles.former),
        base=past.base,
        acts=past.acts.so_far(),
        position=past.position,
        decisions=past.decisions,
        state=state,
        losses=tuple(losses),
    )


def pieces(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield a text's bytes as numbered rows."""
    for number, start in enumerate(range(0, len(body), PIECE)):
        yield number, body[start : start + PIECE]


def text_pieces(text: str) -> Iterator[tuple[int, bytes]]:
    """Yield a text in UTF-8 as numbered rows, never more than one of them at a time."""
    for number, start in enumerate(range(0, len(text), PIECE)):
        yield number, text[start : start + PIECE].encode("utf-8", "surrogatepass")


def _rows(
    connection: sqlite3.Connection, table: str, columns: str, losses: list[str]
) -> Iterator[tuple[Any, ...]]:
    """Yield the readable rows: all, or those before the damage and then those behind it."""
    order = "name" if table == "state" else "rowid"
    last: Any = None
    query = f"SELECT {order}, {columns} FROM {table} ORDER BY {order}"
    try:
        for row in connection.execute(query):
            last = row[0]
            yield row[1:]
    except _UNREADABLE:
        losses.append(f"Part of the {_TITLES[table]} could not be read.")
    else:
        return
    behind: list[tuple[Any, ...]] = []
    with suppress(*_UNREADABLE, TypeError):
        for row in connection.execute(f"{query} DESC"):
            if last is not None and row[0] <= last:
                break
            behind.append(row[1:])
    yield from reversed(behind)


_UNREADABLE = (sqlite3.DatabaseError, OverflowError, UnicodeError, MemoryError)
_TITLES = {
    "state": "view and settings",
    "source_bytes": "source file",
    "source_text": "text",
    "acts": "history",
    "suggestions": "suggestions",
}


def read_state(connection: sqlite3.Connection, losses: list[str]) -> dict[str, Any]:
    """Return the named values: the facts about the source, the position, the view ..."""
    state: dict[str, Any] = {}
    for name, value in _rows(connection, "state", "name, value", losses):
        with suppress(BrokenRowError):
            state[str(name)] = from_json(value)
            continue
        losses.append("A setting could not be read.")
    return state


def _pieces(connection: sqlite3.Connection, table: str, losses: list[str]) -> bytes:
    found: dict[int, bytes] = {}
    room = LARGEST_TEXT
    for number, body in _rows(connection, table, "number, body", losses):
        if isinstance(body, bytes):
            room -= len(body)
            if room < 0:
                losses.append(f"The {_TITLES[table]} is longer than any that can be opened.")
                break
            found[number] = body
    return b"".join(found[n] for n in sorted(found))


def document_of(kept: KeptSource) -> Document | None:
    """Return the document that is kept apart from a project, None where nothing is."""
    facts = kept.facts or {}
    data = kept.data(facts.get("digest"))
    if data is None:
        return None
    with suppress(BrokenRowError, UnreadableDocumentError):
        source = source_from_json(facts, data)
        return read_document(data, source.path, _options(source))
    return None


def _document(facts: object, data: bytes, body: bytes, kept: KeptSource, losses: list[str]) -> Document:
    """Return the document: as it was, or what is left of it as plain text."""
    told: Mapping[str, Any] = facts if isinstance(facts, dict) else {}
    source = None
    try:
        source = source_from_json(told, data)
    except BrokenRowError:
        losses.append("Where the text came from could not be read.")
    if told.get("text_is_data") is True:
        sound = sha256(body).hexdigest() == told.get("digest")
        data, body = (body, body) if sound else (data, data)
        source = replace(source, data=data) if source else None
    if source is not None and sha256(data).hexdigest() == told.get("digest"):
        if sha256(body).hexdigest() == told.get("text_digest"):
            return Document(body.decode("utf-8", "surrogatepass"), source)
        with suppress(UnreadableDocumentError):
            return read_document(data, source.path, _options(source))
    losses.append("The source file is not complete in the project.")
    whole = _from_elsewhere(source, told.get("digest"), kept)
    if whole is not None:
        return whole
    text = (body or data).decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\0\ufffd \n"):
        raise BrokenRowError("no text")
    notes = ("This text was salvaged from a damaged project.",)
    path = source.path if source else None
    return Document(text, SourceInfo(path=path, data=text.encode("utf-8"), notes=notes))


def _from_elsewhere(source: SourceInfo | None, digest: object, kept: KeptSource) -> Document | None:
    """Return the document from its own place or from the copy kept apart, if it is the same still."""
    if source is None:
        return document_of(kept)
    if source.path is not None:
        with suppress(UnreadableDocumentError, OSError):
            document = open_document(source.path, _options(source))
            if document.source.digest == digest:
                return document
    data = kept.data(digest)
    if data is not None:
        with suppress(UnreadableDocumentError):
            return read_document(data, source.path, _options(source))
    return None


def _options(source: SourceInfo) -> ReadOptions:
    encoding = source.encoding if source.format in _PLAIN else None
    return ReadOptions(encoding=encoding, column=source.column, row=source.row)


def base_act(base: Mapping[str, Decision]) -> DecisionChange:
    """Return the decisions before the first act as act number 0."""
    return DecisionChange("", dict.fromkeys(base, UNDECIDED), base, when=datetime.fromtimestamp(0, UTC))


@dataclass(frozen=True, slots=True)
class _Roles:
    """The suggestions of a project, by what they are to it."""

    found: Packing = field(default_factory=lambda: Packing(Patterns()))
    own: list[Suggestion] = field(default_factory=list)
    former: list[Suggestion] = field(default_factory=list)

    def take(self, role: object, suggestion: Suggestion) -> None:
        """Put a suggestion where it belongs; raise ``BrokenRowError`` for a role that there is not."""
        if role == "found":
            self.found.append(suggestion)
        elif role in ("own", "former"):
            (self.own if role == "own" else self.former).append(suggestion)
        else:
            raise BrokenRowError("no role")


def _suggestions(connection: sqlite3.Connection, text: str, losses: list[str]) -> _Roles:
    roles = _Roles()
    broken = 0
    for role, body in _rows(connection, "suggestions", "role, body", losses):
        try:
            roles.take(role, suggestion_from_json(body, text))
        except (BrokenRowError, TypeError):
            broken += 1
    if broken:
        losses.append(f"{broken} suggestions could not be read.")
    return roles


class _Past:
    """The acts, read one after the other: a long history is never in the memory as a whole."""

    def __init__(self, position: object, known: Set[str]) -> None:
        self.base: Mapping[str, Decision] = {}
        self.acts = ActLog()
        self.position = 0
        self.decisions: dict[str, Decision] = {}
        self._in_force = position if isinstance(position, int) and position >= 0 else None
        self._known = known
        self._lost: set[str] = set()

    @classmethod
    def read(
        cls, connection: sqlite3.Connection, position: object, known: Set[str], losses: list[str]
    ) -> "_Past":
        """Read the base and all acts that are readable."""
        past = cls(position, known)
        for number, body in _rows(connection, "acts", "number, body", losses):
            try:
                act = change_from_json(body)
            except BrokenRowError:
                losses.append(f"Act {number} of the history could not be read.")
                continue
            past._take(number, past._of_known(act))
        if past._lost:
            losses.append(f"{len(past._lost)} decisions belong to suggestions that could not be read.")
        return past

    def _take(self, number: int, act: DecisionChange) -> None:
        if number == 0:
            self.base = act.after
            self.decisions = {**act.after, **self.decisions}
            return
        self.acts.append(act)
        if self._in_force is None or number <= self._in_force:
            self.position += 1
            self.decisions.update(act.after)

    def _of_known(self, act: DecisionChange) -> DecisionChange:
        """Return the act without the suggestions that are lost: undo must not trip over them."""
        if act.after.keys() <= self._known:
            return act
        self._lost |= act.after.keys() - self._known
        before = {key: d for key, d in act.before.items() if key in self._known}
        after = {key: d for key, d in act.after.items() if key in self._known}
        return DecisionChange(act.label, before, after, act.focus, act.when)
