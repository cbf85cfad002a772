"""Names: who is called by a name of the tables, or by a name that only the model sees."""

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.knowledge import Knowledge, Meaning
from dragoman.knowledge.people import surname_of
from dragoman.reading.actors.cast import Appearance, Cast, Someone
from dragoman.reading.language import Tokens

_MODIFIER_DEPS = frozenset({"amod", "compound", "nmod", "det", "npadvmod", "poss"})
_PERSON, _GROUPS, _PLACES = "PERSON", frozenset({"ORG", "NORP"}), frozenset({"GPE", "LOC", "FAC"})


#: Bodies without a country of their own are looked for in so many of the text's main states.
MAIN_STATES = 2


class Span(NamedTuple):
    """Tokens ``[first, last)`` that carry a name: its meanings in the tables, the model's label."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]
    label: str


def find_name_spans(tokens: Tokens, knowledge: Knowledge) -> list[Span]:
    """The names in the text: those of the tables first, then what only the model sees."""
    labels = {(e.first, e.last): e.label for e in tokens.entities}
    inside = {token: e for e in tokens.entities for token in range(e.first, e.last)}
    spans: list[Span] = []
    taken: set[int] = set()
    for first, last, meanings in _hits_on_tokens(tokens, knowledge):
        entity = inside.get(first)
        if entity and _is_part_of_other_name(tokens, (first, last), entity, meanings):
            continue
        label = labels.get((first, last), entity.label if entity else "")
        if not _is_plausible(tokens, first, last, meanings, label):
            continue
        spans.append(Span(first, last, meanings, label))
        taken.update(range(first, last))
    for entity in tokens.entities:
        span = _trimmed(tokens, entity.first, entity.last)
        if tokens.sentences[tokens.sentence_of[entity.first]].kind == "heading":
            continue
        if span and not taken.intersection(range(*span)) and _is_name(tokens, *span):
            spans.append(Span(*span, (), entity.label))
    spans += _titled_strangers(
        tokens, knowledge, taken | {t for s in spans for t in range(s.first, s.last)}
    )
    return sorted(spans)


def _titled_strangers(tokens: Tokens, knowledge: Knowledge, taken: set[int]) -> Iterator[Span]:
    """Names that neither tables nor model see, behind a title: "Judge Clark Waddoups"."""
    titles = knowledge.nouns.titles
    for token in range(len(tokens) - 1):
        if tokens.pos[token] != "PROPN" or tokens.lowers[token] not in titles:
            continue
        first = last = token + 1
        while last < len(tokens) and last not in taken and _can_be_name(tokens, last):
            last += 1
        if last - first >= 1 and tokens.lowers[first] not in titles:
            yield Span(first, last, (), _PERSON)


def _can_be_name(tokens: Tokens, token: int) -> bool:
    word = tokens.words[token]
    return (
        tokens.pos[token] == "PROPN"
        and word[:1].isupper()
        and not word.isupper()
        and word.isalpha()
    )


def _hits_on_tokens(
    tokens: Tokens, knowledge: Knowledge
) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
    for start, end, meanings in knowledge.names.find(tokens.text):
        first = bisect_right(tokens.starts, start) - 1
        last = bisect_right(tokens.starts, end - 1)
        if first >= 0 and tokens.ends[first] > start:
            yield first, last, meanings


def _is_part_of_other_name(
    tokens: Tokens,
    span: tuple[int, int],
    entity: tuple[int, int, str],
    meanings: tuple[Meaning, ...],
) -> bool:
    """Whether the model sees a longer name around the hit that is somebody or something else."""
    first, last = _trimmed(tokens, entity[0], entity[1]) or (entity[0], entity[1])
    if last - first <= span[1] - span[0]:
        return False
    senses = {meaning.sense for meaning in meanings}
    if entity[2] == _PERSON:
        # "Michael Jordan" is not the country; "President Lukashenko" still is Lukashenko.
        before = tokens.words[first : span[0]]
        is_titled = bool(before) and all(not word[:1].isupper() for word in before)
        return span[1] == last and not is_titled and "person" not in senses
    if entity[2] == "ORG":
        return senses <= {"surname", "capital"} or (
            "adjective" not in senses
            and "organisation" not in senses
            and span[0] > first
            and tokens.lowers[span[0] - 1] in {"of", "and"}
        )
    return entity[2] in {"GPE", "LOC", "FAC", "WORK_OF_ART", "EVENT", "LAW"} and senses <= {
        "surname"
    }


def _is_plausible(
    tokens: Tokens, first: int, last: int, meanings: tuple[Meaning, ...], label: str
) -> bool:
    if all(meaning.sense == "surname" for meaning in meanings):
        if tokens.pos[first] not in {"PROPN", "NOUN", "X"} or label in {"GPE", "LOC", "FAC"}:
            return False
        following = tokens.words[last] if last < len(tokens) else ""
        if tokens.deps[last - 1] in {"compound", "nmod"} and following[:1].isupper():
            return False  # a first name: "Clark Waddoups"
        # A surname at the start of a sentence that the model takes for an ordinary word.
        return label in {_PERSON, "ORG", ""} and tokens.pos[last - 1] == "PROPN"
    return True


def _trimmed(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """An entity of the model without determiner and possessive mark."""
    while first < last and (tokens.pos[first] in {"DET", "PUNCT"} or tokens.lowers[first] == "the"):
        first += 1
    while last > first and tokens.words[last - 1] in {"'s", "'", '"', ",", "."}:
        last -= 1
    return (first, last) if first < last else None


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.words[token][:1].isupper() for token in range(first, last))


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
            elif not span.meanings and span.label == _PERSON and span.last - span.first > 1:
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
        if span.label == _PERSON:
            rank["surname"] = -1 if self.tokens.words[span.last - 1] in self.by_surname else 2
        existing = [m for m in span.meanings if m.sense != "country" or self._exists(m.key)]
        return sorted(existing or span.meanings, key=lambda meaning: rank[meaning.sense])

    def _exists(self, code: str) -> bool:
        return (
            self.day is None
            or self.knowledge.country_on(code, self.day)
            or self._is_named_alone(code)
        )

    def _is_named_alone(self, code: str) -> bool:
        # "the Soviet Union" in a text of 2020 is still the Soviet Union.
        return self.knowledge.countries[code].last_day is not None

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
            if span.label != _PERSON:
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
            if tokens.lowers[governor] in words.set_of("actors", "place_heads"):
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
        if span.label == _PERSON:
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
