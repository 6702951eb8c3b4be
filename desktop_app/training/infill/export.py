# SPDX-License-Identifier: Apache-2.0
"""Write a trained model as an int8 ONNX file of about 24 MB.

    python -m desktop_app.training.infill.export CHECKPOINT.pt TARGET.onnx [--average-with START.onnx]

All matrix products are quantised to int8 with one scale per output column, activations when they are
computed; embeddings have one scale per piece and share their table with the decoder. The graph is
written node by node: that needs no tracing, gives the same file on every machine, and keeps the names
by which ``encoder.read_onnx`` reads the weights back.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from desktop_app.training.infill.encoder import EPSILON, HEADS, LAYERS, PIECES, WIDTH, read_onnx

_OPSET = 17
_INT8 = 127.0
_FAR = -10000.0


class GraphWriter:
    """Collects nodes and weights of a graph."""

    def __init__(self, state: dict[str, NDArray[np.float32]]) -> None:
        self._state = state
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}
        self._count = 0

    def constant(self, name: str, array: NDArray[np.generic]) -> str:
        """Store an array under ``name`` and return the name."""
        self.weights.setdefault(name, numpy_helper.from_array(np.asarray(array), name))
        return name

    def parameter(self, name: str) -> str:
        """Store a float parameter of the model."""
        return self.constant(f"m.{name}", self._state[name])

    def numbers(self, *values: int) -> str:
        """Store a small vector of integers."""
        return self.constant("ints_" + "_".join(map(str, values)), np.array(values, np.int64))

    def scalar(self, value: float) -> str:
        """Store a float."""
        return self.constant(f"float_{value:.6g}", np.array(value, np.float32))

    def node(
        self, kind: str, *inputs: str, outputs: int = 1, name: str = "", **attributes: object
    ) -> list[str]:
        """Add a node and return the names of its outputs."""
        self._count += 1
        made = [f"t{self._count}_{k}" for k in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), made, name=name, **attributes))
        return made

    def one(self, kind: str, *inputs: str, **attributes: object) -> str:
        """Add a node with one output and return its name."""
        return self.node(kind, *inputs, **attributes)[0]  # type: ignore[arg-type]

    def product(self, x: str, quantised: str, scale: str, bias: str, name: str = "") -> str:
        """Multiply ``x`` by an int8 matrix and add a bias."""
        x8, x_scale, x_zero = self.node("DynamicQuantizeLinear", x, outputs=3)
        whole = self.one(
            "Cast", self.one("MatMulInteger", x8, quantised, x_zero, name=name), to=TensorProto.FLOAT
        )
        return self.one("Add", self.one("Mul", whole, self.one("Mul", x_scale, scale)), bias)

    def linear(self, x: str, layer: str) -> str:
        """Apply a linear layer of the model."""
        weight, scales = quantised_columns(self._state[f"{layer}.weight"].T)
        path = layer.replace(".", "/")
        return self.product(
            x,
            self.constant(f"{layer}_quantized", weight),
            self.constant(f"{layer}_scale", scales),
            self.parameter(f"{layer}.bias"),
            name=f"/{path}/MatMul_quant",
        )

    def norm(self, x: str, layer: str) -> str:
        """Apply a layer norm of the model."""
        weight, bias = self.parameter(f"{layer}.weight"), self.parameter(f"{layer}.bias")
        return self.one("LayerNormalization", x, weight, bias, axis=-1, epsilon=EPSILON)

    def gelu(self, x: str) -> str:
        """Apply the exact GELU."""
        bent = self.one("Add", self.one("Erf", self.one("Div", x, self.scalar(2.0**0.5))), self.scalar(1.0))
        return self.one("Mul", self.one("Mul", x, bent), self.scalar(0.5))


def quantised_columns(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return ``matrix`` as int8 and one scale per column, so that column times scale is the matrix."""
    scales = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / _INT8
    return np.clip(np.round(matrix / scales), -_INT8, _INT8).astype(np.int8), scales.astype(np.float32)


