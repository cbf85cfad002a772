from typing import Any

import pytest

from benchmarks.scores.factuality import pearson, score


def row(name: str, *scores: float | None) -> dict[str, Any]:
    predicates = [
        {"start": 10 * place, "end": 10 * place + 4, "score": value}
        for place, value in enumerate(scores)
    ]
    return {"id": name, "predicates": predicates}


GOLD = [row("own-1", 3.0, -3.0), row("own-2", 0.0, 2.25)]


def test_all_metrics() -> None:
    scores = score(GOLD, [row("own-1", 3.0, -1.0), row("own-2", 0.5, None)], "meantime_dev")
    assert scores["mae"] == pytest.approx((0 + 2 + 0.5 + 2.25) / 4)
    # gold 3, -3, 0, 2.25 (mean .5625), given 3, -1, .5, 0 (mean .625)
    assert scores["pearson_r"] == pytest.approx(10.59375 / (21.796875 * 8.6875) ** 0.5)
    # happened: 1 hit, 1 missed; did not: missed; unsure: 1 hit, 1 false
    assert scores["happened_f1"] == pytest.approx(200 / 3)
    assert scores["did_not_happen_f1"] == 0
    assert scores["unsure_f1"] == pytest.approx(200 / 3)
    assert scores["class_macro_f1"] == pytest.approx(400 / 9)
    assert scores["class_accuracy"] == pytest.approx(50.0)
    assert (scores["predicates"], scores["abstained"]) == (4, 1)
    assert scores["did_not_happen_gold"] == 1


def test_abstention_is_score_zero_but_no_class() -> None:
    scores = score([row("own", 0.0)], [], "")
    assert scores["mae"] == 0
    assert scores["unsure_f1"] == 0
    assert score([row("own", 0.0)], [row("own", 0.0)], "")["unsure_f1"] == pytest.approx(100.0)


def test_first_of_two_predictions_for_a_span_counts() -> None:
    given = {"id": "own", "predicates": [*row("", 3.0)["predicates"], *row("", -3.0)["predicates"]]}
    assert score([row("own", 3.0)], [given], "")["mae"] == 0


def test_other_spans_play_no_part() -> None:
    given = {"id": "own", "predicates": [{"start": 1, "end": 4, "score": 3.0}]}
    assert score([row("own", 3.0)], [given], "")["abstained"] == 1


def test_correlation_of_what_does_not_vary_is_zero() -> None:
    assert pearson([1.0, 2.0], [3.0, 3.0]) == 0
    assert pearson([], []) == 0
    assert pearson([1.0, 2.0, 3.0], [6.0, 4.0, 2.0]) == pytest.approx(-1.0)
