"""Nouns that stand for actors ("rebels", "the ministry") and titles ("foreign minister")."""

import msgspec

from dragoman.knowledge.tables import Tables
from dragoman.records.actors import ActorKind


class NounEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of one kind of actor, with the PLOVER sectors they imply."""

    words: tuple[str, ...]
    actor_kind: ActorKind
    sectors: tuple[str, ...] = ()


class TitleEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Titles of one kind of office, with the office codes of the holders' tables they may mean."""

    words: tuple[str, ...]
    office: tuple[str, ...] = ()
    gender: str = ""
    sectors: tuple[str, ...] = ()


class Nouns:
    """Actor nouns and titles by their words: lower case, singular; phrases of up to five words."""

    def __init__(self, tables: Tables) -> None:
        self.nouns: dict[str, NounEntry] = {}
        for noun in tables.entries("nouns.toml", "noun", NounEntry):
            for word in noun.words:
                self.nouns.setdefault(word, noun)
        self.titles: dict[str, TitleEntry] = {}
        for title in tables.entries("titles.toml", "title", TitleEntry):
            for word in title.words:
                self.titles.setdefault(word, title)
        self.longest = max((len(word.split()) for word in self.titles), default=1)
