"""Names: every word or phrase of the tables that stands for somebody, found in text in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Sense = Literal[
    "country",
    "adjective",
    "demonym",
    "capital",
    "government",
    "organisation",
    "person",
    "surname",
    "blocked",
    "agreement",
]
_WORD = re.compile(r"\w+(?:\.\w+)*")
_PUNCTUATED = ".!"


class Meaning(NamedTuple):
    """What a name may mean: the sense, and the key in its table (code, id or person's name)."""

    sense: Sense
    key: str


class Hit(NamedTuple):
    """A name found in a text at characters ``[start, end)``, with all its meanings."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class NameIndex:
    """All names, by their exact surface. The longest name that starts at a word wins."""

    def __init__(self) -> None:
        self._meanings: dict[str, tuple[Meaning, ...]] = {}
        self._lengths: dict[str, set[int]] = defaultdict(set)
        self._order: dict[str, tuple[int, ...]] = {}

    def add(self, surface: str, meaning: Meaning) -> None:
        """Let ``surface`` mean ``meaning`` too; earlier meanings stay the preferred ones."""
        known = self._meanings.get(surface, ())
        if meaning not in known:
            self._meanings[surface] = (*known, meaning)
        words = _WORD.findall(surface)
        if words:
            self._lengths[words[0]].add(len(words))

    def meanings(self, surface: str) -> tuple[Meaning, ...]:
        """What ``surface`` may mean; empty where no table has it."""
        return self._meanings.get(surface, ())

    def surfaces(self) -> Iterable[str]:
        """All names."""
        return self._meanings

    def find(self, text: str) -> Iterator[Hit]:
        """The names in ``text`` from left to right, never overlapping, the longest first."""
        words = [match.span() for match in _WORD.finditer(text)]
        known, lengths = self._meanings, self._lengths
        free_from = 0
        for number, (start, end) in enumerate(words):
            if start < free_from:
                continue
            first = text[start:end]
            if first not in lengths:
                continue
            for length in self._longest_first(first):
                if number + length > len(words):
                    continue
                stop = words[number + length - 1][1]
                surface = text[start:stop]
                if stop < len(text) and text[stop] in _PUNCTUATED and surface + text[stop] in known:
                    stop += 1
                    surface = text[start:stop]
                if surface in known:
                    yield Hit(start, stop, known[surface])
                    free_from = stop
                    break

    def _longest_first(self, word: str) -> tuple[int, ...]:
        if word not in self._order:
            self._order[word] = tuple(sorted(self._lengths[word], reverse=True))
        return self._order[word]
