# SPDX-License-Identifier: Apache-2.0
"""One file per family of damage; DETECTORS lists them, the quickest first."""

from desktop_app.repair.detector import Detector
from desktop_app.repair.detectors.gaps import GapDetector
from desktop_app.repair.detectors.paragraphs import ParagraphDetector
from desktop_app.repair.detectors.spacing import SpacingDetector

DETECTORS: tuple[Detector, ...] = (SpacingDetector(), ParagraphDetector(), GapDetector())

__all__ = ["DETECTORS"]
