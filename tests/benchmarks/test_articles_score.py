from typing import Any

import pytest

from benchmarks.scores.articles import count_spans, score


def timeline(name: str, *days: str) -> dict[str, Any]:
    return {"id": name, "entries": [{"date": day, "sentences": []} for day in days]}


GOLD = [
    timeline("own-a", "2031-05-01", "2031-05-04", "2031-05-09", "2031-05-20"),
    timeline("own-b", "2031-05-01", "2031-05-03"),
    timeline("own-full", "2031-02-28", "2031-03-01"),
]


def test_official_is_the_mean_of_the_timelines_with_gaps() -> None:
    scores = score(
        GOLD,
        [
            {"id": "own-a", "dates": ["2031-05-04", "2031-05-04", "2031-05-02"]},
            {"id": "own-b", "dates": ["2031-05-02", "2031-05-01", "2031-05-03"]},
            {"id": "own-full", "dates": ["2031-03-01", "2031-02-28"]},
        ],
        "t17_timelines",
    )
    assert next(iter(scores)) == "date_f1"
    assert scores["own-a_date_precision"] == pytest.approx(50.0)  # 1 of 2 different days
    assert scores["own-a_date_recall"] == pytest.approx(25.0)
    assert scores["own-a_date_f1"] == pytest.approx(100 / 3)
    assert scores["own-b_date_f1"] == pytest.approx(50.0)  # the third day is beyond k = 2
    assert scores["own-full_date_f1"] == pytest.approx(100.0)
    assert scores["date_f1"] == pytest.approx(125 / 3)
    assert scores["timelines"] == 2


def test_repeats_take_no_place_among_the_first_k() -> None:
    given = [{"id": "own-b", "dates": ["2031-05-01", "2031-05-01", "2031-05-03"]}]
    assert score(GOLD, given, "")["own-b_date_f1"] == pytest.approx(100.0)


def test_abstention_finds_no_day() -> None:
    assert score(GOLD, [{"id": "own-a", "dates": None}], "")["date_f1"] == 0


ARTICLES: list[dict[str, Any]] = [
    {"id": "own-1", "words": 300},
    {"id": "own-2", "text": "five words are counted here"},
    {"id": "own-3", "words": 80},
    {"id": "own-4", "words": 80},
]


def test_checks_of_a_run() -> None:
    runs: list[dict[str, Any]] = [
        {
            "id": "own-1",
            "error": None,
            "spans": 9,
            "faithful_spans": 8,
            "identical": True,
            "seconds": 0.5,
            "records": {"event": 2, "actor": 3},
        },
        {
            "id": "own-2",
            "spans": 1,
            "faithful_spans": 1,
            "identical": False,
            "seconds": 0.5,
            "records": {"event": 1},
        },
        {"id": "own-3", "error": "ValueError: no"},
    ]
    scores = score(ARTICLES, runs, "metadata")
    assert (scores["articles"], scores["processed"]) == (4, 2)
    assert scores["faithful_spans"] == pytest.approx(90.0)
    assert scores["identical"] == pytest.approx(50.0)
    assert scores["words_per_second"] == pytest.approx(305.0)
    assert scores["event_per_1000_words"] == pytest.approx(3000 / 305)
    assert scores["actor_per_1000_words"] == pytest.approx(3000 / 305)


def test_spans_are_counted_at_any_depth() -> None:
    record = {
        "evidence": {
            "start": 0,
            "end": 3,
            "text": "Ada",
            "sentence": [0, 9],
            "parts": [{"role": "cue", "start": 4, "end": 8, "text": "wins"}],
        },
        "start": None,
    }
    assert count_spans("Ada won.", record) == (2, 1)
    assert count_spans("Ada won.", []) == (0, 0)
