# SPDX-License-Identifier: Apache-2.0
"""``palimpsest export``: a review that was made before, in another form."""

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.inputs import read_options
from desktop_app.cli.outputs import OutputPlaces
from desktop_app.cli.rendering import Rendering
from desktop_app.cli.terminal import complain
from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.documents.loading import open_document, read_file
from desktop_app.review.decision_log import BrokenLogError, replay


def export(arguments: Namespace) -> int:
    """Replay a decision log on its text and write the result; what is not found again is told."""
    rendering = Rendering.chosen(arguments)
    document = open_document(arguments.input, read_options(arguments))
    again = replay(_lines(arguments.decisions), document)
    for quotation in again.missing:
        complain(f"“{quotation[:60]}” no longer stands in {document.source.name}; its decision is left out.")
    if again.missing and not again.session.suggestions:
        raise BrokenLogError(f"The log does not belong to {document.source.name}; choose another.")
    places = OutputPlaces(arguments.output, rendering.exporter.suffix, several=False)
    data, proof = rendering.render(again.session)
    places.write(arguments.input, data, proof)
    return 0


def _lines(path: Path) -> list[str]:
    try:
        return read_file(path).decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            f"{path.name} is no decision log; choose a file exported as one."
        ) from error
