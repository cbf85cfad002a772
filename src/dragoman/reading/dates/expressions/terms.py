"""Terms: the words of time in a text, found before any grammar looks at them.

A text becomes a row of terms, one for each word, number and mark. Each has a kind; kinds are single
characters, so that the row's kinds form a string over which the grammar's patterns run.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

NOTHING: Final = " "

_LEXEMES: Final = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?![\w-]))"
    r"|(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/]))"
    r"|(?P<clock>\d{1,2}:\d\d(?![\d:]))"
    r"|(?P<decade>\d{2,3}0'?s\b|(?<!\w)'?[2-9]0s\b)"
    r"|(?P<nth>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?(?=[ap]\.?m\b|hrs?\b|[^\w]|$))"
    r"|(?P<letters>[^\W\d_](?:\.[^\W\d_])+\b\.?)"
    r"|(?P<word>[^\W\d_]\w*)"
    r"|(?P<possessive>'s\b)"
    r"|(?P<other>\w+|\S)",
    re.IGNORECASE,
)
_NUMERIC: Final = ("iso", "slash", "clock", "decade", "nth", "number", "day", "year")
_MONEY: Final = frozenset("$£€¥#")
_LAST_DAY: Final = 31
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


class Term(NamedTuple):
    """A word of time: its kind (a character), what it contributes, and where it stands."""

    kind: str
    value: Any
    start: int
    end: int
    word: str


class _Branch:
    """A word of the vocabulary: what it is alone, and the longer phrases that begin with it."""

    __slots__ = ("entry", "longer")

    def __init__(self) -> None:
        self.entry: tuple[str, Any] | None = None
        self.longer: dict[str, _Branch] = {}


class Vocabulary:
    """The words of ``dates.toml`` by their kind, and the characters that stand for the kinds."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        self.section = section
        names = (*section["terms"], *_NUMERIC, "possessive")
        self.kinds: dict[str, str] = {name: chr(0x100 + i) for i, name in enumerate(names)}
        self._roots: dict[str, _Branch] = {}
        for name, words in section["terms"].items():
            for phrase, value in words.items():
                self._add(phrase, (self.kinds[name], value))
        self._abbreviations = frozenset(section["guards"]["abbreviations"])
        self._needs_capital = frozenset(
            (
                *section["terms"]["month"],
                *section["terms"]["weekday"],
                *section["guards"]["capitals"],
            )
        )

    def _add(self, phrase: str, entry: tuple[str, Any]) -> None:
        branches, branch = self._roots, _Branch()
        for word in (match.group() for match in _LEXEMES.finditer(phrase)):
            if word != "-" or len(phrase) == 1:
                branch = branches.setdefault(word, _Branch())
                branches = branch.longer
        branch.entry = branch.entry or entry

    def read(self, text: str, start: int, end: int) -> list[Term]:
        """The terms of ``text[start:end]``, one for each word, number and mark."""
        lexemes = list(_LEXEMES.finditer(text, start, end))
        terms: list[Term] = []
        roots, i, size = self._roots, 0, len(lexemes)
        while i < size:
            match = lexemes[i]
            surface = match.group()
            word = surface.lower()
            branch = roots.get(word)
            if branch is not None:
                i = self._phrase(text, lexemes, i, branch, terms)
                continue
            group = match.lastgroup
            if group == "word" or group == "other" or group == "letters":
                terms.append(Term(NOTHING, None, match.start(), match.end(), word))
            else:
                terms.append(self._number(text, match, str(group)))
            i += 1
        return terms

    def _phrase(
        self, text: str, lexemes: list[re.Match[str]], i: int, branch: _Branch, terms: list[Term]
    ) -> int:
        """Append the longest phrase of the vocabulary at ``lexemes[i]``; return what follows it."""
        best, best_end = branch.entry, i + 1
        j = i + 1
        while branch.longer and j < len(lexemes):
            word = lexemes[j].group().lower()
            if word == "-" and j + 1 < len(lexemes):
                j += 1
                word = lexemes[j].group().lower()
            following = branch.longer.get(word)
            if following is None:
                break
            branch, j = following, j + 1
            if branch.entry is not None:
                best, best_end = branch.entry, j
        start, end = lexemes[i].start(), lexemes[best_end - 1].end()
        word = lexemes[i].group().lower() if best_end == i + 1 else text[start:end].lower()
        kind, value = best or (NOTHING, None)
        if word in self._needs_capital and not text[start].isupper():
            kind = NOTHING
        if word in self._abbreviations and kind != NOTHING and text.startswith(".", end):
            end += 1
            if best_end < len(lexemes) and lexemes[best_end].start() < end:
                best_end += 1
        terms.append(Term(kind, value, start, end, word))
        return best_end

    def _number(self, text: str, match: re.Match[str], group: str) -> Term:
        start, end = match.span()
        surface = match.group()
        if text[start - 1 : start] in _MONEY or text.startswith("%", end):
            return Term(NOTHING, None, start, end, surface)
        value: Any = surface
        if group == "number":
            group, value = _number_of(surface)
        elif group == "nth":
            value = int(surface[:-2])
        return Term(self.kinds[group], value, start, end, surface)


def _number_of(surface: str) -> tuple[str, float | int]:
    if surface.isdecimal():
        value = int(surface[:9])
        if len(surface) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
            return "year", value
        if len(surface) <= 2 and 1 <= value <= _LAST_DAY:
            return "day", value
        return "number", value
    number = float(surface.replace(",", "")[:12])
    return "number", int(number) if number.is_integer() else number


def kinds_of(terms: Iterable[Term]) -> str:
    """The kinds of ``terms`` as one string."""
    return "".join([term.kind for term in terms])
