# SPDX-License-Identifier: Apache-2.0
"""How often the lost words come back: on the benchmark's articles, with the places given.

    python -m tests.benchmarks.infill [ARTICLES] [--plain] [--model FOLDER] [--list STYLE]

Three questions: what stood under each splice when place and length are known; one and two lost words in
undamaged articles, by class of word; and what it costs. Nothing here was trained or fitted on them.
"""

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop_app.repair.infill import InfillEngine, LostWords
from desktop_app.repair.infill.closed_classes import FUNCTION_WORDS, MARKS
from desktop_app.repair.infill.lost_words import MENTION_LENGTHS
from desktop_app.repair.neural.masked_words import MaskedWords, model_in_folder, packaged_model
from desktop_app.repair.suggestion import Alternative
from desktop_app.text.span import Span
from desktop_app.text.tokens import tokens

ARTICLES = Path(__file__).parents[3] / "shared" / "bench" / "dev"
_EVERY = 25
_SEED = 5
_COPY = " Something Else"


@dataclass(frozen=True, slots=True)
class Answer:
    """A place, what stood there and what was proposed."""

    group: str
    words: tuple[str, ...]
    proposed: tuple[Alternative, ...]
    context: tuple[str, str]

    @property
    def rank(self) -> int:
        """Place of the right alternative, from 0; 99 when it is not among them."""
        right = normal("".join(self.words))
        return next((k for k, a in enumerate(self.proposed) if normal(a.text) == right), 99)


def normal(words: str) -> str:
    """Return the string as the benchmark compares it: no case, no spaces, plain quotes and dashes."""
    folded = words.casefold().replace("``", '"').replace("''", '"').replace("--", "-")
    return re.sub(r"\s+", "", folded.translate(str.maketrans("’‘“”–—", "''\"\"--")))


def word_class(words: Iterable[str], document: str) -> str:
    """Return the class that a loss counts for: that of its most informative word."""
    found = set()
    for word in words:
        if word in MARKS or not any(c.isalnum() for c in word):
            found.add("punctuation")
        elif word.lower() in FUNCTION_WORDS:
            found.add("function")
        elif word[0].isdigit() or (word[0].isupper() and word.lower() not in document):
            found.add("name or number")
        else:
            found.add("content")
    order = ("name or number", "content", "function", "punctuation")
    return next(c for c in order if c in found) if found else "nothing"


