# SPDX-License-Identifier: Apache-2.0
"""What was found, in words and places that an editor can check."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.closed_classes import CONJUNCTIONS, PRONOUN_GROUP
from desktop_app.repair.splices.element_table import ElementTable
from desktop_app.repair.splices.judgement import Judgement
from desktop_app.repair.splices.search import Findings
from desktop_app.repair.suggestion import DamageKind, Evidence, Suggestion, suggestion_id
from desktop_app.text.span import Span

_EXPLAINED_FROM = 0.0
"""A mention counts as evidence if what stands there is more frequent at mentions than elsewhere."""

_NEIGHBOURS_SHOWN = 6
_NEIGHBOURHOOD = 12
_NEAR_SHIFT = 1
_REPETITIONS_SHOWN = 3
_WORTH_TELLING = 0.16

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def splice_suggestions(findings: Findings, detector: str) -> Iterator[Suggestion]:
    """Yield a suggestion for each copy found, in the order of the text, without alternatives.

    Where a full stop or a comma may have been lost, the span takes in the space before the copy.
    """
    candidates = findings.candidates
    starts = [candidates[j.candidate].start for j in findings.judgements]
    occurrences: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        occurrences.setdefault(candidate.key, []).append(candidate)
    end = 0
    for number, judgement in enumerate(findings.judgements):
        candidate = candidates[judgement.candidate]
        copy = findings.table.span(candidate.start, candidate.end)
        span = copy
        if _may_hide_mark(findings.table, candidate.end):
            span = _with_space(findings.table.text, copy, end)
        end = span.end
        neighbours = [] if findings.aligned or judgement.said_twice else _neighbours(findings, number)
        untouched = _untouched(findings, occurrences[candidate.key], starts)
        yield _suggestion(findings, judgement, span, neighbours, untouched, detector)


def _suggestion(
    findings: Findings,
    judgement: Judgement,
    span: Span,
    neighbours: Sequence[Span],
    untouched: Sequence[Span],
    detector: str,
) -> Suggestion:
    text = findings.table.text
    candidate = findings.candidates[judgement.candidate]
    phrase = findings.table.phrase(candidate.start, candidate.end)
    least, most = min(judgement.lost), max(judgement.lost)
    evidence = []
    mention = None if findings.aligned else mention_span(findings, judgement)
    if mention is not None:
        sentence = f"Meant for “{_shown(mention.of(text))}”, {_distance(judgement.drift)} before."
        evidence.append(Evidence("mention", (mention,), sentence))
    if neighbours:
        count = len(neighbours)
        many = (
            "One other splice nearby has"
            if count == 1
            else f"{_number(count).capitalize()} others nearby have"
        )
        evidence.append(
            Evidence("neighbour", tuple(neighbours[:_NEIGHBOURS_SHOWN]), f"{many} slipped as far.")
        )
    if untouched:
        evidence.append(Evidence("repetition", tuple(untouched), "Here the same phrase is probably genuine."))
    return Suggestion(
        id=suggestion_id(detector, span, span.of(text)),
        span=span,
        original=span.of(text),
        kind=DamageKind.SPLICE,
        certainty=judgement.certainty,
        explanation=_explanation(findings, judgement, phrase, mention, len(neighbours), _told(judgement)),
        evidence=tuple(evidence),
        series=f"“{_shown(phrase)}” written over other words",
        detector=detector,
        lost_words=(least, most),
        lost_shares=tuple(judgement.lost.get(n, 0.0) for n in range(least, most + 1)),
    )


def _may_hide_mark(table: ElementTable, end: int) -> bool:
    """Tell whether what follows a copy may follow a mark: a capital, a break, a quote, a clause.

    Holds for three in five of the copies whose lost words begin with a mark, one in four of the others.
    """
    if end == len(table) or table.words[end].isspace() or table.words[end][0].isupper():
        return True
    follows = table.lower[end]
    return follows in CONJUNCTIONS or follows in PRONOUN_GROUP or follows[0] in '"”“()'


def _with_space(text: str, copy: Span, after: int) -> Span:
    start = copy.start
    if start > after and text[start - 1] == " " and (start < 2 or not text[start - 2].isspace()):
        return Span(start - 1, copy.end)
    return copy


def mention_span(findings: Findings, judgement: Judgement) -> Span | None:
    """Return where the mention stands that the copy was meant for, None where nothing fit stands."""
    place = judgement.mention
    candidate = findings.candidates[judgement.candidate]
    if place is None or place >= candidate.start or judgement.reading.log_ratio <= _EXPLAINED_FROM:
        return None
    length = judgement.node.lost if judgement.node is not None else judgement.reading.lengths[0][0]
    end = min(place + length, candidate.start)
    while end > place + 1 and findings.table.words[end - 1].isspace():
        end -= 1
    return findings.table.span(place, end)


def _neighbours(findings: Findings, number: int) -> list[Span]:
    """Return the copies near by that the same shift explains, the nearest first."""
    own = findings.judgements[number]
    near = []
    for other in range(
        max(0, number - _NEIGHBOURHOOD), min(len(findings.judgements), number + _NEIGHBOURHOOD + 1)
    ):
        judgement = findings.judgements[other]
        if other == number or abs(judgement.drift - own.drift) > _NEAR_SHIFT or judgement.drift == 0:
            continue
        if mention_span(findings, judgement) is not None:
            candidate = findings.candidates[judgement.candidate]
            near.append((abs(other - number), other, findings.table.span(candidate.start, candidate.end)))
    return [span for _, _, span in sorted(near, key=lambda item: item[:2])]


def _untouched(findings: Findings, same: Sequence[Candidate], starts: Sequence[int]) -> list[Span]:
    """Return the first places where the same phrase stands and was not found to be a copy."""
    found = []
    for candidate in same:
        place = bisect_left(starts, candidate.start)
        if place == len(starts) or starts[place] != candidate.start:
            found.append(findings.table.span(candidate.start, candidate.end))
            if len(found) == _REPETITIONS_SHOWN:
                break
    return found


def _explanation(
    findings: Findings,
    judgement: Judgement,
    phrase: str,
    mention: Span | None,
    neighbours: int,
    lost: tuple[int, int],
) -> str:
    text = findings.table.text
    shown = _shown(phrase)
    words = _words(lost)
    if judgement.said_twice:
        return (
            f"“{shown}” stands here twice in a row: one of the two was probably another name for the same, "
            "or what it is."
        )
    if mention is not None:
        company = f"; {_number(neighbours)} more nearby slipped as far" if neighbours > 1 else ""
        return (
            f"“{shown}” was meant for “{_shown(mention.of(text))}”, {_distance(judgement.drift)} earlier, "
            f"and landed here{company}. {words} overwritten."
        )
    if findings.aligned or judgement.reading.kind == "self":
        return f"“{shown}” does not fit here: probably a pronoun or another name for the same stood here."
    if judgement.reading.kind == "lost":
        return f"“{shown}” does not fit here; the word it was meant for was itself overwritten. {words} lost."
    return f"“{shown}” does not fit here, though nothing shows what it was meant for."


def _told(judgement: Judgement) -> tuple[int, int]:
    """Return the least and the greatest number of lost words that are worth telling people."""
    likely = [n for n, share in judgement.lost.items() if share >= _WORTH_TELLING]
    return min(likely), max(likely)


def _words(lost: tuple[int, int]) -> str:
    least, most = lost
    if least == most:
        return "One word was" if least == 1 else f"{_number(least).capitalize()} words were"
    return f"{_number(least).capitalize()} to {_number(most)} words were"


def _distance(drift: int) -> str:
    return "one word" if drift == 1 else f"{_number(drift)} words"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _shown(text: str) -> str:
    return " ".join(text.split())
