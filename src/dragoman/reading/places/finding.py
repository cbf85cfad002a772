"""Finding: which words of a text are names of places.

The sure ones first: countries and capitals that the cast knows, what the language model takes for a
place, names of our own tables. ``guessing`` adds those that only the words around them show.
"""

from typing import Final

from dragoman.reading.actors import Appearance, Cast
from dragoman.reading.language import Tokens
from dragoman.reading.places.shapes import Shapes
from dragoman.reading.places.surroundings import Surroundings
from dragoman.reading.places.toponyms import Rule, Toponym
from dragoman.reading.places.vocabulary import Vocabulary

PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_OTHER_LABELS: Final = frozenset({"ORG", "PERSON", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"})


class Finder:
    """Finds the sure toponyms of one document, and knows which words stand for somebody."""

    def __init__(self, tokens: Tokens, cast: Cast, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.cast = cast
        self.vocabulary = vocabulary
        self.around = Surroundings(tokens, vocabulary)
        self.shapes = Shapes(tokens, vocabulary)
        self.found: dict[int, Toponym] = {}
        self.labels = [""] * len(tokens)
        for entity in tokens.entities:
            for token in range(entity.first, entity.last):
                self.labels[token] = entity.label

    def find(self) -> None:
        """Find the sure ones."""
        entities = [entity for entity in self.tokens.entities if entity.label in PLACE_LABELS]
        names = self.vocabulary.own_names
        own = [(first, names[w]) for first, w in enumerate(self.tokens.words) if w in names]
        for entity in entities:
            self._take_known(entity.first, entity.last, entity.label)
        for first, listed in own:
            self._take_own_name(first, [name for name in listed if " " in name[0]])
        for appearance in self.cast.in_order():
            self._take_state(appearance)
        for entity in entities:
            self._take_entity(entity.first, entity.last, entity.label)
        for first, listed in own:
            self._take_own_name(first, listed)

    def toponyms(self) -> list[Toponym]:
        """What was found so far, in text order."""
        return list(dict.fromkeys(self.found[token] for token in sorted(self.found)))

    def add(self, first: int, last: int, rule: Rule, why: str, *, acts: bool = False) -> None:
        """Take the tokens for a toponym, unless some of them belong to one already."""
        if any(token in self.found for token in range(first, last)):
            return
        name = self.tokens.text_of(first, last)
        kinds = self.around.kinds(first, last)
        if self.around.is_dateline(first, last):
            kinds |= {"capital"}  # reports come from capitals more often than from their namesakes
        spots = self.vocabulary.spots_of(name)
        toponym = Toponym(first, last, name, spots, acts, kinds, rule=rule, why=why)
        self.found.update(dict.fromkeys(range(first, last), toponym))

    def _take_known(self, first: int, last: int, label: str) -> None:
        """A place of several words, before one of them is taken for another: "Gulf of Aden"."""
        first, last = self.shapes.trimmed(first, last)
        if not self.shapes.is_name(first, last):
            return
        if last - first > 1 and self.vocabulary.is_named(self.tokens.text_of(first, last)):
            found = self.cast.at(first)
            if found is None or (found.first, found.last) != (first, last):
                if not self.is_somebody(first, last) and not self.is_unlike(last):
                    why = f"{label} by the model"
                    self.add(first, last, "model", why, acts=self.acts(first, last))

    def _take_state(self, appearance: Appearance) -> None:
        """A country or capital that the cast knows; here it may act or be where something is."""
        first, last = appearance.first, appearance.last
        if (
            not appearance.who
            or appearance.who[0].actor_kind != "state"
            or self.is_addressed(first)
        ):
            return
        meanings = self.vocabulary.knowledge.names.meanings(self.tokens.text_of(first, last))
        senses = {meaning.sense for meaning in meanings}
        is_seat = "government" in senses and appearance.is_place
        if (
            not (senses & {"country", "capital"} or is_seat)
            or self.is_unlike(last)
            or self.goes_on(first, last)
        ):
            return
        start, stop = self.shapes.longest(first, last)
        if stop - start > last - first:
            self.add(start, stop, "table", "name in the gazetteer")  # "Mbanza Congo"
            return
        is_place = appearance.is_place or self.around.is_located(first, last)
        acts = not is_place or appearance.kind == "demonym"
        self.add(first, last, "state", appearance.by or appearance.kind, acts=acts)

    def _take_entity(self, first: int, last: int, label: str) -> None:
        """What the model takes for a place."""
        for start, stop in self.shapes.pieces(first, last, self.found):
            start, stop = self.shapes.trimmed(start, stop)
            if not self.shapes.is_name(start, stop) or self.is_unlike(stop):
                continue
            if self.is_somebody(start, stop) or self._names_body(start, stop):
                continue
            if stop - start == 1 and self._is_only_word(start):
                continue
            if label == "FAC" and not self.vocabulary.spots_of(self.tokens.text_of(start, stop)):
                continue  # streets and buildings, of which no gazetteer knows
            self.add(start, stop, "model", f"{label} by the model", acts=self.acts(start, stop))

    def _is_only_word(self, token: int) -> bool:
        """Whether an ordinary word was taken for a place that nothing else speaks for: "the Mall"."""
        if not self.vocabulary.is_ordinary(self.tokens.lowers[token]):
            return False
        is_followed = self.around.word(token + 1) == "," and self.labels[token + 2 : token + 3] == [
            "GPE"
        ]
        return not is_followed and self.around.word(token - 1) not in self.around.locative

    def _names_body(self, first: int, last: int) -> bool:
        """Whether a body was taken for a place: "Santa Ana City Council"."""
        words = self.tokens.lowers[first:last]
        return len(words) > 1 and words[-1] in self.vocabulary.bodies

    def _take_own_name(self, first: int, names: list[tuple[str, bool]]) -> None:
        tokens = self.tokens
        start = tokens.starts[first]
        if first in self.found:
            return
        for name, is_sure in names:
            bare = name.removeprefix("the ")
            stop = start + len(bare)
            if not tokens.text.startswith(bare, start):
                continue
            last = tokens.first_at(stop)
            if tokens.ends[last - 1] != stop or (
                bare != name and self.around.word(first - 1) != "the"
            ):
                continue
            if self._is_own_place(first, last, is_sure):
                first, last = self.shapes.longest(first, last)
                self.add(first, last, "table", "name in the tables", acts=self.acts(first, last))
                return

    def _is_own_place(self, first: int, last: int, is_sure: bool) -> bool:
        if self.is_unlike(last) or self.goes_on(first, last):
            return False
        preposition = self.around.preposition(first)
        if self.is_somebody(first, last):
            return bool(preposition) and self._is_union(first)
        return is_sure or bool(preposition) or self.labels[first] in PLACE_LABELS

    def _is_union(self, token: int) -> bool:
        """Whether the cast has a union of states there, which is a place too: "across the EU"."""
        found = self.cast.at(token)
        return bool(found and found.who and found.who[0].actor_kind == "international_organisation")

    def goes_on(self, first: int, last: int) -> bool:
        """Whether the name is only part of a longer one: "Amazon Web Services", "Tour de France"."""
        tokens, label = self.tokens, self.labels[first]
        if label not in _OTHER_LABELS:
            return False
        behind = last < len(tokens) and self.labels[last] == label
        before = first > 0 and self.labels[first - 1] == label
        return (behind and tokens.words[last][:1].isupper()) or (
            before and any(tokens.words[t][:1].isupper() for t in range(max(first - 2, 0), first))
        )

    def is_unlike(self, last: int) -> bool:
        """Whether the word behind the name makes it something else: "West Nile virus"."""
        return self.around.word(last) in self.vocabulary.set_of("unlike")

    def is_somebody(self, first: int, last: int) -> bool:
        """Whether the cast knows a person, a people or a body by these very words."""
        if self.is_addressed(first):
            return True
        for token in range(first, last):
            found = self.cast.at(token)
            if found is None or found.kind not in {"name", "title", "metonym", "demonym"}:
                continue
            if not found.who or (found.who[0].actor_kind == "state" and found.kind != "demonym"):
                continue
            is_place = self.labels[token] in PLACE_LABELS and last <= found.head
            if is_place and found.kind != "demonym":
                continue  # only in front of the name: "Alberta Premier Kenney"
            someone = found.who[0]
            if found.kind == "demonym" or someone.known or someone.actor_kind == "people":
                return True
            is_longer = found.last - found.first > last - first
            if is_longer or (someone.is_person and " " in someone.name):
                return True
        return False

    def is_addressed(self, first: int) -> bool:
        """Whether a form of address stands before the name: "Mr Paris"."""
        return self.around.word(first - 1) in self.vocabulary.set_of("address")

    def acts(self, first: int, last: int) -> bool:
        """Whether the name is the subject of saying something: then it stands for a government."""
        tokens = self.tokens
        head = self.around.head(first, last)
        reports = self.vocabulary.knowledge.words.set_of("reports", "verbs")
        return tokens.deps[head] == "nsubj" and tokens.lemmas[tokens.heads[head]] in reports
