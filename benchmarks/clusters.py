"""Agreement of two clusterings of mentions: MUC, B3, CEAF-e and their mean, the CoNLL F1.

A clustering maps each mention to the name of its cluster. A mention that one side lacks is a part
of its own there for MUC, adds 0 for B3, and is shared with nobody for CEAF-e.

Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B3), Luo 2005 (CEAF-e), Pradhan et al.
2012.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any

import numpy
from scipy.optimize import linear_sum_assignment

from benchmarks.counts import Scores, ratio

Clustering = Mapping[Any, Hashable]


def score_clusters(gold: Clustering, predicted: Clustering, name: str) -> Scores:
    """Return ``name_conll_f1`` and F1, precision and recall of its three parts, in percent."""
    parts = {
        "muc": (muc_share(predicted, gold), muc_share(gold, predicted)),
        "b3": (b3_share(predicted, gold), b3_share(gold, predicted)),
        "ceafe": ceafe_shares(gold, predicted),
    }
    scores: Scores = {}
    total = 0.0
    for part, (precision, recall) in parts.items():
        f1 = 100.0 * ratio(2 * precision * recall, precision + recall)
        total += f1
        scores[f"{name}_{part}_f1"] = f1
        scores[f"{name}_{part}_precision"] = 100.0 * precision
        scores[f"{name}_{part}_recall"] = 100.0 * recall
    return {f"{name}_conll_f1": total / len(parts), **scores}


def members(clustering: Clustering) -> dict[Hashable, list[Hashable]]:
    """Return the mentions of each cluster."""
    clusters: dict[Hashable, list[Hashable]] = {}
    for mention, cluster in clustering.items():
        clusters.setdefault(cluster, []).append(mention)
    return clusters


def without_singles(clustering: Clustering) -> dict[Hashable, Hashable]:
    """Return the clustering without the clusters of one mention."""
    sizes = Counter(clustering.values())
    return {mention: cluster for mention, cluster in clustering.items() if sizes[cluster] > 1}


def muc_share(clustering: Clustering, other: Clustering) -> float:
    """Return the share of the links of `clustering` that `other` has too (0..1)."""
    kept = links = 0
    for mentions in members(clustering).values():
        known = [other[mention] for mention in mentions if mention in other]
        parts = len(set(known)) + len(mentions) - len(known)
        kept += len(mentions) - parts
        links += len(mentions) - 1
    return ratio(kept, links)


def b3_share(clustering: Clustering, other: Clustering) -> float:
    """Return how much of its cluster a mention keeps in `other`, on average (0..1)."""
    together = Counter((cluster, other.get(mention)) for mention, cluster in clustering.items())
    sizes = Counter(clustering.values())
    kept = sum(
        together[cluster, other[mention]] / sizes[cluster]
        for mention, cluster in clustering.items()
        if mention in other
    )
    return ratio(kept, len(clustering))


def ceafe_shares(gold: Clustering, predicted: Clustering) -> tuple[float, float]:
    """Return precision and recall (0..1) of the best alignment of clusters under phi4."""
    gold_sizes = Counter(gold.values())
    predicted_sizes = Counter(predicted.values())
    rows = {cluster: i for i, cluster in enumerate(gold_sizes)}
    columns = {cluster: j for j, cluster in enumerate(predicted_sizes)}
    both = gold.keys() & predicted.keys()
    shared = Counter((gold[mention], predicted[mention]) for mention in both)
    similarity = numpy.zeros((len(rows), len(columns)))
    for (wanted, given), count in shared.items():
        phi4 = 2 * count / (gold_sizes[wanted] + predicted_sizes[given])
        similarity[rows[wanted], columns[given]] = phi4
    chosen = linear_sum_assignment(similarity, maximize=True)
    total = float(similarity[chosen].sum())
    return ratio(total, len(columns)), ratio(total, len(rows))
