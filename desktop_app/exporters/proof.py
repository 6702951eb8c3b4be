# SPDX-License-Identifier: Apache-2.0
"""The proof of no harm: what an export changes, recounted from the two texts alone, before anybody signs.

Nothing here trusts the session's own arithmetic: the result is compared with the original character by
character, and the file is made again from the original without any decision.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.documents.document import UnreadableDocumentError, UnwritableTextError
from desktop_app.documents.loading import read_document
from desktop_app.documents.readers import ReadOptions
from desktop_app.exporters.passages import POLICY
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.text.edits import Edit, apply_edits
from desktop_app.text.span import Span

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_REWRITTEN = frozenset({"text", "markdown"})


@dataclass(frozen=True, slots=True)
class Check:
    """One claim and whether it holds."""

    claim: str
    holds: bool
    found: str = ""
    """What was found instead, for people; empty where the claim holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was checked and counted."""

    source: str
    digest: str
    """SHA-256 of the input's bytes."""

    checks: tuple[Check, ...]
    words_before: int
    words_after: int
    added: Counter[str]
    """Words that the result has more of, within the changed places."""

    removed: Counter[str]
    """Words that it has less of."""

    moved: int
    """Words taken out at one changed place and put in at another."""

    accepted: int
    kept: int
    open: int
    """Undecided suggestions and those put off: the original stands there."""

    unattended: tuple[Suggestion, ...]
    """Accepted by a policy; nobody looked at them."""

    @property
    def holds(self) -> bool:
        """Whether every claim holds."""
        return all(check.holds for check in self.checks)

    def text(self) -> str:
        """Return the proof for people, as it is saved beside an export."""
        lines = [f"Proof of no harm: {self.source}", f"SHA-256 of the input: {self.digest}", ""]
        for check in self.checks:
            lines.append(f"{'holds ' if check.holds else 'FAILS '} {check.claim}")
            if check.found:
                lines.append(f"       {check.found}")
        added, removed = sum(self.added.values()), sum(self.removed.values())
        lines += [
            "",
            f"Words: {self.words_before:,} before, {self.words_after:,} after; "
            f"{added:,} added, {removed:,} removed, {self.moved:,} moved.",
            f"Decisions: {self.accepted:,} accepted, {self.kept:,} kept, {self.open:,} open.",
            f"Unattended: {len(self.unattended):,} accepted by a policy; nobody looked at them.",
        ]
        for title, counted in (("Added", self.added), ("Removed", self.removed)):
            if counted:
                lines.append(f"{title}: " + ", ".join(_times(w, n) for w, n in sorted(counted.items())))
        if self.unattended:
            lines += ["", "Unattended changes (place, confidence, old → new):"]
            lines += [
                f"  {s.span.start:>8} {s.confidence:4.0%}  {_shown(s.original)} → {_shown(s.replacement)}"
                for s in self.unattended
            ]
        return "\n".join(lines) + "\n"


def prove(session: ReviewSession) -> Proof:
    """Check and count what exporting ``session`` would do; changes nothing."""
    decided = [(s, session.decision(s.id)) for s in session.suggestions]
    accepted = [(s, d) for s, d in decided if d.replacement is not None]
    per_place = list(_differences(session.document.text, session.edits()))
    taken = sum((out for out, _ in per_place), Counter[str]())
    put = sum((into for _, into in per_place), Counter[str]())
    moved = taken & put
    verdicts = session.counts()
    return Proof(
        source=session.document.source.name,
        digest=session.document.source.digest,
        checks=(_every_change_is_decided(session), _nothing_gives_the_input(session), _kept_is_kept(session)),
        words_before=len(_WORD.findall(session.document.text)),
        words_after=len(_WORD.findall(session.result)),
        added=put - moved,
        removed=taken - moved,
        moved=sum(moved.values()),
        accepted=verdicts[Verdict.ACCEPTED],
        kept=verdicts[Verdict.KEPT],
        open=verdicts[Verdict.UNDECIDED] + verdicts[Verdict.LATER],
        unattended=tuple(s for s, d in accepted if d.who == POLICY),
    )


def _differences(text: str, edits: Iterable[Edit]) -> Iterator[tuple[Counter[str], Counter[str]]]:
    """Yield the words taken out and put in, for each group of changes that share a word."""
    groups: list[tuple[Span, list[Edit]]] = []
    for edit in edits:
        low, high = edit.span.start, edit.span.end
        while low > 0 and not text[low - 1].isspace():
            low -= 1
        while high < len(text) and not text[high].isspace():
            high += 1
        if groups and low <= groups[-1][0].end:
            low, together = groups[-1][0].start, groups.pop()[1]
        else:
            together = []
        groups.append((Span(low, high), [*together, edit]))
    for span, together in groups:
        inside = [Edit(edit.span.shifted(-span.start), edit.replacement) for edit in together]
        old = Counter(_WORD.findall(span.of(text)))
        new = Counter(_WORD.findall(apply_edits(span.of(text), inside)[0]))
        yield old - new, new - old


def _every_change_is_decided(session: ReviewSession) -> Check:
    """Walk both texts: between accepted places they are the same, at them stands what was accepted."""
    claim = "Every changed character belongs to an accepted decision."
    text, result = session.document.text, session.result
    here = there = 0
    for suggestion in session.suggestions:
        wording = session.decision(suggestion.id).replacement
        if wording is None:
            continue
        same = suggestion.span.start - here
        stretch = text[here : suggestion.span.start] + wording
        if same < 0 or result[there : there + len(stretch)] != stretch:
            return Check(claim, False, f"The texts differ near character {here}.")
        there += len(stretch)
        here = suggestion.span.end
    if text[here:] != result[there:]:
        return Check(claim, False, f"The texts differ after character {here}.")
    return Check(claim, True)


def _nothing_gives_the_input(session: ReviewSession) -> Check:
    """Make the file without decisions, or read a structured one again."""
    document = session.document
    source = document.source
    if source.format in _REWRITTEN:
        claim = "Accepting nothing gives the input byte for byte."
        try:
            holds = document.to_bytes() == source.data
        except UnwritableTextError as error:
            return Check(claim, False, str(error))
        return Check(claim, holds, "" if holds else "The bytes differ.")
    claim = "The input, read again, holds the reviewed text."
    try:
        again = read_document(source.data, source.path, ReadOptions(encoding=_chosen(session)))
    except UnreadableDocumentError as error:
        return Check(claim, False, str(error))
    holds = again.text == document.text
    return Check(claim, holds, "" if holds else "The text differs.")


def _chosen(session: ReviewSession) -> str | None:
    return session.document.source.encoding if session.document.source.format == "html" else None


def _kept_is_kept(session: ReviewSession) -> Check:
    claim = "Whatever was kept, put off or not decided stands as in the original."
    for suggestion in session.suggestions:
        if session.decision(suggestion.id).verdict is Verdict.ACCEPTED:
            continue
        if session.result_span(suggestion).of(session.result) != suggestion.original:
            return Check(claim, False, f"{_shown(suggestion.original)} was changed.")
    return Check(claim, True)


def _times(word: str, count: int) -> str:
    return word if count == 1 else f"{word} ({count} ×)"


def _shown(text: str) -> str:
    return "“" + text.replace("\n", "¶") + "”"
