# SPDX-License-Identifier: Apache-2.0
"""One file per family of damage; DETECTORS lists them, the quickest first."""

from desktop_app.repair.detector import Detector
from desktop_app.repair.detectors.boilerplate import BoilerplateDetector
from desktop_app.repair.detectors.characters import CharacterDetector
from desktop_app.repair.detectors.duplicates import DuplicateDetector
from desktop_app.repair.detectors.gaps import GapDetector
from desktop_app.repair.detectors.lines import LineDetector
from desktop_app.repair.detectors.paragraphs import ParagraphDetector
from desktop_app.repair.detectors.residue import ResidueDetector
from desktop_app.repair.detectors.spacing import SpacingDetector
from desktop_app.repair.detectors.splices import SpliceDetector

DETECTORS: tuple[Detector, ...] = (
    ParagraphDetector(),
    GapDetector(),
    CharacterDetector(),
    ResidueDetector(),
    DuplicateDetector(),
    BoilerplateDetector(),
    LineDetector(),
    SpacingDetector(),
    SpliceDetector(),
)

PLAIN_DETECTORS: tuple[Detector, ...] = (*DETECTORS[:-1], SpliceDetector(neural=False))
"""The same without any neural model: quicker, and they find fewer of the spliced names."""

__all__ = ["DETECTORS", "PLAIN_DETECTORS"]
