# SPDX-License-Identifier: Apache-2.0
"""Lost words as they must stand in the text: capitals, articles and spaces made right for the place."""

from collections.abc import Sequence

from desktop_app.repair.infill.closed_classes import PRONOUN_CLASS, takes_an
from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.lexicon import EDGE
from desktop_app.text.span import Span

_NO_SPACE_BEFORE = frozenset((".", ",", ":", ";", "?", "!", ")", "]", "%", "...", "…", "”", "’"))
_NO_SPACE_AFTER = frozenset(("(", "[", "“", "‘", "$", "£", "€", "#"))
_CLITICS = frozenset(("'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"))
_DASHES = frozenset(("-",))
_ALWAYS_SMALL = frozenset(("the", "a", "an", "and", "of", *PRONOUN_CLASS)) - {"i"}
"""Never capitals inside a sentence, even if the document has them only where quoted sentences begin."""


def cased(words: Sequence[str], document: DamagedWords, place: int) -> tuple[str, ...]:
    """Return counted forms as they are written at unit ``place``: names and sentence starts capitalised."""
    result: list[str] = []
    opening = document.opens_sentence(place)
    for form in words:
        word = "I" if form == "i" else document.as_written(form)
        if form in _ALWAYS_SMALL or (word.isupper() and len(word) > 1 and form.isascii() and len(form) < 3):
            word = form if form != "i" else word
        if opening and word[:1].isalpha():
            word = word[:1].upper() + word[1:]
            opening = False
        elif word in (".", "!", "?"):
            opening = True
        result.append(word)
    return tuple(result)


def with_article(words: Sequence[str], following: str) -> tuple[str, ...]:
    """Return ``words`` with every ``a`` and ``an`` fitting the word after it; ``following`` comes last."""
    result = list(words)
    for k, word in enumerate(result):
        if word.lower() in ("a", "an"):
            after = result[k + 1] if k + 1 < len(result) else following
            if after[:1].isalpha() and after != EDGE:
                form = "an" if takes_an(after) else "a"
                result[k] = form.capitalize() if word[0].isupper() else form
    return tuple(result)


def in_place(text: str, span: Span, words: Sequence[str], *, quote_open: bool) -> str:
    """Return the string that puts ``words`` at ``span`` of ``text`` with the spaces people write.

    Only spaces inside the span can be changed; a span that takes in the space before it lets a full
    stop move up to its word. ``quote_open`` tells whether a quotation mark waits for its partner.
    """
    original = span.of(text)
    lead = original[: len(original) - len(original.lstrip())]
    trail = original[len(original.rstrip()) :] if original.strip() else ""
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    if not words:
        return _without(lead, trail, before, after)
    core, first, last = _joined(words, quote_open)
    if lead:
        lead = "" if first or (before and before in "([“‘$£€") or not before or before == "\n" else " "
    elif before and not before.isspace() and not first and before not in "([“‘$£€-\"'":
        lead = " "
    if trail:
        trail = "" if last or not after or after in ".,:;?!)]”’\n" else " "
    elif after and (after.isalnum() or after in "(“") and not last:
        trail = " "
    return f"{lead}{core}{trail}"


def _without(lead: str, trail: str, before: str, after: str) -> str:
    owned = bool(lead or trail)
    apart = before.isspace() or after.isspace() or not before or not after or after in ".,:;?!)]”’"
    return " " if owned and not apart else ""


def _joined(words: Sequence[str], quote_open: bool) -> tuple[str, bool, bool]:
    """Return the words as one string, whether it hangs on the word before, and on the one after."""
    parts: list[str] = []
    glue = True
    hangs_first = False
    for number, word in enumerate(words):
        tight_before = word in _NO_SPACE_BEFORE or word.replace("’", "'") in _CLITICS or word in _DASHES
        tight_after = word in _NO_SPACE_AFTER or word in _DASHES
        if word == '"':
            tight_before, tight_after = quote_open, not quote_open
            quote_open = not quote_open
        if number == 0:
            hangs_first = tight_before
        elif not (glue or tight_before):
            parts.append(" ")
        parts.append(word)
        glue = tight_after
    return "".join(parts), hangs_first, glue
