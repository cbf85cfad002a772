from pathlib import Path

import pytest

from benchmarks.rows import (
    RowError,
    listed,
    pair_rows,
    read_gold,
    read_predictions,
    write_predictions,
)
from benchmarks.scores import SCORERS


def test_lines_end_at_line_feeds_only(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes('{"id": "a", "text": "one\u0085two\u2028three\ufeff"}\n{"id": "b"}\n'.encode())
    rows = read_gold(path)
    assert [row["id"] for row in rows] == ["a", "b"]
    assert rows[0]["text"] == "one\u0085two\u2028three\ufeff"


def test_tab_separated_values_keep_their_quotes(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(b'uid\tsentence\nx-1\t"Yes," she said\nx-2\t\n')
    assert read_gold(path) == [
        {"uid": "x-1", "sentence": '"Yes," she said'},
        {"uid": "x-2", "sentence": ""},
    ]


def test_empty_file_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes(b"")
    assert read_gold(path) == []


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("own.jsonl", b'{"id": "a"}\n{"id": \n', ":2:"),
        ("own.jsonl", b"[1]\n", ":1:"),
        ("own.tsv", b"uid\troot\nx-1\n", ":2:"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, name: str, content: bytes, where: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RowError, match=where):
        read_gold(path)


def test_predictions_come_back_as_written(tmp_path: Path) -> None:
    rows = [{"id": "a", "dates": ["2031-05-02"]}, {"id": "ü", "dates": []}]
    path = write_predictions("articles", "own", rows, tmp_path)
    assert path.name == "articles.own.pred.jsonl"
    assert path.read_bytes().count(b"\n") == 2
    assert read_predictions(path) == rows


def test_repeated_id_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(RowError, match="repeated id"):
        write_predictions("plv", "own", [{"uid": "a"}, {"uid": "a"}], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_number_unknown_to_json_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        write_predictions("places", "own", [{"id": "a", "lat": float("nan")}], tmp_path)


def test_missing_row_is_an_empty_one() -> None:
    gold = [{"id": "a"}, {"id": "b"}]
    assert pair_rows(gold, [{"id": "b", "dates": []}]) == [
        ({"id": "a"}, {}),
        ({"id": "b"}, {"id": "b", "dates": []}),
    ]


def test_null_and_missing_lists_are_empty() -> None:
    assert listed({"dates": None}, "dates") == []
    assert listed({}, "dates") == []


@pytest.mark.parametrize(
    "predictions", [[{"id": "b"}], [{"id": "a"}, {"id": "a"}], [{"root": "AID"}]]
)
@pytest.mark.parametrize("folder", sorted(SCORERS))
def test_every_scorer_stops_at_bad_ids(folder: str, predictions: list[dict[str, str]]) -> None:
    with pytest.raises(RowError):
        SCORERS[folder]([{"id": "a"}], predictions, "own")


def test_repeated_gold_id_stops() -> None:
    with pytest.raises(RowError, match="repeated id in gold"):
        pair_rows([{"id": "a"}, {"id": "a"}], [])


@pytest.mark.parametrize("folder", sorted(SCORERS))
def test_no_rows_score_without_error(folder: str) -> None:
    scores = SCORERS[folder]([], [], "own")
    assert scores
    assert all(value == 0 for value in scores.values())
