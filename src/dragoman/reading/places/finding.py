"""Finding: which words of a text are names of places.

Sure ones first: countries and capitals that the cast knows, what the language model takes for a place,
names of our own tables. Then names that only the gazetteer knows, where the words around them speak for
a place; and at last the same names elsewhere in the text.
"""

from collections.abc import Iterator
from typing import Final

from dragoman.reading.actors import Appearance, Cast
from dragoman.reading.language import Tokens
from dragoman.reading.places.surroundings import Surroundings
from dragoman.reading.places.toponyms import Toponym
from dragoman.reading.places.vocabulary import Vocabulary

PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
#: What the model takes for these may still be a place, if the words around it say so.
DOUBTFUL_LABELS: Final = frozenset({"ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", ""})
LONGEST_NAME: Final = 5
#: A body is named after a place of at least so many inhabitants.
TOWN: Final = 5_000
_EDGES: Final = frozenset({"'s", "’s", "'", "’", '"', "“", "”", ",", ".", "(", ")", "-", "--", "—", "–", ";", ":"})  # fmt: skip


class Finder:
    """Finds the toponyms of one document."""

    def __init__(self, tokens: Tokens, cast: Cast, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.cast = cast
        self.vocabulary = vocabulary
        self.around = Surroundings(tokens, vocabulary)
        self.found: dict[int, Toponym] = {}
        self.labels = [""] * len(tokens)
        for entity in tokens.entities:
            for token in range(entity.first, entity.last):
                self.labels[token] = entity.label
        self.common = set(tokens.words)

    def find(self) -> list[Toponym]:
        """The toponyms in text order."""
        for appearance in self.cast.in_order():
            self._take_state(appearance)
        for entity in self.tokens.entities:
            if entity.label in PLACE_LABELS:
                self._take_entity(entity.first, entity.last, entity.label)
        self._take_own_names()
        for entity in self.tokens.entities:
            if entity.label == "ORG":
                self._take_body(entity.first, entity.last)
        self._take_by_context()
        self._take_again()
        return self.toponyms()

    def toponyms(self) -> list[Toponym]:
        """What was found so far, in text order."""
        return list(dict.fromkeys(self.found[token] for token in sorted(self.found)))

    def _add(self, first: int, last: int, why: str, *, acts: bool = False) -> Toponym | None:
        if any(token in self.found for token in range(first, last)):
            return None
        name = self.tokens.text_of(first, last)
        toponym = Toponym(first, last, name, self.vocabulary.spots_of(name), acts)
        toponym.kinds = self.around.kinds(first, last)
        toponym.why.append(why)
        self.found.update(dict.fromkeys(range(first, last), toponym))
        return toponym

    def _take_state(self, appearance: Appearance) -> None:
        """A country or capital that the cast knows; here it may act or be where something is."""
        if not appearance.who or appearance.who[0].actor_kind != "state":
            return
        first, last = appearance.first, appearance.last
        name = self.tokens.text_of(first, last)
        meanings = self.vocabulary.knowledge.names.meanings(name)
        senses = {meaning.sense for meaning in meanings}
        if not senses & {"country", "capital"} or (self._is_unlike(last) and "country" in senses):
            return
        is_place = appearance.is_place or self.around.is_located(first, last)
        if appearance.kind == "demonym":
            is_place = False
        self._add(first, last, f"{appearance.by or appearance.kind}", acts=not is_place)

    def _is_unlike(self, last: int) -> bool:
        return self.around.word(last) in self.vocabulary.set_of("unlike")

    def _take_own_names(self) -> None:
        names, tokens = self.vocabulary.own_names, self.tokens
        for first, word in enumerate(tokens.words):
            if word in names and first not in self.found:
                self._take_own_name(first, names[word])

    def _take_own_name(self, first: int, names: list[tuple[str, bool]]) -> None:
        tokens = self.tokens
        start = tokens.starts[first]
        for name, is_sure in names:
            bare = name.removeprefix("the ")
            if not tokens.text.startswith(bare, start):
                continue
            last = tokens.first_at(start + len(bare))
            if tokens.ends[last - 1] != start + len(bare) or self._is_unlike(last):
                continue
            if bare != name and self.around.word(first - 1) != "the":
                continue
            if self._is_somebody(first, last) or self._goes_on(first, last):
                continue
            if is_sure or self.around.preposition(first) or self.labels[first] in PLACE_LABELS:
                self._add(first, last, "name in the tables", acts=self._acts(first, last))
                return

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether the name is only part of a longer one: "Amazon Web Services", "North Sea Oil Ltd"."""
        tokens = self.tokens
        label = self.labels[first]
        if label in {"ORG", "PERSON", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"}:
            inside = last < len(tokens) and self.labels[last] == label
            before = first > 0 and self.labels[first - 1] == label and tokens.words[first - 1][:1].isupper()
            return (inside and tokens.words[last][:1].isupper()) or before
        return False

    def _is_somebody(self, first: int, last: int) -> bool:
        """Whether the cast knows a person or body by these very words."""
        for token in range(first, last):
            found = self.cast.at(token)
            if found is None or found.kind not in {"name", "title", "metonym", "demonym"}:
                continue
            if not found.who or (found.who[0].actor_kind == "state" and found.kind != "demonym"):
                continue
            if self.labels[token] in PLACE_LABELS and not first <= found.head < last:
                continue  # only in front of the name: "Alberta Premier Kenney"
            someone = found.who[0]
            if someone.known or someone.actor_kind in {"state", "people"}:
                return True
            if found.last - found.first > last - first or (someone.is_person and " " in someone.name):
                return True
        return False

    def _acts(self, first: int, last: int) -> bool:
        """Whether the name is the subject of saying something: then it stands for a government."""
        tokens = self.tokens
        head = self.around.head(first, last)
        reports = self.vocabulary.knowledge.words.set_of("reports", "verbs")
        return tokens.deps[head] == "nsubj" and tokens.lemmas[tokens.heads[head]] in reports

    def _take_entity(self, first: int, last: int, label: str) -> None:
        """What the model takes for a place; several in one are taken apart at commas."""
        for start, stop in self._pieces(first, last):
            start, stop = self._trimmed(start, stop)
            if start >= stop or (not self.tokens.words[start][:1].isupper() and "-" not in self.tokens.lowers[start:stop]):
                continue
            if self._is_somebody(start, stop) or self._is_unlike(stop):
                continue
            name = self.tokens.text_of(start, stop)
            if name.lower() in self.around.directions or name.lower() in self.vocabulary.generics:
                continue
            if label == "FAC" and not self.vocabulary.spots_of(name):
                continue
            self._add(start, stop, f"{label} by the model", acts=self._acts(start, stop))

    def _pieces(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        start = first
        for token in range(first, last):
            if self.tokens.words[token] in {",", ";", "/"} or token in self.found:
                if token > start:
                    yield start, token
                start = token + 1
        if last > start:
            yield start, last

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        """A name without article and possessive mark, and without a direction that is no part of it."""
        tokens, words = self.tokens, self.tokens.words
        while first < last and (words[first] in _EDGES or tokens.lowers[first] in {"the", "of", "in"}):
            first += 1
        while last > first and words[last - 1] in _EDGES:
            last -= 1
        while last - first > 1 and tokens.lowers[first] in self.around.directions:
            if self.vocabulary.spots_of(tokens.text_of(first, last)):
                break
            first += 2 if words[first + 1] == "-" and last - first > 2 else 1
        if last < len(tokens) and words[last][:1].isupper() and tokens.lowers[last] in self.vocabulary.generics:
            if self.vocabulary.spots_of(tokens.text_of(first, last + 1)):
                last += 1  # "Butler County", where the model saw only "Butler"
        while last - first > 1 and words[last - 1].islower() and tokens.lowers[last - 1] in self.vocabulary.kinds:
            last -= 1
        return first, last

    def _take_body(self, first: int, last: int) -> None:
        """The place in front of a body's name: "Mansfield Police Department"."""
        first, last = self._trimmed(first, last)
        if last - first < 2 or last <= first:
            return
        if self.tokens.lowers[last - 1] in self.vocabulary.set_of("unplaced"):
            return
        lowers = self.tokens.lowers
        for stop in range(min(last - 1, first + LONGEST_NAME), first, -1):
            rest = lowers[stop:last]
            if not any(word in self.vocabulary.set_of("bodies") for word in rest):
                return
            name = self.tokens.text_of(first, stop)
            spots = self.vocabulary.spots_of(name)
            if any(s.is_main and (s.population >= TOWN or s.kind != "city") for s in spots):
                self._add(first, stop, "in front of a body's name", acts=True)
                return

    def _take_by_context(self) -> None:
        """Names that only the gazetteer knows, where the words around speak for a place."""
        tokens = self.tokens
        token = 0
        while token < len(tokens):
            if not self._may_begin(token):
                token += 1
                continue
            last = self._run(token)
            stop = self._take_run(token, last)
            token = max(stop, token + 1)

    def _may_begin(self, token: int) -> bool:
        word = self.tokens.words[token]
        return (
            word[:1].isupper()
            and token not in self.found
            and self.labels[token] in DOUBTFUL_LABELS
            and len(word) > 2
        )

    def _run(self, first: int) -> int:
        """The end of the capitalised words from ``first``, joined by particles and hyphens."""
        tokens = self.tokens
        joining = self.vocabulary.set_of("joining")
        last = stop = first + 1
        limit = min(first + 2 * LONGEST_NAME, tokens.sentences[tokens.sentence_of[first]].last)
        while stop < limit and stop not in self.found:
            word = tokens.words[stop]
            if word[:1].isupper():
                last = stop + 1
            elif word.lower() not in joining:
                break
            stop += 1
        return last

    def _take_run(self, first: int, last: int) -> int:
        """Take the longest name at the start of a run, if it is located; returns where to go on."""
        tokens = self.tokens
        for stop in range(last, first, -1):
            name = tokens.text_of(first, stop)
            spots = self.vocabulary.spots_of(name)
            if not any(spot.is_main or spot.population > TOWN for spot in spots):
                continue
            if stop < last and tokens.words[stop][:1].isupper() and tokens.lowers[stop] not in self.vocabulary.kinds:
                return last  # part of a longer name
            if self._is_somebody(first, stop) or self._is_common(first, stop):
                return last
            why = self._reason(first, stop)
            if why:
                self._add(first, stop, why, acts=False)
            return last
        return last

    def _is_common(self, first: int, last: int) -> bool:
        """Whether a single word is also used in lower case in this text."""
        tokens = self.tokens
        return last - first == 1 and (
            tokens.lowers[first] in self.common or tokens.pos[first] not in {"PROPN", "X", "NOUN", "ADJ"}
        )

    def _reason(self, first: int, last: int) -> str:
        """Why a name of the gazetteer is a place here; empty where nothing says so."""
        around = self.around
        if around.is_dateline(first, last):
            return "dateline"
        preposition = around.preposition(first)
        if preposition and preposition not in {"for"}:
            return f"behind {preposition!r}"
        spots = self.vocabulary.spots_of(self.tokens.text_of(first, last))
        kinds = around.kinds(first, last)
        if kinds and any(spot.kind in kinds for spot in spots):
            return "beside the word for its kind"
        if around.word(last) == "," and last + 1 in self.found:
            outer = self.found[last + 1]
            if any(set(s.countries) & set(o.countries) for s in spots for o in outer.spots if o.kind in {"country", "region"}):
                return f"in {outer.name}"
        before = self.found.get(first - 2) if around.word(first - 1) in {",", "and", "or"} else None
        behind = self.found.get(last + 1) if around.word(last) in {",", "and", "or"} else None
        if before is not None and behind is not None:
            return "in a list of places"
        return ""

    def _take_again(self) -> None:
        """The names that were found, wherever else they stand and stand for nobody."""
        tokens = self.tokens
        names: dict[str, list[Toponym]] = {}
        for toponym in self.toponyms():
            names.setdefault(tokens.words[toponym.first], []).append(toponym)
        for first, word in enumerate(tokens.words):
            if word not in names or first in self.found:
                continue
            for toponym in names[word]:
                last = first + toponym.last - toponym.first
                if tokens.words[first:last] != tokens.words[toponym.first : toponym.last]:
                    continue
                if self._is_somebody(first, last) or self._goes_on(first, last) or self._is_unlike(last):
                    continue
                self._add(first, last, "named as a place elsewhere", acts=toponym.acts)
                break
