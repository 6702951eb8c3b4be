# SPDX-License-Identifier: Apache-2.0
"""Words for what was lost: candidates from the document, grammar and a language model, in one ranking.

``InfillEngine.fill`` answers for places given as ``LostWords``; ``InfillRefiner`` is the second stage of
an analysis, which reads suggestions and gives them back with alternatives. Names and numbers come from
the document only.
"""

from desktop_app.repair.infill.engine import Filling, InfillEngine
from desktop_app.repair.infill.lost_words import LossKind, LostWords
from desktop_app.repair.infill.refiner import InfillRefiner

__all__ = ["Filling", "InfillEngine", "InfillRefiner", "LossKind", "LostWords"]
