"""The tables are proved, and their examples pass."""

import datetime

import pytest

from dragoman import Reader
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Frame, Knowledge, load_knowledge
from dragoman.knowledge.check import check_tables
from dragoman.knowledge.lexicon import read_pattern
from dragoman.knowledge.names import Meaning, NameIndex
from dragoman.knowledge.people import surname_of
from dragoman.knowledge.who import who_is
from dragoman.reading.examples import failing_examples
from dragoman.reading.language import Language, load_model

KNOWLEDGE = load_knowledge()
UN_MEMBERS = 193


def test_tables_are_in_order() -> None:
    assert list(check_tables(KNOWLEDGE)) == []


def test_every_example_of_the_lexicon_comes_out(reader: Reader) -> None:
    frames = KNOWLEDGE.lexicon.frames.values()
    assert list(failing_examples(frames, Language(load_model()), KNOWLEDGE)) == []


def test_all_types_have_frames() -> None:
    assert {f.type for f in KNOWLEDGE.lexicon.frames.values()} >= set(KNOWLEDGE.ontology.types)


def test_there_are_all_un_members() -> None:
    current = [c for c in KNOWLEDGE.countries.values() if c.last_day is None]
    assert len(current) >= UN_MEMBERS
    assert all(c.capital or c.code in {"NRU", "ATA"} for c in current if c.cow)


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("the French president", "2013-05-01", "Hollande"),
        ("British prime minister", "1990-06-01", "Thatcher"),
        ("US secretary of state", "2010-01-01", "Clinton"),
        ("Russian foreign minister", "2021-10-20", "Lavrov"),
        ("German chancellor", "2000-01-01", "Schroeder"),
        ("NATO secretary-general", "2010-01-01", "Rasmussen"),
        ("president of Ukraine", "2005-06-01", "Yushchenko"),
    ],
)
def test_offices_are_held_on_days(office: str, day: str, name: str) -> None:
    answers = list(who_is(office, datetime.date.fromisoformat(day), KNOWLEDGE))
    assert any(name in answer for answer in answers), answers


def test_surnames() -> None:
    assert surname_of("Bashar al-Assad") == "Assad"
    assert surname_of("Elizabeth II") == "Elizabeth"
    assert surname_of("Ban Ki-moon") == "Ki-moon"


def test_longest_name_wins_at_word_borders() -> None:
    index = NameIndex()
    for name in ("New York", "York", "U.S.", "U.S. Army"):
        index.add(name, Meaning("organisation", name))
    found = [
        hit.meanings[0].key
        for hit in index.find("New Yorkers saw the U.S. Army, New York and the U.S.")
    ]
    assert found == ["U.S. Army", "New York", "U.S."]


@pytest.mark.parametrize(
    "pattern", ["ACTOR RECIPIENT", "ACTOR _ of", "ACTOR _ Recipient", "_ _ ACTOR"]
)
def test_bad_patterns_are_refused(pattern: str) -> None:
    frame = Frame(id="x", words=("x",), pattern=pattern, example="", expect={})
    with pytest.raises(KnowledgeError, match="'x'"):
        read_pattern(frame)


def test_digest_is_the_same_every_time() -> None:
    assert Knowledge().digest == KNOWLEDGE.digest
