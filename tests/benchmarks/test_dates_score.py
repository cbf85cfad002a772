from typing import Any

import pytest

from benchmarks.scores.dates import score


def timex(start: int, end: int, value: str | None = None, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "value": value, **more}


GOLD = [
    {
        "id": "own",
        "timexes": [
            timex(0, 10, "2031-05-02"),
            timex(20, 30, "P2M"),
            timex(40, 50),
            timex(60, 64, "2030"),
            timex(66, 70, "2029", nested=True),
        ],
    }
]


def test_all_metrics_of_one_document() -> None:
    scores = score(
        GOLD,
        [
            {
                "id": "own",
                "timexes": [
                    timex(0, 10, " 2031-05-02 "),  # strict, right value
                    timex(22, 30, "p2m"),  # relaxed, right value
                    timex(40, 50, "PAST_REF"),  # strict; gold has no value: removed for value
                    timex(63, 65, "2031"),  # relaxed, wrong value
                    timex(66, 70, "2029"),  # nested: dropped
                    timex(80, 90, "2028"),  # false
                ],
            }
        ],
        "wikiwars",
    )
    assert scores["strict_precision"] == pytest.approx(40.0)
    assert scores["strict_recall"] == pytest.approx(50.0)
    assert scores["strict_f1"] == pytest.approx(400 / 9)
    assert scores["relaxed_f1"] == pytest.approx(800 / 9)
    assert scores["value_precision"] == pytest.approx(50.0)
    assert scores["value_recall"] == pytest.approx(200 / 3)
    assert scores["value_f1"] == pytest.approx(400 / 7)
    assert scores["calendar_accuracy"] == pytest.approx(50.0)
    assert (scores["gold"], scores["predicted"], scores["gold_calendar"]) == (4, 5, 2)


def test_null_value_is_found_but_wrong() -> None:
    scores = score(GOLD, [{"id": "own", "timexes": [timex(0, 10)]}], "")
    assert scores["strict_precision"] == pytest.approx(100.0)
    assert scores["value_f1"] == 0
    assert scores["calendar_accuracy"] == 0


def test_touching_spans_do_not_overlap() -> None:
    assert score(GOLD, [{"id": "own", "timexes": [timex(10, 20)]}], "")["relaxed_f1"] == 0


def test_the_larger_overlap_wins() -> None:
    timexes = [timex(0, 3, "2031"), timex(3, 10, "2031-05-02")]
    scores = score(GOLD, [{"id": "own", "timexes": timexes}], "")
    assert scores["value_precision"] == pytest.approx(50.0)
    assert scores["value_recall"] == pytest.approx(100 / 3)


def test_identical_predictions_count_once_and_rivals_do_not() -> None:
    twice = [timex(0, 10, "2031"), timex(0, 10, "2031")]
    assert score(GOLD, [{"id": "own", "timexes": twice}], "")["strict_precision"] == pytest.approx(
        100
    )
    rivals = [timex(0, 10, "2031"), timex(0, 10, "2031-05-02")]
    assert score(GOLD, [{"id": "own", "timexes": rivals}], "")["strict_precision"] == pytest.approx(
        50
    )


@pytest.mark.parametrize(
    ("value", "counted"),
    [("2031-W20", 0), ("203", 0), ("2031-05", 1), ("XXXX-05", 0), ("2031-05-02T10", 0)],
)
def test_calendar_values(value: str, counted: int) -> None:
    assert (
        score([{"id": "own", "timexes": [timex(0, 4, value)]}], [], "")["gold_calendar"] == counted
    )
