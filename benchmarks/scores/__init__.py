"""One scorer for each folder of benchmark data, found by the folder's name.

Every scorer takes gold rows, prediction rows and the file's stem, and returns a flat mapping of
metric names to values, the official ones first: percentages as unrounded doubles, counts as whole
numbers. Only `mae` and `pearson_r` (factuality) and `…_km` and `words_per_second` are no
percentages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.counts import Scores
from benchmarks.scores import (
    actors,
    articles,
    dates,
    factuality,
    petrarch,
    places,
    plv,
    polnear,
    re3d,
)

Scorer = Callable[[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]], str], Scores]

SCORERS: dict[str, Scorer] = {
    "plv": plv.score,
    "petrarch": petrarch.score,
    "polnear": polnear.score,
    "dates": dates.score,
    "places": places.score,
    "actors": actors.score,
    "re3d": re3d.score,
    "articles": articles.score,
    "factuality": factuality.score,
}
