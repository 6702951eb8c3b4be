# SPDX-License-Identifier: Apache-2.0
"""Spaces that a tokeniser put in or took away, and doubled or lost ones.

Whether a passage was tokenised at all is decided first, from the marks around it: in text that stands
as people write it nothing is suggested but single, plain slips.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.spacing import rules
from desktop_app.repair.spacing.quotes import QuoteRole, apostrophe_roles, quote_roles, speech_follows
from desktop_app.repair.spacing.rules import Join, elided
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion, suggestion_id
from desktop_app.text.scanning import scan
from desktop_app.text.space_runs import RunKind, SpaceRun, space_runs
from desktop_app.text.span import Span
from desktop_app.text.words import TokenisedRegions, Word, words

_TOKENISED_SHARE = 0.5
_PENN = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_CLEAR_QUOTE = 0.9
_UNCLEAR_QUOTE = 0.55  # measured for all that are less clear
_PARAGRAPH_TOKENS = 4000  # a longer stretch without a break is cut here: the quotation state starts anew
_GLUED_HYPHEN = re.compile(r"(?<=[a-z]{3})-(?=[a-z]{3})")
_LOST_SPACE = re.compile(r"(?<=[^\W\d_]{3})(?<![./@:\\])(?:[.?!](?=[A-Z][a-z]{2})|[,;](?=[a-z]{3}))")
_IN_ADDRESS = re.compile(r"[@/\\_#=]|\w\.\w+\.\w")


@dataclass(frozen=True, slots=True)
class SpacingDetector:
    """Finds spaces that nobody wrote, one suggestion for each."""

    name: str = field(default="spacing", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield suggestions for ``text``; each span is one run of spaces or a place for a space."""
        look = cancel.raise_if_cancelled
        regions = TokenisedRegions(text, look)
        runs = [run for run in space_runs(text, look) if run.kind is RunKind.EXTRA]
        split_hyphens = _splits_hyphens(text, look)
        tokenised = self._tokenised(text, regions, split_hyphens, look, progress)
        extra = (_extra_space(run, text, self.name) for run in runs)
        lost = self._lost_spaces(text, regions, look)
        end = -1
        for suggestion in merge(tokenised, extra, lost, key=lambda s: s.span):
            if suggestion.span.start > end or (suggestion.span.start == end and len(suggestion.span)):
                yield suggestion
                end = suggestion.span.end

    def _tokenised(
        self,
        text: str,
        regions: TokenisedRegions,
        split_hyphens: bool,
        look: Callable[[], None],
        progress: Progress,
    ) -> Iterator[Suggestion]:
        for tokens in _paragraphs(text, look):
            progress("spacing", tokens[-1].end / len(text))
            share = max(regions.share(tokens[0].start), regions.share(tokens[-1].start))
            if not share and not regions.apart:
                continue
            for left, join in sorted(_joins(tokens, split_hyphens).items()):
                place = Span(tokens[left].end, tokens[left + 1].start)
                share = regions.share(place.start)
                if share < _TOKENISED_SHARE:
                    slip = _slip(join, tokens[left].form, tokens[left + 1].form)
                    if slip is None:
                        continue
                    join = slip
                yield _suggest(self.name, text, place, "", join)

    def _lost_spaces(
        self, text: str, regions: TokenisedRegions, look: Callable[[], None]
    ) -> Iterator[Suggestion]:
        for match in scan(_LOST_SPACE, text, look):
            around = text[max(0, match.start() - 40) : match.end() + 40]
            middle = match.start() - max(0, match.start() - 40)
            start = max(around.rfind(" ", 0, middle), around.rfind("\n", 0, middle)) + 1
            word = around[start:].split(None, 1)[0]
            if _IN_ADDRESS.search(word) or regions.share(match.start()) > _TOKENISED_SHARE:
                continue
            join = Join("Lost space", f"A space is missing after “{match[0]}”.", 0.75)
            yield _suggest(self.name, text, Span(match.end(), match.end()), " ", join)


def _paragraphs(text: str, look: Callable[[], None]) -> Iterator[list[Word]]:
    """Yield the tokens of each paragraph: a line, or what lies between runs of three and more spaces."""
    tokens: list[Word] = []
    for word in words(text, look):
        if tokens:
            between = text[tokens[-1].end : min(word.start, tokens[-1].end + 4)]
            if "\n" in between or between == "   " or len(tokens) >= _PARAGRAPH_TOKENS:
                yield tokens
                tokens = []
        tokens.append(word)
    if tokens:
        yield tokens


