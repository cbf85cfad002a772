"""What the scores count: hits and misses, spans, word tokens, and who is paired with whom.

Spans are half-open ``(start, end)`` offsets in code points of the row's text. Any ratio whose
denominator is 0 is 0. Scores are percentages, as unrounded doubles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)
Span = tuple[int, int]
Scores = dict[str, float | int | str]

_WORD_TOKEN = re.compile(r"\w+|[^\w\s]")


def ratio(part: float, whole: float) -> float:
    """Return part / whole, or 0 if the whole is 0."""
    return part / whole if whole else 0.0


def percent(part: float, whole: float) -> float:
    """Return 100 * part / whole, or 0 if the whole is 0."""
    return 100.0 * ratio(part, whole)


@dataclass(frozen=True)
class Counts:
    """True positives, false positives and false negatives; adding two of them sums rows (micro)."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @classmethod
    def of(cls, hits: int, predicted: int, gold: int) -> Counts:
        """Return the counts of `hits` among so many predicted and so many gold items."""
        return cls(hits, predicted - hits, gold - hits)

    @property
    def precision(self) -> float:
        """Hits among the predicted, in percent."""
        return percent(self.hits, self.hits + self.false)

    @property
    def recall(self) -> float:
        """Hits among the gold, in percent."""
        return percent(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        return percent(2 * self.hits, 2 * self.hits + self.false + self.missed)

    def scores(self, name: str) -> Scores:
        """Return F1, precision and recall as ``name_f1``, ``name_precision``, ``name_recall``."""
        return {
            f"{name}_f1": self.f1,
            f"{name}_precision": self.precision,
            f"{name}_recall": self.recall,
        }


def label_counts(
    answers: Sequence[tuple[Key, Key | None]], labels: Sequence[Key]
) -> dict[Key, Counts]:
    """Count each label over (gold, predicted) pairs.

    A prediction outside `labels`, None included, is missed for its gold label and false for nobody.
    """
    counts = {label: Counts() for label in labels}
    for gold, predicted in answers:
        hit = gold == predicted
        if gold in counts:
            counts[gold] += Counts(hits=int(hit), missed=int(not hit))
        if not hit and predicted is not None and predicted in counts:
            counts[predicted] += Counts(false=1)
    return counts


def macro_f1(answers: Sequence[tuple[Key, Key | None]], labels: Sequence[Key]) -> float:
    """Return the unweighted mean F1 over the fixed `labels`, those never seen included."""
    return ratio(sum(counts.f1 for counts in label_counts(answers, labels).values()), len(labels))


def distinct(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[Item]:
    """Return the items in their order, each key once: the first one stays."""
    kept: dict[Hashable, Item] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return list(kept.values())


def match_greedily(
    gold: Sequence[Item], predicted: Sequence[Item], score: Callable[[Item, Item], float | None]
) -> list[tuple[int, int]]:
    """Pair gold with predicted items one to one, best score first; return index pairs.

    `score` returns None where a pair is not admissible. Ties go to the lower gold index, then to
    the lower prediction index.
    """
    admissible = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(predicted):
            value = score(wanted, given)
            if value is not None:
                admissible.append((-value, i, j))
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    for _, i, j in sorted(admissible):
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((i, j))
    return pairs


def span_of(item: Mapping[str, Any]) -> Span:
    """Return ``(start, end)`` of an item that has these two fields."""
    return item["start"], item["end"]


def shared_characters(one: Span, other: Span) -> int:
    """Return the number of characters that lie in both spans."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def span_iou(one: Span, other: Span) -> float:
    """Return shared characters / characters in the union."""
    shared = shared_characters(one, other)
    return ratio(shared, one[1] - one[0] + other[1] - other[0] - shared)


def same_span(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
    """Score 1 if start and end are equal (exact matching), else not admissible."""
    return 1.0 if span_of(one) == span_of(other) else None


def overlapping(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
    """Score the shared characters, admissible from one on (overlap matching)."""
    return shared_characters(span_of(one), span_of(other)) or None


def word_tokens(text: str) -> list[int]:
    """Return the start of every word token: a run of letters and digits, or one other sign."""
    return [match.start() for match in _WORD_TOKEN.finditer(text)]


def tokens_in(spans: Iterable[Sequence[int]], tokens: Sequence[int]) -> set[int]:
    """Return the tokens that start inside any of the spans."""
    edges = [(start, end) for start, end in spans]
    return {token for token in tokens if any(start <= token < end for start, end in edges)}
