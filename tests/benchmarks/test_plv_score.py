import pytest

from benchmarks.scores.plv import MERGED, QUAD_OF_ROOT, score

GOLD = [
    {"uid": "own-1", "gold_root": "AID", "gold_quad": "2"},
    {"uid": "own-2", "gold_root": "AID", "gold_quad": "2"},
    {"uid": "own-3", "gold_root": "ACCUSE", "gold_quad": "3"},
    {"uid": "own-4", "gold_root": "ASSAULT", "gold_quad": "4"},
]


def test_scores_of_four_rows() -> None:
    scores = score(
        GOLD,
        [
            {"uid": "own-1", "root": "AID", "quad": 2},
            {"uid": "own-2", "root": "YIELD", "quad": 2},
            {"uid": "own-3", "root": "DISAPPROVE", "quad": 4},
            {"uid": "own-4", "root": None, "quad": None},
        ],
        "dev",
    )
    assert next(iter(scores)) == "root_macro_f1"
    assert scores["root_macro_f1"] == pytest.approx((200 / 3 + 100) / 15)  # AID 2/3, ACCUSE 1
    assert scores["quad_macro_f1"] == pytest.approx(25.0)  # quad 2 right; 3 and 4 missed, 4 false
    # conflict: 1 hit, 1 missed; cooperation: 2 hits
    assert scores["binary_macro_f1"] == pytest.approx((200 / 3 + 100) / 2)
    assert scores["root_accuracy"] == pytest.approx(50.0)
    assert scores["quad_accuracy"] == pytest.approx(50.0)
    assert scores["binary_accuracy"] == pytest.approx(75.0)
    assert scores["root_abstained"] == pytest.approx(25.0)
    assert scores["rows"] == 4


def test_quad_comes_from_the_root_where_a_system_has_none() -> None:
    scores = score(
        GOLD, [{"uid": "own-3", "root": "DEMAND"}, {"uid": "own-4", "root": "FIGHT"}], ""
    )
    assert scores["quad_macro_f1"] == pytest.approx(50.0)
    assert scores["root_macro_f1"] == pytest.approx(100 / 15)  # ASSAULT; DEMAND is REQUEST
    assert scores["root_abstained"] == pytest.approx(50.0)


def test_null_quad_is_an_abstention() -> None:
    scores = score(GOLD, [{"uid": "own-1", "root": "AID", "quad": None}], "")
    assert scores["quad_macro_f1"] == 0
    assert scores["quad_abstained"] == pytest.approx(100.0)


def test_unknown_label_is_wrong_but_no_abstention() -> None:
    scores = score(GOLD[:1], [{"uid": "own-1", "root": "GREET", "quad": 7}], "")
    assert scores["root_macro_f1"] == scores["quad_macro_f1"] == scores["binary_macro_f1"] == 0
    assert scores["root_abstained"] == scores["quad_abstained"] == 0


def test_quad_is_scored_as_the_gold_says_even_against_its_root() -> None:
    gold = [{"uid": "own-1", "gold_root": "AID", "gold_quad": 1}]
    scores = score(gold, [{"uid": "own-1", "root": "AID"}], "")
    assert scores["root_accuracy"] == pytest.approx(100.0)
    assert scores["quad_accuracy"] == 0


def test_fifteen_labels_in_four_quads() -> None:
    assert len(QUAD_OF_ROOT) == 15
    assert set(MERGED.values()) <= set(QUAD_OF_ROOT)