def splices(engine: InfillEngine, folder: Path, style: str) -> list[Answer]:
    """Ask for what stood under the splices of one style, given place and length."""
    answers = []
    for path in sorted(folder.glob(f"*.{style}.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        text = (folder / f"{stem}.damaged.txt").read_text(encoding="utf-8")
        gold = json.loads(path.read_text(encoding="utf-8"))
        losses: list[LostWords] = []
        originals = []
        for element in gold["elements"]:
            words = tuple(gold["words"][k] for k in element["orig"])
            start, end = element["start"], element["end"]
            if element["kind"] != "splice" or normal("".join(words)) == normal(text[start:end]):
                continue
            if start and text[start - 1] == " " and not (losses and losses[-1].span.end >= start):
                start -= 1
            lengths = MENTION_LENGTHS if style == "aligned" else ((len(words), 1.0),)
            same = 1.0 if style == "aligned" else 0.0
            losses.append(
                LostWords(Span(start, end), lengths, reference=text[start:end].strip(), same_entity=same)
            )
            originals.append(words)
        for loss, words, filling in zip(losses, originals, engine.fill(text, losses), strict=True):
            context = (
                text[max(0, loss.span.start - 40) : loss.span.start],
                text[loss.span.end : loss.span.end + 30],
            )
            answers.append(Answer(f"{style} {min(len(words), 4)}", words, filling.alternatives, context))
    return answers


def lost_in_clean(engine: InfillEngine, folder: Path, length: int) -> tuple[list[Answer], float]:
    """Ask for runs of ``length`` words of undamaged articles; return answers and milliseconds a place."""
    answers: list[Answer] = []
    seconds = 0.0
    for path in sorted(folder.glob("*.clean.clean.txt")):
        text = path.read_text(encoding="utf-8")
        rng = Random(f"{_SEED} {path.name}")
        words = tokens(text)
        starts = [k + rng.randrange(_EVERY - length) for k in range(0, len(words) - _EVERY, _EVERY)]
        damaged = ""
        losses: list[LostWords] = []
        position = 0
        for k in starts:
            first = words[k].start - (text[words[k].start - 1 : words[k].start] == " ")
            damaged += text[position:first]
            losses.append(LostWords(Span(len(damaged), len(damaged) + len(_COPY)), ((length, 1.0),)))
            damaged += _COPY
            position = words[k + length - 1].end
        damaged += text[position:]
        begin = time.perf_counter()
        found = engine.fill(damaged, losses)
        seconds += time.perf_counter() - begin
        for k, loss, filling in zip(starts, losses, found, strict=True):
            lost = tuple(w.of(text) for w in words[k : k + length])
            span = loss.span
            context = damaged[max(0, span.start - 40) : span.start], damaged[span.end : span.end + 30]
            answers.append(Answer(word_class(lost, text), lost, filling.alternatives, context))
    return answers, 1000 * seconds / max(1, len(answers))


def table(title: str, answers: list[Answer]) -> None:
    """Print top 1 and top 5 in all and by group."""
    groups: dict[str, list[int]] = defaultdict(list)
    for answer in answers:
        groups["all"].append(answer.rank)
        groups[answer.group].append(answer.rank)
    print(title)
    for name, ranks in sorted(groups.items()):
        first = sum(r == 0 for r in ranks) / len(ranks)
        five = sum(r < 5 for r in ranks) / len(ranks)
        print(f"  {name:16}{len(ranks):6}  top1 {first:.3f}  top5 {five:.3f}")


def calibration(answers: list[Answer]) -> None:
    """Print the calibration table of the first alternatives and their expected calibration error."""
    shown = [(a.proposed[0].confidence, a.rank == 0) for a in answers if a.proposed]
    error = 0.0
    print("calibration: shown, places, right")
    for tenth in range(10):
        part = [x for x in shown if tenth == min(9, int(x[0] * 10))]
        if part:
            mean = sum(c for c, _ in part) / len(part)
            right = sum(r for _, r in part) / len(part)
            error += abs(mean - right) * len(part) / len(shown)
            print(f"  {mean:.3f}{len(part):6}  {right:.3f}")
    print(f"  expected calibration error {error:.4f}")


def cost(engine: InfillEngine, folder: Path) -> None:
    """Print what one place costs alone, with one lost word."""
    path = sorted(folder.glob("*.clean.clean.txt"))[0]
    text = path.read_text(encoding="utf-8")
    words = tokens(text)
    times = []
    for k in range(20, len(words), max(1, len(words) // 20)):
        begin = time.perf_counter()
        engine.fill(text, [LostWords(words[k].span)])
        times.append(1000 * (time.perf_counter() - begin))
    times.sort()
    print(f"one place alone: median {times[len(times) // 2]:.1f} ms, worst {times[-1]:.1f} ms")


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="?", default=ARTICLES)
    parser.add_argument("--plain", action="store_true", help="without a neural model")
    parser.add_argument("--model", type=Path, help="folder of another masked-word model")
    parser.add_argument(
        "--list", default="", help="also list every place of this style, or of 'one' or 'two'"
    )
    options = parser.parse_args(arguments)
    if not options.articles.is_dir():
        print(f"Nothing measured: there are no articles in {options.articles}.", file=sys.stderr)
        return 1
    begin = time.perf_counter()
    model: MaskedWords | None = None
    if not options.plain:
        model = model_in_folder(options.model) if options.model else packaged_model()
    engine = InfillEngine(model)
    print(f"loaded in {time.perf_counter() - begin:.2f} s")
    everything: dict[str, list[Answer]] = {}
    for name, length in (("one", 1), ("two", 2)):
        everything[name], each = lost_in_clean(engine, options.articles, length)
        table(f"{name} lost, {each:.1f} ms a place in a batch", everything[name])
        calibration(everything[name])
    for style in ("seed", "lines", "prose", "aligned"):
        everything[style] = splices(engine, options.articles, style)
        table(f"{style}: splices with known place", everything[style])
        calibration(everything[style])
    cost(engine, options.articles)
    for answer in everything.get(options.list, []):
        proposed = ", ".join(f"{a.text.strip()!r} {a.confidence:.2f}" for a in answer.proposed[:5])
        print(f"{answer.context[0]!r} [{' '.join(answer.words)}] {answer.context[1]!r}: {proposed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
