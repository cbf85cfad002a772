from typing import Any

import pytest

from benchmarks.scores.actors import form_of, score


def mention(text: str, words: str, chain: str, chain_type: str, **more: Any) -> dict[str, Any]:
    start = text.index(words)
    return {
        "start": start, "end": start + len(words), "chain": chain, "chain_type": chain_type, **more
    }  # fmt: skip


def answer(gold: dict[str, Any], entity: str | None, **more: Any) -> dict[str, Any]:
    return {"start": gold["start"], "end": gold["end"], "entity": entity, **more}


FIRST = "Arland met envoys of Borland, and both sides agreed."
SECOND = "the islanders of Arland vote"
ACROSS: list[dict[str, Any]] = [
    {
        "id": "own-1",
        "topic": "0",
        "text": FIRST,
        "mentions": [
            mention(FIRST, "Arland", "A", "COUNTRY", country="ARL"),
            mention(FIRST, "Borland", "B", "COUNTRY", country="BOR"),
            mention(FIRST, "both sides", "A", "COUNTRY", country="ARL"),
            mention(FIRST, "both sides", "B", "COUNTRY", country="BOR"),
            mention(FIRST, "envoys", "E", "ACTOR-I", country="BOR"),
            mention(FIRST, "agreed", "M", "ACTION"),
        ],
    },
    {
        "id": "own-2",
        "topic": "0",
        "text": SECOND,
        "mentions": [mention(SECOND, "Arland", "A", "COUNTRY", country="ARL")],
    },
    {
        "id": "own-3",
        "topic": "2",
        "text": SECOND,
        "mentions": [
            mention(SECOND, "Arland", "A", "COUNTRY", country="ARL"),
            mention(SECOND, "the islanders", "A", "GROUP"),
        ],
    },
]


def test_clusters_run_across_documents_but_not_across_topics() -> None:
    predictions = [
        {
            "id": row["id"],
            "mentions": [
                answer(each, each["chain"], country="ARL")
                for each in row["mentions"]
                if each["chain_type"] != "ACTION"
            ],
        }
        for row in ACROSS
    ]
    scores = score(ACROSS, predictions, "newswcl50")
    assert next(iter(scores)) == "given_conll_f1"
    assert scores["given_conll_f1"] == pytest.approx(100.0)
    assert scores["country_accuracy"] == pytest.approx(400 / 7)
    assert scores["capitalised_country_accuracy"] == pytest.approx(75.0)  # 3 Arland, 1 Borland
    assert scores["lower_country_accuracy"] == pytest.approx(100 / 3)  # both sides twice, envoys
    assert (scores["mentions"], scores["mentions_with_country"]) == (7, 7)


def test_one_answer_serves_every_mention_with_its_span() -> None:
    row = ACROSS[0]
    both = row["mentions"][2]
    scores = score(
        ACROSS[:1], [{"id": "own-1", "mentions": [answer(both, "A", country="BOR")]}], ""
    )
    assert scores["country_accuracy"] == pytest.approx(20.0)
    assert scores["given_muc_f1"] == 0  # both sides is one predicted link, between A and B


def test_null_entity_is_a_cluster_of_its_own() -> None:
    predictions = [
        {"id": row["id"], "mentions": [answer(each, None) for each in row["mentions"]]}
        for row in ACROSS
    ]
    assert score(ACROSS, predictions, "") == score(ACROSS, [], "")
    assert score(ACROSS, [], "")["given_b3_precision"] == pytest.approx(100.0)
    assert score(ACROSS, [], "")["country_accuracy"] == 0


TEXT = "Ada Lund leads Ostia. The minister said she left the port city by car; Lund won."
MENTIONS = [
    mention(TEXT, "Ada Lund", "1", "person"),
    mention(TEXT, "Ostia", "2", "place"),
    mention(TEXT, "The minister", "1", "person"),
    mention(TEXT, "she", "1", "person"),
    mention(TEXT, "the port city", "2", "place"),
    mention(TEXT, "car", "3", "object"),
    {**mention(TEXT, "Lund won", "1", "person"), "end": TEXT.index("Lund won") + 4},
]
WITHIN: list[dict[str, Any]] = [{"id": "own", "text": TEXT, "mentions": MENTIONS}]


def test_links_within_a_document_by_form() -> None:
    entities = ["Ada", "Ostia", "Ada", "x", "y", "z", "x"]
    given = [answer(each, name) for each, name in zip(MENTIONS, entities, strict=True)]
    scores = score(WITHIN, [{"id": "own", "mentions": given}], "gum_news.given")
    # person {1,3,4,7} into {1,3} {4,7}; place {2,5} apart
    assert scores["given_muc_recall"] == pytest.approx(50.0)
    assert scores["given_muc_precision"] == pytest.approx(100.0)
    assert scores["given_b3_recall"] == pytest.approx(50.0)
    assert scores["capitalised_linked"] == pytest.approx(100.0)  # The minister, Lund (to she)
    assert scores["capitalised_linked_of"] == 2
    assert (scores["pronoun_linked"], scores["pronoun_linked_of"]) == (0, 1)
    assert (scores["lower_linked"], scores["lower_linked_of"]) == (0, 1)
    assert scores["mentions"] == 6
    assert "span_f1" not in scores


def test_clusters_of_two_documents_never_merge() -> None:
    gold = [{**WITHIN[0], "id": name} for name in ("own-1", "own-2")]
    given = [
        {"id": row["id"], "mentions": [answer(each, each["chain"]) for each in MENTIONS]}
        for row in gold
    ]
    assert score(gold, given, "gum_news")["given_conll_f1"] == pytest.approx(100.0)


def test_end_to_end_takes_the_predicted_spans() -> None:
    found = [
        answer(MENTIONS[0], "Ada", type="person"),
        answer(MENTIONS[0], "Ada", type="person"),  # identical: once
        answer(MENTIONS[2], "Ada", type="person"),
        answer(MENTIONS[1], "Ostia", type="place"),  # single: removed from clusters
        answer(MENTIONS[5], "Ada", type="object"),  # other type: dropped
        {"start": 9, "end": 14, "entity": None, "type": "person"},  # false
    ]
    scores = score(WITHIN, [{"id": "own", "mentions": found}], "gum_news")
    assert scores["span_precision"] == pytest.approx(75.0)
    assert scores["span_recall"] == pytest.approx(50.0)
    assert scores["span_f1"] == pytest.approx(60.0)
    assert scores["end_to_end_muc_precision"] == pytest.approx(100.0)
    assert scores["end_to_end_muc_recall"] == pytest.approx(25.0)  # 1 of 3 + 1 links
    assert scores["end_to_end_b3_recall"] == pytest.approx(100 / 6)  # (1/2 + 1/2) / 6
    assert scores["end_to_end_ceafe_precision"] == pytest.approx(200 / 3)  # 2 * 2 / (4 + 2)
    assert scores["end_to_end_ceafe_recall"] == pytest.approx(100 / 3)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("She", "pronoun"),
        ("she herself", "lower"),
        ("the Ostian port", "capitalised"),
        ("pro-Ostia", "capitalised"),
        ("eOstia", "lower"),
        ("Élan", "lower"),
    ],
)
def test_forms(words: str, form: str) -> None:
    assert form_of(words) == form
