from typing import Any

import pytest

from benchmarks.scores.polnear import score

TEXT = "Ada said taxes rise. Rents fall, Bo wrote. Some expect rain."
#       0   4    9     15   21    27    33 36      43   48     55


def attribution(
    content: list[list[int]], source: list[list[int]], kind: str | None = None
) -> dict[str, Any]:
    return {"content": content, "source": source, "cue": [], "kind": kind}


GOLD = [
    {
        "id": "own",
        "text": TEXT,
        "attributions": [
            attribution([[9, 19]], [[0, 3]], "direct"),  # taxes rise
            attribution([[21, 31]], [], "mixed"),  # Rents fall
            attribution([[55, 59]], [[43, 47]], "indirect"),  # rain
            attribution([], [[33, 35]]),  # no content: ignored
        ],
    }
]


def predict(*attributions: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "own", "attributions": list(attributions)}]


def test_all_metrics_of_one_article() -> None:
    scores = score(
        GOLD,
        predict(
            attribution([[9, 14]], [[0, 3]]),  # taxes: IoU 1/2, right source
            attribution(
                [[21, 32]], [[33, 35]]
            ),  # Rents fall , : IoU 2/3, source where there is none
            attribution([[48, 54]], [[43, 47]]),  # expect: no shared token
            attribution([], [[43, 47]]),  # ignored
        ),
        "dev",
    )
    assert next(iter(scores)) == "content_token_f1"
    # gold tokens 5, predicted 5, shared 3
    assert scores["content_token_precision"] == pytest.approx(60.0)
    assert scores["content_token_recall"] == pytest.approx(60.0)
    assert scores["content_token_f1"] == pytest.approx(60.0)
    assert scores["direct_recall"] == pytest.approx(50.0)
    assert scores["mixed_recall"] == pytest.approx(100.0)
    assert scores["indirect_recall"] == 0
    assert scores["attribution_f1"] == pytest.approx(200 / 3)
    assert scores["source_accuracy"] == pytest.approx(50.0)
    assert scores["source_accuracy_where_named"] == pytest.approx(100.0)
    assert scores["end_to_end_f1"] == pytest.approx(100 / 3)
    assert (scores["pairs"], scores["gold_attributions"]) == (2, 3)
    assert scores["predicted_attributions"] == 3


def test_no_source_is_right_where_there_is_none() -> None:
    scores = score(GOLD, predict(attribution([[21, 31]], [])), "dev")
    assert scores["source_accuracy"] == pytest.approx(100.0)
    assert scores["source_accuracy_where_named"] == 0
    assert scores["end_to_end_f1"] == pytest.approx(50.0)  # 1 hit, 2 missed


def test_source_that_misses_the_word_is_wrong() -> None:
    scores = score(GOLD, predict(attribution([[9, 19]], [[1, 3]])), "dev")
    assert scores["attribution_f1"] == pytest.approx(50.0)
    assert scores["source_accuracy"] == 0


def test_parts_of_a_content_count_together() -> None:
    gold = [{"id": "own", "text": TEXT, "attributions": [attribution([[9, 14], [21, 26]], [])]}]
    whole = score(gold, predict(attribution([[21, 26], [9, 14]], [])), "dev")
    assert whole["attribution_f1"] == pytest.approx(100.0)
    apart = score(gold, predict(attribution([[9, 14]], []), attribution([[21, 26]], [])), "dev")
    assert apart["content_token_f1"] == pytest.approx(100.0)
    assert apart["attribution_f1"] == pytest.approx(200 / 3)  # one half is paired, one is false


def test_identical_predictions_count_once() -> None:
    same = attribution([[9, 19]], [[0, 3]])
    once = score(GOLD, predict(same), "dev")
    assert score(GOLD, predict(same, {**same, "cue": [[4, 8]]}), "dev") == once
    other_source = score(GOLD, predict(same, attribution([[9, 19]], [[33, 35]])), "dev")
    assert other_source["predicted_attributions"] == 2


def test_abstention_is_missed() -> None:
    scores = score(GOLD, [], "dev")
    assert scores["content_token_f1"] == scores["attribution_f1"] == scores["end_to_end_f1"] == 0
    assert scores["gold_attributions"] == 3
