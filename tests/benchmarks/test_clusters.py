import pytest

from benchmarks.clusters import score_clusters, without_singles


def test_two_clusters_with_one_mention_in_the_wrong_one() -> None:
    gold = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b"}
    predicted = {1: "x", 2: "x", 3: "y", 4: "y", 5: "y"}
    scores = score_clusters(gold, predicted, "given")
    assert next(iter(scores)) == "given_conll_f1"
    assert scores["given_muc_f1"] == pytest.approx(200 / 3)
    assert scores["given_b3_f1"] == pytest.approx(1100 / 15)
    assert scores["given_ceafe_f1"] == pytest.approx(80.0)
    assert scores["given_conll_f1"] == pytest.approx(220 / 3)


def test_precision_and_recall_are_not_swapped() -> None:
    gold = {1: "a", 2: "a", 3: "b"}
    predicted = {1: "x", 2: "x", 3: "x"}
    scores = score_clusters(gold, predicted, "given")
    assert scores["given_muc_precision"] == pytest.approx(50.0)
    assert scores["given_muc_recall"] == pytest.approx(100.0)
    assert scores["given_b3_precision"] == pytest.approx(500 / 9)  # (2/3 + 2/3 + 1/3) / 3
    assert scores["given_b3_recall"] == pytest.approx(100.0)
    assert scores["given_ceafe_precision"] == pytest.approx(80.0)  # 2 * 2 / (2 + 3)
    assert scores["given_ceafe_recall"] == pytest.approx(40.0)


def test_mention_that_the_other_side_lacks() -> None:
    scores = score_clusters({1: "a", 2: "a"}, {1: "x", 3: "x"}, "own")
    assert scores["own_muc_f1"] == 0
    assert scores["own_b3_f1"] == pytest.approx(25.0)
    assert scores["own_ceafe_f1"] == pytest.approx(50.0)
    assert scores["own_conll_f1"] == pytest.approx(25.0)


def test_alignment_is_optimal_and_not_greedy() -> None:
    # a-x .667, a-y .5, b-x .5: the best pair first would leave b alone
    gold = {1: "a", 2: "a", 3: "a", 4: "b"}
    predicted = {1: "x", 2: "x", 4: "x", 3: "y"}
    assert score_clusters(gold, predicted, "own")["own_ceafe_f1"] == pytest.approx(50.0)


def test_only_single_mentions_have_no_links() -> None:
    scores = score_clusters({1: "a", 2: "b"}, {1: "x", 2: "y"}, "own")
    assert scores["own_muc_f1"] == 0
    assert scores["own_conll_f1"] == pytest.approx(200 / 3)


@pytest.mark.parametrize(("gold", "predicted"), [({}, {}), ({1: "a"}, {}), ({}, {1: "a"})])
def test_empty_side_scores_zero(gold: dict[int, str], predicted: dict[int, str]) -> None:
    assert set(score_clusters(gold, predicted, "own").values()) == {0.0}


def test_single_mentions_are_removed() -> None:
    assert without_singles({1: "a", 2: "a", 3: "b"}) == {1: "a", 2: "a"}
