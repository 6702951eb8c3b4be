# SPDX-License-Identifier: Apache-2.0
"""``palimpsest export``: a review that was made before, in another form."""

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.inputs import read_options
from desktop_app.cli.outputs import OutputPlaces, WrongUsageError
from desktop_app.cli.rendering import Rendering
from desktop_app.cli.terminal import complain
from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.documents.loading import open_document, read_file
from desktop_app.review.decision_log import BrokenLogError, replay
from desktop_app.review.project_file import SUFFIX, ProjectFile
from desktop_app.review.session import ReviewSession


def export(arguments: Namespace) -> int:
    """Open a project, or replay a decision log on its text, and write the result."""
    rendering = Rendering.chosen(arguments)
    if arguments.input.suffix.lower() == SUFFIX:
        session = _from_project(arguments.input)
    elif arguments.decisions is None:
        raise WrongUsageError(f"{arguments.input.name} is no project: add --decisions LOG")
    else:
        session = _from_log(arguments)
    places = OutputPlaces(arguments.output, rendering.exporter.suffix, several=False)
    data, proof = rendering.render(session)
    places.write(arguments.input, data, proof)
    return 0


def _from_project(path: Path) -> ReviewSession:
    """Return the review that a project holds; what could not be read of it is told."""
    project = ProjectFile.open(path, read_only=True)
    try:
        contents = project.read()
    finally:
        project.close()
    for loss in contents.losses:
        complain(loss)
    return contents.session()


def _from_log(arguments: Namespace) -> ReviewSession:
    """Return the review that a log tells of; what is not found again is told."""
    document = open_document(arguments.input, read_options(arguments))
    again = replay(_lines(arguments.decisions), document)
    for quotation in again.missing:
        complain(f"“{quotation[:60]}” no longer stands in {document.source.name}; its decision is left out.")
    if again.missing and not again.session.suggestions:
        raise BrokenLogError(f"The log does not belong to {document.source.name}; choose another.")
    return again.session


def _lines(path: Path) -> list[str]:
    try:
        return read_file(path).decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            f"{path.name} is no decision log; choose a file exported as one."
        ) from error
