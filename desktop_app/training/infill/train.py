# SPDX-License-Identifier: Apache-2.0
"""Go on training a masked-word model on plain text.

python -m desktop_app.training.infill.train TEXTS START.onnx TOKENIZER.json CHECKPOINTS --minutes 80
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from desktop_app.training.infill.corpus import MIX, WINDOW, WindowSampler, read_stream
from desktop_app.training.infill.encoder import MaskedWordModel, read_onnx

BATCH = 16
PEAK_RATE = 2.5e-4
HEAD_FACTOR = 1.5
WARM_UP = 0.03
WEIGHT_DECAY = 0.01
CLIP = 1.0
SEED = 20261123
CHECKPOINT_SECONDS = 600


def learning_rate(done: float) -> float:
    """Return the factor of the peak rate when the share ``done`` (0..1) of the time has gone.

    The schedule runs on the clock, not on steps, so that a shared machine still ends it at zero.
    """
    return min(done / WARM_UP, (1.0 - done) / (1.0 - WARM_UP)) if done < 1.0 else 0.0


def batch_of(
    sampler: WindowSampler, size: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return ids [B, T], attention [B, T], flat masked positions and their pieces."""
    ids = np.zeros((size, WINDOW), np.int64)
    attention = np.zeros((size, WINDOW), np.float32)
    places: list[int] = []
    targets: list[int] = []
    for row in range(size):
        window, positions, pieces = sampler.draw()
        ids[row, : len(window)] = window
        attention[row, : len(window)] = 1.0
        places += [row * WINDOW + p for p in positions]
        targets += pieces
    return torch.from_numpy(ids), torch.from_numpy(attention), torch.tensor(places), torch.tensor(targets)


def train(model: MaskedWordModel, sampler: WindowSampler, minutes: float, folder: Path, peak: float) -> None:
    """Train for ``minutes`` of wall time, saving checkpoints and the last state to ``folder``.

    ``peak`` is the highest learning rate.
    """
    head = [*model.hd.parameters(), *model.hln.parameters(), model.vbias]
    known = {id(p) for p in head}
    body = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": body, "factor": 1.0}, {"params": head, "factor": HEAD_FACTOR}],
        lr=peak,
        betas=(0.9, 0.98),
        weight_decay=WEIGHT_DECAY,
        fused=True,
    )
    model.train()
    begin = saved = time.monotonic()
    seconds = minutes * 60.0
    seen, step, mean = 0, 0, 0.0
    while (gone := time.monotonic() - begin) < seconds:
        for group in optimiser.param_groups:
            group["lr"] = peak * group["factor"] * learning_rate(gone / seconds)
        ids, attention, places, targets = batch_of(sampler, BATCH)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = model.encode(ids, attention)
            logits = model.decode(hidden.flatten(0, 1)[places])
        loss = functional.cross_entropy(logits.float(), targets)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimiser.step()
        seen += int(attention.sum())
        step += 1
        mean = loss.item() if step == 1 else 0.98 * mean + 0.02 * loss.item()
        if step % 50 == 0:
            print(f"step {step} pieces {seen} loss {mean:.4f} minutes {gone / 60:.1f}", flush=True)
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            torch.save(model.state_dict(), folder / "latest.pt")
            saved = time.monotonic()
    torch.save(model.state_dict(), folder / "final.pt")
    print(f"done after {step} steps, {seen} pieces", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="folder of <name>.txt.xz, one paragraph a line")
    parser.add_argument("start", type=Path, help="ONNX file to start from")
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("checkpoints", type=Path)
    parser.add_argument("--minutes", type=float, default=80.0)
    parser.add_argument("--rate", type=float, default=PEAK_RATE)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    model = read_onnx(options.start)
    streams = {name: read_stream(options.texts / f"{name}.txt.xz", tokenizer) for name in MIX}
    for name, stream in streams.items():
        print(f"{name}: {len(stream.ids)} pieces", flush=True)
    train(model, WindowSampler(streams, options.seed), options.minutes, options.checkpoints, options.rate)
    return 0


if __name__ == "__main__":
    sys.exit(main())
