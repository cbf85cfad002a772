"""Makes plain sentences of news from phrases, operators and fillers: an endless, seeded source of examples.

The hand-written sentences teach idiom and context; these teach the grid of the ontology: every act, done,
promised, refused, asked for, threatened or condemned, next to other acts of other parties.
"""

import csv
import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "event_types"
TABLES = Path(__file__).parents[1] / "src" / "dragoman" / "knowledge" / "tables"
COOPERATION = ("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT")
CONFLICT = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")


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


@dataclass(frozen=True)
class Clause:
    """One act: the actor, the words of the predicate with ``[`` and ``]`` around the recipient, the type."""

    actor: Party
    predicate: str
    type: str
    passive: str = ""


class Phrasing:
    """Draws sentences with one marked pair; the same seed gives the same sentences."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        fillers = _read("fillers.toml")
        self.lists: dict[str, list[str]] = fillers["lists"]
        self.kinds: dict[str, list[str]] = fillers["kinds"]
        self.forms: dict[str, list[str]] = fillers["irregular"]
        self.frames: dict[str, list[str]] = fillers["sentences"]
        self.shares: dict[str, float] = fillers["shares"]
        self.acts: list[dict[str, Any]] = _read("phrases.toml")["act"]
        self.operators: list[dict[str, Any]] = _read("operators.toml")["operator"]

    @cached_property
    def countries(self) -> list[dict[str, str]]:
        """The countries of Dragoman's table, each as often as it has known office holders."""
        rows = {row["code"]: row for row in _rows("countries.csv") if row["adjectives"] and row["capital"]}
        offices = [row["country"] for row in self.holders if row.get("country") in rows]
        return [rows[code] for code in offices] + list(rows.values())

    @cached_property
    def holders(self) -> list[dict[str, str]]:
        """The office holders of Dragoman's tables."""
        return [row for path in sorted((TABLES / "holders").glob("*.csv")) for row in _rows(path) if row["name"]]

    @cached_property
    def bodies(self) -> list[str]:
        """Names of international organisations."""
        rows = _rows("organisations.csv")
        return [row["name"] for row in rows if row["actor_kind"] == "international_organisation"]

    # --- words
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
            if name == "country":
                return country["name"]
            if name == "capital":
                return country["capital"]
            if name == "adjective":
                return country["adjectives"].split("|")[0]
            if name in {"leader_name", "body"}:
                return self.random.choice(self.holders)["name"] if name == "leader_name" else self.random.choice(self.bodies)
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
            turned = {"is": "are", "has": "have", "wants": "want", "intends": "intend"}.get(word, word)
            return f"{turned if plural else word} {rest}"
        verb, _, rest = phrase.partition(" ")
        past, participle = self.forms.get(verb, [_past(verb)] * 2)
        if form == "perfect":
            word = f"{'have' if plural else 'has'} {participle}"
        else:
            present = verb if plural else _third(verb)
            word = {"inf": verb, "ger": _gerund(verb), "pp": participle, "past": past, "present": present}[form]
        return f"{word} {rest}".strip()

    # --- clauses
    def clause(self) -> Clause:
        """An act, plain or under an operator."""
        return self._plain() if self.random.random() < 0.55 else self._operated()

    def _plain(self) -> Clause:
        chosen = self.random.choices(list(self.shares), list(self.shares.values()))[0]
        phrase, act = self.random.choice([(p, a) for a in self.acts if a["type"] == chosen for p in a["phrases"]])
        actor, recipient = self.party(act["actor"]), self.party(act["recipient"])
        words = self._with(phrase, f"[{recipient.text}]", actor)
        passive = ""
        verb, _, rest = phrase.partition(" ")
        if rest.startswith("{R}") and act["type"] not in {"CONSULT", "PROTEST"}:
            be = self.random.choice(("were", "have been") if recipient.plural else ("was", "has been"))
            rest = self._with(rest[3:].strip(), "", actor)
            passive = f"[{recipient.text}] {be} {self.inflect(verb, 'pp', False)} {rest}".strip()
            if self.random.random() < 0.5:
                passive = f"[{recipient.text}] {be} {self.inflect(verb, 'pp', False)} by (A) {rest}".strip()
        return Clause(actor, self._tensed(words, actor), act["type"], passive)

    def _operated(self) -> Clause:
        weights = [operator["weight"] for operator in self.operators]
        operator = self.random.choices(self.operators, weights)[0]
        inner = {"cooperation": COOPERATION, "conflict": CONFLICT}.get(operator["inner"], COOPERATION + CONFLICT)
        acts = [act for act in self.acts if act["type"] in inner and act.get("plan", True)]
        act = self.random.choice(acts)
        phrase = self.random.choice(act["phrases"])
        pattern = self.random.choice(operator["phrases"])
        if operator["agent"] == "actor":
            actor, recipient = self.party(act["actor"]), self.party(act["recipient"])
            words = self._forms(pattern, self._with(phrase, f"[{recipient.text}]", actor), actor)
            words = re.sub(r"\bit (?=[a-z])", self._pronoun(actor), words).replace("{T}", self.party("state").text)
            kind = act["type"] if operator["type"] == "SAME" else operator["type"]
            return Clause(actor, self._tensed(words, actor), kind)
        actor = self.party("government|leader|body|state|opposition|charity" if operator["agent"] != "both" else act["actor"])
        recipient = self.party(act["actor"] if operator["agent"] == "recipient" else "government|leader|opposition|protesters|body")
        doer = recipient if operator["agent"] == "recipient" else actor
        inner_words = self._with(phrase, self.party(act["recipient"]).text, doer)
        words = self._forms(pattern, inner_words, doer)
        words = words.replace("{R}", f"[{recipient.text}]").replace("{r}", recipient.text)
        return Clause(actor, self._tensed(words, actor), operator["type"])

    def _with(self, phrase: str, recipient: str, actor: Party) -> str:
        phrase = re.sub(r"\b(its|their)\b", actor.possessive, phrase).replace("{R}", recipient)
        return phrase.replace("{T}", self.party("state").text).replace("{P}", self.party("city").text)

    def _forms(self, pattern: str, words: str, doer: Party) -> str:
        for form in ("inf", "ger", "pp"):
            pattern = pattern.replace(f"{{{form}}}", self.inflect(words, form, doer.plural))
        return pattern

    def _pronoun(self, actor: Party) -> str:
        return {"their": "they ", "his": "he ", "its": "it "}[actor.possessive]

    def _tensed(self, words: str, actor: Party) -> str:
        form = self.random.choices(("past", "perfect", "present"), (5, 3, 2))[0]
        return self.inflect(words, form, actor.plural)

    # --- sentences
    def sentences(self, number: int) -> Iterator[tuple[str, str]]:
        """``number`` pairs of marked text and type."""
        for _ in range(number):
            yield self.sentence()

    def sentence(self) -> tuple[str, str]:
        """A marked sentence and its type."""
        first, second = self.clause(), self.clause()
        frame = self.random.choice(self.frames["two" if self.random.random() < 0.3 else "one"])
        frame = self.fill(frame)
        if "{2}" not in frame:
            return _finish(frame.replace("{1}", self._render(first, True))), first.type
        which = self.random.choices((1, 2, 0), (5, 3, 1.5))[0]
        if which == 0:  # the actor of one act, the recipient of the other: nothing between them
            one = self._active(first, "<s>{}</s>", "{}")
            two = self._active(second, "{}", "<t>{}</t>")
            return _finish(frame.replace("{1}", one).replace("{2}", two)), "NONE"
        one, two = self._render(first, which == 1), self._render(second, which == 2)
        return _finish(frame.replace("{1}", one).replace("{2}", two)), (first if which == 1 else second).type

    def _render(self, clause: Clause, marked: bool) -> str:
        actor = "<s>{}</s>" if marked else "{}"
        recipient = "<t>{}</t>" if marked else "{}"
        if clause.passive and "(A)" in clause.passive and self.random.random() < 0.5:
            return _mark(clause.passive, recipient, self.random.random()).replace("(A)", actor.format(clause.actor.text))
        return self._active(clause, actor, recipient)

    def _active(self, clause: Clause, actor: str, recipient: str) -> str:
        adverb = self.random.choice(self.frames["adverb"]) if self.random.random() < 0.3 else ""
        adverb = f" {self.fill(adverb)}" if adverb else ""
        return f"{actor.format(clause.actor.text)}{adverb} {_mark(clause.predicate, recipient, self.random.random())}"


