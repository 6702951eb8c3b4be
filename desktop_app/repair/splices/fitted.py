# SPDX-License-Identifier: Apache-2.0
"""The fitted numbers of this room, read from one packaged file."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop_app.repair.splices.anomaly import AnomalyModel
from desktop_app.repair.splices.boosted_trees import BoostedTrees
from desktop_app.repair.splices.emissions import EmissionModel
from desktop_app.repair.splices.judgement import JudgementModel
from desktop_app.repair.splices.mentions import MentionModel
from desktop_app.resources import resource


@dataclass(frozen=True, slots=True)
class SpliceModels:
    """Everything that was fitted on simulated damage."""

    emissions: EmissionModel
    mentions: MentionModel
    plain: JudgementModel
    """Judges without a tagger."""
    tagged: JudgementModel
    """Judges with one."""


@cache
def packaged_models() -> SpliceModels:
    """Return the models that come with the program; they are a part of it and never missing."""
    return read_models(resource("models", "splices", "splices.json"))


def read_models(path: Path) -> SpliceModels:
    """Read the numbers that ``training/splices`` wrote to ``path``."""
    numbers = json.loads(path.read_text(encoding="utf-8"))
    signs, emissions, mentions, judgement = (
        numbers[k] for k in ("signs", "emissions", "mentions", "judgement")
    )
    return SpliceModels(
        EmissionModel(AnomalyModel(signs["weights"], signs["bias"]), emissions["plain"], emissions["tagged"]),
        MentionModel(
            mentions["ratios"], mentions["lengths"], {int(n): share for n, share in mentions["lost"].items()}
        ),
        *(
            JudgementModel(BoostedTrees.read(judgement[name]), tuple(judgement[name]["half_sure"]))
            for name in ("plain", "tagged")
        ),
    )
