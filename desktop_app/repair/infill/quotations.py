# SPDX-License-Identifier: Apache-2.0
"""Where quotations stand, and who speaks in them: ``I`` inside means whoever said it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.repair.infill.closed_classes import FUNCTION_WORDS, PRONOUN_CLASS, SENTENCE_ENDS

SPEECH_VERBS = frozenset(
    "say says said saying tell tells told ask asks asked write writes wrote written add adds added reply "
    "replies replied explain explains explained claim claims claimed state states stated recall recalls "
    "recalled note notes noted continue continues continued answer answers answered announce announces "
    "announced declare declares declared remark remarks remarked observe observes observed insist insists "
    "insisted argue argues argued comment comments commented exclaim exclaims exclaimed cry cries cried "
    "warn warns warned admit admits admitted confirm confirms confirmed think thinks thought remember "
    "remembers remembered joke jokes joked shout shouts shouted whisper whispers whispered complain "
    "complains complained suggest suggests suggested according".split()
)
"""Words that part a speaker from what is said."""

_STRAIGHT, _OPENING, _CLOSING = '"', frozenset(("“", "``")), frozenset(("”", "''"))
_THIRD = frozenset(("he", "she"))

LONGEST = 300
"""Words; a mark that is farther away has lost its partner."""

_BESIDE = 16
"""Words beside a quotation in which the speaker is looked for."""

_BETWEEN = frozenset("has had have also later then once now still often never just only simply".split())
"""What may part a subject from its verb."""

_TAKE_A_LISTENER = frozenset(
    "tell tells told ask asks asked warn warns warned remember remembers remembered".split()
)
"""Who stands behind these is spoken to, or of."""


@dataclass(frozen=True, slots=True)
class Quotations:
    """The words of a text, read for their quotation marks."""

    words: Sequence[str]
    """As written."""

    holes: frozenset[int] = frozenset()
    """Where a name was written over something: it may have been a speaker."""

    edges: frozenset[int] = frozenset()
    """Where a paragraph ends."""

    def speaker(self, index: int) -> int | None:
        """Return which word ends the name of whoever speaks at ``index``; None outside of quotations.

        It may be a hole or ``he``. None as well where nobody is named beside the quotation.

        >>> Quotations('" I know , " Ada Byron said .'.split()).speaker(1)
        6
        """
        opening = self.opening(index)
        if opening is None:
            return None
        closing = self._closing(index)
        if closing is not None:
            found = self._named(self._until_stop(range(closing + 1, closing + 1 + _BESIDE)))
            if found is not None:
                return found
        return self._named(self._until_stop(range(opening - 1, opening - 1 - _BESIDE, -1)))

    def paragraph_start(self, index: int) -> int:
        """Return where the paragraph around ``index`` begins, or the last of its words that are looked at."""
        first = index
        while first > max(0, index - LONGEST) and first - 1 not in self.edges:
            first -= 1
        return first

    def opening(self, index: int) -> int | None:
        """Return which double mark opens the quotation around ``index``; None outside of quotations."""
        opened: int | None = None
        for k in range(self.paragraph_start(index), index):
            word = self.words[k]
            if word in _OPENING:
                opened = k
            elif word in _CLOSING:
                opened = None
            elif word == _STRAIGHT:
                opened = k if opened is None else None
        return opened

    def _closing(self, index: int) -> int | None:
        for k in range(index, min(len(self.words), index + LONGEST)):
            if k in self.edges:
                return None
            if self.words[k] == _STRAIGHT or self.words[k] in _CLOSING:
                return k
        return None

    def _until_stop(self, places: Iterable[int]) -> list[int]:
        """Return the words up to the end of the sentence; a stop right beside the quotation is passed."""
        found: list[int] = []
        for k in places:
            if not 0 <= k < len(self.words) or k in self.edges:
                break
            word = self.words[k]
            if word == _STRAIGHT or word in _OPENING or word in _CLOSING or (word in SENTENCE_ENDS and found):
                break
            found.append(k)
        return found

    def _named(self, near: Sequence[int]) -> int | None:
        """Return who is named beside the verb of speech, of words the nearest of which come first.

        ``Byron's mother wrote`` names nobody: the name has to stand right beside the verb, or its comma.
        """
        verb = next((k for k in near if self.words[k].lower() in SPEECH_VERBS), None)
        if verb is None:
            return None
        subject = verb - 1
        while subject in near and self.words[subject].lower() in _BETWEEN:
            subject -= 1
        if subject in near and self._is_name(subject):
            return subject
        if subject in near and self.words[subject] == ",":
            commas = (k for k in sorted(near) if k < subject and self.words[k] == ",")
            apposed = next((k - 1 for k in commas if k - 1 in near and self._is_name(k - 1)), None)
            if apposed is not None:
                return apposed
        spoken_to = self.words[verb].lower() in _TAKE_A_LISTENER
        object_ = verb + 2 if self.words[verb].lower() == "according" else verb + 1
        if spoken_to or object_ not in near or not self._is_name(object_):
            return None
        while object_ + 1 in near and self._is_name(object_ + 1):
            object_ += 1
        return object_

    def _is_name(self, index: int) -> bool:
        word = self.words[index]
        low = word.lower()
        if index in self.holes or low in _THIRD:
            return True
        return word[:1].isupper() and low not in FUNCTION_WORDS and low not in PRONOUN_CLASS
