# SPDX-License-Identifier: Apache-2.0
"""As much healthy text as a test wants: the sample article with its words changed for each other.

Repeating one article would make every phrase of it a repeated phrase, which no long text is.
"""

import re
from collections import defaultdict
from random import Random

from desktop_app.resources import resource

CLEAN = resource("samples", "article.clean.txt").read_text(encoding="utf-8")

_SUFFIXES = ("ing", "ed", "ly", "s")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NAMES = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", CLEAN))
_FUNCTION_WORDS = frozenset(
    "that with from this their they them have been will would could should were what when which about "
    "into over than then there after before between said also more most some such only other because".split()
)


def retold(seed: int, *, other_people: bool = False, text: str = CLEAN) -> str:
    """Return the sample article with other words of the same shape, the same for the same ``seed``.

    ``text`` may be the damaged one. Function words stay, and so do names, unless it is to be about
    ``other_people``.
    """
    random = Random(seed)
    classes: dict[str, list[str]] = defaultdict(list)
    for word in sorted({m[0] for m in _WORD.finditer(CLEAN)}):
        classes[_class_of(word)].append(word)
    others: dict[str, str] = {}
    for name, words in sorted(classes.items()):
        if name and (name != "name" or other_people):
            others.update(zip(words, random.sample(words, len(words)), strict=True))
    return _WORD.sub(lambda match: others.get(match[0], match[0]), text)


def long_article(characters: int) -> str:
    """Return one article of at least so many code points, about the same people throughout."""
    parts = [CLEAN]
    while sum(map(len, parts)) < characters:
        parts.append(retold(len(parts)))
    return "\n".join(parts)


def _class_of(word: str) -> str:
    if word in _NAMES:
        return "name"
    if not word.islower() or word in _FUNCTION_WORDS:
        return ""
    return next((suffix for suffix in _SUFFIXES if word.endswith(suffix)), "plain")