def _attention(graph: GraphWriter, x: str, layer: str, bias: str) -> str:
    parts = graph.node("Split", graph.linear(x, f"{layer}.qkv"), outputs=3, axis=-1)
    heads = graph.numbers(0, 0, HEADS, WIDTH // HEADS)
    q, k, v = (graph.one("Reshape", part, heads) for part in parts)
    q = graph.one("Mul", graph.one("Transpose", q, perm=[0, 2, 1, 3]), graph.scalar((WIDTH // HEADS) ** -0.5))
    k = graph.one("Transpose", k, perm=[0, 2, 3, 1])
    v = graph.one("Transpose", v, perm=[0, 2, 1, 3])
    shares = graph.one("Softmax", graph.one("Add", graph.one("MatMul", q, k), bias), axis=-1)
    mixed = graph.one("Transpose", graph.one("MatMul", shares, v), perm=[0, 2, 1, 3])
    return graph.linear(graph.one("Reshape", mixed, graph.numbers(0, 0, WIDTH)), f"{layer}.o")


def build(state: dict[str, NDArray[np.float32]]) -> onnx.ModelProto:
    """Return the quantised model for the parameters of a ``MaskedWordModel``."""
    graph = GraphWriter(state)
    table, table_scale = quantised_columns(state["we.weight"].T)
    words, scales = graph.constant("WT8", table), graph.constant("WS", table_scale)
    picked = graph.one("Transpose", graph.one("Gather", words, "input_ids", axis=1), perm=[1, 2, 0])
    scale = graph.one("Unsqueeze", graph.one("Gather", scales, "input_ids"), graph.numbers(2))
    x = graph.one("Mul", graph.one("Cast", picked, to=TensorProto.FLOAT), scale)
    length = graph.one("Gather", graph.one("Shape", "input_ids"), graph.numbers(1))
    places = graph.one("Slice", graph.parameter("pe.weight"), graph.numbers(0), length, graph.numbers(0))
    x = graph.norm(graph.one("Add", graph.one("Add", x, places), graph.parameter("te")), "ln")
    seen = graph.one(
        "Cast", graph.one("Unsqueeze", "attention_mask", graph.numbers(1, 2)), to=TensorProto.FLOAT
    )
    bias = graph.one("Mul", graph.one("Sub", graph.scalar(1.0), seen), graph.scalar(_FAR))
    for number in range(LAYERS):
        layer = f"layers.{number}"
        x = graph.norm(graph.one("Add", x, _attention(graph, x, layer, bias)), f"{layer}.ln1")
        forward = graph.linear(graph.gelu(graph.linear(x, f"{layer}.f1")), f"{layer}.f2")
        x = graph.norm(graph.one("Add", x, forward), f"{layer}.ln2")
    wanted = graph.one("Unsqueeze", "mask_positions", graph.numbers(2))
    wanted = graph.one("Expand", wanted, graph.numbers(1, 1, WIDTH))
    hidden = graph.one("GatherElements", x, wanted, axis=1)
    hidden = graph.norm(graph.gelu(graph.linear(hidden, "hd")), "hln")
    logits = graph.product(hidden, words, scales, graph.constant("vbias", state["vbias"]))
    graph.nodes.append(helper.make_node("Identity", [logits], ["logits"]))
    inputs = [
        helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["B", "T"]),
        helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["B", "T"]),
        helper.make_tensor_value_info("mask_positions", TensorProto.INT64, ["B", "K"]),
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["B", "K", PIECES])]
    made = helper.make_graph(graph.nodes, "masked_words", inputs, outputs, list(graph.weights.values()))
    model = helper.make_model(
        made, opset_imports=[helper.make_opsetid("", _OPSET)], producer_name="palimpsest"
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def average(
    state: dict[str, NDArray[np.float32]], start: dict[str, NDArray[np.float32]]
) -> dict[str, NDArray[np.float32]]:
    """Return the mean of two sets of parameters.

    The mean of a model and of the one its training went on from generalises better than either
    (Wortsman et al. 2022, robust fine-tuning).
    """
    return {name: (array + start[name]) / 2.0 for name, array in state.items()}


def main(arguments: list[str] | None = None) -> int:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--average-with", type=Path, help="ONNX file that the training went on from")
    options = parser.parse_args(arguments)
    loaded = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    state = {name: tensor.float().numpy() for name, tensor in loaded.items()}
    if options.average_with:
        start = read_onnx(options.average_with).state_dict()
        state = average(state, {name: tensor.numpy() for name, tensor in start.items()})
    onnx.save(build(state), str(options.target))
    print(f"{options.target}: {options.target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
