# SPDX-License-Identifier: Apache-2.0
"""``palimpsest compare``: an original and somebody else's text; each difference is a suggestion."""

from argparse import Namespace

from desktop_app.cli.inputs import read_options
from desktop_app.cli.outputs import OutputPlaces
from desktop_app.cli.rendering import Rendering
from desktop_app.cli.terminal import ProgressLine
from desktop_app.documents.loading import open_document
from desktop_app.repair.comparison import compare_texts
from desktop_app.review.session import ReviewSession


def compare(arguments: Namespace) -> int:
    """Write the differences; accepting all gives the other text, accepting none the original."""
    rendering = Rendering.chosen(arguments)
    options = read_options(arguments)
    document = open_document(arguments.original, options)
    other = open_document(arguments.other, options)
    places = OutputPlaces(arguments.output, rendering.exporter.suffix, several=False)
    progress = ProgressLine(1)
    progress.next_file(document.source.name)
    try:
        suggestions = compare_texts(document.text, other.text, progress=progress)
        data, proof = rendering.render(ReviewSession(document, suggestions))
    finally:
        progress.clear()
    places.write(arguments.original, data, proof)
    return 0
