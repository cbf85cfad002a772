"""Which language a text is in, by its most frequent words: enough to refuse what is not English."""

import re

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.records import Document

SAMPLE_CHARACTERS = 4_000
FEWEST_WORDS = 12
CLEAR_SHARE = 0.08
_WORD = re.compile(r"[^\W\d_]+")


def identify_language(document: Document, knowledge: Knowledge) -> Document:
    """The document with its language (ISO 639-1); null where the text is too short to tell."""
    if document.language is not None:
        return document
    language = language_of(document.text or "", knowledge)
    return msgspec.structs.replace(document, language=language)


def language_of(text: str, knowledge: Knowledge) -> str | None:
    """The language whose frequent words cover most of the text's first part."""
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE_CHARACTERS])]
    if len(words) < FEWEST_WORDS:
        return None
    table = knowledge.languages
    script = _script(text[:SAMPLE_CHARACTERS])
    if script != "latin":
        return script
    shares = {
        code: sum(w in frequent for w in words) / len(words) for code, frequent in table.items()
    }
    best = max(sorted(shares), key=shares.__getitem__)
    if best != "en" and shares[best] < shares["en"] + CLEAR_SHARE:
        best = "en"
    return best if shares[best] >= CLEAR_SHARE else None


_SCRIPTS = (("cyrillic", "Ѐ", "ӿ"), ("greek", "Ͱ", "Ͽ"), ("arabic", "؀", "ۿ"), ("hebrew", "֐", "׿"),
            ("devanagari", "ऀ", "ॿ"), ("thai", "฀", "๿"), ("kana", "぀", "ヿ"),
            ("han", "一", "鿿"), ("hangul", "가", "힯"))  # fmt: skip


def _script(text: str) -> str:
    letters = [character for character in text if character.isalpha()]
    for name, first, last in _SCRIPTS:
        if sum(first <= letter <= last for letter in letters) > len(letters) / 2:
            return name
    return "latin"
