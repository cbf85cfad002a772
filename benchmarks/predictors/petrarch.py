"""PETRARCH cases: directed triples of codes, with the dictionaries that come with the data.

The countries of these sentences are invented, so their dictionaries take the place of the tables of
countries, organisations and people; the lexicon of events is the program's own.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import permutations, product
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.knowledge import Country, Knowledge, Organisation, People
from dragoman.reading.actors import Appearance, read_cast
from dragoman.reading.events.coder import EventCoder
from dragoman.reading.events.coding import Draft
from dragoman.reading.events.merging import merge
from dragoman.reading.language import Language, Tokens, load_model
from dragoman.records import Document

_CODE = re.compile(r"\[([^\]]*)\]")
_DATED = re.compile(r"^(\S+)\s*(?:([<>])\s*(\d+)|(\d+)\s*-\s*(\d+))?$")
_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


class Coded(NamedTuple):
    """A code with the days for which it holds."""

    code: str
    first_day: datetime.date
    last_day: datetime.date


class Dictionary(Knowledge):
    """The program's tables with the data's own actors instead of the real ones."""

    def __init__(self, actors: Mapping[str, list[Coded]]) -> None:
        super().__init__()
        self.actors = actors

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Every actor of the dictionary, as a state called by its name."""
        return {name: Country(name, _title(name), aliases=(name,)) for name in self.actors}

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """None: the dictionary has one list."""
        return {}

    @cached_property
    def people(self) -> People:
        """None."""
        return People([])


def predict(rows: Sequence[Mapping[str, Any]], path: Path) -> dict[str, list[dict[str, Any]]]:
    """One prediction a row: its ``events`` with source, target, CAMEO code and root."""
    suffix = "_cameo" if "cameo" in path.stem else ""
    dictionary = Dictionary(_read_actors(path.parent / f"lexicon_actors{suffix}.txt"))
    agents = _read_agents(path.parent / "lexicon_agents.txt")
    discards = _read_discards(path.parent / "lexicon_discards.txt")
    documents = [Document.from_text(row["text"]) for row in rows]
    parses = Language(load_model()).read_many(documents)
    predictions = []
    for row, (_, tokens) in zip(rows, parses, strict=True):
        is_discarded = any(word in row["text"].upper() for word in discards)
        coder = _Coder(tokens, dictionary, agents, datetime.date.fromisoformat(row["date"]))
        predictions.append(
            {"id": row["id"], "events": [] if is_discarded else list(coder.events())}
        )
    return {path.stem: predictions}


class _Coder:
    """Codes one sentence with the data's dictionaries."""

    def __init__(
        self, tokens: Tokens, dictionary: Dictionary, agents: Mapping[str, str], day: datetime.date
    ) -> None:
        self.tokens = tokens
        self.dictionary = dictionary
        self.agents = agents
        self.day = day
        self.cast = read_cast(tokens, dictionary, None)

    def events(self) -> Iterator[dict[str, Any]]:
        """The triples of the sentence, each once."""
        seen: set[tuple[str, str, str]] = set()
        drafts = merge(EventCoder(self.tokens, self.cast, self.dictionary).code(), self.tokens)
        for draft in drafts:
            root = _MERGED.get(draft.act, draft.act)
            for source, target in self._pairs(draft):
                if (
                    not source.startswith("---")
                    and source != target
                    and (source, target, root) not in seen
                ):
                    seen.add((source, target, root))
                    yield {"source": source, "target": target, "code": draft.cameo, "root": root}

    def _pairs(self, draft: Draft) -> list[tuple[str, str]]:
        """Directed pairs as CAMEO has them: meetings both ways, other acts from actor to partner."""
        others = draft.partners or draft.recipients
        actors = [c for a in draft.actors if a not in draft.partners for c in self._codes(a)]
        targets = [c for a in others for c in self._codes(a)]
        if not targets:
            return list(permutations(dict.fromkeys(actors), 2))
        pairs = list(product(actors, targets))
        return pairs + [(t, s) for s, t in pairs] if draft.act == "CONSULT" else pairs

    def _codes(self, appearance: Appearance) -> list[str]:
        """The codes of those for whom an appearance stands."""
        countries = dict.fromkeys(s.country for s in appearance.who)
        return [code for name in countries if (code := self._code(appearance, name))]

    def _code(self, appearance: Appearance, name: str | None) -> str | None:
        """Country code and agent's suffix: "Gondor's border police" gives GON and COP."""
        name = name if name in self.dictionary.actors else None
        base = self._on_day(name) if name else None
        if base == "":
            return None
        suffix = self._agent(appearance)
        if base is None:
            return f"---{suffix.strip('~')}" if suffix else None
        if suffix is None:
            return base
        if base.endswith(suffix.strip("~")):
            return base
        return suffix.replace("~", base) if suffix.endswith("~") else base + suffix.strip("~")

    def _on_day(self, name: str) -> str | None:
        held = [
            c.code for c in self.dictionary.actors[name] if c.first_day <= self.day <= c.last_day
        ]
        code = held[-1] if held else None
        return "" if code in {"---", "+++", "###"} else code

    def _agent(self, appearance: Appearance) -> str | None:
        words = [self.tokens.lemmas[t].upper() for t in range(appearance.first, appearance.last)]
        forms = [self.tokens.words[t].upper() for t in range(appearance.first, appearance.last)]
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length, -1, -1):
                for seen in (words, forms):
                    phrase = " ".join(
                        [*forms[start : start + length - 1], seen[start + length - 1]]
                    )
                    if phrase in self.agents:
                        return self.agents[phrase]
        return None


