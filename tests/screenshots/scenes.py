# SPDX-License-Identifier: Apache-2.0
"""The scenes of a review on the sample, as an editor sees them one after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QImage, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop_app.repair.analysis import Analysis
from desktop_app.repair.diagnosis import diagnose
from desktop_app.repair.infill import InfillRefiner
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import DamageKind
from desktop_app.resources import resource
from desktop_app.review.decision import Verdict
from desktop_app.review.project_rows import suggestion_from_json, suggestion_to_json
from desktop_app.ui.desktop import Desktop
from desktop_app.ui.settings import Settings, SettingsStore, ThemeChoice
from desktop_app.worker.thread_engine import ThreadEngine, no_refiner


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the window is shown."""

    name: str
    theme: ThemeChoice = ThemeChoice.LIGHT
    size: tuple[int, int] = (1440, 900)
    zoom: int = 100
    lengthened: bool = False


LOOKS = (
    Look(name="light"),
    Look(name="dark", theme=ThemeChoice.DARK),
    Look(name="small-light", size=(1024, 680)),
    Look(name="small-dark", theme=ThemeChoice.DARK, size=(1024, 680)),
    Look(name="large-light", zoom=200),
    Look(name="large-dark", theme=ThemeChoice.DARK, zoom=200),
    Look(name="lengthened", lengthened=True),
)


class Lengthened(QTranslator):
    """A pseudo-translation: every text half as long again, and in brackets."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Lengthen a text."""
        del context, disambiguation
        return f"[{text.replace('%n', str(n))}{'~' * (len(text) // 2)}]"

    def isEmpty(self) -> bool:  # noqa: N802 - as Qt calls it
        """Tell Qt that there is a translation for everything."""
        return False


FOUND = Path(__file__).parent / "sample_suggestions.jsonl"
"""What was found in the sample, kept: pictures tell of the window, not of the models."""


@cache
def sample_analysis() -> Analysis:
    """Return what was found in the sample when ``python -m tests.screenshots.scenes`` last ran."""
    text = resource("samples", "article.txt").read_text(encoding="utf-8")
    lines = FOUND.read_text(encoding="utf-8").splitlines()
    return Analysis(tuple(suggestion_from_json(line, text) for line in lines))


def keep_what_is_found() -> None:
    """Look through the sample with everything the product has, and keep what is found."""
    text = resource("samples", "article.txt").read_text(encoding="utf-8")
    found = find_suggestions(text, refiner=InfillRefiner()).suggestions
    FOUND.write_text("".join(f"{suggestion_to_json(s)}\n" for s in found), encoding="utf-8")


def scenes(
    look: Look, application: QApplication, store: SettingsStore, qtbot: QtBot
) -> Iterator[tuple[str, QImage, Desktop]]:
    """Yield each scene's name, picture and the window it was taken of."""
    translator = Lengthened()
    if look.lengthened:
        QCoreApplication.installTranslator(translator)
    store.save(Settings(theme=look.theme, zoom=look.zoom, reduced_motion=True))
    desktop = Desktop(application, store, ThreadEngine(no_refiner))
    window = desktop.window
    desktop.detection.start = lambda text: None  # type: ignore[method-assign]
    desktop.keeping.saved.disconnect(window.desk.strip.show_saved)  # tells the time of day
    try:
        window.resize(*look.size)
        window.show()
        qtbot.waitExposed(window)
        desktop.file_acts.open_sample()
        qtbot.waitUntil(lambda: window.controller.session is not None)
        with qtbot.waitSignal(desktop.diagnosing.ready):
            desktop.detection.found.emit(sample_analysis().suggestions)
            assert window.controller.session is not None
            text = window.controller.session.document.text
            desktop.detection.diagnosed.emit(diagnose(text, sample_analysis().suggestions))
            desktop.detection.finished.emit(sample_analysis())
        for name, prepare in _STEPS:
            prepare(desktop)
            window.desk.strip.show_saved("14:02")
            qtbot.wait(350)  # longer than the lull after which decisions are learned from
            _settle(desktop, qtbot, application)
            yield name, _picture(desktop), desktop
    finally:
        QCoreApplication.removeTranslator(translator)
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.close()


def _settle(desktop: Desktop, qtbot: QtBot, application: QApplication) -> None:
    """Let what was learned last be laid out too: on a busy machine that comes after any wait."""
    qtbot.waitUntil(lambda: not desktop.findings._lull.isActive())
    for _ in range(10):
        application.processEvents()


def _picture(desktop: Desktop) -> QImage:
    """Grab the window, and the dialog over it where it stands; at half size, which is enough to see."""
    window = desktop.window
    image = window.grab().toImage()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            image = dialog.grab().toImage()
    half = image.size() / 2
    mode = Qt.TransformationMode.SmoothTransformation
    return image.scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, mode).convertToFormat(
        QImage.Format.Format_RGB32
    )


def _opening(desktop: Desktop) -> None:
    desktop.window.banner.dismiss()


def _reviewing(desktop: Desktop) -> None:
    desktop.diagnosing.page.start_requested.emit()
    controller = desktop.window.controller
    for _ in range(8):
        controller.accept()
    controller.keep()
    controller.later()
    splices = [s for s in controller.order if s.kind is DamageKind.SPLICE and s.evidence]
    controller.set_current(splices[4].id if len(splices) > 4 else controller.order[20].id)


def _view(action: str) -> Callable[[Desktop], None]:
    def show(desktop: Desktop) -> None:
        desktop.window.actions_[action].trigger()

    return show


def _series(desktop: Desktop) -> None:
    _view("view_side")(desktop)
    spacing = next(s for s in desktop.window.controller.order if s.series.startswith("Space before a comma"))
    desktop.window.controller.set_current(spacing.id)
    desktop.window.actions_["series"].trigger()


def _finished(desktop: Desktop) -> None:
    for dialog in desktop.window.findChildren(QDialog):
        dialog.close()
    controller = desktop.window.controller
    last = controller.order[-1].id
    others = [s.id for s in controller.order if s.id != last]
    controller.decide_many(others, Verdict.ACCEPTED, "Accept the rest")
    controller.set_current(last)
    controller.accept()


_STEPS: tuple[tuple[str, Callable[[Desktop], None]], ...] = (
    ("diagnosis", _opening),
    ("side-by-side", _reviewing),
    ("inline", _view("view_inline")),
    ("result", _view("view_result")),
    ("series", _series),
    ("finished", _finished),
)


if __name__ == "__main__":
    keep_what_is_found()
