"""Bad input gets a clear message."""

from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.sources import LARGEST, document_from_file, expand


def write(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        document_from_file(str(tmp_path / "gone.txt"))


def test_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="empty"):
        document_from_file(write(tmp_path / "a.txt", b" \n"))


def test_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="binary"):
        document_from_file(write(tmp_path / "a.txt", bytes(range(256)) * 8))


def test_wrong_encoding_is_said(tmp_path: Path) -> None:
    text = "Le président français a rencontré la chancelière à Genève, où ils ont négocié. " * 5
    document = document_from_file(write(tmp_path / "a.txt", text.encode("latin-1")))
    assert document.text == text
    assert "not UTF-8" in document.notes[0]


def test_utf16_and_byte_order_mark_are_read(tmp_path: Path) -> None:
    assert document_from_file(write(tmp_path / "a.txt", "Kyiv".encode("utf-16"))).text == "Kyiv"
    assert document_from_file(write(tmp_path / "b.txt", b"\xef\xbb\xbfKyiv")).text == "Kyiv"


def test_too_large_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="too many"):
        document_from_file(write(tmp_path / "a.txt", b"word " * (LARGEST // 5 + 1)))
    with pytest.raises(InputError, match="too large"):
        document_from_file(write(tmp_path / "b.txt", b"word " * (LARGEST + 1)))


def test_folder_gives_its_texts_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.png"):
        write(tmp_path / name, b"text")
    assert [Path(p).name for p in expand([str(tmp_path)])] == ["a.md", "b.txt"]


def test_folder_without_texts_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no text files"):
        list(expand([str(tmp_path)]))
