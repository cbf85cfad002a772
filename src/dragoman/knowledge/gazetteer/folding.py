"""Folding: the form under which a place name is looked up, whatever its accents, dots and dashes."""

import unicodedata
from typing import Final

# Letters that Unicode does not take apart, marks that writers leave out, marks that stand for a space.
_LETTERS: Final = {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ə": "a"}
_DROPPED: Final = "'’‘ʻʼ`´′."
_SPACES: Final = "-–—‐‑/_"
_TABLE: Final = str.maketrans(_LETTERS | dict.fromkeys(_DROPPED, "") | dict.fromkeys(_SPACES, " "))
_WRITTEN_OUT: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def fold(name: str) -> str:
    """``name`` without case, accents, dots and dashes: "Doğubayazıt" and "St. Louis" fold to
    "dogubayazit" and "saint louis".
    """
    plain = name.translate(_TABLE)
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(_WRITTEN_OUT.get(word, word) for word in plain.casefold().split())
