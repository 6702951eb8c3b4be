# SPDX-License-Identifier: Apache-2.0
"""Long texts: what is seen is marked at once, long steps deliver as they go, nothing counts twice."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from desktop_app.repair import collected
from desktop_app.repair import preview as preview_module
from desktop_app.repair.detector import CancelledError, CancelToken, Progress
from desktop_app.repair.detectors.gaps import GapDetector
from desktop_app.repair.detectors.spacing import SpacingDetector
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.preview import LONG, preview
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.text.span import Span
from tests.sessions import suggestion

LINE = "In the year 1000 nothing    happened , they said .\n"
TEXT = LINE * (2 * LONG // len(LINE))
QUICK = (GapDetector(), SpacingDetector())


@dataclass(frozen=True)
class Slow:
    """Finds one place after the other, slowly."""

    name: str = "test"
    seconds: float = 0.05

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterable[Suggestion]:
        for number in range(10):
            cancel.raise_if_cancelled()
            time.sleep(self.seconds)
            yield suggestion(text, number, number + 1, "x", kind=DamageKind.CHARACTER)


@dataclass(frozen=True)
class Broken(Slow):
    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterable[Suggestion]:
        raise RuntimeError("out of order")


def test_what_is_seen_comes_first_and_is_the_same_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview_module, "PATIENCE", 60.0)
    parts: list[tuple[Suggestion, ...]] = []
    middle = len(TEXT) // 2
    analysis = find_suggestions(
        TEXT, detectors=QUICK, deliver=parts.append, visible=Span(middle, middle + 500)
    )
    assert parts[-1] == analysis.suggestions == find_suggestions(TEXT, detectors=QUICK).suggestions
    first = parts[0]
    assert first[0].span.start > middle - 2 * preview_module.AROUND
    assert {s.detector for s in first} == {"gaps", "spacing"}
    final = {s.id: s for s in analysis.suggestions}
    shown = [s for s in first if middle <= s.span.start <= middle + 500]
    assert shown
    assert all(final[s.id].span == s.span for s in shown), "no mark jumps when the thorough look is done"
    for part in parts:
        assert len({s.id for s in part}) == len(part)
        assert {s.id for s in shown} <= {s.id for s in part}, "no mark vanishes in between"


def test_a_short_text_needs_no_quick_look() -> None:
    parts: list[tuple[Suggestion, ...]] = []
    find_suggestions(LINE, detectors=QUICK, deliver=parts.append)
    assert len(parts) == 2


def test_a_long_step_delivers_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collected, "SOON", 0.08)
    parts: list[tuple[Suggestion, ...]] = []
    find_suggestions(LINE, detectors=(Slow(),), deliver=parts.append)
    sizes = [len(part) for part in parts]
    assert len(sizes) > 2
    assert sizes == sorted(sizes)
    assert sizes[-1] == 10


def test_the_quick_look_gives_up_in_time() -> None:
    started = time.monotonic()
    found = preview(TEXT, Span(0, 0), (*QUICK, Slow(seconds=0.5)), CancelToken())
    assert time.monotonic() - started < preview_module.PATIENCE + 2
    assert "test" not in found.detectors
    assert {s.detector for s in found.found} <= {"gaps", "spacing"}


def test_a_slow_detector_begins_with_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview_module, "PATIENCE", 0.01)
    parts: list[tuple[Suggestion, ...]] = []
    at: list[int] = []

    @dataclass(frozen=True)
    class Looking(Slow):
        def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterable[Suggestion]:
            at.append(len(text))
            yield from Slow.detect(self, text, cancel, progress)

    middle = len(TEXT) // 2
    analysis = find_suggestions(
        TEXT, detectors=(Looking(),), deliver=parts.append, visible=Span(middle, middle + 500)
    )
    assert at[-1] == len(TEXT) > at[-2], "first the part in sight, then the whole"
    near = [part for part in parts if part and part[0].span.start > middle - preview_module.AROUND]
    assert near, "its marks are shown before the whole is read"
    assert [s.span.start for s in analysis.suggestions] == list(range(10)), "and make way for its result"


def test_what_breaks_in_the_quick_look_breaks_again_and_is_told() -> None:
    analysis = find_suggestions(TEXT, detectors=(Broken(), GapDetector()), deliver=lambda part: None)
    assert [failure.detector for failure in analysis.failures] == ["test"]
    assert analysis.suggestions


def test_a_cancel_is_heard_in_the_quick_look() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        preview(TEXT, Span(0, 0), QUICK, cancel)
