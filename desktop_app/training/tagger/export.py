# SPDX-License-Identifier: Apache-2.0
"""Write a trained tagger as one int8 ONNX file.

Run as ``python -m desktop_app.training.tagger.export final.pt resources/models/tagger/tagger-int8.onnx``.

Matrix products become int8 with one scale per output, the word vectors int8 with one scale per word; the
small rest stays float. The two heads are left alone: they cost nothing and decide everything.
"""

import argparse
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from desktop_app.repair.splices.tagger_input import FEATURE_SIZES
from desktop_app.training.tagger.model import Tagger

_OPSET = 17


class PackedVectors(nn.Module):
    """Word vectors as int8 with a scale per word."""

    def __init__(self, vectors: Tensor) -> None:
        super().__init__()
        scale = vectors.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("packed", (vectors / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Return the vectors of ``ids``."""
        return self.packed[ids].float() * self.scale[ids]


def export(tagger: Tagger, target: Path, *, quantised: bool = True) -> None:
    """Write ``tagger`` to ``target``; with ``quantised`` false only its word vectors are int8."""
    tagger.eval()
    tagger.words = PackedVectors(tagger.words.weight.detach())
    ids = torch.ones((2, 16), dtype=torch.int64)
    features = torch.zeros((2, 16, len(FEATURE_SIZES)), dtype=torch.int64)
    axes = {0: "batch", 1: "pieces"}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "tagger.onnx" if quantised else target
        torch.onnx.export(
            tagger,
            (ids, features, torch.ones_like(ids)),
            str(plain),
            input_names=["input_ids", "features", "attention_mask"],
            output_names=["scores"],
            dynamic_axes=dict.fromkeys(("input_ids", "features", "attention_mask", "scores"), axes),
            opset_version=_OPSET,
            dynamo=False,
        )
        if quantised:
            quantize_dynamic(
                str(plain),
                str(target),
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                weight_type=QuantType.QInt8,
                nodes_to_exclude=["/head/MatMul"],
            )


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--float", action="store_true", help="do not quantise the matrix products")
    options = parser.parse_args()
    tagger = Tagger()
    tagger.load_state_dict(torch.load(options.checkpoint))
    options.target.parent.mkdir(parents=True, exist_ok=True)
    export(tagger, options.target, quantised=not options.float)


if __name__ == "__main__":
    main()
