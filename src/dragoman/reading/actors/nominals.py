"""Nominals: whom "the Belarusian leader", "his foreign minister" or "opposition supporters" stand for."""

import datetime

from dragoman.knowledge.nouns import NounEntry, TitleEntry
from dragoman.reading.actors.antecedents import Antecedents
from dragoman.reading.actors.cast import Appearance, Cast, Someone
from dragoman.reading.actors.referents import Nominal, ReferentReader
from dragoman.reading.language import Tokens
from dragoman.records.actors import ActorKind

LONGEST_NOUN = 4
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_QUOTES = frozenset('"“”')
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_AGE = frozenset({"-", "year", "years", "old", "aged"})
_OWNER_PREPOSITIONS = frozenset({"of", "for", "from", "in", "to", "at"})


class NominalReader:
    """Finds the noun phrases that stand for actors and resolves them in text order."""

    def __init__(
        self, tokens: Tokens, cast: Cast, antecedents: Antecedents, day: datetime.date | None
    ) -> None:
        self.tokens = tokens
        self.cast = cast
        self.referents = ReferentReader(tokens, cast, antecedents, day)
        self.nouns = cast.knowledge.nouns
        self.words = cast.knowledge.words

    def read(self, token: int) -> Appearance | None:
        """The appearance of the noun phrase headed by ``token``; null where it is no actor."""
        nominal = self._nominal(token)
        if nominal is None:
            return None
        if self._is_generic(nominal):
            return None
        appearance = Appearance(nominal.first, nominal.last, token, "nominal")
        if nominal.title and not nominal.plural:
            appearance.kind = "title"
        found = self.referents.of(nominal)
        if found:
            appearance.who, appearance.by = found
            return appearance
        if (
            not nominal.plural
            and self.tokens.lemmas[token] in self.words.set_of("actors", "vague_nouns")
            and self._is_bare(nominal)
        ):
            return None  # "another state", "power": nobody in particular
        if nominal.plural and self._is_unknown_pair(nominal):
            return None
        if self._opens_a_quotation(nominal):
            return None
        if self.tokens.deps[token] in {"attr", "oprd"}:
            return None  # "a critic of Russia" in "Bolton was a critic of Russia" is Bolton
        owners = self._joined_owners(nominal) if nominal.plural else []
        made = [self._stranger(nominal._replace(owner=owner)) for owner in owners]
        appearance.who = tuple(made) or (self._stranger(nominal),)
        appearance.by = "made from the text"
        return appearance

    def _joined_owners(self, nominal: Nominal) -> list[Someone]:
        """ "The ambassadors of Chad and Niger", "Russian and Chinese officials": one group for each."""
        tokens = self.tokens
        hosts = tokens.children_with(nominal.head, "amod", "compound", "nmod", "poss")
        for prep in tokens.children_with(nominal.head, "prep"):
            if tokens.lowers[prep] in {"of", "from", "in"}:
                hosts += tokens.children_with(prep, "pobj")
        for host in hosts:
            members = tokens.conjuncts(host)
            found = [a.who[0] for m in members if (a := self.cast.at(m)) is not None and a.who]
            if len(found) > 1 and all(s.actor_kind == "state" for s in found):
                return list(dict.fromkeys(found))
        return []

    def _is_generic(self, nominal: Nominal) -> bool:
        """ "Any leader", "every person", "as attorney general": nobody in particular."""
        tokens, head = self.tokens, nominal.head
        lowers = set(tokens.lowers[nominal.first : head])
        if lowers & {"any", "every", "no", "each", "such"}:
            return True
        if tokens.deps[head] == "pobj" and tokens.lowers[tokens.heads[head]] == "as":
            return True
        if nominal.noun is not None and not nominal.title and not nominal.noun.sectors:
            if nominal.noun.actor_kind == "group" and (
                nominal.owner is None or nominal.owner.is_person
            ):
                return self._is_unnamed(nominal)
        is_person = nominal.title is not None or (
            nominal.noun is not None and nominal.noun.actor_kind == "person"
        )
        if not is_person or nominal.plural:
            return False
        if lowers & {"a", "an"} and self._is_comparison(head):
            return True
        is_named = tokens.deps[head] == "appos" or bool(tokens.children_with(head, "appos"))
        has_determiner = any(
            tokens.deps[c] in {"det", "poss", "nummod"} for c in tokens.children[head]
        )
        return not has_determiner and nominal.owner is None and not is_named

    def _is_pronoun(self, token: int) -> bool:
        found = self.cast.at(token)
        return found is not None and found.kind == "pronoun"

    def _is_unnamed(self, nominal: Nominal) -> bool:
        """ "Their growing alliance": a group that nothing says more about, and that is not "the group"."""
        tokens = self.tokens
        if tokens.lowers[nominal.first] in _DEFINITE:
            return False
        said = range(nominal.first, nominal.head)
        return not any(tokens.pos[t] == "PROPN" or tokens.deps[t] == "compound" for t in said)

    def _is_unknown_pair(self, nominal: Nominal) -> bool:
        """ "Both sides", where it is not clear which."""
        before = set(self.tokens.lowers[nominal.first : nominal.head])
        is_pair_noun = self.tokens.lemmas[nominal.head] in self.words.set_of(
            "actors", "vague_nouns"
        )
        return is_pair_noun and bool(before & {"two", "both"}) and nominal.owner is None

    def _opens_a_quotation(self, nominal: Nominal) -> bool:
        """ "A merged 'union state'": so called by somebody, and nobody that acts."""
        before = self.tokens.words[nominal.first : nominal.head]
        return sum(word in _QUOTES for word in before) % 2 == 1

    def _is_comparison(self, head: int) -> bool:
        """ "Like a king", "the powers of a tsar"."""
        tokens = self.tokens
        if tokens.deps[head] != "pobj":
            return False
        prep = tokens.heads[head]
        of_power = tokens.lowers[prep] == "of" and tokens.lemmas[tokens.heads[prep]] in {
            "power",
            "role",
        }
        return of_power or tokens.lowers[prep] in {"like", "than"}

    def read_modifier(self, token: int) -> Appearance | None:
        """An actor noun before a noun of action: "the police shooting", "student protests"."""
        tokens = self.tokens
        noun = self.nouns.nouns.get(tokens.lemmas[token])
        head = tokens.heads[token]
        acts = self.cast.knowledge.lexicon.patterns("noun", tokens.lemmas[head])
        if noun is None or not noun.sectors or not acts or head <= token:
            return None
        kind: ActorKind = "group" if noun.actor_kind == "person" else noun.actor_kind
        stranger = self.cast.stranger(tokens.words[token], kind)
        stranger.sectors.update(dict.fromkeys(noun.sectors))
        stranger.number = "many"
        made = Appearance(token, token + 1, token, "nominal", (stranger,), "made from the text")
        made.modifies = True
        return made

    def _is_bare(self, nominal: Nominal) -> bool:
        """Whether nothing but a determiner or an adjective says which state or government it is."""
        length = len(nominal.phrase.split())
        return length == 1 and (nominal.owner is None or nominal.owner.is_person)

    def _nominal(self, token: int) -> Nominal | None:
        tokens = self.tokens
        if tokens.pos[token] not in {"NOUN", "PROPN"} or tokens.deps[token] in {"compound", "nmod"}:
            return None
        plural = tokens.tags[token] in _PLURAL_TAGS
        if tokens.lemmas[token] in self.words.set_of("events", "partitives") and any(
            tokens.lowers[c] == "of" for c in tokens.children[token]
        ):
            return None  # "thousands of refugees": the refugees
        first, last = tokens.phrase(token)
        title, noun, phrase, start = self._look_up(token, first)
        if title is None and noun is None:
            return None
        owner, owner_word = self._owner(first, start, token)
        return Nominal(first, last, token, phrase, title, noun, plural, owner, owner_word)

    def _look_up(
        self, token: int, first: int
    ) -> tuple[TitleEntry | None, NounEntry | None, str, int]:
        tokens = self.tokens
        if longer := self._with_of(token):
            return (
                longer,
                None,
                next(w for w in longer.words if w.startswith(tokens.lowers[token])),
                token,
            )
        for length in range(min(LONGEST_NOUN, token - first + 1), 0, -1):
            start = token - length + 1
            stem = tokens.lowers[start:token]
            for last in (tokens.lowers[token], tokens.lemmas[token], self._singular(token)):
                phrase = " ".join([*stem, last])
                title, noun = self.nouns.titles.get(phrase), self.nouns.nouns.get(phrase)
                if title is not None or noun is not None:
                    return title, noun, phrase, start
        return None, None, "", token

    def _singular(self, token: int) -> str:
        """The singular of a capitalised plural that the model takes for a name: "Refugees"."""
        lower = self.tokens.lowers[token]
        return lower.removesuffix("s") if self.tokens.pos[token] == "PROPN" else lower

    def _with_of(self, token: int) -> TitleEntry | None:
        """ "Secretary of state", "minister of defence": titles that go on behind their noun."""
        lowers = self.tokens.lowers
        if lowers[token + 1 : token + 2] != ["of"]:
            return None
        for last in (token + 5, token + 4, token + 3):
            title = self.nouns.titles.get(" ".join(lowers[token:last]))
            if title is not None:
                return title
        return None

    def _owner(self, first: int, start: int, token: int) -> tuple[Someone | None, str]:
        """Of which country, body or person: "Russian …", "Kremlin …", "his …", "… of France"."""
        tokens = self.tokens
        for place in range(start - 1, first - 1, -1):
            found = self.cast.at(place)
            if found is not None and found.who and len(found.who) == 1:
                return found.who[0], tokens.lowers[place]
        for prep in tokens.children_with(token, "prep"):
            if tokens.lowers[prep] in _OWNER_PREPOSITIONS:
                for object_ in tokens.children_with(prep, "pobj"):
                    found = self.cast.headed_by(object_)
                    if found is not None and found.who and not found.who[0].is_person:
                        return found.who[0], tokens.lowers[prep]
        return None, ""

    def _stranger(self, nominal: Nominal) -> Someone:
        tokens = self.tokens
        determiners = self.words.set_of("actors", "determiners")
        first = nominal.first
        while first < nominal.head and (
            tokens.lowers[first] in determiners
            or tokens.pos[first] in {"NUM", "DET", "PUNCT", "PRON", "PART"}
            or any(tokens.pos[place] == "NUM" for place in range(first, nominal.head))
            or self._is_pronoun(first)
        ):
            first += 1
        while first < nominal.head and tokens.lowers[first] in _AGE:
            first += 1  # "a 25-year-old man"
        for owned in tokens.children_with(nominal.head, "poss"):
            if owned + 2 <= nominal.head and tokens.words[owned + 1] in {"'s", "'"}:
                first = max(first, owned + 2)  # "Ukraine's NV radio" is called "NV radio"
        self.cast.drop_strangers(first, nominal.head)
        owner = nominal.owner
        words = tokens.text_of(first, nominal.head + 1)
        kind: ActorKind = "person"
        sectors: tuple[str, ...] = nominal.title.sectors if nominal.title else ()
        if nominal.noun:
            kind = nominal.noun.actor_kind
            sectors = nominal.noun.sectors or sectors
        if nominal.plural and kind == "person":
            kind = "group"
        country = owner.country if owner else None
        if owner and owner.actor_kind == "state":
            modifier = self.cast.at(first)
            if modifier is not None and modifier.who and modifier.who[0] is not owner:
                words = tokens.text_of(nominal.head, nominal.head + 1)
            if modifier is None or modifier.who[:1] != (owner,):
                words = f"{words} of {owner.name}" if nominal.owner_word else words
        stranger = self.cast.stranger(words, kind, country)
        stranger.sectors.update(dict.fromkeys(sectors))
        if "opposition" in words.lower().split():
            stranger.sectors.setdefault("OPP")
        stranger.number = "many" if nominal.plural or kind == "people" else "one"
        return stranger
