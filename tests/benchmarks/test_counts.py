import pytest

from benchmarks.counts import (
    Counts,
    distinct,
    label_counts,
    macro_f1,
    match_greedily,
    ratio,
    shared_characters,
    span_iou,
    tokens_in,
    word_tokens,
)


def test_ratio_over_nothing_is_zero() -> None:
    assert ratio(3, 0) == 0
    assert Counts().precision == Counts().recall == Counts().f1 == 0


def test_counts_sum_before_they_divide() -> None:
    total = Counts.of(hits=1, predicted=1, gold=2) + Counts.of(hits=1, predicted=4, gold=2)
    assert total == Counts(hits=2, false=3, missed=2)
    assert total.scores("span") == {
        "span_f1": pytest.approx(400 / 9),
        "span_precision": pytest.approx(40.0),
        "span_recall": pytest.approx(50.0),
    }


def test_mean_is_over_the_fixed_labels() -> None:
    answers = [("red", "red"), ("red", "blue"), ("blue", None)]
    # red: 1 hit, 1 missed -> 2/3; blue: 1 false, 1 missed -> 0; green: never seen -> 0
    assert macro_f1(answers, ["red", "blue", "green"]) == pytest.approx(200 / 9)


def test_label_outside_the_list_is_false_for_nobody() -> None:
    counts = label_counts([("red", "mauve")], ["red", "blue"])
    assert counts == {"red": Counts(missed=1), "blue": Counts()}


def test_distinct_keeps_the_first() -> None:
    assert distinct(["b", "A", "B", "a"], key=str.lower) == ["b", "A"]


def test_best_pair_is_taken_first() -> None:
    scores = {("x", "p"): 2.0, ("x", "q"): 3.0, ("y", "q"): 1.0}
    pairs = match_greedily(["x", "y"], ["p", "q"], lambda g, p: scores.get((g, p)))
    assert pairs == [(0, 1)]  # greedy: x-q shuts out both x-p and y-q


def test_ties_go_to_the_lower_gold_then_prediction_index() -> None:
    assert match_greedily(["x", "y"], ["p", "q"], lambda g, p: 1.0) == [(0, 0), (1, 1)]
    assert match_greedily(["x", "y"], ["p"], lambda g, p: 1.0) == [(0, 0)]


@pytest.mark.parametrize(
    ("one", "other", "shared", "iou"),
    [
        ((0, 4), (2, 6), 2, 2 / 6),
        ((0, 4), (4, 6), 0, 0.0),
        ((0, 4), (0, 4), 4, 1.0),
        ((0, 8), (2, 4), 2, 0.25),
        ((3, 3), (3, 3), 0, 0.0),
    ],
)
def test_overlap_of_spans(
    one: tuple[int, int], other: tuple[int, int], shared: int, iou: float
) -> None:
    assert shared_characters(one, other) == shared
    assert span_iou(one, other) == pytest.approx(iou)


def test_tokens_are_words_and_single_signs() -> None:
    text = "“No!” said É. O’Neil"
    assert [text[start] for start in word_tokens(text)] == list("“N!”sÉ.O’N")


def test_token_lies_where_it_starts() -> None:
    tokens = word_tokens("grand coalition")
    assert tokens_in([[0, 7]], tokens) == {0, 6}
    assert tokens_in([[1, 6]], tokens) == set()
    assert tokens_in([[0, 1], [6, 7]], tokens) == {0, 6}
    assert tokens_in([], tokens) == set()
