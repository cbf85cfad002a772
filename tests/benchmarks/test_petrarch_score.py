import pytest

from benchmarks.scores.petrarch import score


def event(
    source: str | None, target: str | None, code: str, root: str | None = None
) -> dict[str, str | None]:
    return {"source": source, "target": target, "code": code, "root": root}


GOLD = [
    {
        "id": "own-1",
        "scored": True,
        "gold": [event("ABC", "XYZ", "040", "CONSULT"), event("XYZ", "ABC", "040", "CONSULT")],
    },
    {"id": "own-2", "scored": True, "gold": [event("ABC", None, "010", None)]},
    {"id": "own-3", "scored": True, "gold": []},
    {"id": "own-4", "scored": False, "gold": [event("ABC", "XYZ", "190", "ASSAULT")]},
]
PREDICTIONS = [
    {
        "id": "own-1",
        "events": [event(" abc ", "xyz", "041", "consult"), event("ABC", "XYZ", "040", "CONSULT")],
    },
    {"id": "own-2", "events": [event("ABC", "---", "010", None)]},
    {"id": "own-3", "events": [event("", "XYZ", "051", "AID")]},
    {"id": "own-4", "events": [event("ABC", "XYZ", "190", "ASSAULT")]},
]


def test_metrics_with_roots() -> None:
    scores = score(GOLD, PREDICTIONS, "dev_cameo")
    assert next(iter(scores)) == "triple_root_f1"
    # gold 2 (the null root is dropped), predicted 3 (two equal ones stay two), 1 hit
    assert scores["triple_root_precision"] == pytest.approx(100 / 3)
    assert scores["triple_root_recall"] == pytest.approx(50.0)
    assert scores["triple_root_f1"] == pytest.approx(40.0)
    # gold 3, predicted 4; ABC-XYZ and ABC-nobody hit
    assert scores["dyad_f1"] == pytest.approx(400 / 7)
    assert scores["triple_code_f1"] == pytest.approx(400 / 7)
    assert scores["code_only_f1"] == pytest.approx(400 / 7)
    assert (scores["rows"], scores["gold_events"], scores["predicted_events"]) == (3, 3, 4)


def test_dyad_is_official_where_the_gold_has_no_roots() -> None:
    gold = [{"id": "own-1", "gold": [{"source": "ABC", "target": "XYZ", "code": "904"}]}]
    scores = score(gold, [{"id": "own-1", "events": [event("ABC", "XYZ", "040", "AID")]}], "dev")
    assert next(iter(scores)) == "dyad_f1"
    assert "triple_root_f1" not in scores
    assert scores["dyad_f1"] == pytest.approx(100.0)
    assert scores["triple_code_f1"] == 0


def test_predicted_events_without_root_are_dropped() -> None:
    scores = score(GOLD[:1], [{"id": "own-1", "events": [event("Q", "R", "010")]}], "dev_cameo")
    assert scores["triple_root_precision"] == 0
    assert scores["dyad_recall"] == 0


def test_equal_gold_events_need_as_many_predictions() -> None:
    gold = [{"id": "own-1", "gold": [event("A", "B", "040", "CONSULT")] * 2}]
    once = score(gold, [{"id": "own-1", "events": [event("A", "B", "040", "CONSULT")]}], "")
    assert once["triple_root_recall"] == pytest.approx(50.0)
    assert once["triple_root_precision"] == pytest.approx(100.0)


def test_abstention_is_missed() -> None:
    scores = score(GOLD, [{"id": "own-1", "events": None}], "dev_cameo")
    assert scores["dyad_f1"] == 0
    assert scores["predicted_events"] == 0
