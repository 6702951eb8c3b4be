# SPDX-License-Identifier: Apache-2.0
"""One file per output format; EXPORTERS lists them in the order of menus."""

from desktop_app.exporters.exporter import Exporter, ExportError, write_whole
from desktop_app.exporters.plain_text import PlainTextExporter
from desktop_app.exporters.suggestion_json import SuggestionJsonExporter

EXPORTERS: tuple[Exporter, ...] = (
    PlainTextExporter(),
    SuggestionJsonExporter(),
)


def exporter_named(name: str) -> Exporter:
    """Return the exporter with this id; raise ``KeyError`` for an unknown one."""
    return {exporter.id: exporter for exporter in EXPORTERS}[name]


__all__ = ["EXPORTERS", "ExportError", "Exporter", "exporter_named", "write_whole"]
