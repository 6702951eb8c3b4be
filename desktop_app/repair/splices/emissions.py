# SPDX-License-Identifier: Apache-2.0
"""What each candidate looks like before the law is asked: signs and, where it is there, the tagger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.anomaly import AnomalyModel, Surroundings, text_company
from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.element_table import ElementTable
from desktop_app.repair.splices.tagger import TaggerScores
from desktop_app.repair.splices.whole_phrases import whole_phrases

_SELDOM = -4.0
_TAGGED_ALONE = -1.5
"""A phrase that stands only once is a candidate if the tagger's log-odds for its beginning are higher."""

_LONGEST_TAGGED = 8


@dataclass(frozen=True, slots=True)
class EmissionModel:
    """Fitted weights of everything that is known of a candidate by itself."""

    anomaly: AnomalyModel
    plain: Mapping[str, float]
    """Weights of the features without a tagger."""
    tagged: Mapping[str, float]
    """Weights of the features with one."""

    def log_odds(
        self,
        table: ElementTable,
        candidates: Sequence[Candidate],
        scores: TaggerScores | None,
        cancel: CancelToken,
    ) -> list[float]:
        """Return the log-odds of each candidate being a copy, the law aside."""
        weights = self.plain if scores is None else self.tagged
        bias = weights["bias"]
        return [
            bias + sum(weights.get(name, 0.0) * value for name, value in features.items())
            for features in emission_features(self.anomaly, table, candidates, scores, cancel)
        ]


def emission_features(
    anomaly: AnomalyModel,
    table: ElementTable,
    candidates: Sequence[Candidate],
    scores: TaggerScores | None,
    cancel: CancelToken,
) -> Iterator[dict[str, float]]:
    """Yield for each candidate its named features, all of them logarithms or shares.

    Damage never comes alone: besides a candidate's own signs count those of the text around it and of
    the other occurrences of the same phrase.
    """
    surroundings = Surroundings(table, candidates)
    signs = anomaly.log_odds(surroundings, candidates, cancel)
    company = text_company(candidates, signs)
    tagged = [_tagged(scores, candidate) for candidate in candidates] if scores is not None else []
    tagged_company = text_company(candidates, [_joint(one) for one in tagged]) if tagged else []
    seen: set[str] = set()
    for number, candidate in enumerate(candidates):
        kind = surroundings.phrase_kind(candidate)
        of_text, of_phrase = company[number]
        features = {
            "signs": signs[number],
            "text": of_text,
            "phrase": of_phrase,
            f"kind {kind}": 1.0,
            f"length {min(4, candidate.length)}": 1.0,
        }
        if candidate.key not in seen:
            seen.add(candidate.key)
            features[f"first {kind}"] = 1.0
        if candidate.start == 0:
            features["at the beginning"] = 1.0
        if tagged:
            begins, inside, ends = tagged[number]
            features |= {
                "begins": begins,
                "begins positive": max(0.0, begins),
                "inside": inside,
                "ends": ends,
                "weakest": min(begins, inside, ends),
                "tagged text": tagged_company[number][0],
                "tagged phrase": tagged_company[number][1],
            }
        yield features


def _joint(tagged: tuple[float, float, float]) -> float:
    begins, inside, ends = tagged
    return begins + min(0.0, inside) + min(0.0, ends)


def _tagged(scores: TaggerScores, candidate: Candidate) -> tuple[float, float, float]:
    """Return the tagger's log-odds of the beginning, the weakest inside, and of the end being one."""
    begins = float(scores.begins[candidate.start])
    inside = 4.0
    if candidate.length > 1:
        inside = float(scores.goes_on[candidate.start + 1 : candidate.end].min())
    ends = 4.0
    if candidate.end < len(scores.goes_on):
        ends = -float(scores.goes_on[candidate.end])
    return max(-9.0, begins), max(-9.0, min(4.0, inside)), max(-9.0, min(4.0, ends))


def tagged_candidates(
    table: ElementTable, candidates: Sequence[Candidate], scores: TaggerScores
) -> tuple[list[Candidate], TaggerScores]:
    """Return ``candidates`` and, in order, what only the tagger sees: phrases that stand once.

    Beside them stand the scores to go on with: see ``whole_phrases``.
    """
    known = {(c.start, c.end) for c in candidates}
    seen: list[Candidate] = []
    for start in (scores.begins > _TAGGED_ALONE).nonzero()[0].tolist():
        if table.words[start].isspace():
            continue
        end = start + 1
        while (
            end < min(len(table), start + _LONGEST_TAGGED)
            and float(scores.goes_on[end]) > 0
            and not table.words[end].isspace()
        ):
            end += 1
        seen.append(Candidate(start, end - start, " ".join(table.lower[start:end]), 1))
    seen, scores = whole_phrases(table, candidates, seen, scores)
    alone = [one for one in seen if (one.start, one.end) not in known]
    return sorted([*candidates, *alone], key=lambda c: (c.start, c.length)), scores
