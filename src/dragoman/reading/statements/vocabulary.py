"""The words of ``statements.toml``, arranged for look-up by lemma."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from dragoman.errors import KnowledgeError

Takes = Literal[
    "quote",
    "clause",
    "that",
    "infinitive",
    "told",
    "told_clause",
    "object",
    "small",
    "passive",
    "found",
    "expressed",
]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cue words of one behaviour; a phrase names its head first ("point out", "take aim")."""

    words: tuple[str, ...]
    takes: tuple[Takes, ...] = ()
    behind: tuple[str, ...] = ()


class Cue(msgspec.Struct, frozen=True):
    """What one cue word takes as its content. ``rest`` are the further words of a phrase."""

    rest: tuple[str, ...]
    takes: frozenset[str]
    behind: frozenset[str]


class Vocabulary:
    """Cue verbs, nouns and adjectives by lemma, and the closed classes around them."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        self.verbs = _by_lemma(_entries(section, "verb"))
        self.nouns = _by_lemma(_entries(section, "noun"))
        self.adjectives = _by_lemma(_entries(section, "adjective"))
        self.lemmas: dict[str, str] = dict(section["lemmas"])
        self._sets = {name: frozenset(words) for name, words in section["sets"].items()}
        self._phrases = {
            name: tuple(tuple(phrase.split()) for phrase in phrases)
            for name, phrases in section["phrases"].items()
        }
        self.all_cues = {*self.verbs, *self.nouns, *self.adjectives, *self.lemmas, "according"}
        self.all_cues.update(noun for _, noun in self.phrases_of("views"))

    def set_of(self, name: str) -> frozenset[str]:
        """The words of one closed class; raises ``KnowledgeError`` for an unknown one."""
        try:
            return self._sets[name]
        except KeyError as error:
            raise KnowledgeError(f"statements.toml has no [sets] {name}") from error

    def phrases_of(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The phrases of one kind, each as its words."""
        try:
            return self._phrases[name]
        except KeyError as error:
            raise KnowledgeError(f"statements.toml has no [phrases] {name}") from error


def _entries(section: Mapping[str, Any], key: str) -> Iterable[Entry]:
    for number, entry in enumerate(section.get(key, ()), start=1):
        try:
            yield msgspec.convert(entry, Entry)
        except msgspec.ValidationError as error:
            raise KnowledgeError(f"statements.toml, {key} {number}: {error}") from error


def _by_lemma(entries: Iterable[Entry]) -> dict[str, tuple[Cue, ...]]:
    """All cues by the lemma of their first word; entries of the same words are joined."""
    joined: dict[str, tuple[set[str], set[str]]] = {}
    for entry in entries:
        for word in entry.words:
            takes, behind = joined.setdefault(word, (set(), set()))
            takes.update(entry.takes)
            behind.update(entry.behind)
    found: dict[str, tuple[Cue, ...]] = {}
    for word, (takes, behind) in joined.items():
        lemma, *rest = word.split()
        cue = Cue(tuple(rest), frozenset(takes), frozenset(behind))
        # Phrases come first: "point out" is tried before "point".
        found[lemma] = tuple(sorted((*found.get(lemma, ()), cue), key=lambda c: -len(c.rest)))
    return found
