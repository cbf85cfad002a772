"""Pronouns: whom "he", "their" and "it" stand for."""

from collections.abc import Callable
from typing import Any

from dragoman.reading.actors.antecedents import Antecedents, the_clear_one
from dragoman.reading.actors.cast import Appearance, Cast, Someone
from dragoman.reading.language import Tokens

_ORGANISED = frozenset(
    {"state", "government_body", "international_organisation", "armed_group", "party", "company",
     "media", "group"}
)  # fmt: skip


THING = "stands for no actor"


class PronounReader:
    """Resolves third-person pronouns. "I" and "we" are left to the statements that hold them."""

    def __init__(self, tokens: Tokens, cast: Cast, antecedents: Antecedents) -> None:
        self.tokens = tokens
        self.cast = cast
        self.antecedents = antecedents
        self.pronouns: dict[str, Any] = cast.knowledge.words.table_of("pronouns")

    def read(self, token: int) -> Appearance | None:
        """The appearance of the pronoun at ``token``; null for one that stands for nobody."""
        entry = self.pronouns.get(self.tokens.lowers[token])
        if entry is None or self.tokens.deps[token] == "expl":
            return None
        appearance = Appearance(token, token + 1, token, "pronoun")
        if entry["person"] != 3:
            appearance.by = "first person"
            return appearance
        if self.tokens.lowers[token] == "it" and (
            self.tokens.deps[token] != "nsubj" or self._is_empty_it(token)
        ):
            return None  # "it" stands for a thing or for nothing far more often than for an actor
        reflexive = self._reflexive(token)
        if reflexive:
            appearance.who, appearance.by = reflexive.who, "subject of the same verb"
            return appearance
        ranked = self.antecedents.ranked(
            token, _fits(entry), self._farthest(entry), self._barred(token)
        )
        someone = the_clear_one(ranked)
        pair = self._pair(token) if entry["number"] == "many" and not ranked else ()
        if pair:
            appearance.who, appearance.by = pair, "the two met last"
        elif someone is not None and not someone.is_actor:
            appearance.thing, appearance.by = someone, THING
        elif someone is not None:
            appearance.who = (someone,)
            appearance.by = "the most salient antecedent that fits"
            if entry["gender"] in {"m", "f"} and not someone.gender:
                someone.gender = entry["gender"]
        else:
            appearance.maybe = tuple(c for _, c in ranked[:3] if c.is_actor)
            appearance.by = "not clear" if ranked else "no antecedent"
        return appearance

    def _pair(self, token: int) -> tuple[Someone, ...]:
        """Two persons or states named side by side before "they" or "their"."""
        for fits in (lambda s: s.is_person, lambda s: s.actor_kind == "state"):
            ranked = self.antecedents.ranked(token, fits, farthest=1)
            if len(ranked) == 2:
                return tuple(someone for _, someone in ranked)
        return ()

    def _farthest(self, entry: dict[str, Any]) -> int:
        return 1 if entry["gender"] == "n" or entry["number"] == "many" else 3

    def _is_empty_it(self, token: int) -> bool:
        tokens = self.tokens
        verb = tokens.heads[token]
        if tokens.deps[token] != "nsubj":
            return False
        has_clause = any(
            tokens.deps[c] in {"ccomp", "xcomp", "advcl"} for c in tokens.children[verb]
        )
        return tokens.lemmas[verb] in {"be", "seem", "appear", "remain", "take"} and has_clause

    def _reflexive(self, token: int) -> Appearance | None:
        if not self.tokens.lowers[token].endswith(("self", "selves")):
            return None
        for head in self.tokens.ancestors(token):
            for child in self.tokens.children_with(head, "nsubj", "nsubjpass"):
                if child != token:
                    return self.cast.at(child)
        return None

    def _barred(self, token: int) -> frozenset[int]:
        """Those who stand beside the pronoun at the same verb: "Putin told him" is not about Putin."""
        tokens = self.tokens
        if tokens.deps[token] == "poss":
            return frozenset()
        verb = tokens.heads[token]
        if tokens.deps[verb] == "prep":
            verb = tokens.heads[verb]
        barred: set[int] = set()
        for child in tokens.children[verb]:
            if child != token and tokens.deps[child] in {"nsubj", "dobj", "nsubjpass", "dative"}:
                found = self.cast.headed_by(child)
                barred.update(id(someone) for someone in (found.who if found else ()))
        return frozenset(barred)


def _fits(entry: dict[str, Any]) -> Callable[[Someone], bool]:
    if entry["gender"] in {"m", "f"}:
        return lambda someone: someone.is_person and someone.gender in {"", entry["gender"]}
    if entry["gender"] == "n":
        return lambda someone: (
            someone.is_actor and someone.actor_kind in _ORGANISED and someone.number == "one"
        )
    return lambda someone: (
        someone.number == "many"
        or (someone.actor_kind in _ORGANISED and someone.actor_kind != "state")
    )
