# SPDX-License-Identifier: Apache-2.0
"""``palimpsest repair``: suggestions for files and folders, with a policy in place of the human."""

from argparse import Namespace

from desktop_app.cli.analysis import analyse
from desktop_app.cli.inputs import expand
from desktop_app.cli.outputs import OutputPlaces
from desktop_app.cli.terminal import ProgressLine, complain
from desktop_app.documents.document import UnreadableDocumentError, UnwritableTextError
from desktop_app.documents.readers import ReadOptions
from desktop_app.exporters import ExportError, exporter_named
from desktop_app.review.policy import carry_out, policy_named


def repair(arguments: Namespace) -> int:
    """Return 0, or 1 where an input that was named, or all of a folder, could not be done."""
    exporter = exporter_named(arguments.format)
    files = expand(arguments.inputs)
    several = len(files) > 1 or any(path.is_dir() for path in arguments.inputs)
    places = OutputPlaces(arguments.output, exporter.suffix, several=several)
    accept = arguments.accept or ("none" if exporter.shows_open else "all")
    policy = policy_named(accept)
    options = ReadOptions(encoding=arguments.encoding)
    progress = ProgressLine(len(files))
    done = failed = 0
    for file in files:
        progress.next_file(file.path.name)
        try:
            session = analyse(file.path, options, None, progress)
            session.apply(carry_out(session, policy, f"Accept {accept}"))
            data = exporter.render(session)
        except (UnreadableDocumentError, UnwritableTextError) as error:
            progress.clear()
            complain(str(error))
            failed += file.named
            continue
        places.write(file.path, data)
        done += 1
    progress.clear()
    if not done and not failed:
        raise ExportError("No file in the folder could be read; choose another.")
    return 1 if failed else 0
