# SPDX-License-Identifier: Apache-2.0
"""The words for what suggestions are, in one place, so that list, card, strip and screen reader agree."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from desktop_app.repair.suggestion import DamageKind, Source, Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane, lane


def _n(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("wording", text))


_KINDS = {
    DamageKind.SPACING: _n("Spacing"),
    DamageKind.PARAGRAPH: _n("Lost paragraph"),
    DamageKind.GAP: _n("Lost words"),
    DamageKind.SPLICE: _n("Name over words"),
    DamageKind.CHARACTER: _n("Broken character"),
    DamageKind.RESIDUE: _n("Left by a tool"),
    DamageKind.DUPLICATE: _n("Stands twice"),
    DamageKind.BOILERPLATE: _n("Web page text"),
    DamageKind.DIFFERENCE: _n("Difference"),
    DamageKind.OWN: _n("Your own change"),
}
_LANES = {
    Lane.SURE: _n("sure"),
    Lane.LIKELY: _n("likely"),
    Lane.NEEDS_YOU: _n("needs you"),
}
_VERDICTS = {
    Verdict.UNDECIDED: _n("undecided"),
    Verdict.ACCEPTED: _n("accepted"),
    Verdict.KEPT: _n("original kept"),
    Verdict.LATER: _n("for later"),
}
_SOURCES = {
    Source.RULE: _n("by rule"),
    Source.DOCUMENT: _n("stands in the text"),
    Source.GRAMMAR: _n("by grammar"),
    Source.MODEL: _n("language model"),
    Source.DELETION: _n("nothing was lost"),
    Source.REFERENCE: _n("second text"),
    Source.EDITOR: _n("your words"),
}

GLYPHS = {Verdict.UNDECIDED: "", Verdict.ACCEPTED: "✓", Verdict.KEPT: "–", Verdict.LATER: "?"}
"""One sign for each state; edited by hand is ``PEN``."""

PEN = "✎"


def _say(text: str) -> str:
    return QCoreApplication.translate("wording", text)


def kind_name(kind: DamageKind) -> str:
    """Return what a kind of damage is called."""
    return _say(_KINDS[kind])


def lane_name(which: Lane) -> str:
    """Return what a lane is called."""
    return _say(_LANES[which])


def verdict_name(verdict: Verdict) -> str:
    """Return what a state is called."""
    return _say(_VERDICTS[verdict])


def source_name(source: Source) -> str:
    """Return where the words of an alternative come from."""
    return _say(_SOURCES[source])


def series_title(suggestion: Suggestion) -> str:
    """Return the title of a suggestion's series; its kind where it has none."""
    return suggestion.series or kind_name(suggestion.kind)


def number(count: int) -> str:
    """Return a count the way the language writes it."""
    return QLocale().toString(count)


def plural(count: int, one: str, many: str) -> str:
    """Return ``one`` or ``many``, both translated, with ``{n}`` filled in."""
    return (one if count == 1 else many).format(n=number(count))


def confidence_text(confidence: float) -> str:
    """Return a confidence with two digits, never as 1.00: nothing is certain before the editor says so."""
    return f"{min(confidence, 0.99):.2f}" if confidence else "–"


def sentence(
    suggestion: Suggestion, before: str, after: str, verdict: Verdict, place: int, total: int
) -> str:
    """Return the one sentence a screen reader says for a suggestion.

    ``place`` counts from 1; ``before`` and ``after`` are the wordings in their context.
    """
    return _say(
        "Suggestion {place} of {total}, {kind}, {lane}: “{before}” becomes “{after}”, "
        "confidence {confidence}, {state}"
    ).format(
        place=place,
        total=total,
        kind=kind_name(suggestion.kind).lower(),
        lane=lane_name(lane(suggestion)),
        before=before,
        after=after or _say("nothing"),
        confidence=confidence_text(suggestion.confidence),
        state=verdict_name(verdict),
    )
