# SPDX-License-Identifier: Apache-2.0
"""Which straight quotes open and which close, decided for a whole paragraph at once.

Counting parity breaks at the first lost mark, and damaged text has lost many. So each mark has odds
from its neighbours, and the likeliest sequence of opening and closing marks wins (Viterbi), where a
break of the alternation costs something and is possible.
"""

from collections.abc import Sequence
from enum import Enum
from math import exp


class QuoteRole(Enum):
    """What a straight mark is for."""

    OPEN = "open"
    CLOSE = "close"
    POSSESSIVE = "possessive"
    """An apostrophe that ends its word."""


_BREAKS_ALTERNATION = 4.0
_LEFT_OPEN = 1.0
_SPEECH = frozenset(
    "said says say asked told added wrote replied answered according reported explained insisted".split()
)
_INTRODUCES = frozenset(
    "a an the of as by in on to with for from his her its their called named titled entitled dubbed said "
    "says that is was were wrote and or".split()
)
_CLIPPED = frozenset("o th ol lil wi".split())
_ENDS = frozenset(",.;:?!") | {"...", "…", "?!"}


def quote_odds(before: str, after: str, speech_follows: bool = False) -> float:
    """Return the log odds that a double mark between two tokens opens; "" where the paragraph ends.

    ``speech_follows`` tells of a verb such as ``said`` soon after, before any mark.
    The weights are natural logarithms, set by hand from how English is punctuated.
    """
    odds = 0.0
    if not before:
        odds += 6.0
    elif before in "([{-–—/":
        odds += 4.0
    elif before in (":", ","):
        if before == ":":
            odds += 3.0
        else:
            odds += 1.5 if after[:1].isupper() else -2.5
            odds -= 2.5 if speech_follows else 0.0
    elif before in _ENDS:
        odds -= 0.3
    elif before.lower() in _INTRODUCES:
        odds += 1.5
    if not after:
        odds -= 6.0
    elif after in _ENDS or after[0] in ")]}":
        odds -= 5.0
    elif after in ("'s", "’s"):
        odds -= 4.0
    elif after in ("(", "[", "—", "–", "-", "--"):
        odds -= 1.5
    elif after.lower() in _SPEECH:
        odds -= 2.0
    return odds


def quote_roles(
    marks: Sequence[tuple[str, str]], speech: Sequence[bool] = ()
) -> tuple[tuple[QuoteRole, float], ...]:
    """Return the role of each double mark of a paragraph, with how sure it is, 0.5..1.

    ``marks`` holds the tokens before and after each, ``speech`` whether a verb of saying follows soon.

    >>> [role.value for role, _ in quote_roles([("said", "Go"), ("now", "."), (".", "He")])]
    ['open', 'close', 'open']
    """
    told = speech or [False] * len(marks)
    return _roles([(quote_odds(*mark, says), None) for mark, says in zip(marks, told, strict=True)])


def speech_follows(forms: Sequence[str], place: int) -> bool:
    """Tell whether a verb of saying comes within six tokens after ``place``, before any mark."""
    for form in forms[place + 1 : place + 7]:
        if form.lower() in _SPEECH:
            return True
        if form in _ENDS or form in ('"', "'"):
            return False
    return False


def apostrophe_roles(marks: Sequence[tuple[str, str]]) -> tuple[tuple[QuoteRole, float], ...]:
    """Return the role of each lone straight apostrophe of a paragraph, as ``quote_roles`` does.

    It may also end its word: a possessive (``sailors '``) or a clipped word (``goin '``).
    """
    scores: list[tuple[float, float | None]] = []
    for before, after in marks:
        possessive = None
        if before[-1:] in "sSzxZX" and before[:1].isalpha() and after[:1].isalnum():
            possessive = 1.5
        elif before.lower() in _CLIPPED or (before[-2:] == "in" and len(before) > 3):  # o' mine, goin'
            possessive = 0.0
        scores.append((quote_odds(before, after), possessive))
    return _roles(scores)


def _roles(scores: Sequence[tuple[float, float | None]]) -> tuple[tuple[QuoteRole, float], ...]:
    """Run Viterbi forward and backward; the state is whether a quotation is open after the mark."""
    if not scores:
        return ()
    forward = [(0.0, -_BREAKS_ALTERNATION)]
    for odds, possessive in scores:
        forward.append(_step(forward[-1], odds, possessive))
    backward = [(0.0, -_LEFT_OPEN)]
    for odds, possessive in reversed(scores):
        backward.append(_step_back(backward[-1], odds, possessive))
    backward.reverse()
    roles = []
    for number, (odds, possessive) in enumerate(scores):
        before, after = forward[number], backward[number + 1]
        totals = {
            QuoteRole.OPEN: max(before[0], before[1] - _BREAKS_ALTERNATION) + odds / 2 + after[1],
            QuoteRole.CLOSE: max(before[0] - _BREAKS_ALTERNATION, before[1]) - odds / 2 + after[0],
        }
        if possessive is not None:
            totals[QuoteRole.POSSESSIVE] = possessive + max(before[0] + after[0], before[1] + after[1])
        best = max(totals, key=lambda role: totals[role])
        second = max(value for role, value in totals.items() if role is not best)
        roles.append((best, 1 / (1 + exp(second - totals[best]))))
    return tuple(roles)


def _step(state: tuple[float, float], odds: float, possessive: float | None) -> tuple[float, float]:
    closed, opened = state
    stay = float("-inf") if possessive is None else possessive
    to_open = max(closed, opened - _BREAKS_ALTERNATION) + odds / 2
    to_closed = max(closed - _BREAKS_ALTERNATION, opened) - odds / 2
    return max(to_closed, closed + stay), max(to_open, opened + stay)


def _step_back(state: tuple[float, float], odds: float, possessive: float | None) -> tuple[float, float]:
    closed, opened = state
    stay = float("-inf") if possessive is None else possessive
    to_open, to_closed = opened + odds / 2, closed - odds / 2
    return (
        max(to_open, to_closed - _BREAKS_ALTERNATION, closed + stay),
        max(to_open - _BREAKS_ALTERNATION, to_closed, opened + stay),
    )
