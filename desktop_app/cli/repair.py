# SPDX-License-Identifier: Apache-2.0
"""``palimpsest repair``: suggestions for files and folders, with a policy in place of the human."""

from argparse import Namespace

from desktop_app.cli.analysis import Analyst
from desktop_app.cli.inputs import expand
from desktop_app.cli.outputs import OutputPlaces
from desktop_app.cli.rendering import Rendering
from desktop_app.cli.terminal import ProgressLine, complain
from desktop_app.documents.document import UnreadableDocumentError, UnwritableTextError
from desktop_app.exporters import ExportError


def repair(arguments: Namespace) -> int:
    """Return 0, or 1 where an input that was named, or all of a folder, could not be done."""
    rendering = Rendering.chosen(arguments)
    files = expand(arguments.inputs, tables=arguments.column is not None)
    several = len(files) > 1 or any(path.is_dir() for path in arguments.inputs)
    places = OutputPlaces(arguments.output, rendering.exporter.suffix, several=several)
    analyst = Analyst(arguments)
    progress = ProgressLine(len(files))
    done = failed = 0
    try:
        for file in files:
            progress.next_file(file.path.name)
            try:
                data, proof = rendering.render(analyst.analyse(file.path, progress))
            except (UnreadableDocumentError, UnwritableTextError, ExportError) as error:
                progress.clear()
                complain(str(error))
                failed += file.named
                continue
            places.write(file.path, data, proof)
            done += 1
    finally:
        progress.clear()
    return 0 if done and not failed else 1
