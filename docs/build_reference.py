"""Builds the reference of the records from their types: ``python -m docs.build_reference``."""

import datetime
import inspect
import types
import typing
from pathlib import Path
from typing import Any

import msgspec

from dragoman.records import KINDS, Record
from dragoman.records.header import Evidence, Excerpt, MadeBy, Part

TARGET = Path(__file__).parent / "reference" / "records.md"
_NAMES = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "true/false",
    datetime.date: "day",
    type(None): "null",
}


def build() -> str:
    """The whole page as Markdown."""
    lines = [
        "# Records",
        "",
        "Generated from the types by `make reference`. One record is one JSON object; `kind` says which.",
        "Every record but `document` begins with the header: `kind`, `id`, `document_id`, `evidence`,",
        "`made_by`, `confidence`. Days are `YYYY-MM-DD`; an interval's last day is inclusive; unknown is null.",
    ]
    for record_type in (Evidence, Part, MadeBy, Excerpt):
        lines += _section(record_type.__name__, record_type)
    for kind, record_type in KINDS.items():
        lines += _section(kind, record_type)
    return "\n".join(lines) + "\n"


def _section(title: str, record_type: type[Any]) -> list[str]:
    header = (
        {field.name for field in msgspec.structs.fields(Record)}
        if issubclass(record_type, Record)
        else set()
    )
    hints = typing.get_type_hints(record_type)
    rows = [
        f"| `{field.encode_name}` | {_describe(hints[field.name])} |"
        for field in msgspec.structs.fields(record_type)
        if field.name not in header
    ]
    return [
        "",
        f"## {title}",
        "",
        inspect.getdoc(record_type) or "",
        "",
        "| field | value |",
        "|---|---|",
        *rows,
    ]


def _describe(hint: Any) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return " or ".join(_describe(argument) for argument in arguments)
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{argument}`" for argument in arguments)
    if origin is tuple:
        if arguments[-1] is ...:
            return f"list of {_describe(arguments[0])}"
        return f"[{', '.join(_describe(a) for a in arguments)}]"
    if hint in _NAMES:
        return _NAMES[hint]
    return f"`{hint.__name__}`"


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(build(), encoding="utf-8")
