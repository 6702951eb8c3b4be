# SPDX-License-Identifier: Apache-2.0
"""What happened to a text, in counts and in words: the first thing an editor wants to know."""

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.repair.drift import Drift, DriftPoint
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.text.span import Span
from desktop_app.text.words import TokenisedRegions

SAMPLES = 3
"""Places shown for each cause."""

_TOKENISED_FROM = 5
_DRIFTS_FROM = 2


@dataclass(frozen=True, slots=True)
class Cause:
    """Damage with one cause."""

    kind: DamageKind
    """What happened."""
    series: str
    """The title that its suggestions share."""
    count: int
    """How many places, >= 1."""
    sentence: str
    """What happened, for people."""
    samples: tuple[Span, ...]
    """Some places, the surest first; at most ``SAMPLES``."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything known about the damage of a text. ``dataclasses.asdict`` makes it ready for JSON."""

    story: str
    """One paragraph for people."""
    counts: dict[DamageKind, int]
    """Suggestions of each kind that occurs."""
    causes: tuple[Cause, ...]
    """The most frequent first."""
    tokenised: bool
    """Whether marks stand apart from words."""
    scraped: bool
    """Whether words, dashes or paragraph breaks were dropped."""
    overwritten: bool
    """Whether names were written over other words."""
    drifted: bool
    """Whether those names landed ever farther from their mentions."""
    names: tuple[tuple[str, int], ...]
    """Phrases written over words, and how often; the most frequent first."""
    drift: tuple[DriftPoint, ...]
    """The drift over the text, in its order; at most ``MOST_POINTS``."""


class _Group:
    """What is needed of the suggestions of one kind and series; a long text has a million of them."""

    def __init__(self) -> None:
        self.count = 0
        self._best: list[tuple[float, Span]] = []

    def take(self, suggestion: Suggestion) -> None:
        self.count += 1
        mark = (-suggestion.confidence, suggestion.span)
        if len(self._best) < SAMPLES or mark < self._best[-1]:
            insort(self._best, mark)
            del self._best[SAMPLES:]

    @property
    def samples(self) -> tuple[Span, ...]:
        """Some places, the surest first."""
        return tuple(span for _, span in self._best)


Groups = dict[tuple[DamageKind, str], _Group]


def diagnose(text: str, suggestions: Iterable[Suggestion]) -> Diagnosis:
    """Return what ``suggestions`` say about ``text``; they are sorted by span, and looked at once."""
    groups: Groups = {}
    drift = Drift()
    for suggestion in suggestions:
        if suggestion.kind in (DamageKind.OWN, DamageKind.DIFFERENCE):
            continue
        if suggestion.kind is DamageKind.SPLICE:
            drift.take(suggestion)
        group = groups.get((suggestion.kind, suggestion.series))
        if group is None:
            group = groups[suggestion.kind, suggestion.series] = _Group()
        group.take(suggestion)
    counts = Counter[DamageKind]()
    for (kind, _), group in groups.items():
        counts[kind] += group.count
    causes = [_cause(kind, series, group) for (kind, series), group in groups.items()]
    causes.sort(key=lambda cause: (-cause.count, cause.kind, cause.series))
    curve = drift.curve(text)
    names = tuple(sorted(curve.phrases.items(), key=lambda item: (-item[1], item[0])))
    tokenised = counts[DamageKind.SPACING] >= _TOKENISED_FROM and TokenisedRegions(text).mostly
    facts = [
        *_scraping(groups, counts),
        *_tokenising(groups, counts, tokenised),
        *_overwriting(names, counts, curve.farthest),
        *_other(counts),
    ]
    return Diagnosis(
        story=" ".join(facts) if facts else "No damage was found in this text.",
        counts=dict(counts),
        causes=tuple(causes),
        tokenised=tokenised,
        scraped=bool(counts[DamageKind.GAP] or counts[DamageKind.PARAGRAPH]),
        overwritten=bool(curve.points),
        drifted=curve.farthest >= _DRIFTS_FROM,
        names=names,
        drift=curve.points,
    )


