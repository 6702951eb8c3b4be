# SPDX-License-Identifier: Apache-2.0
"""``palimpsest diagnose``: what happened to a text, and how much of it, for people or for programs."""

import json
from argparse import Namespace
from collections.abc import Iterator
from textwrap import wrap

from desktop_app.cli.analysis import Analyst
from desktop_app.cli.inputs import expand
from desktop_app.cli.terminal import ProgressLine, complain
from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.exporters.suggestion_json import diagnosis_record, source_record
from desktop_app.repair.diagnosis import diagnose as diagnosed
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.session import ReviewSession

_WIDTH = 100
"""Columns of a paragraph for people."""

_AROUND = 24
"""Code points shown on either side of an example."""


def diagnose(arguments: Namespace) -> int:
    """Print a diagnosis of each input; return 0, or 1 where one that was named could not be read."""
    files = expand(arguments.inputs, tables=arguments.column is not None)
    analyst = Analyst(arguments)
    progress = ProgressLine(len(files))
    done = failed = 0
    for file in files:
        progress.next_file(file.path.name)
        try:
            session = analyst.analyse(file.path, progress)
        except UnreadableDocumentError as error:
            progress.clear()
            complain(str(error))
            failed += file.named
            continue
        progress.clear()
        done += 1
        if arguments.format == "json":
            record = {"source": source_record(session.document), "diagnosis": diagnosis_record(session)}
            print(json.dumps(record, ensure_ascii=False))
        else:
            print("\n".join(_story(session)))
    return 0 if done and not failed else 1


def _story(session: ReviewSession) -> Iterator[str]:
    text = session.document.text
    diagnosis = diagnosed(text, session.suggestions)
    yield f"{session.document.source.name}: {len(text.split()):,} words"
    yield from wrap(diagnosis.story, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    examples = {s.span: s for s in session.suggestions}
    for cause in diagnosis.causes:
        title = cause.series or cause.kind.value.capitalize()
        yield f"  {cause.count:>6,}  {title} ({cause.kind.value})"
        if cause.samples and cause.samples[0] in examples:
            yield f"          e.g. {_example(examples[cause.samples[0]], text)}"
    yield ""


def _example(suggestion: Suggestion, text: str) -> str:
    start, end = suggestion.span.start, suggestion.span.end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    changed = f"[{suggestion.original} → {suggestion.replacement}]".replace("\n", "¶")
    return f"…{before}{changed}{after}…".replace("\n", "¶")
