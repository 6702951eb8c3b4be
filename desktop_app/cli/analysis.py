# SPDX-License-Identifier: Apache-2.0
"""From a file to a session with suggestions, as every command needs it."""

from pathlib import Path

from desktop_app.cli.terminal import complain
from desktop_app.documents.loading import open_document
from desktop_app.documents.readers import ReadOptions
from desktop_app.repair.detector import Progress
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.review.session import ReviewSession


def analyse(path: Path, options: ReadOptions, progress: Progress) -> ReviewSession:
    """Return a session, all undecided; raise ``UnreadableDocumentError`` with one sentence.

    A detector that breaks is named on standard error; what the others found stands.
    """
    document = open_document(path, options)
    analysis = find_suggestions(document.text, progress=progress)
    for failure in analysis.failures:
        reason = failure.details.strip().splitlines()[-1]
        complain(f"{path.name}: the step {failure.detector} failed ({reason}); its suggestions are missing.")
    return ReviewSession(document, analysis.suggestions)
