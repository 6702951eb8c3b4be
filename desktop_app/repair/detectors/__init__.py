# SPDX-License-Identifier: Apache-2.0
"""One file per family of damage; DETECTORS lists them, the quickest first."""

from desktop_app.repair.detector import Detector

DETECTORS: tuple[Detector, ...] = ()

__all__ = ["DETECTORS"]
