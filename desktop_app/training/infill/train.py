# SPDX-License-Identifier: Apache-2.0
"""Go on training a masked-word model on plain text.

python -m desktop_app.training.infill.train TEXTS START.onnx TOKENIZER.json CHECKPOINTS --minutes 80
"""

import argparse
import sys
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from desktop_app.training.infill.batches import IGNORED, BatchSampler
from desktop_app.training.infill.corpus import read_streams
from desktop_app.training.infill.encoder import MaskedWordModel, read_onnx

HEAD_FACTOR = 1.5
WARM_UP = 0.03
WEIGHT_DECAY = 0.01
CLIP = 1.0
SEED = 20261128
CHECKPOINT_SECONDS = 120


def learning_rate(done: float) -> float:
    """Return the factor of the peak rate when the share ``done`` (0..1) of the time has gone.

    The schedule runs on the clock, not on steps, so that a shared machine still ends it at zero.
    """
    return min(done / WARM_UP, (1.0 - done) / (1.0 - WARM_UP)) if done < 1.0 else 0.0


def train(model: MaskedWordModel, sampler: BatchSampler, options: argparse.Namespace) -> None:
    """Train for ``options.minutes`` of wall time, saving checkpoints and the last state."""
    device: torch.device = options.device
    head = [*model.hd.parameters(), *model.hln.parameters(), model.vbias]
    known = {id(p) for p in head}
    body = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": body, "factor": 1.0}, {"params": head, "factor": HEAD_FACTOR}],
        lr=options.rate,
        betas=(0.9, 0.98),
        weight_decay=WEIGHT_DECAY,
        fused=True,
    )

    def loss_of(ids: Tensor, places: Tensor, targets: Tensor) -> Tensor:
        with torch.autocast(device.type, torch.bfloat16):
            logits = model.decode(model.encode(ids).flatten(0, 1)[places])
        return functional.cross_entropy(logits.float(), targets, ignore_index=IGNORED)

    step_loss = torch.compile(loss_of) if device.type == "cuda" else loss_of
    model.train()
    begin = saved = time.monotonic()
    seconds = options.minutes * 60.0
    step, mean = 0, torch.zeros((), device=device)
    while (gone := time.monotonic() - begin) < seconds:
        for group in optimiser.param_groups:
            group["lr"] = options.rate * group["factor"] * learning_rate(gone / seconds)
        batch = sampler.draw(options.batch)
        loss = step_loss(*batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimiser.step()
        step += 1
        mean = loss.detach() if step == 1 else 0.98 * mean + 0.02 * loss.detach()
        if step % 50 == 0:
            # Reading the loss waits for the device, and keeps the clock honest.
            seen = step * batch.ids.numel()
            print(f"step {step} pieces {seen} loss {mean.item():.4f} minutes {gone / 60:.1f}", flush=True)
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            torch.save(model.state_dict(), options.checkpoints / "latest.pt")
            saved = time.monotonic()
    torch.save(model.state_dict(), options.checkpoints / "final.pt")
    print(f"done after {step} steps", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="folder of <name>.txt.xz, one paragraph a line")
    parser.add_argument("start", type=Path, help="ONNX file to start from")
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("checkpoints", type=Path)
    parser.add_argument("--minutes", type=float, default=80.0)
    parser.add_argument("--rate", type=float, default=2.5e-4, help="peak; more for larger batches")
    parser.add_argument("--batch", type=int, default=16, help="windows a step")
    parser.add_argument("--device", type=torch.device, default=torch.device("cpu"))
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    streams = read_streams(options.texts, options.tokenizer, options.seed)
    for name, stream in streams.items():
        print(f"{name}: {len(stream.ids)} pieces", flush=True)
    torch.manual_seed(options.seed)
    model = read_onnx(options.start).to(options.device)
    train(model, BatchSampler(streams, options.seed, options.device), options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
