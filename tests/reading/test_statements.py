"""Statements: golden readings by quoted words, and what must hold for every statement."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman import Reader, Reading
from dragoman.errors import KnowledgeError
from dragoman.knowledge import load_knowledge
from dragoman.reading.statements.vocabulary import Vocabulary
from dragoman.records import Statement

FOLDER = Path(__file__).parents[1] / "golden" / "statements"


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize("case", list(cases()))
def test_golden_statements(case: dict[str, Any], reader: Reader) -> None:
    reading = reader.read(case["text"], published=case.get("published"))
    left = list(reading.statements)
    for wanted in case["statements"]:
        found = next((s for s in left if differences(s, wanted, reading) == []), None)
        near = [differences(s, wanted, reading) for s in left]
        assert found is not None, f"missing {wanted['content']}: {near} among {said(reading)}"
        left.remove(found)
    assert not left, f"too many: {said(reading)}"


def differences(statement: Statement, wanted: dict[str, Any], reading: Reading) -> list[str]:
    """The fields in which a statement is not as wanted; a field that is not named may be anything."""
    names = [reading.name_of(actor_id) for actor_id in statement.speaker_ids]
    addressees = [reading.name_of(actor_id) for actor_id in statement.addressee_ids]
    facts = {
        "content": [excerpt.text for excerpt in statement.content],
        "form": statement.form,
        "cue": statement.cue or "",
        "status": statement.status,
        "speaker": names,
        "speaker_words": " / ".join(statement.evidence.words_of("speaker")),
        "medium": statement.medium_id and reading.name_of(statement.medium_id),
        "addressees": addressees,
        "first_day": str(statement.first_day),
    }
    wanted = {"status": "said", **wanted}
    return [key for key, value in wanted.items() if facts[key] != value]


def said(reading: Reading) -> list[str]:
    return [
        f"{[reading.name_of(i) for i in s.speaker_ids]} {s.evidence.words_of('speaker')} {s.cue!r} "
        f"{s.form} {s.status} {s.first_day} {[e.text for e in s.content]} ({s.made_by.rule})"
        for s in reading.statements
    ]


def test_evidence_runs_from_the_first_part_to_the_last(reader: Reader) -> None:
    text = "“The road is closed,” Peru's interior minister told reporters. “It stays closed.”"
    (statement,) = reader.read(text).statements
    evidence = statement.evidence
    assert (evidence.start, evidence.end) == (0, len(text))
    assert evidence.words_of("content") == ("“The road is closed,”", "“It stays closed.”")
    assert evidence.words_of("speaker") == ("Peru's interior minister",)
    assert evidence.words_of("cue") == ("told",)
    assert evidence.words_of("addressee") == ("reporters",)


def test_unknown_speaker_stays_null(reader: Reader) -> None:
    (statement,) = reader.read("It was reported that the bridge had fallen.").statements
    assert statement.speaker_id is None
    assert statement.speaker_ids == ()


def test_a_chant_of_cues_is_read_once(reader: Reader) -> None:
    statements = reader.read("Oman said, and later repeated, that the strait was open.").statements
    assert len({statement.id for statement in statements}) == len(statements)


def test_every_cue_verb_is_looked_up_by_its_lemma() -> None:
    vocabulary = Vocabulary(load_knowledge().speech)
    for words in (vocabulary.verbs, vocabulary.nouns, vocabulary.adjectives):
        assert words
        assert all(word == word.lower().strip() for word in words)


def test_phrases_are_tried_before_their_first_word() -> None:
    cues = Vocabulary(load_knowledge().speech).verbs["point"]
    assert cues[0].rest == ("out",)
    assert cues[-1].rest == ()


def test_a_misspelt_behaviour_is_refused() -> None:
    section = {**load_knowledge().speech, "verb": [{"words": ["say"], "takes": ["qoute"]}]}
    with pytest.raises(KnowledgeError, match="verb 1"):
        Vocabulary(section)


def test_an_unknown_class_of_words_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="no_such_class"):
        Vocabulary(load_knowledge().speech).set_of("no_such_class")
