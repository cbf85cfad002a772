"""Makes plain sentences of news from phrases, operators and fillers: an endless, seeded source of examples.

The hand-written sentences teach idiom and context; these teach the grid of the ontology: every act, done,
promised, refused, asked for, threatened or condemned, next to other acts of other parties.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from training.words import Party, Words, read, tidy

COOPERATION = ("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT")
CONFLICT = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
SPEAKERS = "government|leader|body|state|opposition|charity"
ASKERS = "government|leader|opposition|protesters|body"


@dataclass(frozen=True)
class Clause:
    """One act: the actor, the words of the predicate with ``[`` and ``]`` around the recipient, the type."""

    actor: Party
    predicate: str
    type: str
    #: The whole clause where it has another order, with ``(A)`` for the actor.
    whole: str = ""


class Phrasing:
    """Draws sentences with one marked pair; the same seed gives the same sentences."""

    def __init__(self, seed: int) -> None:
        self.words = Words(seed)
        self.random = self.words.random
        fillers = read("fillers.toml")
        self.frames: dict[str, list[str]] = fillers["sentences"]
        self.shares: dict[str, float] = fillers["shares"]
        self.acts: list[dict[str, Any]] = read("phrases.toml")["act"]
        self.turned: list[dict[str, Any]] = read("phrases.toml")["turned"]
        self.nouns: list[dict[str, Any]] = read("phrases.toml")["noun"]
        self.operators: list[dict[str, Any]] = read("operators.toml")["operator"]

    # --- clauses
    def clause(self) -> Clause:
        """An act, plain or under an operator."""
        make = self.random.choices(
            (self._plain, self._operated, self._turned, self._noun), (0.4, 0.42, 0.08, 0.1)
        )
        return make[0]()

    def _plain(self) -> Clause:
        chosen = self.random.choices(list(self.shares), list(self.shares.values()))[0]
        acts = [(p, a) for a in self.acts if a["type"] == chosen for p in a["phrases"]]
        phrase, act = self.random.choice(acts)
        actor, recipient = self._parties(act)
        words = self._with(phrase, f"[{recipient.text}]", actor)
        verb, _, rest = phrase.partition(" ")
        whole = ""
        if (
            rest.startswith("{R}")
            and act["type"] not in {"CONSULT", "PROTEST"}
            and self.random.random() < 0.25
        ):
            be = self.random.choice(
                ("were", "have been") if recipient.plural else ("was", "has been")
            )
            rest = self._with(rest[3:].strip(), "", actor)
            whole = f"[{recipient.text}] {be} {self.words.inflect(verb, 'pp', False)} by (A) {rest}".strip()
        return Clause(actor, self._tensed(words, actor), act["type"], whole)

    def _turned(self) -> Clause:
        act = self.random.choice(self.turned)
        actor, recipient = self._parties(act)
        words = self._tensed(self.random.choice(act["phrases"]), recipient)
        return Clause(actor, "", act["type"], f"[{recipient.text}] {words.replace('{A}', '(A)')}")

    def _noun(self) -> Clause:
        act = self.random.choice(self.nouns)
        actor, recipient = self._parties(act)
        noun = self._with(self.random.choice(act["phrases"]), f"[{recipient.text}]", actor)
        rest = self.words.fill(self.random.choice(self.frames["after_noun"]))
        by = noun.partition(" of [")
        if by[1] and self.random.random() < 0.3:
            return Clause(actor, "", act["type"], f"the {noun} by (A) {rest}")
        return Clause(actor, "", act["type"], f"(A)'s {noun} {rest}")

    def _parties(self, act: dict[str, Any]) -> tuple[Party, Party]:
        return self.words.party(act["actor"]), self.words.party(act["recipient"])

    def _operated(self) -> Clause:
        weights = [operator["weight"] for operator in self.operators]
        operator = self.random.choices(self.operators, weights)[0]
        inner = {"cooperation": COOPERATION, "conflict": CONFLICT}.get(
            operator["inner"], COOPERATION + CONFLICT
        )
        acts = [act for act in self.acts if act["type"] in inner and act.get("plan", True)]
        act = self.random.choice(acts)
        phrase = self.random.choice(act["phrases"])
        pattern = self.random.choice(operator["phrases"])
        if operator["agent"] == "actor":
            actor, recipient = self._parties(act)
            words = self._forms(pattern, self._with(phrase, f"[{recipient.text}]", actor), actor)
            words = re.sub(r"\bit (?=[a-z])", actor.pronoun, words).replace(
                "{T}", self.words.party("state").text
            )
            kind = act["type"] if operator["type"] == "SAME" else operator["type"]
            return Clause(actor, self._tensed(words, actor), kind)
        if operator["agent"] == "recipient":
            actor, recipient = self.words.party(SPEAKERS), self.words.party(act["actor"])
            doer = recipient
        else:
            actor, recipient = self.words.party(act["actor"]), self.words.party(ASKERS)
            doer = actor
        inner_words = self._with(phrase, self.words.party(act["recipient"]).text, doer)
        words = self._forms(pattern, inner_words, doer)
        words = words.replace("{R}", f"[{recipient.text}]").replace("{r}", recipient.text)
        return Clause(actor, self._tensed(words, actor), operator["type"])

    def _with(self, phrase: str, recipient: str, actor: Party) -> str:
        phrase = re.sub(r"\b(its|their)\b", actor.possessive, phrase).replace("{R}", recipient)
        return phrase.replace("{T}", self.words.party("state").text).replace(
            "{P}", self.words.party("city").text
        )

    def _forms(self, pattern: str, words: str, doer: Party) -> str:
        for form in ("inf", "ger", "pp"):
            pattern = pattern.replace(f"{{{form}}}", self.words.inflect(words, form, doer.plural))
        return pattern

    def _tensed(self, words: str, actor: Party) -> str:
        form = self.random.choices(("past", "perfect", "present"), (5, 3, 2))[0]
        return self.words.inflect(words, form, actor.plural)

    # --- sentences
    def sentences(self, number: int) -> Iterator[tuple[str, str]]:
        """``number`` pairs of marked text and type."""
        for _ in range(number):
            yield self.sentence()

    def sentence(self) -> tuple[str, str]:
        """A marked sentence and its type."""
        first, second = self.clause(), self.clause()
        frame = self.random.choice(self.frames["two" if self.random.random() < 0.3 else "one"])
        frame = self.words.fill(frame)
        if "{2}" not in frame:
            return tidy(frame.replace("{1}", self._render(first, True))), first.type
        which = self.random.choices((1, 2, 0), (5, 3, 2.5))[0]
        # The actor of one act and the recipient of the other: nothing between them.
        if which == 0 and first.predicate and second.predicate:
            one = self._active(first, "<s>{}</s>", "{}")
            two = self._active(second, "{}", "<t>{}</t>")
            return tidy(frame.replace("{1}", one).replace("{2}", two)), "NONE"
        which = which or 1
        one, two = self._render(first, which == 1), self._render(second, which == 2)
        return tidy(frame.replace("{1}", one).replace("{2}", two)), (
            first if which == 1 else second
        ).type

    def _render(self, clause: Clause, marked: bool) -> str:
        actor = "<s>{}</s>" if marked else "{}"
        recipient = "<t>{}</t>" if marked else "{}"
        if clause.whole:
            words = _mark(clause.whole, recipient, self.random.random())
            return words.replace("(A)", actor.format(clause.actor.text))
        return self._active(clause, actor, recipient)

    def _active(self, clause: Clause, actor: str, recipient: str) -> str:
        adverb = self.random.choice(self.frames["adverb"]) if self.random.random() < 0.3 else ""
        adverb = f" {self.words.fill(adverb)}" if adverb else ""
        return f"{actor.format(clause.actor.text)}{adverb} {_mark(clause.predicate, recipient, self.random.random())}"


def _mark(words: str, form: str, narrow: float = 1.0) -> str:
    """Put the recipient's form into the words; a low ``narrow`` marks only the name at the end of a phrase."""

    def put(match: re.Match[str]) -> str:
        text = match[1]
        inner = re.fullmatch(
            r"(?P<before>[Tt]he|an?|.*\b(?:in|of|from|with|by)) (?P<name>[A-Z].+)", text
        )
        if narrow < 0.2 and inner is not None and len(inner["name"].split()) < 4:
            return f"{inner['before']} {form.format(inner['name'])}"
        return form.format(text)

    return re.sub(r"\[(.*)\]", put, words)
