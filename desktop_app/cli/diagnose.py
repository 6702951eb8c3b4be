# SPDX-License-Identifier: Apache-2.0
"""``palimpsest diagnose``: what happened to a text, and how much of it, for people or for programs."""

import json
from argparse import Namespace
from collections.abc import Iterator

from desktop_app.cli.analysis import Analyst
from desktop_app.cli.inputs import expand
from desktop_app.cli.terminal import ProgressLine, complain
from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.exporters.suggestion_json import diagnosis_record, source_record
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.series import Series, series_of
from desktop_app.review.session import ReviewSession

_AROUND = 24
"""Code points shown on either side of an example."""


def diagnose(arguments: Namespace) -> int:
    """Print a diagnosis of each input; return 0, or 1 where one that was named could not be read."""
    files = expand(arguments.inputs)
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
    words = len(session.document.text.split())
    found = session.suggestions
    yield f"{session.document.source.name}: {words:,} words, {len(found):,} suggestions"
    for series in sorted(series_of(found), key=lambda s: (-len(s.members), s.title)):
        yield from _lines(series, session.document.text)
    if not found:
        yield "  No damage found."
    yield ""


def _lines(series: Series, text: str) -> Iterator[str]:
    title = series.title or series.kind.value.capitalize()
    yield f"  {len(series.members):>6,}  {title} ({series.kind.value})"
    yield f"          e.g. {_example(series.members[0], text)}"


def _example(suggestion: Suggestion, text: str) -> str:
    start, end = suggestion.span.start, suggestion.span.end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    changed = f"[{suggestion.original} → {suggestion.replacement}]".replace("\n", "¶")
    return f"…{before}{changed}{after}…".replace("\n", "¶")
