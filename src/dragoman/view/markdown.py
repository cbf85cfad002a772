"""Markdown: a reading as a document that people edit further."""

from collections.abc import Iterator, Sequence

from dragoman.records import AnyRecord, Document
from dragoman.view.sections import SECTIONS, Line
from dragoman.view.wording import Wording, headline

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|"})


def markdown(
    document: Document, records: Sequence[AnyRecord], kinds: frozenset[str] | None = None
) -> bytes:
    """The reading as Markdown: a heading, then a list for each kind."""
    return "\n".join(_lines(document, records, kinds)).encode() + b"\n"


def _lines(
    document: Document, records: Sequence[AnyRecord], kinds: frozenset[str] | None
) -> Iterator[str]:
    yield f"# {_plain(headline(document))}"
    yield ""
    yield " · ".join(filter(None, [document.outlet, str(document.published or "no date given")]))
    wording = Wording(records)
    for section in SECTIONS:
        found = [r for r in records if isinstance(r, section.record_type)]
        if not found or (kinds is not None and section.kind not in kinds):
            continue
        yield ""
        yield f"## {section.title}"
        yield ""
        for record in found:
            yield from _item(section.line(record, wording, records))


def _item(line: Line) -> Iterator[str]:
    code = f" — `{line.code}`" if line.code else ""
    rest = " ".join(_plain(part) for part in (line.when, line.words) if part)
    yield f"- **{_plain(line.head)}**{code}{' ' + rest if rest else ''}"
    for note in line.notes:
        yield f"  - {_plain(note)}"


def _plain(text: str) -> str:
    return text.translate(_SPECIAL)
