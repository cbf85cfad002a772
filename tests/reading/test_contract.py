"""What holds for every record of every reading."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import Reader, Reading
from dragoman.records import Actor, AnyRecord, Document, Statement, from_json

EXAMPLE = (Path(__file__).parents[2] / "examples" / "nile_dam.txt").read_text(encoding="utf-8")


def spans_of(record: AnyRecord) -> list[tuple[int, int, str]]:
    if isinstance(record, Document):
        return []
    evidence = record.evidence
    found = [(evidence.start, evidence.end, evidence.text)]
    found += [(part.start, part.end, part.text) for part in evidence.parts]
    if isinstance(record, Statement):
        found += [(excerpt.start, excerpt.end, excerpt.text) for excerpt in record.content]
    return found


def check(reading: Reading) -> None:
    text = reading.document.text or ""
    ids = [record.id for record in reading]
    assert len(ids) == len(set(ids))
    actors = {record.id for record in reading if isinstance(record, Actor)}
    for record in reading.records:
        for start, end, words in spans_of(record):
            assert text[start:end] == words
        low, high = record.evidence.sentence
        assert 0 <= low <= high <= len(text)
        for field in ("actor_ids", "recipient_ids", "speaker_ids", "said_by_ids"):
            assert set(getattr(record, field, ())) <= actors, (field, record)
    for line in reading.to_jsonl().splitlines():
        from_json(line)


def test_example_keeps_the_contract(reader: Reader) -> None:
    reading = reader.read(EXAMPLE, published="2022-03-15")
    check(reading)
    assert len(reading.events) > 5


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=200))
def test_any_unicode_keeps_the_contract(reader: Reader, text: str) -> None:
    check(reader.read(text))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "Putin",
                "said",
                "“",
                "”",
                "‘",
                "Ukraine",
                "\n",
                "\n\n",
                "attacked",
                "and",
                "the",
                "rebels",
                ",",
                ".",
                "on Monday",
                "20",
                "per cent",
                "😀",
                "who",
                "to",
                "his",
                "—",
                "'s",
                "agreed",
                "with",
            ]
        ),
        max_size=40,
    )
)
def test_broken_sentences_keep_the_contract(reader: Reader, words: list[str]) -> None:
    check(reader.read(" ".join(words), published="2021-10-20"))


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 lone surrogate attacked Iran.",
        "Iran\x00attacked Iraq.",
        "Iran\u2028attacked\x85Iraq.",
    ],
)
def test_odd_characters_are_read(reader: Reader, text: str) -> None:
    check(reader.read(text))


def test_frames_have_a_row_for_each_record(reader: Reader) -> None:
    reading = reader.read(EXAMPLE, published="2022-03-15")
    for kind in ("actor", "event", "statement", "figure", "date", "claim"):
        assert reading.to_frame(kind).height == len(reading.of_kind(kind))


def test_without_a_date_relative_dates_stay_null_and_say_why(reader: Reader) -> None:
    reading = reader.read("Iran met Iraq last week.")
    date = reading.dates[0]
    assert date.first_day is None
    assert date.reason
    assert reading.events[0].date_basis == "unknown"
