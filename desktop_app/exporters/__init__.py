# SPDX-License-Identifier: Apache-2.0
"""One file per output format; EXPORTERS lists them in the order of menus."""

from desktop_app.exporters.critic_markup import CriticMarkupExporter
from desktop_app.exporters.decision_log import DecisionLogExporter
from desktop_app.exporters.docx import DocxExporter
from desktop_app.exporters.exporter import Exporter, ExportError, write_whole
from desktop_app.exporters.fuzzy_patch import FuzzyPatchExporter
from desktop_app.exporters.odt import OdtExporter
from desktop_app.exporters.plain_text import PlainTextExporter
from desktop_app.exporters.redline import RedlineExporter
from desktop_app.exporters.suggestion_json import SuggestionJsonExporter
from desktop_app.exporters.suggestion_table import SuggestionTableExporter
from desktop_app.exporters.table import TableExporter
from desktop_app.exporters.tei import TeiExporter
from desktop_app.exporters.unified_patch import UnifiedPatchExporter
from desktop_app.exporters.web_page import WebPageExporter

EXPORTERS: tuple[Exporter, ...] = (
    PlainTextExporter(),
    PlainTextExporter(id="utf8", label="Text (UTF-8)", suffix=".utf8.txt", encoding="utf-8"),
    DocxExporter(),
    OdtExporter(),
    RedlineExporter(),
    WebPageExporter(),
    CriticMarkupExporter(),
    TeiExporter(),
    TableExporter("table", "Table (CSV)", ".repaired.csv", "csv"),
    TableExporter("lines", "Table (JSON lines)", ".repaired.jsonl", "jsonl"),
    SuggestionTableExporter(),
    SuggestionJsonExporter(),
    DecisionLogExporter(),
    UnifiedPatchExporter(),
    FuzzyPatchExporter(),
)


def exporter_named(name: str) -> Exporter:
    """Return the exporter with this id; raise ``KeyError`` for an unknown one."""
    return {exporter.id: exporter for exporter in EXPORTERS}[name]


__all__ = ["EXPORTERS", "ExportError", "Exporter", "exporter_named", "write_whole"]
