"""Golden records of the smaller stages: text of our own, and what must come out, by names and words."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman import Reader, Reading

FOLDER = Path(__file__).parents[1] / "golden" / "records"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
#: Mentions are checked only where they are listed; of all other kinds nothing else may come out.
PARTIAL = {"mention"}


@pytest.mark.parametrize("case", CASES)
def test_golden_records(case: dict[str, Any], reader: Reader) -> None:
    reading = reader.read(case["text"], published=case.get("published"))
    found = [plain(record, reading) for record in reading.of_kind(case["kind"])]
    for wanted in case["records"]:
        match = next((record for record in found if holds(record, wanted)), None)
        assert match is not None, f"missing {wanted} among {found}"
        found.remove(match)
    assert case["kind"] in PARTIAL or not found, f"too many: {found}"


def plain(record: Any, reading: Reading) -> dict[str, Any]:
    """The record with names in place of ids."""
    fields = named(msgspec.to_builtins(record), reading)
    return {**fields, "text": record.evidence.text}


def named(value: Any, reading: Reading) -> Any:
    if isinstance(value, dict):
        return {key: named(inner, reading) for key, inner in value.items() if key != "made_by"}
    if isinstance(value, list | tuple):
        return [named(inner, reading) for inner in value]
    return reading.name_of(value) or value if isinstance(value, str) else value


def holds(found: Any, wanted: Any) -> bool:
    """Whether all that is wanted stands in what was found; lists must match item by item."""
    if isinstance(wanted, dict):
        return all(key in found and holds(found[key], value) for key, value in wanted.items())
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(holds, found, wanted))
    return bool(found == wanted)
