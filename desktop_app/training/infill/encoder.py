# SPDX-License-Identifier: Apache-2.0
"""The masked-word model as a torch module: six MiniLM layers and a head tied to the word embeddings.

The layout is that of all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0): post-norm BERT layers, 384 wide,
12 heads of 32, feed-forward 1536. No dropout: what is masked is drawn anew each time.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
HEADS = 12
FORWARD = 1536
LAYERS = 6
PIECES = 30_522
POSITIONS = 512
EPSILON = 1e-12


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.o = nn.Linear(WIDTH, WIDTH)
        self.ln1 = nn.LayerNorm(WIDTH, EPSILON)
        self.f1 = nn.Linear(WIDTH, FORWARD)
        self.f2 = nn.Linear(FORWARD, WIDTH)
        self.ln2 = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return the layer's output for ``x`` [B, T, 384]; ``bias`` is added to the attention scores."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.ln1(x + self.o(mixed))
        return self.ln2(x + self.f2(functional.gelu(self.f1(x))))


class MaskedWordModel(nn.Module):
    """Encoder and masked-word head; the word embeddings serve as the decoder too."""

    def __init__(self) -> None:
        super().__init__()
        self.we = nn.Embedding(PIECES, WIDTH)
        self.pe = nn.Embedding(POSITIONS, WIDTH)
        self.te = nn.Parameter(torch.zeros(WIDTH))
        self.ln = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.hd = nn.Linear(WIDTH, WIDTH)
        self.hln = nn.LayerNorm(WIDTH, EPSILON)
        self.vbias = nn.Parameter(torch.zeros(PIECES))

    def encode(self, ids: Tensor, attention: Tensor | None = None) -> Tensor:
        """Return hidden states [B, T, 384] for piece ids [B, T]; ``attention`` is 0 at padding."""
        bias = None
        if attention is not None:
            bias = (1.0 - attention[:, None, None, :].to(self.te.dtype)) * -10000.0
        x = self.we(ids) + self.pe.weight[: ids.shape[1]] + self.te
        x = self.ln(x)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def decode(self, hidden: Tensor) -> Tensor:
        """Return logits [..., 30522] for hidden states [..., 384]."""
        h = self.hln(functional.gelu(self.hd(hidden)))
        return functional.linear(h, self.we.weight, self.vbias)


def read_onnx(path: Path) -> MaskedWordModel:
    """Return the model stored in an int8 ONNX file that ``export`` wrote, weights dequantised."""
    graph = onnx.load(str(path)).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    state: dict[str, Tensor] = {}
    for name, array in arrays.items():
        if name.startswith("m."):
            state[name[2:]] = torch.from_numpy(array.astype(np.float32))
    table = arrays["WT8"].astype(np.float32) * arrays["WS"]
    state["we.weight"] = torch.from_numpy(np.ascontiguousarray(table.T))
    state["vbias"] = torch.from_numpy(arrays["vbias"].astype(np.float32))
    for node in graph.node:
        if node.op_type != "MatMulInteger" or not node.name:
            continue
        quantised = node.input[1]
        scale = arrays[quantised.removesuffix("_quantized") + "_scale"]
        weight = arrays[quantised].astype(np.float32) * scale
        key = node.name.removeprefix("/").removesuffix("/MatMul_quant").replace("/", ".")
        state[f"{key}.weight"] = torch.from_numpy(np.ascontiguousarray(weight.T))
    model = MaskedWordModel()
    model.load_state_dict(state)
    return model