_SENTENCES = {
    DamageKind.SPACING: "{places} a space too many or too few: {series}.",
    DamageKind.PARAGRAPH: "{places} a paragraph break turned into spaces.",
    DamageKind.GAP: "{places} only spaces where something was dropped: {series}.",
    DamageKind.SPLICE: "{places} a name written over other words.",
    DamageKind.CHARACTER: "{places} characters that were decoded or escaped wrongly: {series}.",
    DamageKind.RESIDUE: "{places} marks that a program left behind: {series}.",
    DamageKind.DUPLICATE: "{places} text that stands there twice: {series}.",
    DamageKind.BOILERPLATE: "{places} text that belongs to a web page: {series}.",
}


def _cause(kind: DamageKind, series: str, group: _Group) -> Cause:
    places = "One place has" if group.count == 1 else f"{group.count:,} places have"
    sentence = _SENTENCES[kind].format(places=places, series=series or kind.value)
    return Cause(kind, series, group.count, sentence, group.samples)


def _number(count: int, one: str, many: str) -> str:
    return f"one {one}" if count == 1 else f"{count:,} {many}"


def _scraping(groups: Groups, counts: Counter[DamageKind]) -> list[str]:
    breaks = counts[DamageKind.PARAGRAPH]
    dashes = sum(
        group.count for (kind, series), group in groups.items() if kind is DamageKind.GAP and "dash" in series
    )
    words = counts[DamageKind.GAP] - dashes
    dropped = [
        _number(n, one, many) for n, one, many in ((words, "word", "words"), (dashes, "dash", "dashes")) if n
    ]
    facts = []
    if dropped:
        verb = "was" if words + dashes == 1 else "were"
        facts.append(f"When it was collected, {' and '.join(dropped)} {verb} dropped.")
    if breaks:
        facts.append(f"{_number(breaks, 'paragraph break', 'paragraph breaks').capitalize()} became spaces.")
    return facts


def _tokenising(groups: Groups, counts: Counter[DamageKind], tokenised: bool) -> list[str]:
    count = counts[DamageKind.SPACING]
    if not count:
        return []
    if not tokenised:
        return [f"{_number(count, 'space is', 'spaces are').capitalize()} doubled, lost or stray."]
    commonest = max(
        (group.count, series) for (kind, series), group in groups.items() if kind is DamageKind.SPACING
    )
    return [
        f"It went through a tokeniser: {count:,} spaces stand where nobody writes one "
        f"({commonest[1][:1].lower()}{commonest[1][1:]}: {commonest[0]:,} times)."
    ]


def _overwriting(names: Sequence[tuple[str, int]], counts: Counter[DamageKind], farthest: int) -> list[str]:
    count = counts[DamageKind.SPLICE]
    if not count:
        return []
    name, often = names[0]
    most = f"“{name}”" if len(names) == 1 else f"{len(names):,} names, most often “{name}” ({often:,} times)"
    text = f"{_number(count, 'place was', 'places were').capitalize()} overwritten by {most}"
    if farthest >= _DRIFTS_FROM:
        return [f"{text}; they landed up to {farthest} words to the right of the words they were meant for."]
    return [f"{text}, in place of pronouns and other names."]


def _other(counts: Counter[DamageKind]) -> list[str]:
    wordings = (
        (DamageKind.CHARACTER, "place has wrong characters", "places have wrong characters"),
        (DamageKind.RESIDUE, "place has marks left by a program", "places have marks left by a program"),
        (DamageKind.DUPLICATE, "passage stands twice", "passages stand twice"),
        (DamageKind.BOILERPLATE, "passage belongs to a web page", "passages belong to a web page"),
    )
    return [
        f"{_number(counts[kind], one, many).capitalize()}." for kind, one, many in wordings if counts[kind]
    ]
