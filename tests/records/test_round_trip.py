"""Every record survives JSON, strictly."""

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import RecordError
from dragoman.records import KINDS, Document, Event, Evidence, MadeBy, from_json, stable_id, to_json

TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
DAYS = st.none() | st.dates()


@st.composite
def events(draw: st.DrawFn) -> Event:
    start = draw(st.integers(0, 1000))
    text = draw(TEXT)
    return Event(
        id=draw(TEXT),
        document_id=draw(TEXT),
        evidence=Evidence(
            start=start, end=start + len(text), text=text, sentence=(start, start + len(text))
        ),
        made_by=MadeBy(
            stage="events",
            rule=draw(TEXT),
            tables="t",
            model="m",
            why=tuple(draw(st.lists(TEXT, max_size=3))),
        ),
        confidence=draw(st.floats(0, 1)),
        type=draw(st.sampled_from(["AGREE", "ASSAULT", "REJECT"])),
        status=draw(st.sampled_from(["occurred", "planned", "denied"])),
        actor_ids=tuple(draw(st.lists(TEXT, max_size=3))),
        first_day=draw(DAYS),
        last_day=draw(DAYS),
        quad=draw(st.integers(1, 4)),
        intensity=draw(st.none() | st.floats(-10, 10)),
    )


@given(events())
def test_event_survives_json(event: Event) -> None:
    assert from_json(to_json(event)) == event


@given(TEXT, DAYS)
def test_document_survives_json(text: str, day: datetime.date | None) -> None:
    document = Document.from_text(text, published=day)
    assert from_json(to_json(document)) == document


@given(TEXT)
def test_same_text_has_same_id(text: str) -> None:
    assert (
        Document.from_text(text).id
        == Document.from_text(text, published=datetime.date(2020, 1, 1)).id
    )


def test_ids_tell_contents_apart() -> None:
    assert stable_id("event", "a", "b") != stable_id("event", "ab", "")


@pytest.mark.parametrize(
    "line", [b"{}", b'{"kind": "nothing"}', b'{"kind": "document", "id": 3}', b"[1", b""]
)
def test_what_is_no_record_is_refused(line: bytes) -> None:
    with pytest.raises(RecordError):
        from_json(line)


def test_misspelt_field_is_named() -> None:
    line = to_json(Document.from_text("x")).replace(b'"outlet"', b'"outlett"')
    with pytest.raises(RecordError, match="outlett"):
        from_json(line)


def test_every_kind_is_tagged_by_its_name() -> None:
    for kind, record_type in KINDS.items():
        assert record_type.__struct_config__.tag == kind
        assert msgspec.inspect.type_info(record_type).tag == kind
