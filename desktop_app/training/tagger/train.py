# SPDX-License-Identifier: Apache-2.0
"""Train the copy tagger on endless simulated damage, within a given time.

Run ``python -m desktop_app.training.tagger.train --help``; the text and the benchmark that is kept out of
it are folders, the start is the masked-word model or a checkpoint.

The learning rate follows the clock, not a number of steps, so the run ends in time on a busy machine.
"""

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from desktop_app.repair.splices.tagger_pieces import PieceEncoder
from desktop_app.training.tagger.corpus import load_corpus
from desktop_app.training.tagger.examples import BEGINS, IGNORED, Example, examples
from desktop_app.training.tagger.model import LABELS, Tagger, load_start
from desktop_app.training.tagger.shards import Windows, read_shards

_WARM_UP = 0.04
_LENGTH_WEIGHT = 0.3
_SHUFFLED = 200
_FRESH_SCALE = 3.0
"""Parts that start from nothing learn this much faster than the pretrained encoder."""


class Batch(NamedTuple):
    """Windows side by side, ``[windows, pieces]`` each."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    labels: Tensor
    lengths: Tensor


def collate(batch: Sequence[Example]) -> Batch:
    """Return windows side by side, padded to the longest window."""
    windows = Windows.of(batch, max(len(e.labels) for e in batch))
    return Batch(*(torch.from_numpy(part).long() for part in windows))


def loss_of(model: Tagger, batch: Batch) -> Tensor:
    """Return the mean cross entropy of the labels plus a share of that of the lengths."""
    ids, features, mask, labels, lengths = batch
    with torch.autocast(ids.device.type, torch.bfloat16):
        scores = model(ids, features, mask)
    scores = scores.float().flatten(0, 1)
    loss = functional.cross_entropy(scores[:, :LABELS], labels.flatten())
    known = (lengths != IGNORED).sum().clamp(min=1)
    of_lengths = functional.cross_entropy(scores[:, LABELS:], lengths.flatten(), reduction="sum")
    return loss + _LENGTH_WEIGHT * of_lengths / known


@torch.no_grad()
def evaluate(model: Tagger, batches: Sequence[Batch]) -> str:
    """Return recall and precision of copy beginnings at a few thresholds, and the lengths' accuracy."""
    model.eval()
    scores, truth, right, total = [], [], 0, 0
    for ids, features, mask, labels, lengths in batches:
        with torch.autocast(ids.device.type, torch.bfloat16):
            out = model(ids, features, mask).float()
        asked = labels != IGNORED
        scores.append(out[..., :LABELS].softmax(-1)[..., BEGINS][asked])
        truth.append(labels[asked] == BEGINS)
        known = lengths != IGNORED
        right += int((out[..., LABELS:].argmax(-1)[known] == lengths[known]).sum())
        total += int(known.sum())
    model.train()
    score, gold = torch.cat(scores), torch.cat(truth)
    report = []
    for threshold in (0.3, 0.5, 0.7):
        hits = int((gold & (score > threshold)).sum())
        recall, precision = hits / max(1, int(gold.sum())), hits / max(1, int((score > threshold).sum()))
        report.append(f"{threshold}: {recall:.3f}/{precision:.3f}")
    return "  ".join(report) + f"  lengths {right / max(1, total):.3f}"


def _batches(drawn: Iterable[Example], size: int, rng: Random) -> Iterator[Batch]:
    """Shuffle a little, so that windows of one document fall into different batches."""
    pool: list[Example] = []
    for example in drawn:
        pool.append(example)
        if len(pool) >= _SHUFFLED:
            rng.shuffle(pool)
            batch, pool = pool[:size], pool[size:]
            yield collate(batch)


def _stored(folder: Path, size: int, device: torch.device, seed: int) -> Iterator[Batch]:
    """Yield batches of the shards in ``folder``, all of them in random order, again and again."""
    fields = zip(*read_shards(folder), strict=True)
    tensors = [torch.cat([torch.from_numpy(part) for part in parts]).to(device) for parts in fields]
    print(f"windows {len(tensors[0])}", flush=True)
    random = torch.Generator().manual_seed(seed)
    while True:
        order = torch.randperm(len(tensors[0]), generator=random).to(device)
        for first in range(0, len(order) - size + 1, size):
            yield Batch(*(tensor[order[first : first + size]].long() for tensor in tensors))


def main() -> None:
    """Train and write checkpoints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--measured", type=Path, required=True)
    parser.add_argument(
        "--start", type=Path, required=True, help="masked-word model or tagger (.onnx), or a checkpoint (.pt)"
    )
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--shards", type=Path, help="learn from these files instead of damaging on the way")
    parser.add_argument("--device", type=torch.device, default=torch.device("cpu"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    options.folder.mkdir(parents=True, exist_ok=True)
    corpus, held_out = load_corpus(options.text, options.measured)
    encoder = PieceEncoder(Tokenizer.from_file(options.tokenizer))
    development = examples(held_out, encoder, Random(0))
    drawn = [collate([next(development) for _ in range(16)]) for _ in range(10)]
    dev_batches = [Batch(*(part.to(options.device) for part in batch)) for batch in drawn]
    model = Tagger()
    load_start(model, options.start)
    if options.shards:
        batches = _stored(options.shards, options.batch, options.device, options.seed)
    else:
        batches = _batches(examples(corpus, encoder, Random(options.seed)), options.batch, Random(0))
    _train(model.to(options.device), batches, dev_batches, options)


def _train(
    model: Tagger, batches: Iterable[Batch], dev_batches: Sequence[Batch], options: argparse.Namespace
) -> None:
    fresh = [p for n, p in model.named_parameters() if n.startswith(("head", "features"))]
    old = [p for n, p in model.named_parameters() if not n.startswith(("head", "features"))]
    optimizer = torch.optim.AdamW(
        [{"params": old, "scale": 1.0}, {"params": fresh, "scale": _FRESH_SCALE}],
        lr=options.rate,
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    step_loss: Callable[[Tagger, Batch], Tensor] = loss_of
    if options.device.type == "cuda":
        step_loss = torch.compile(loss_of)
    began = time.monotonic()
    seen, step, next_save = torch.zeros((), dtype=torch.long, device=options.device), 0, 5.0
    total = torch.zeros((), device=options.device)
    model.train()
    for batch in batches:
        minutes = (time.monotonic() - began) / 60
        done = minutes / options.minutes
        if done >= 1:
            break
        rate = options.rate * min(done / _WARM_UP + 0.02, 1.0, (1 - done) / (1 - _WARM_UP))
        for group in optimizer.param_groups:
            group["lr"] = rate * group["scale"]
        batch = Batch(*(part.to(options.device) for part in batch))
        loss = step_loss(model, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        seen, step, total = seen + batch.mask.sum(), step + 1, total + loss.detach()
        if step % 50 == 0:
            print(
                f"{minutes:6.1f} min  pieces {seen.item()}  loss {total.item() / 50:.4f}  rate {rate:.1e}",
                flush=True,
            )
            total.zero_()
        if minutes >= next_save:
            torch.save(model.state_dict(), options.folder / "checkpoint.pt")
            print(f"{minutes:6.1f} min  held out  {evaluate(model, dev_batches)}", flush=True)
            next_save = minutes + 8
    torch.save(model.state_dict(), options.folder / "final.pt")
    print(f"   end  held out  {evaluate(model, dev_batches)}", flush=True)


if __name__ == "__main__":
    main()
