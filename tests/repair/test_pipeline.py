# SPDX-License-Identifier: Apache-2.0
"""The pipeline: what breaks costs its own findings only, a cancel is heard, progress only grows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pytest

from desktop_app.repair import collected
from desktop_app.repair.analysis import Analysis
from desktop_app.repair.detector import CancelledError, CancelToken, Progress
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion
from desktop_app.text.span import Span
from tests.sessions import suggestion

TEXT = "He said , no ."


@dataclass(frozen=True)
class Commas:
    """A detector that finds the space before the comma."""

    name: str = "commas"

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterable[Suggestion]:
        progress("looking", 0.5)
        yield suggestion(text, 7, 9, ",", kind=DamageKind.SPACING)


@dataclass(frozen=True)
class Stops(Commas):
    name: str = "stops"

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterable[Suggestion]:
        yield suggestion(text, 12, 14, ".", kind=DamageKind.SPACING)


@dataclass(frozen=True)
class Broken(Commas):
    name: str = "broken"

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterable[Suggestion]:
        raise RuntimeError("out of order")


@dataclass(frozen=True)
class Liar(Commas):
    name: str = "liar"

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterable[Suggestion]:
        yield replace(suggestion(text, 0, 2, "She"), original="They")


@dataclass(frozen=True)
class Impatient(Commas):
    """Cancels in the middle of its own work, as another thread would."""

    name: str = "impatient"

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterable[Suggestion]:
        cancel.cancel()
        cancel.raise_if_cancelled()
        return []


class Better:
    """A refiner that knows a better wording, and one for a suggestion nobody made."""

    def refine(
        self,
        text: str,
        suggestions: Sequence[Suggestion],
        cancel: CancelToken,
        progress: Progress,
        visible: Span,
    ) -> Iterable[Suggestion]:
        return self.found(text, suggestions)

    def found(self, text: str, suggestions: Sequence[Suggestion]) -> Iterable[Suggestion]:
        for item in suggestions:
            yield replace(item, alternatives=(Alternative(";", 0.9),))
        yield suggestion(text, 0, 2, "She")


class Mover(Better):
    def found(self, text: str, suggestions: Sequence[Suggestion]) -> Iterable[Suggestion]:
        return [replace(item, span=Span(0, 1)) for item in suggestions]


class BreaksHalfway(Better):
    def found(self, text: str, suggestions: Sequence[Suggestion]) -> Iterable[Suggestion]:
        yield from list(super().found(text, suggestions))[:1]
        raise RuntimeError("no more words")


class BrokenRefiner(Better):
    def found(self, text: str, suggestions: Sequence[Suggestion]) -> Iterable[Suggestion]:
        raise RuntimeError("no model")


def wordings(analysis: Analysis) -> list[str]:
    return [s.replacement for s in analysis.suggestions]


def test_all_detectors_are_heard_and_each_step_is_delivered() -> None:
    delivered: list[tuple[Suggestion, ...]] = []
    analysis = find_suggestions(TEXT, detectors=[Stops(), Commas()], deliver=delivered.append)
    assert wordings(analysis) == [",", "."]
    assert [len(d) for d in delivered] == [1, 2]
    assert delivered[-1] == analysis.suggestions


def test_a_broken_detector_costs_its_own_findings_only() -> None:
    analysis = find_suggestions(TEXT, detectors=[Broken(), Commas()])
    assert wordings(analysis) == [","]
    assert [f.detector for f in analysis.failures] == ["broken"]
    assert "out of order" in analysis.failures[0].details


def test_a_suggestion_for_words_that_do_not_stand_there_is_dropped() -> None:
    assert find_suggestions(TEXT, detectors=[Liar()]).suggestions == ()


def test_a_refiner_finds_better_words_and_nothing_else() -> None:
    analysis = find_suggestions(TEXT, detectors=[Commas(), Stops()], refiner=Better())
    assert wordings(analysis) == [";", ";"]
    assert wordings(find_suggestions(TEXT, detectors=[Commas()], refiner=Mover())) == [","]


def test_a_broken_refiner_leaves_what_was_found() -> None:
    analysis = find_suggestions(TEXT, detectors=[Commas()], refiner=BrokenRefiner())
    assert wordings(analysis) == [","]
    assert [f.detector for f in analysis.failures] == ["infill"]


def test_a_refiner_that_breaks_halfway_leaves_what_it_had_found() -> None:
    delivered: list[tuple[Suggestion, ...]] = []
    analysis = find_suggestions(
        TEXT, detectors=[Commas(), Stops()], refiner=BreaksHalfway(), deliver=delivered.append
    )
    assert wordings(analysis) == [";", "."]
    assert delivered[-1] == analysis.suggestions
    assert [f.detector for f in analysis.failures] == ["infill"]


def test_what_a_refiner_finds_is_delivered_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collected, "SOON", 0.0)
    ticks = iter(range(1_000))
    monkeypatch.setattr(collected, "monotonic", lambda: float(next(ticks)) / 1e3)
    delivered: list[list[str]] = []
    find_suggestions(
        TEXT,
        detectors=[Commas(), Stops()],
        refiner=Better(),
        deliver=lambda found: delivered.append([s.replacement for s in found]),
    )
    assert [",", "."] in delivered
    assert [";", "."] in delivered
    assert delivered[-1] == [";", ";"]


def test_progress_grows_from_nothing_to_everything() -> None:
    shares: list[float] = []
    find_suggestions(
        TEXT,
        detectors=[Commas(), Stops()],
        refiner=Better(),
        progress=lambda what, share: shares.append(share),
    )
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_a_cancel_is_heard_before_and_within_a_step() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        find_suggestions(TEXT, detectors=[Commas()], cancel=token)
    with pytest.raises(CancelledError):
        find_suggestions(TEXT, detectors=[Impatient(), Commas()])
