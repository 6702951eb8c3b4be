# SPDX-License-Identifier: Apache-2.0
"""Damaged texts built token by token from a row of choices: hostile, but with drift that can be decoded.

Random bytes are rarely a text in which names are mentioned and written over each other, so that the
deeper parts of the detectors never see them. Here each choice is a word, a mention, a clitic, a space
too many, or something odd; then the simulator writes names over the text by the law of the drift, and
then a few places are broken once more. The choices come from chance or from a fuzzer's bytes.
"""

from collections.abc import Callable
from random import Random

from desktop_app.repair.detector import CancelToken, no_progress
from desktop_app.repair.detectors import PLAIN_DETECTORS
from desktop_app.repair.detectors.splices import SpliceDetector
from desktop_app.repair.pipeline import Refiner, find_suggestions
from desktop_app.repair.suggestion import DamageKind
from desktop_app.training.simulator.damage import STYLES, damage
from tests.fuzz_inputs import PIECES, SEEDS, check_suggestions

Choose = Callable[[int], int]
"""Returns a number from 0 to one less than what it is given (at least 1)."""

_NAMES = (
    *("Anna Brandt", "Brandt", "Harbour Office", "the Harbour Office", "Peña Nieto", "Dr. Li", "U.S. Navy"),
    *("İzmir", "Straße", "O’Hara", "al-Qadi", "\U0001d504da", "McKenzie-Lund", "Two Rivers 7", "1984", "I"),
    *("NATO", "Ångström", "e\u0301toile Noire", "Жуков", "李明", "x"),
)
_WORDS = tuple(
    "a an the and or but of in on to for by with from that which who he she it they his her their was were "
    "is has had will may did not said told asked met left saw gave took council river bridge year day plan "
    "vote old new two 12 3,400 2019 May Monday first well-known mid-May re-open up off".split()
)
_CLITICS = (" 's", " n't", "'s", "n’t", " 'll", "s'", " '", "’", " ’re", "'em")
_MARKS = (". ", ", ", " . ", " , ", "! ", "? ", ": ", "; ", " '' ", " `` ", "“", "” ", " – ", "-", "( ", " )")
_SPACES = ("  ", "   ", "    ", "\n", "\n\n", "\n \n", "\u00a0", "\t", "\u2009", "\u200b", "\u3000", "")


def from_bytes(data: bytes) -> Choose:
    """Return choices made by a fuzzer; when the bytes are used up it is always the first."""
    rest = iter(data)
    return lambda count: next(rest, 0) % count


def from_chance(random: Random) -> Choose:
    """Return choices made by chance."""
    return random.randrange


def damaged_text(choose: Choose, longest: int = 120) -> str:
    """Build a text of at most ``longest`` steps and damage it."""
    names = [_NAMES[choose(len(_NAMES))] for _ in range(1 + choose(4))]
    parts: list[str] = []
    for _ in range(4 + choose(longest)):
        parts.append(_step(choose, names, parts))
    text = "".join(parts)
    style = STYLES[choose(len(STYLES))]
    if text.strip():
        text = damage(text, style, choose(251), density=(0.02, 0.06, 0.15, 0.4)[choose(4)]).text
    for _ in range(choose(4)):
        text = _broken(text, choose)
    return text.replace("\r", "").replace("\0", "") or " "


def _step(choose: Choose, names: list[str], before: list[str]) -> str:
    kind = choose(32)
    if kind < 14:
        return _WORDS[choose(len(_WORDS))] + " "
    if kind < 22:
        name = names[choose(len(names))]
        last = name.split()[-1]
        return (name, name, last, name.upper(), name + "'s", last + " 's")[choose(6)] + " "
    if kind < 25:
        return _MARKS[choose(len(_MARKS))]
    if kind < 27:
        return _CLITICS[choose(len(_CLITICS))] + " "
    if kind < 29:
        return _SPACES[choose(len(_SPACES))]
    if kind < 30:
        return PIECES[choose(len(PIECES))]
    if kind < 31:
        return "".join(before[-(1 + choose(20)) :])
    return SEEDS[choose(len(SEEDS))]


def _broken(text: str, choose: Choose) -> str:
    at = (256 * choose(256) + choose(256)) % (len(text) + 1)
    length = choose(24)
    way = choose(4)
    if way == 0:
        return text[:at] + text[at + length :]
    if way == 1:
        return text[:at] + _SPACES[choose(len(_SPACES))] + text[at:]
    if way == 2:
        return text[:at] + PIECES[choose(len(PIECES))] + text[at:]
    return text[:at] + text[at : at + length] + text[at:]


def check_splices(text: str, *, neural: bool) -> None:
    """Assert the laws for the names found written over other words, twice the same."""
    detector = SpliceDetector(neural=neural)
    found, again = (tuple(detector.detect(text, CancelToken(), no_progress)) for _ in range(2))
    assert found == again, "something else is found the second time"
    check_suggestions(found, text, detector.name)


def check_filled(text: str, refiner: Refiner) -> None:
    """Assert the laws for suggestions whose lost words were looked for; no number is ever made up."""
    analysis = find_suggestions(text, detectors=PLAIN_DETECTORS, refiner=refiner)
    assert not analysis.failures, analysis.failures[0].details
    check_suggestions(analysis.suggestions, text, None)
    digits = "".join(c for c in text if c.isdigit())
    for suggestion in analysis.suggestions:
        if suggestion.kind in (DamageKind.SPLICE, DamageKind.GAP):
            for word in (word for a in suggestion.alternatives for word in a.text.split()):
                assert "".join(c for c in word if c.isdigit()) in digits, f"{word!r} is made up"
