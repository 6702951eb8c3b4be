# SPDX-License-Identifier: Apache-2.0
"""The tagger's network: the masked-word model's encoder, feature vectors added, two small heads.

There is no dropout: the simulator never damages a text the same way twice.
"""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from desktop_app.repair.splices.tagger_input import FEATURE_SIZES
from desktop_app.training.infill.encoder import read_onnx
from desktop_app.training.tagger.examples import LENGTHS

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
LABELS = 3


class Layer(nn.Module):
    """One transformer layer, normalised after each part as in BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.ln1, self.ln2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.f1, self.f2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next layer's input; ``mask`` is added to the attention scores."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        if x.is_cuda:
            attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        else:
            # Written out: on processors faster than the fused attention at this length, and it exports.
            scores = q * (WIDTH // HEADS) ** -0.5 @ k.transpose(-1, -2)
            attended = (scores + mask.to(scores.dtype)).softmax(-1).to(v.dtype) @ v
        x = self.ln1(x + self.o(attended.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.ln2(x + self.f2(functional.gelu(self.f1(x))))


class Tagger(nn.Module):
    """Per piece: three label scores and six scores for the number of lost words."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in FEATURE_SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, LABELS + LENGTHS)

    def forward(self, input_ids: Tensor, features: Tensor, attention_mask: Tensor) -> Tensor:
        """Return ``[batch, pieces, 9]`` scores from ids, ``[..., columns]`` features and a 0/1 mask."""
        x = self.words(input_ids) + self.positions.weight[: input_ids.shape[1]] + self.kind
        for column, table in enumerate(self.features):
            x = x + table(features[..., column])
        x = self.norm(x)
        mask = (1.0 - attention_mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(x)


def load_start(tagger: Tagger, path: Path) -> None:
    """Give ``tagger`` the weights at ``path`` to start from.

    A checkpoint of either (``.pt``), the int8 masked-word model, or an int8 tagger that ``export`` wrote;
    int8 weights are turned back into floats. What the start lacks (a feature added since, the heads)
    keeps its own beginning. Raises ``ValueError`` for an ONNX file of another kind.
    """
    if path.suffix == ".pt":
        state = torch.load(path, map_location="cpu", weights_only=True)
        state = _of_masked_words(state) if "we.weight" in state else state
    elif "WT8" in (initial := _initializers(path)):
        state = _of_masked_words(read_onnx(path).state_dict())
    elif "words.packed" in initial:
        state = _of_tagger(path, initial)
    else:
        raise ValueError(f"{path} is neither a masked-word model nor a tagger")
    tagger.load_state_dict(tagger.state_dict() | state)


def _initializers(path: Path) -> dict[str, Tensor]:
    graph = onnx.load(str(path)).graph
    return {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}


def _of_masked_words(state: dict[str, Tensor]) -> dict[str, Tensor]:
    names = {"we.weight": "words.weight", "pe.weight": "positions.weight", "te": "kind"}
    names |= {"ln.weight": "norm.weight", "ln.bias": "norm.bias"}
    return {
        names.get(name, name): value
        for name, value in state.items()
        if name in names or name.startswith("layers.")
    }


def _of_tagger(path: Path, initial: dict[str, Tensor]) -> dict[str, Tensor]:
    state = {name: value for name, value in initial.items() if name.endswith((".weight", ".bias", "kind"))}
    state["words.weight"] = initial["words.packed"].float() * initial["words.scale"]
    for node in onnx.load(str(path)).graph.node:
        if node.op_type != "MatMulInteger" and node.name != "/head/MatMul":
            continue
        _, *layer, _ = node.name.split("/")
        stem = node.input[1].removesuffix("_quantized")
        weight = initial[node.input[1]].float()
        if node.op_type == "MatMulInteger":
            weight = (weight - initial[f"{stem}_zero_point"].float()) * initial[f"{stem}_scale"]
        state[".".join([*layer, "weight"])] = weight.T.contiguous()
    return state
