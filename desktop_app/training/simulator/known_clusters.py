# SPDX-License-Identifier: Apache-2.0
"""Clusters of mentions that people have marked, as a resolver that makes no mistakes would report them."""

from collections.abc import Sequence

from desktop_app.text.span import Span
from desktop_app.training.simulator.clusters import Cluster
from desktop_app.training.simulator.lexicon import POSSESSIVE_ENDINGS, PRONOUN_GROUP
from desktop_app.training.simulator.mentions import Mention, MentionKind


def known_clusters(
    words: Sequence[str | None], places: Sequence[Span | None], marked: Sequence[Sequence[Span]]
) -> list[Cluster]:
    """Return the clusters of two or more mentions among the elements ``words``.

    ``places`` says where each element stands, ``marked`` holds the mentions of one thing each; both in
    code points of the healthy text. A mention that begins or ends inside an element, or holds a dropped
    word, is left out.
    """
    starts = {place.start: index for index, place in enumerate(places) if place is not None}
    ends = {place.end: index + 1 for index, place in enumerate(places) if place is not None}
    clusters = []
    for number, spans in enumerate(marked):
        mentions = []
        for span in spans:
            start, end = starts.get(span.start), ends.get(span.end)
            if start is not None and end is not None and None not in words[start:end]:
                mentions.append(Mention(start, end, _kind(words, start, end), str(number)))
        if len(mentions) > 1:
            clusters.append(Cluster(tuple(sorted(mentions, key=lambda m: (m.start, -m.end)))))
    return clusters


def _kind(words: Sequence[str | None], start: int, end: int) -> MentionKind:
    if end - start == 1 and str(words[start]).lower() in PRONOUN_GROUP:
        return MentionKind.PRONOUN
    head = next((str(w) for w in reversed(words[start:end]) if w not in POSSESSIVE_ENDINGS), "")
    return MentionKind.NAME if head[:1].isupper() else MentionKind.NOUN
