# SPDX-License-Identifier: Apache-2.0
"""One file per output format; EXPORTERS lists them in the order of menus."""

from desktop_app.exporters.exporter import Exporter, ExportError, write_whole

EXPORTERS: tuple[Exporter, ...] = ()

__all__ = ["EXPORTERS", "ExportError", "Exporter", "write_whole"]
