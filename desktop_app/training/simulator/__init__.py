# SPDX-License-Identifier: Apache-2.0
"""The damage law, run forwards: healthy text in, damaged text and its exact gold out.

Inverting the law needs examples where the truth is known. No archive keeps both the damaged and the
original text, so the law itself makes them, for training the tagger and for testing the decoder.
"""

from desktop_app.training.simulator.damage import STYLES, DamagedText, damage
from desktop_app.training.simulator.rendering import DamagedElement

__all__ = ["STYLES", "DamagedElement", "DamagedText", "damage"]
