"""Names: who is called by a name of the tables, or by a name that only the model sees."""

import datetime
from collections import Counter

from dragoman.knowledge import Meaning
from dragoman.knowledge.people import surname_of
from dragoman.reading.actors.cast import Appearance, Cast, Someone
from dragoman.reading.actors.spans import PERSON, Span
from dragoman.reading.language import Tokens

_STATE_SENSES = frozenset({"country", "adjective", "demonym", "capital", "government"})
_MODIFIER_DEPS = frozenset({"amod", "compound", "nmod", "det", "npadvmod", "poss"})


#: Bodies without a country of their own are looked for in so many of the text's main states.
MAIN_STATES = 2


class NameReader:
    """Turns name spans into appearances, in text order, remembering who was named before."""

    def __init__(self, tokens: Tokens, cast: Cast, day: datetime.date | None) -> None:
        self.tokens = tokens
        self.cast = cast
        self.day = day
        self.knowledge = cast.knowledge
        self.by_surname: dict[str, Someone] = {}
        self.by_first_name: dict[str, Someone] = {}
        self.bodies: dict[str, Someone] = {}
        self.words = cast.knowledge.words

    def read(self, spans: list[Span]) -> None:
        """Add an appearance to the cast for every span that stands for somebody."""
        self._learn_full_names(spans)
        self.cast.states = _states_by_frequency(spans)
        for span in spans:
            appearance = self._appearance(span)
            if appearance:
                self.cast.add(appearance)

    def _learn_full_names(self, spans: list[Span]) -> None:
        # A full name anywhere in the text settles whom its surname means everywhere in it.
        for span in spans:
            senses = {meaning.sense: meaning for meaning in span.meanings}
            if "person" in senses:
                someone = self.cast.person(senses["person"].key)
            elif not span.meanings and span.label == PERSON and span.last - span.first > 1:
                someone = self.cast.stranger(self.tokens.text_of(span.first, span.last), "person")
            else:
                continue
            surname = surname_of(self.tokens.text_of(span.first, span.last))
            self.by_surname.setdefault(surname, someone)
            if not someone.known:
                # "Wanda Vázquez Garced" may go on as Vázquez.
                for word in someone.name.split()[1:]:
                    if word[:1].isupper() and len(word) > 2:
                        self.by_surname.setdefault(word, someone)
            self.by_surname.setdefault(surname_of(someone.name), someone)
            self.by_first_name.setdefault(someone.name.split()[0], someone)

    def _appearance(self, span: Span) -> Appearance | None:
        head = self._head(span.first, span.last)
        words = self.tokens.text_of(span.first, span.last)
        if span.meanings and span.meanings[0].sense == "blocked":
            return None
        if not span.meanings:
            return self._by_label(span, head, words)
        for meaning in self._preferred(span, head):
            match meaning.sense:
                case "person":
                    return self._made(
                        span, head, self.cast.person(meaning.key), "full name in the tables"
                    )
                case "surname":
                    return self._by_surname_of(span, head, meaning.key)
                case "organisation":
                    return self._made(
                        span, head, self.cast.organisation(meaning.key), "name in the tables"
                    )
                case "country":
                    return self._made(
                        span, head, self.cast.country(meaning.key), "name in the tables"
                    )
                case "adjective" | "demonym":
                    return self._demonym(span, head, meaning.key)
                case "capital" | "government":
                    return self._metonym(span, head, meaning)
        return None

    def _preferred(self, span: Span, head: int) -> list[Meaning]:
        """The meanings of the span, the likeliest first."""
        is_modifier = self.tokens.deps[head] in _MODIFIER_DEPS and self.tokens.heads[head] > head
        rank = {"person": 0, "organisation": 1, "country": 2, "adjective": 3, "demonym": 3,
                "government": 4, "capital": 5, "surname": 6}  # fmt: skip
        if is_modifier:
            rank["adjective"] = 1
        if span.label == PERSON:
            rank["surname"] = -1 if self.tokens.words[span.last - 1] in self.by_surname else 2
        existing = [m for m in span.meanings if m.sense not in _STATE_SENSES or self._exists(m.key)]
        return sorted(existing or span.meanings, key=lambda meaning: rank[meaning.sense])

    def _exists(self, code: str) -> bool:
        """Whether the state existed on the document's day; "Belgrade" is not Yugoslavia today."""
        return self.knowledge.country_on(code, self.day)

    def _head(self, first: int, last: int) -> int:
        heads = self.tokens.heads
        for token in range(last - 1, first - 1, -1):
            if not first <= heads[token] < last or heads[token] == token:
                return token
        return last - 1

    def _made(self, span: Span, head: int, someone: Someone, by: str) -> Appearance:
        words = self.tokens.text_of(span.first, span.last)
        someone.aliases.setdefault(words)
        if not someone.is_person:
            # "Supreme Court" after "United States Supreme Court" is the same body.
            parts = words.split()
            for cut in range(1, len(parts) - 1):
                self.bodies.setdefault(" ".join(parts[cut:]), someone)
        return Appearance(span.first, span.last, head, "name", (someone,), by)

    def _by_surname_of(self, span: Span, head: int, surname: str) -> Appearance | None:
        if surname in self.by_surname:
            return self._made(
                span, head, self.by_surname[surname], "short form of a name in the text"
            )
        person = self.knowledge.people.nearest(surname, self.day)
        if person is None or not person.is_prominent(self.day):
            if span.label != PERSON:
                return None
            return self._made(span, head, self._stranger_person(surname), "name in the text")
        someone = self.cast.person(person.name)
        self.by_surname[surname] = someone
        return self._made(span, head, someone, "surname of an office holder of that time")

    def _demonym(self, span: Span, head: int, code: str) -> Appearance:
        tokens = self.tokens
        modifies = tokens.deps[head] in _MODIFIER_DEPS and tokens.heads[head] >= span.last
        modifies = modifies or tokens.pos[head] == "ADJ"
        if modifies:
            made = Appearance(
                span.first, span.last, head, "demonym", (self.cast.country(code),), "demonym"
            )
            made.modifies = True
            return made
        plural = (
            tokens.tags[head] in {"NNS", "NNPS"} or tokens.lowers[max(span.first - 1, 0)] == "the"
        )
        country = self.knowledge.countries[code]
        words = tokens.text_of(span.first, span.last)
        if plural:
            people = self.cast.stranger(words, "people", code)
            people.number = "many"
            people.name = words
        else:
            people = self.cast.stranger(f"{words} national", "person", code)
        people.known = False
        people.sectors.setdefault("CVL")
        return Appearance(
            span.first, span.last, head, "demonym", (people,), f"demonym of {country.name}"
        )

    def _metonym(self, span: Span, head: int, meaning: Meaning) -> Appearance:
        state = self.cast.country(meaning.key)
        made = Appearance(span.first, span.last, head, "metonym", (state,), "")
        reason = self._place_reason(span, head)
        made.is_place = reason is not None and (meaning.sense == "capital" or reason[0] == "in")
        word = "capital" if meaning.sense == "capital" else "seat of power"
        made.by = f"{word} of {state.name}" + (
            f", here a place: {reason[1]}" if reason and made.is_place else ", here its government"
        )
        return made

    def _place_reason(self, span: Span, head: int) -> tuple[str, str] | None:
        """Why a capital is only a place here: (preposition class, reason); null where it acts."""
        tokens, words = self.tokens, self.words
        governor = tokens.heads[head]
        if tokens.deps[head] == "pobj":
            prep = tokens.lowers[governor]
            if prep in words.set_of("actors", "place_prepositions"):
                return "in", f"behind {prep!r}"
            verb = tokens.lemmas[tokens.heads[governor]]
            if prep in {"to", "from", "for"} and verb in words.set_of("actors", "motion_verbs"):
                if self._somebody_moves(tokens.heads[governor]):
                    return "to", f"{verb!r} {prep!r}"
        if tokens.deps[head] == "dobj" and tokens.lemmas[governor] in words.set_of(
            "actors", "motion_verbs"
        ):
            return "to", f"object of {tokens.lemmas[governor]!r}"
        if tokens.deps[head] in {"compound", "nmod", "amod"} and governor > head:
            acts = tokens.lemmas[governor] in self.knowledge.nouns.nouns
            if tokens.lowers[governor] in words.set_of("actors", "place_heads") or not acts:
                return "in", f"modifies {tokens.words[governor]!r}"
        if (
            tokens.deps[head] in {"npadvmod", "appos"}
            and span.last < len(tokens)
            and tokens.words[span.last] == ","
        ):
            return "in", "a dateline or an address"
        return None

    def _somebody_moves(self, verb: int) -> bool:
        """Whether the verb's subject or object is somebody: a threat comes from a government."""
        tokens = self.tokens
        movers = tokens.children_with(verb, "nsubj", "nsubjpass", "dobj")
        return not movers or any(
            tokens.pos[mover] in {"PROPN", "PRON"}
            or tokens.lemmas[mover] in self.knowledge.nouns.nouns
            for mover in movers
        )

    def _by_label(self, span: Span, head: int, words: str) -> Appearance | None:
        if words in self.by_surname:
            return self._made(
                span, head, self.by_surname[words], "short form of a name in the text"
            )
        if span.label == PERSON:
            return self._made(span, head, self._stranger_person(words), "name in the text")
        if span.label == "ORG" and words.lower() not in self.knowledge.nouns.nouns:
            return self._made(span, head, self._body(span, words), "name in the text")
        return None

    def _stranger_person(self, words: str) -> Someone:
        surname = surname_of(words)
        if " " not in words and words in self.by_first_name:
            return self.by_first_name[words]
        known = self.by_surname.get(surname)
        if known and known.name.split()[0] == words.split()[0]:
            return known
        return self.cast.stranger(words, "person")

    def _body(self, span: Span, words: str) -> Someone:
        known = self.bodies.get(words) or self.cast.national_body(words)
        if known is not None:
            return known
        body = self.cast.stranger(words, "group")
        noun = self.knowledge.nouns.nouns.get(self.tokens.lowers[span.last - 1])
        if noun:
            body.actor_kind = noun.actor_kind if noun.actor_kind != "person" else "group"
            body.sectors.update(dict.fromkeys(noun.sectors))
        return body


def _states_by_frequency(spans: list[Span]) -> list[str]:
    """The states that the text names, the most frequent first."""
    senses = {"country", "adjective", "capital", "government", "demonym"}
    counts = Counter(m.key for span in spans for m in span.meanings[:1] if m.sense in senses)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [code for code, count in ranked[:MAIN_STATES] if count * len(ranked) >= ranked[0][1]]