def _mark(words: str, form: str, narrow: float = 1.0) -> str:
    """Put the recipient's form into the words; a low ``narrow`` marks only the name at the end of a phrase."""

    def put(match: re.Match[str]) -> str:
        text = match[1]
        inner = re.fullmatch(r"(?P<before>.*\b(?:in|of|from|with|by|the|a|an)) (?P<name>.+)", text)
        if narrow < 0.2 and inner is not None and len(inner["name"].split()) < 4:
            return f"{inner['before']} {form.format(inner['name'])}"
        return form.format(text)

    return re.sub(r"\[(.*)\]", put, words)


def _finish(text: str) -> str:
    text = re.sub(r"\b([Aa])n?(?= (?:<.?>)?([A-Za-z]))", lambda m: m[1] + ("n" if _an(m[2]) else ""), text)
    text = re.sub(ARTICLES, r"the \1", text)
    return re.sub(r"^((?:<\w>)*)([a-z])", lambda m: m[1] + m[2].upper(), re.sub(r"\s+", " ", text))


def _an(letter: str) -> bool:
    return letter.lower() in "aeio"


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
    short = len(re.findall(r"[aeiou]+", verb)) == 1 or verb in {"deter", "expel", "permit", "admit", "commit", "defer", "begin", "refer"}
    return verb + verb[-1] if short and re.search(r"[^aeiou][aeiou][bdglmnprt]$", verb) else verb


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _rows(name: str | Path) -> Sequence[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ARTICLES = rf"(?<!the )(?<!The )\b({'|'.join(_read('fillers.toml')['articles']['names'])})\b"
