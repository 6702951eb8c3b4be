# SPDX-License-Identifier: Apache-2.0
"""Windows of training text with masked words, drawn and masked as whole tensors on any device."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from desktop_app.training.infill.corpus import MIX, Stream

CLS, SEP, MASK = 101, 102, 103
WINDOW = 128
IGNORED = -100

SPAN_LENGTHS = (0.52, 0.24, 0.13, 0.07, 0.04)
"""Shares of masked runs of 1, 2, 3, 4 and 5 words: what the drift law destroys."""

_RUN_BEGINS = 0.094
"""How likely a masked run begins at a word; makes about 16 % of the words masked."""

_ASKED_SHARE = 0.17
"""Pieces asked for in a batch, as a share of all: a fixed number keeps every step the same shape."""


class Batch(NamedTuple):
    """Windows with masks."""

    ids: Tensor
    """Piece ids, ``[windows, WINDOW]``, masked words replaced."""

    places: Tensor
    """Places asked for, ``[asked]``, counted through all windows."""

    targets: Tensor
    """What stood there, ``[asked]``; ``IGNORED`` where nothing is masked."""


class BatchSampler:
    """Draws batches for ever, the same for the same seed and device."""

    def __init__(self, streams: Mapping[str, Stream], seed: int, device: torch.device) -> None:
        names = [name for name in MIX if name in streams]
        sizes = [len(streams[name].ids) for name in names]
        self._device = device
        self._random = torch.Generator(device).manual_seed(seed)
        self._shares = torch.tensor([MIX[name] for name in names], device=device)
        self._first = torch.tensor([0, *np.cumsum(sizes)[:-1]], device=device)
        self._room = torch.tensor([size - WINDOW for size in sizes], device=device)
        ids = np.concatenate([streams[name].ids for name in names]).astype(np.int32)
        self._ids = torch.from_numpy(ids).to(device)
        starts = np.concatenate([streams[name].starts for name in names])
        self._starts = torch.from_numpy(starts).to(device)
        self._lengths = torch.tensor(SPAN_LENGTHS, device=device)

    def draw(self, size: int) -> Batch:
        """Return a batch of ``size`` windows."""
        body = WINDOW - 2
        source = torch.multinomial(self._shares, size, replacement=True, generator=self._random)
        begin = self._first[source] + (self._uniform(size) * self._room[source]).long()
        places = begin[:, None] + torch.arange(body, device=self._device)
        ids, starts = self._ids[places].long(), self._starts[places]
        hidden = self._hidden(starts)
        # Masked places first, in random order; what is left over stays masked and is not asked.
        order = hidden.float() + 0.5 * self._uniform(*hidden.shape)
        asked = torch.topk(order.flatten(), int(_ASKED_SHARE * size * body)).indices
        targets = torch.where(hidden.flatten()[asked], ids.flatten()[asked], IGNORED)
        window = torch.full((size, WINDOW), SEP, device=self._device)
        window[:, 0] = CLS
        window[:, 1:-1] = ids.masked_fill(hidden, MASK)
        return Batch(window, asked // body * WINDOW + asked % body + 1, targets)

    def _hidden(self, starts: Tensor) -> Tensor:
        """Return which pieces are masked: runs of whole words, their lengths drawn by ``SPAN_LENGTHS``."""
        size, body = starts.shape
        drawn = torch.multinomial(self._lengths, size * body, replacement=True, generator=self._random)
        runs = (drawn.view(size, body) + 1) * (self._uniform(size, body) < _RUN_BEGINS)
        covered = runs > 0
        for further in range(1, len(SPAN_LENGTHS)):
            covered[:, further:] |= runs[:, :-further] > further
        word = (starts.long().cumsum(1) - 1).clamp(min=0)
        return covered.gather(1, word)

    def _uniform(self, *shape: int) -> Tensor:
        return torch.rand(shape, generator=self._random, device=self._device)
