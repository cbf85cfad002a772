"""Words for made-up sentences: names from Dragoman's tables, noun phrases, verb forms, and names swapped."""

import csv
import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "event_types"
TABLES = Path(__file__).parents[1] / "src" / "dragoman" / "knowledge" / "tables"
FORMS_OF_NAME = ("name", "adjectives", "demonyms", "capital")


@dataclass(frozen=True)
class Party:
    """A filled noun phrase."""

    text: str
    plural: bool
    kind: str

    @property
    def possessive(self) -> str:
        """The pronoun that stands for it as owner."""
        return "their" if self.plural else "his" if self.kind in {"leader", "minister"} else "its"

    @property
    def pronoun(self) -> str:
        """The pronoun that stands for it as subject."""
        return {"their": "they ", "his": "he ", "its": "it "}[self.possessive]


class Words:
    """Draws names and noun phrases and inflects verbs; the same seed gives the same draws."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        fillers = read("fillers.toml")
        self.lists: dict[str, list[str]] = fillers["lists"]
        self.kinds: dict[str, list[str]] = fillers["kinds"]
        self.forms: dict[str, list[str]] = fillers["irregular"]

    @cached_property
    def countries(self) -> list[dict[str, str]]:
        """The countries of Dragoman's table, each as often as it has known office holders."""
        rows = {
            row["code"]: row
            for row in _rows("countries.csv")
            if row["adjectives"] and row["capital"]
        }
        offices = [row["country"] for row in self.holders if row.get("country") in rows]
        return [rows[code] for code in offices] + list(rows.values())

    @cached_property
    def holders(self) -> list[dict[str, str]]:
        """The office holders of Dragoman's tables."""
        return [
            row
            for path in sorted((TABLES / "holders").glob("*.csv"))
            for row in _rows(path)
            if row["name"]
        ]

    @cached_property
    def bodies(self) -> list[str]:
        """Names of international organisations."""
        rows = _rows("organisations.csv")
        return [row["name"] for row in rows if row["actor_kind"] == "international_organisation"]

    def party(self, kinds: str) -> Party:
        """A noun phrase of one of the kinds, as in ``leader|envoy``."""
        kind = self.random.choice(kinds.split("|"))
        text = self.fill(self.random.choice(self.kinds[kind]))
        return Party(text.rstrip("+"), text.endswith("+"), kind)

    def fill(self, pattern: str) -> str:
        """The pattern with its <names> filled in; one country a pattern."""
        country = self.random.choice(self.countries)

        def word(match: re.Match[str]) -> str:
            name = match[1]
            if name in {"country", "capital", "adjective"}:
                column = {"country": "name", "adjective": "adjectives"}.get(name, name)
                return country[column].split("|")[0]
            if name == "leader_name":
                return self.random.choice(self.holders)["name"]
            if name == "body":
                return self.random.choice(self.bodies)
            if name == "job_cap":
                return self.random.choice(self.lists["job"]).title()
            if name in self.lists:
                return self.random.choice(self.lists[name])
            return self.fill(self.random.choice(self.kinds[name])).rstrip("+")

        return re.sub(r"<(\w+)>", word, pattern)

    def inflect(self, phrase: str, form: str, plural: bool) -> str:
        """A phrase whose first word is a verb, in a form: inf, ger, pp, past, present or perfect."""
        if phrase.startswith("="):
            word, _, rest = phrase[1:].partition(" ")
            turned = {"is": "are", "has": "have", "wants": "want", "intends": "intend"}.get(
                word, word
            )
            return f"{turned if plural else word} {rest}"
        verb, _, rest = phrase.partition(" ")
        past, participle, gerund = [*self.forms.get(verb, [_past(verb)] * 2), _gerund(verb)][:3]
        if form == "perfect":
            word = f"{'have' if plural else 'has'} {participle}"
        else:
            present = verb if plural else _third(verb)
            forms = {"inf": verb, "ger": gerund, "pp": participle, "past": past, "present": present}
            word = forms[form]
        return f"{word} {rest}".strip()

    @cached_property
    def _name_forms(self) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for row in {row["code"]: row for row in self.countries}.values():
            for column in reversed(FORMS_OF_NAME):
                for form in filter(None, row[column].split("|")):
                    found[form] = (row["code"], column)
        return found

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        names = sorted(self._name_forms, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")

    def swap_countries(self, text: str) -> str:
        """The text with every country, its capital and adjective replaced by another country's."""
        instead: dict[str, dict[str, str]] = {}

        def other(match: re.Match[str]) -> str:
            code, column = self._name_forms[match[0]]
            row = instead.setdefault(code, self.random.choice(self.countries))
            return (
                row[column].split("|")[-1 if column == "demonyms" and match[0].endswith("s") else 0]
                or match[0]
            )

        return tidy(self._any_name.sub(other, text))


def tidy(text: str) -> str:
    """The text with a or an as the next letter wants it, and articles before the names that take one."""
    text = re.sub(
        r"\b([Aa])n?(?= (?:<.?>)?([A-Za-z]))",
        lambda m: m[1] + ("n" if m[2] in "aeioAEIO" else ""),
        text,
    )
    text = re.sub(ARTICLES, r"the \1", text)
    return re.sub(r"^((?:<\w>)*)([a-z])", lambda m: m[1] + m[2].upper(), re.sub(r"\s+", " ", text))


def _third(verb: str) -> str:
    if re.search(r"(s|sh|ch|x|z|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else _doubled(verb) + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    return (verb[:-1] if re.search(r"[^eo]e$", verb) else _doubled(verb)) + "ing"


def _doubled(verb: str) -> str:
    stressed_end = verb in {
        "deter",
        "expel",
        "permit",
        "admit",
        "commit",
        "defer",
        "begin",
        "refer",
    }
    short = len(re.findall(r"[aeiou]+", verb)) == 1 or stressed_end
    return verb + verb[-1] if short and re.search(r"[^aeiou][aeiou][bdglmnprt]$", verb) else verb


def read(name: str) -> dict[str, Any]:
    """A TOML file of the training data."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _rows(name: str | Path) -> Sequence[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ARTICLES = rf"(?<!the )(?<!The )\b({'|'.join(read('fillers.toml')['articles']['names'])})\b"
