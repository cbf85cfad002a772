from typing import Any

import pytest

from benchmarks.scores.places import area_under_errors, kilometres, score

DEGREE_KM = 111.19508  # one degree of latitude on a sphere of 6371.0088 km


def toponym(start: int, end: int, *point: float, **more: Any) -> dict[str, Any]:
    latitude, longitude = point or (None, None)
    return {"start": start, "end": end, "lat": latitude, "lon": longitude, **more}


GOLD = [
    {
        "id": "own",
        "toponyms": [
            toponym(0, 5, 10.0, 20.0, cc="AA"),
            toponym(10, 15, 0.0, 0.0, cc="BB"),
            toponym(20, 25, 50.0, 8.0, cc=None),
            toponym(30, 35),
        ],
    }
]
FOUND = [
    {
        "id": "own",
        "toponyms": [
            toponym(0, 5, 11.0, 20.0, cc="AA"),  # one degree off
            toponym(12, 18, 2.0, 0.0, cc="CC"),  # two degrees off, other span
            toponym(30, 35, 1.0, 1.0),  # gold has no coordinates
            toponym(40, 45, 1.0, 1.0),  # false
        ],
    }
]


def test_all_metrics_of_one_row() -> None:
    scores = score(GOLD, FOUND, "lgl")
    assert scores["detection_exact_f1"] == pytest.approx(50.0)
    assert scores["detection_overlap_f1"] == pytest.approx(75.0)
    assert scores["accuracy_161km"] == pytest.approx(100 / 3)
    assert scores["mean_error_km"] == pytest.approx((3 * DEGREE_KM + 20039) / 3, rel=1e-6)
    assert scores["median_error_km"] == pytest.approx(2 * DEGREE_KM, rel=1e-6)
    # ln(112.195) 4.72025, ln(223.390) 5.40892, ln(20040) 9.90549: (5.06459 + 7.65720) / 19.81097
    assert scores["auc"] == pytest.approx(64.216, abs=0.01)
    assert scores["country_accuracy"] == pytest.approx(50.0)
    assert (scores["gold"], scores["predicted"]) == (4, 4)
    assert (scores["gold_with_coordinates"], scores["gold_with_country"]) == (3, 2)


def test_given_spans_are_scored_without_detection() -> None:
    scores = score(GOLD, FOUND, "lgl.given")
    assert next(iter(scores)) == "given_accuracy_161km"
    assert not [name for name in scores if "detection" in name]


def test_no_answer_is_as_far_as_can_be() -> None:
    missing = score(GOLD, [], "lgl")
    unplaced = score(GOLD, [{"id": "own", "toponyms": [toponym(0, 5, cc="AA")]}], "lgl")
    assert missing["mean_error_km"] == unplaced["mean_error_km"] == 20039.0
    assert missing["auc"] == pytest.approx(100.0)
    assert missing["country_accuracy"] == 0
    assert unplaced["country_accuracy"] == pytest.approx(50.0)


def test_country_is_left_out_where_the_gold_has_none() -> None:
    gold = [{"id": "own", "toponyms": [toponym(0, 5, 10.0, 20.0)]}]
    assert "country_accuracy" not in score(gold, [], "geovirus")


def test_candidates_tell_whether_the_gazetteer_has_the_place() -> None:
    candidates = [[60.0, 60.0], [10.5, 20.0]]
    found = [{"id": "own", "toponyms": [toponym(0, 5, 60.0, 60.0, candidates=candidates)]}]
    assert score(GOLD, found, "lgl")["gold_in_gazetteer"] == pytest.approx(100 / 3)
    assert "gold_in_gazetteer" not in score(GOLD, FOUND, "lgl")


def test_identical_predictions_count_once() -> None:
    twice = [
        {"id": "own", "toponyms": [toponym(0, 5, 1.0, 1.0), toponym(0, 5, 1.0, 1.0, geonameid=7)]}
    ]
    assert score(GOLD, twice, "lgl")["predicted"] == 1


def test_distances() -> None:
    assert kilometres((0, 0), (0, 0)) == 0
    assert kilometres((0, 0), (1, 0)) == pytest.approx(DEGREE_KM, rel=1e-6)
    assert kilometres((0, 179.5), (0, -179.5)) == pytest.approx(DEGREE_KM, rel=1e-6)
    assert kilometres((90, 0), (-90, 0)) == pytest.approx(180 * DEGREE_KM, rel=1e-6)


def test_area_under_errors() -> None:
    assert area_under_errors([20039.0, 0.0]) == pytest.approx(0.5)
    assert area_under_errors([0.0, 0.0, 20039.0]) == pytest.approx(0.25)
    assert area_under_errors([5.0]) == area_under_errors([]) == 0
