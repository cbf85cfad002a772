"""Plain-text and Markdown files, and standard input."""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.records import Document

#: Longer texts are refused: a file of this size is a collection, not a document.
LARGEST = 5_000_000
ENDINGS = frozenset({".txt", ".md", ".text"})
_CONTROL = bytes(range(9)) + bytes(range(14, 27))
SAMPLE = 8_192
MOST_CONTROL = 0.02
FALLBACK = "Windows-1252"


def expand(paths: Iterable[str]) -> Iterator[str]:
    """The paths with each folder replaced by the text files in it, sorted; ``-`` stays.

    Raises ``InputError`` for a folder without text files.
    """
    for path in paths:
        if path == "-" or not Path(path).is_dir():
            yield path
            continue
        inside = sorted(
            p for p in Path(path).rglob("*") if p.suffix.lower() in ENDINGS and p.is_file()
        )
        if not inside:
            raise InputError(
                f"{path}: the folder holds no text files ({', '.join(sorted(ENDINGS))})"
            )
        yield from map(str, inside)


def document_from_file(
    path: str, *, published: datetime.date | None = None, outlet: str | None = None
) -> Document:
    """The document in a file.

    Raises ``InputError`` where the file is missing, empty, binary or too large.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > 4 * LARGEST:
            raise InputError(f"{path}: {size / 1e6:.0f} MB is too large for one document {_ADVICE}")
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({error.strerror})") from error
    return _document(data, path, published, outlet)


def document_from_stream(
    stream: BinaryIO, *, published: datetime.date | None = None, outlet: str | None = None
) -> Document:
    """The document on standard input. Raises ``InputError`` as ``document_from_file`` does."""
    return _document(stream.read(), "standard input", published, outlet)


_ADVICE = f"(at most {LARGEST // 1_000_000} million characters): split it into its articles"


def _document(
    data: bytes, name: str, published: datetime.date | None, outlet: str | None
) -> Document:
    text, note = _decode(data, name)
    if not text.strip():
        raise InputError(f"{name}: the text is empty")
    if len(text) > LARGEST:
        raise InputError(
            f"{name}: {len(text):,} characters are too many for one document {_ADVICE}"
        )
    notes = (note,) if note else ()
    return Document.from_text(
        text, title=_title(text), published=published, outlet=outlet, notes=notes
    )


def _decode(data: bytes, name: str) -> tuple[str, str | None]:
    """The text, and what was assumed of its encoding where it is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "read as UTF-16"
    sample = data[:SAMPLE]
    if b"\0" in sample or sum(byte in _CONTROL for byte in sample) > MOST_CONTROL * len(sample):
        raise InputError(f"{name}: this is a binary file, not a text")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        # English text that is not UTF-8 is Windows' Western European in all but odd cases.
        return data.decode(
            "cp1252", "replace"
        ), f"not UTF-8 (byte {error.start}); read as {FALLBACK}"


def _title(text: str) -> str | None:
    """The first line, where it looks like a title: short, no full stop, more lines behind it."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip().lstrip("# ")
    is_title = (
        0 < len(first.split()) <= 25 and len(first) <= 200 and not first.endswith((".", '"', "”"))
    )
    return first if is_title and rest.strip() else None
