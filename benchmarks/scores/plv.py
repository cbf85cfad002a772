"""plv: the event type of a marked source/target pair, as macro-F1 over fixed labels."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from benchmarks.counts import Scores, macro_f1, percent
from benchmarks.rows import pair_rows

ROOTS_OF_QUAD = {
    1: ("AGREE", "CONSULT", "SUPPORT"),
    2: ("COOPERATE", "AID", "YIELD"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"),
}
QUAD_OF_ROOT = {root: quad for quad, roots in ROOTS_OF_QUAD.items() for root in roots}
MERGED = {
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
    "DEMAND": "REQUEST",
}

Answers = list[tuple[Hashable, Hashable | None]]


def score(
    gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]], file: str
) -> Scores:
    """Score ``{"uid", "root", "quad"}`` rows; `file` plays no part.

    A null label is an abstention. A row without the field `quad` takes the quad of its root.
    """
    pairs = pair_rows(gold, predictions)
    roots: Answers = [(row["gold_root"], _root(given)) for row, given in pairs]
    quads: Answers = [(int(row["gold_quad"]), _quad(given)) for row, given in pairs]
    sides: Answers = [(_side(wanted), _side(given)) for wanted, given in quads]
    return {
        "root_macro_f1": macro_f1(roots, list(QUAD_OF_ROOT)),
        "quad_macro_f1": macro_f1(quads, list(ROOTS_OF_QUAD)),
        "binary_macro_f1": macro_f1(sides, ["conflict", "cooperation"]),
        "root_accuracy": _accuracy(roots),
        "quad_accuracy": _accuracy(quads),
        "binary_accuracy": _accuracy(sides),
        "root_abstained": _abstained(roots),
        "quad_abstained": _abstained(quads),
        "rows": len(pairs),
    }


def _root(given: Mapping[str, Any]) -> str | None:
    root = given.get("root")
    return None if root is None else MERGED.get(root, root)


def _quad(given: Mapping[str, Any]) -> int | None:
    if "quad" in given:
        quad: int | None = given["quad"]
        return quad
    return QUAD_OF_ROOT.get(_root(given) or "")


def _side(quad: Hashable | None) -> str | None:
    if quad not in ROOTS_OF_QUAD:
        return None
    return "conflict" if quad in (3, 4) else "cooperation"


def _accuracy(answers: Answers) -> float:
    return percent(sum(wanted == given for wanted, given in answers), len(answers))


def _abstained(answers: Answers) -> float:
    return percent(sum(given is None for _, given in answers), len(answers))
