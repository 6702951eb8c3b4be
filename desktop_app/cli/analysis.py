# SPDX-License-Identifier: Apache-2.0
"""From a file to a session with suggestions, as every command needs it."""

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.inputs import read_options
from desktop_app.cli.terminal import ProgressLine, complain
from desktop_app.documents.loading import open_document
from desktop_app.repair.detectors import DETECTORS, PLAIN_DETECTORS
from desktop_app.repair.infill import InfillRefiner
from desktop_app.repair.pipeline import find_packed
from desktop_app.review.session import ReviewSession


class Analyst:
    """Opens files and finds their suggestions; the model is loaded once, when first needed."""

    def __init__(self, arguments: Namespace) -> None:
        self._options = read_options(arguments)
        self._detectors = PLAIN_DETECTORS if arguments.no_model else DETECTORS
        self._refiner = InfillRefiner(arguments.model, neural=not arguments.no_model)
        self._told = False

    def analyse(self, path: Path, progress: ProgressLine) -> ReviewSession:
        """Return a session, all undecided; raise ``UnreadableDocumentError`` with one sentence.

        A step that breaks is named on standard error, as is a model that cannot be had (once); what
        was found without it stands.
        """
        document = open_document(path, self._options)
        found, failures = find_packed(
            document.text, detectors=self._detectors, refiner=self._refiner, progress=progress
        )
        progress.clear()
        for failure in failures:
            reason = failure.details.strip().splitlines()[-1]
            complain(f"{path.name}: the step {failure.detector} failed ({reason}); its part is missing.")
        if self._refiner.problem and not self._told:
            self._told = True
            complain(self._refiner.problem)
        return ReviewSession(document, found)
