"""Events: golden readings by quoted words."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman import Reader, Reading
from dragoman.records import Event

FOLDER = Path(__file__).parents[1] / "golden" / "events"


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize("case", list(cases()))
def test_golden_events(case: dict[str, Any], reader: Reader) -> None:
    reading = reader.read(case["text"], published=case.get("published"))
    left = list(reading.events)
    for wanted in case["events"]:
        found = next((event for event in left if fits(event, wanted, reading)), None)
        assert found is not None, f"missing {wanted} among {said(reading)}"
        left.remove(found)
    assert not left, f"too many: {said(reading)}"


def fits(event: Event, wanted: dict[str, Any], reading: Reading) -> bool:
    plain = {
        key: value
        for key, value in wanted.items()
        if key not in {"actors", "recipients", "first_day"}
    }
    if any(
        getattr(event, key) != value for key, value in {"status": event.status, **plain}.items()
    ):
        return False
    if "first_day" in wanted and str(event.first_day) != wanted["first_day"]:
        return False
    roles = (("actors", event.actor_ids, "actor"), ("recipients", event.recipient_ids, "recipient"))
    return all(
        same(wanted[key], ids, event.evidence.words_of(role), reading)
        for key, ids, role in roles
        if key in wanted
    )


def same(wanted: list[str], ids: tuple[str, ...], words: tuple[str, ...], reading: Reading) -> bool:
    names = [reading.name_of(actor_id) or "" for actor_id in ids]
    return len(ids) == len(wanted) and all(
        any(w == name or w in text for name in names for text in [name, *words]) for w in wanted
    )


def said(reading: Reading) -> list[str]:
    return [
        f"{[reading.name_of(i) for i in e.actor_ids]} {e.type} {e.mode} {e.status} "
        f"{[reading.name_of(i) for i in e.recipient_ids]} {e.first_day} ({e.made_by.rule})"
        for e in reading.events
    ]
