# SPDX-License-Identifier: Apache-2.0
"""The words for what suggestions are, in one place, so that list, card, strip and screen reader agree."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from desktop_app.repair.suggestion import DamageKind, Source, Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import Lane, lane

_KINDS = {
    DamageKind.SPACING: QT_TRANSLATE_NOOP("wording", "Spacing"),
    DamageKind.PARAGRAPH: QT_TRANSLATE_NOOP("wording", "Lost paragraph"),
    DamageKind.GAP: QT_TRANSLATE_NOOP("wording", "Lost words"),
    DamageKind.SPLICE: QT_TRANSLATE_NOOP("wording", "Name over words"),
    DamageKind.CHARACTER: QT_TRANSLATE_NOOP("wording", "Broken character"),
    DamageKind.RESIDUE: QT_TRANSLATE_NOOP("wording", "Left by a tool"),
    DamageKind.DUPLICATE: QT_TRANSLATE_NOOP("wording", "Stands twice"),
    DamageKind.BOILERPLATE: QT_TRANSLATE_NOOP("wording", "Web page text"),
    DamageKind.DIFFERENCE: QT_TRANSLATE_NOOP("wording", "Difference"),
    DamageKind.OWN: QT_TRANSLATE_NOOP("wording", "Your own change"),
}
_LANES = {
    Lane.SURE: QT_TRANSLATE_NOOP("wording", "sure"),
    Lane.LIKELY: QT_TRANSLATE_NOOP("wording", "likely"),
    Lane.NEEDS_YOU: QT_TRANSLATE_NOOP("wording", "needs you"),
}
_VERDICTS = {
    Verdict.UNDECIDED: QT_TRANSLATE_NOOP("wording", "undecided"),
    Verdict.ACCEPTED: QT_TRANSLATE_NOOP("wording", "accepted"),
    Verdict.KEPT: QT_TRANSLATE_NOOP("wording", "original kept"),
    Verdict.LATER: QT_TRANSLATE_NOOP("wording", "for later"),
}
_SOURCES = {
    Source.RULE: QT_TRANSLATE_NOOP("wording", "by rule"),
    Source.DOCUMENT: QT_TRANSLATE_NOOP("wording", "stands in the text"),
    Source.GRAMMAR: QT_TRANSLATE_NOOP("wording", "by grammar"),
    Source.MODEL: QT_TRANSLATE_NOOP("wording", "language model"),
    Source.DELETION: QT_TRANSLATE_NOOP("wording", "nothing was lost"),
    Source.REFERENCE: QT_TRANSLATE_NOOP("wording", "second text"),
    Source.EDITOR: QT_TRANSLATE_NOOP("wording", "your words"),
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
        "Suggestion {place} of {total}, {kind}, {lane}: “{before}” becomes “{after}”, confidence {confidence}, {state}"
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