def _joins(tokens: Sequence[Word], split_hyphens: bool) -> dict[int, Join]:
    """Return the boundaries with a space too many, by the index of the token on their left."""
    forms = [_plain(token.form) for token in tokens]
    joins: dict[int, Join] = {}

    def note(left: int, join: Join | None) -> None:
        inside = join is not None and 0 <= left < len(tokens) - 1
        if join and inside and left not in joins and tokens[left + 1].start - tokens[left].end == 1:
            joins[left] = join

    _note_quotes(forms, note)
    french = "«" in forms or "»" in forms  # there a space belongs before some marks
    for index, form in enumerate(forms):
        before = forms[index - 1] if index else ""
        after = forms[index + 1] if index + 1 < len(forms) else ""
        spaced_ellipsis = form == "." and "." in (before, after)
        whole = rules.split_apostrophe(before, form, after)
        note(index - 1, whole)
        note(index, whole)
        if index and not spaced_ellipsis and not (french and form[0] in ":;?!"):
            note(index - 1, rules.closes(form))
        note(index, rules.opens(form))
        if form == "-" and split_hyphens:
            sure = rules.hyphen(forms, index)
            if sure is not None:
                join = Join("Split compound", f"“{before}-{after}” is one word; tokenisers split it.", sure)
                note(index - 1, join)
                note(index, join)
        if after:
            last = forms[index + 2] if index + 2 < len(forms) else ""
            note(index, rules.fused(form, after, last))
            note(index, rules.symbol(form, after, before, last))
            note(index, rules.slash(form, after, before, last))
            note(index, rules.inside_number(form, after, before, last))
    return joins


def _plain(form: str) -> str:
    """Return a token without the escapes of other tools, which other detectors repair."""
    if form in _PENN:
        return _PENN[form]
    return (html.unescape(form) or form) if form[0] == "&" and ";" in form else form


def _note_quotes(forms: Sequence[str], note: Callable[[int, Join | None], None]) -> None:
    def around(places: Sequence[int]) -> list[tuple[str, str]]:
        return [(forms[i - 1] if i else "", forms[i + 1] if i + 1 < len(forms) else "") for i in places]

    double = [i for i, form in enumerate(forms) if form in ('"', "''", "``")]
    single = [i for i, form in enumerate(forms) if form == "'" and not _elides(forms, i)]
    decided = quote_roles(around(double), [speech_follows(forms, i) for i in double])
    for index, (role, sure) in zip(double + single, decided + apostrophe_roles(around(single)), strict=True):
        if forms[index] in ("``", "''"):
            role, sure = (QuoteRole.OPEN if forms[index] == "``" else QuoteRole.CLOSE), 1.0
        sure = round(min(0.99, sure), 3) if sure >= _CLEAR_QUOTE else _UNCLEAR_QUOTE
        if role is QuoteRole.OPEN:
            note(index, Join("Space after an opening quotation mark", "This mark opens a quotation.", sure))
        elif role is QuoteRole.CLOSE:
            note(
                index - 1,
                Join("Space before a closing quotation mark", "This mark ends a quotation.", sure),
            )
        else:
            note(index - 1, Join("Split contraction or possessive", "This apostrophe ends its word.", sure))


def _elides(forms: Sequence[str], place: int) -> bool:
    """Tell whether an apostrophe belongs to the next word, so that it is no quotation mark."""
    if not place or place + 1 == len(forms):
        return False
    before, mark, after = forms[place - 1 : place + 2]
    return elided(after) or rules.split_apostrophe(before, mark, after) is not None


def _slip(join: Join, left: str, right: str) -> Join | None:
    """Return a weaker join for a natural text, where only the plainest slips are anybody's mistake."""
    if right in (",", ".", ";", "?", "!") and left.isalpha() and len(left) > 1:
        return Join("Stray space", join.explanation, 0.8)
    return None


def _splits_hyphens(text: str, look: Callable[[], None]) -> bool:
    """Tell whether the tokeniser split compounds; where most kept their hyphen, one apart is a dash."""
    glued = sum(1 for _ in scan(_GLUED_HYPHEN, text, look))
    apart = sum(1 for _ in scan(re.compile(r"(?<=\w) - (?=\w)"), text, look))
    return glued <= max(2, apart)


def _extra_space(run: SpaceRun, text: str, detector: str) -> Suggestion:
    ends_line = run.end == len(text) or text[run.end] == "\n"
    inside = not run.opens_line and not ends_line
    if inside:
        join = Join("Doubled space", "One space is enough here.", 0.9)
    else:
        edge = "start" if run.opens_line else "end"
        join = Join(f"Spaces at the {edge} of a line", "Spaces here show nothing.", 0.9)
    return _suggest(detector, text, Span(run.start, run.end), " " if inside else "", join)


def _suggest(detector: str, text: str, span: Span, replacement: str, join: Join) -> Suggestion:
    original = span.of(text)
    return Suggestion(
        id=suggestion_id(detector, span, original),
        span=span,
        original=original,
        kind=DamageKind.SPACING,
        alternatives=(Alternative(replacement, join.confidence),),
        certainty=join.confidence,
        explanation=join.explanation,
        series=join.series,
        detector=detector,
    )
