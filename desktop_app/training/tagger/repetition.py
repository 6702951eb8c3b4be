# SPDX-License-Identifier: Apache-2.0
"""Make healthy text that repeats itself, so that repetition alone does not look like damage.

An article about one person names that person in every second sentence. Paragraphs strung together from a
corpus do not, and a tagger trained on them only takes every frequent name for a copy. Here some names of
a text are replaced, at all their places, by others of its names, and some noun phrases by others: every
place stays one where such a phrase may stand, and a few phrases become as frequent as in real articles.
"""

from collections.abc import Sequence
from random import Random

from desktop_app.text.edits import Edit, apply_edits
from desktop_app.text.span import Span
from desktop_app.text.tokens import Element, elements
from desktop_app.training.simulator.lexicon import MONTHS, VERBS, WEEKDAYS
from desktop_app.training.simulator.mentions import Mention, MentionKind, find_mentions

_PLACE_SIGNS = frozenset(("in", "at", "from", "near"))
_BINDING = frozenset(("of", "-", "–", "and", "'", "’"))
_SHARES = (0.2, 0.4, 0.7)


def repeat_phrases(text: str, rng: Random) -> str:
    """Return ``text`` with some names and noun phrases replaced by others that it has, everywhere."""
    found = elements(text)
    words = [element.of(text) if element.is_token else None for element in found]
    places: dict[str, list[Mention]] = {}
    for mention in _outermost(words):
        places.setdefault(" ".join(str(w) for w in words[mention.start : mention.end]), []).append(mention)
    classes: dict[str, list[str]] = {}
    for phrase, mentions in places.items():
        if (kind := _class_of(words, phrase, mentions)) is not None:
            classes.setdefault(kind, []).append(phrase)
    edits: list[Edit] = []
    for phrases in classes.values():
        targets = set(rng.choices(phrases, [len(places[p]) for p in phrases], k=rng.randint(1, 3)))
        share = rng.choice(_SHARES)
        for phrase in phrases:
            if phrase not in targets and rng.random() < share:
                target = rng.choice(sorted(targets))
                edits += [Edit(_span(found, mention), target) for mention in places[phrase]]
    return apply_edits(text, sorted(edits))[0]


def _outermost(words: Sequence[str | None]) -> list[Mention]:
    """Return names and ``the ...`` phrases that do not overlap, the longest first found at each place."""
    chosen: list[Mention] = []
    for mention in find_mentions(words):
        first, last = str(words[mention.start]), str(words[mention.end - 1])
        if (
            mention.kind in (MentionKind.NAME, MentionKind.NOUN)
            and (mention.kind is MentionKind.NAME or (first == "the" and mention.length == 2))
            and "+" not in mention.group
            and last[-1].isalnum()
            and all(str(word)[0].isalnum() for word in words[mention.start : mention.end])
            and (not chosen or mention.start >= chosen[-1].end)
        ):
            chosen.append(mention)
    return chosen


def _class_of(words: Sequence[str | None], phrase: str, mentions: Sequence[Mention]) -> str | None:
    """Return a name of what ``phrase`` can be exchanged with, ``None`` if with nothing."""
    before = {str(words[m.start - 1]).lower() for m in mentions if m.start}
    after = {str(words[m.end]).lower() for m in mentions if m.end < len(words)}
    number = "plural" if phrase.endswith("s") else "singular"
    if after & _BINDING or set(phrase.lower().split()) & (WEEKDAYS | MONTHS):
        return None
    if phrase.startswith("the "):
        return f"the {number} {phrase[4].isupper()}"
    if before & _PLACE_SIGNS:
        return f"place {number}"
    return f"actor {number}" if after & VERBS else None


def _span(found: Sequence[Element], mention: Mention) -> Span:
    return Span(found[mention.start].start, found[mention.end - 1].end)