def _title(name: str) -> str:
    return name.title().replace("'S", "'s")


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line and not line.startswith("<"):
            yield line


def _read_actors(path: Path) -> dict[str, list[Coded]]:
    """Names as they stand in text, with their codes; a ``+`` line is a synonym of the entry above."""
    actors: dict[str, list[Coded]] = {}
    group: list[str] = []
    for line in _lines(path):
        name = _CODE.sub("", line).strip("+ \t").replace("_", " ").strip()
        codes = [_coded(code) for code in _CODE.findall(line)]
        if name and not line.startswith("+"):
            group = []
        if name:
            group.append(_title(name))
            actors.setdefault(_title(name), list(actors[group[0]]) if len(group) > 1 else [])
        for member in group:
            actors[member].extend(codes)
    return actors


def _coded(text: str) -> Coded:
    match = _DATED.match(text.strip().upper())
    if match is None:
        return Coded(text.strip().upper(), datetime.date.min, datetime.date.max)
    code, sign, day, first, last = match.groups()
    if sign == "<":
        return Coded(code, datetime.date.min, _day(day))
    if sign == ">":
        return Coded(code, _day(day), datetime.date.max)
    if first:
        return Coded(code, _day(first), _day(last))
    return Coded(code, datetime.date.min, datetime.date.max)


def _day(digits: str) -> datetime.date:
    digits = digits if len(digits) == 8 else "19" + digits
    return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def _read_agents(path: Path) -> dict[str, str]:
    """Agent phrases (upper case, singular and given plural) with their suffix, ``~`` for the country."""
    agents: dict[str, str] = {}
    sets = {
        "!PERSON!": ("MAN", "MEN", "WOMAN", "WOMEN", "PERSON"),
        "!MINST!": ("MINISTER", "MINISTERS", "MINISTRY", "MINISTRIES"),
    }
    for line in _lines(path):
        codes = _CODE.findall(line)
        if not codes:
            continue
        plural = re.findall(r"\{([^}]*)\}", line)
        phrase = re.sub(r"\{[^}]*\}|\[[^\]]*\]", "", line).strip()
        for word in [phrase, *[p for p in plural if p]]:
            mark = next((m for m in sets if m in word), "")
            for filled in [word.replace(mark, f" {w} ") for w in sets[mark]] if mark else [word]:
                agents[" ".join(filled.replace("_", " ").split())] = codes[0].strip()
    return agents


def _read_discards(path: Path) -> list[str]:
    return [line.strip("+ ").replace("_", " ").upper() for line in _lines(path)]
