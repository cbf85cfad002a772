from typing import Any

import pytest

from benchmarks.scores.re3d import score


def entity(start: int, end: int, type_: str) -> dict[str, Any]:
    return {"start": start, "end": end, "type": type_}


def relation(type_: str, source: list[int], target: list[int]) -> dict[str, Any]:
    return {"type": type_, "source": source, "target": target, "cue": None}


GOLD = [
    {
        "id": "own",
        "entities": [
            entity(0, 10, "Organisation"),
            entity(0, 10, "Organisation"),  # the same row again
            entity(20, 30, "Person"),
            entity(40, 50, "Location"),
            entity(60, 70, "Temporal"),
            entity(80, 90, "Weapon"),
        ],
        "relations": [
            relation("FightingAgainst", [0, 10], [20, 30]),
            relation("InChargeOf", [0, 10], [40, 50]),
            relation("BelongsTo", [0, 10], [40, 50]),
        ],
    }
]


def test_entities_by_group() -> None:
    entities = [
        entity(0, 5, "ACTOR"),  # IoU 1/2
        entity(24, 30, "ACTOR"),  # IoU 6/10
        entity(40, 44, "PLACE"),  # IoU 4/10: not enough
        entity(60, 70, "DATE"),
        entity(80, 90, "Weapon"),  # no group: dropped
    ]
    scores = score(GOLD, [{"id": "own", "entities": entities}], "dev")
    assert next(iter(scores)) == "entity_overlap_mean_f1"
    assert scores["actor_overlap_f1"] == pytest.approx(100.0)
    assert scores["place_overlap_f1"] == 0
    assert scores["date_overlap_f1"] == pytest.approx(100.0)
    assert scores["figure_overlap_f1"] == 0
    assert scores["entity_overlap_mean_f1"] == pytest.approx(50.0)
    assert scores["actor_exact_f1"] == 0
    assert scores["entity_exact_mean_f1"] == pytest.approx(25.0)
    assert scores["actor_overlap_gold"] == 2


def test_group_must_be_the_same() -> None:
    scores = score(GOLD, [{"id": "own", "entities": [entity(0, 10, "PLACE")]}], "dev")
    assert scores["actor_overlap_recall"] == scores["place_overlap_precision"] == 0


def test_relations_without_direction_match_swapped() -> None:
    relations = [
        relation("FightingAgainst", [20, 30], [0, 10]),
        relation("InChargeOf", [40, 50], [0, 10]),  # directed: wrong
        relation("BelongsTo", [0, 10], [40, 50]),  # other type: dropped
        relation("CommWith", [0, 10], [20, 30]),  # false
    ]
    scores = score(GOLD, [{"id": "own", "relations": relations}], "dev")
    assert scores["relation_precision"] == pytest.approx(100 / 3)
    assert scores["relation_recall"] == pytest.approx(50.0)
    assert scores["relation_f1"] == pytest.approx(40.0)
    assert scores["fightingagainst_relation_f1"] == pytest.approx(100.0)
    assert scores["inchargeof_relation_f1"] == 0


def test_both_ends_must_overlap_by_half() -> None:
    short = [relation("InChargeOf", [0, 10], [40, 44])]
    assert score(GOLD, [{"id": "own", "relations": short}], "dev")["relation_f1"] == 0
    half = [relation("InChargeOf", [0, 5], [40, 45])]
    scores = score(GOLD, [{"id": "own", "relations": half}], "dev")
    assert scores["inchargeof_relation_f1"] == pytest.approx(100.0)


def test_identical_predictions_count_once() -> None:
    given = {
        "id": "own",
        "entities": [entity(0, 10, "ACTOR")] * 2,
        "relations": [relation("InChargeOf", [0, 10], [40, 50])] * 2,
    }
    scores = score(GOLD, [given], "dev")
    assert scores["actor_exact_precision"] == pytest.approx(100.0)
    assert scores["relation_precision"] == pytest.approx(100.0)


def test_abstention_is_missed() -> None:
    scores = score(GOLD, [], "dev")
    assert scores["entity_overlap_mean_f1"] == scores["relation_f1"] == 0
