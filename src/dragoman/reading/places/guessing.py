"""Guessing: names that only the gazetteer knows, where the words around them speak for a place."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from dragoman.knowledge import Spot
from dragoman.reading.places.finding import Finder
from dragoman.reading.places.shapes import LONGEST_NAME
from dragoman.reading.places.toponyms import Toponym

#: What the model takes for these may still be a place.
DOUBTFUL_LABELS: Final = frozenset({"ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "FAC", ""})
#: A body is named after a place of at least so many inhabitants; so large is a place without a label.
TOWN: Final = 5_000
VILLAGE: Final = 1_000
CITY: Final = 100_000
#: A list is walked from its known members to the others, so often.
ROUNDS: Final = 2
_WITH_ARTICLE: Final = frozenset(
    {"river", "sea", "ocean", "gulf", "strait", "mountains", "desert", "area", "plain", "island"}
)
_LISTING: Final = frozenset({",", "and", "or"})


class Guesser:
    """Adds to what a finder found."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.tokens = finder.tokens
        self.around = finder.around
        self.vocabulary = finder.vocabulary
        self.found = finder.found
        self.common = set(finder.tokens.words)

    def guess(self) -> None:
        """Bodies named after places, located names, then the same names elsewhere."""
        for entity in self.tokens.entities:
            if entity.label in {"ORG", "GPE"}:
                self._take_body(entity.first, entity.last)
        for _ in range(ROUNDS):
            known = len(self.found)
            self._take_runs()
            if len(self.found) == known:
                break
        self._take_again()

    def _take_runs(self) -> None:
        token = 0
        while token < len(self.tokens):
            token = self._take_run(token) if self._may_begin(token) else token + 1

    def _take_body(self, first: int, last: int) -> None:
        """The place in front of a body's name: "Mansfield Police Department"."""
        lowers, bodies = self.tokens.lowers, self.vocabulary.set_of("bodies")
        while first < last and lowers[first] == "the":
            first += 1
        if last - first < 2 or lowers[last - 1] in self.vocabulary.set_of("unplaced"):
            return
        for stop in range(min(last - 1, first + LONGEST_NAME), first, -1):
            if not any(word in bodies for word in lowers[stop:last]):
                continue
            if not self.tokens.words[stop - 1][:1].isupper() or self._is_common(first, stop):
                continue
            if not self.vocabulary.is_named(self.tokens.text_of(first, stop)):
                continue
            if any(_is_town(s) for s in self._spots(first, stop)):
                if self.finder.shapes.is_name(first, stop) and not self._is_demonym(first, stop):
                    self.finder.add(first, stop, "body", "in front of a body's name", acts=True)
                return

    def _spots(self, first: int, last: int) -> tuple[Spot, ...]:
        return self.vocabulary.spots_of(self.tokens.text_of(first, last))

    def _is_demonym(self, first: int, last: int) -> bool:
        return bool(self.vocabulary.state_of(self.tokens.text_of(first, last)))

    def _may_begin(self, token: int) -> bool:
        word = self.tokens.words[token]
        return (
            word[:1].isupper()
            and token not in self.found
            and self.finder.labels[token] in DOUBTFUL_LABELS
            and len(word) > 2
        )

    def _take_run(self, first: int) -> int:
        """Take the longest known name at the start of a run; returns where to go on."""
        last = self.finder.shapes.run(first, self.found)
        for stop in range(last, first, -1):
            spots = self._spots(first, stop)
            if any(spot.is_main or spot.population > TOWN for spot in spots):
                self._take_known(first, stop, last, spots)
                return stop
        if self._is_called_place(first, last):
            self.finder.add(first, last, "context", "behind the word for its kind")
        return last

    def _take_known(self, first: int, stop: int, last: int, spots: tuple[Spot, ...]) -> None:
        lowers, words = self.tokens.lowers, self.tokens.words
        if (
            stop < last
            and words[stop][:1].isupper()
            and lowers[stop] not in self.vocabulary.generics
        ):
            return  # part of a longer name
        if self.finder.is_unlike(stop) or self._is_common(first, stop):
            return
        if self.finder.is_somebody(first, stop) and not self._is_housed(first, stop):
            return
        why = self._reason(first, stop, spots)
        if why:
            self.finder.add(first, stop, "context", why)

    def _is_housed(self, first: int, last: int) -> bool:
        """Whether one stands in it: what the model took for a person is a town in "in Milton Keynes"."""
        found = self.finder.cast.at(first)
        is_new = bool(found and found.who and found.kind == "name" and not found.who[0].known)
        return is_new and self.around.word(first - 1) in {"in", "near", "outside"}

    def _is_common(self, first: int, last: int) -> bool:
        """Whether a single word is used in lower case too, or is no name to the parser."""
        tokens = self.tokens
        word = tokens.lowers[first]
        return last - first == 1 and (
            word in self.common
            or self.vocabulary.is_ordinary(word)
            or tokens.pos[first] not in {"PROPN", "X"}
        )

    def _reason(self, first: int, last: int, spots: tuple[Spot, ...]) -> str:
        """Why a name of the gazetteer is a place here; empty where nothing says so."""
        around = self.around
        if around.is_dateline(first, last):
            return "dateline"
        kinds = around.kinds(first, last)
        if kinds and any(spot.kind in kinds for spot in spots):
            return "beside the word for its kind"
        if around.word(first - 1) == "the":
            spots = tuple(spot for spot in spots if spot.kind in _WITH_ARTICLE)
        elif not self.finder.labels[first]:
            spots = tuple(s for s in spots if s.population >= VILLAGE or s.kind != "city")
        preposition = around.preposition(first)
        if preposition == "at" and not self.finder.labels[first]:
            spots = tuple(spot for spot in spots if spot.population >= CITY)
        if spots and preposition and preposition != "for":
            return f"behind {preposition!r}"
        is_origin = around.word(first - 1) == "from" and self.finder.labels[first] in {
            "ORG",
            "NORP",
        }
        if is_origin and any(spot.is_main for spot in spots):
            return "behind 'from'"
        if spots and not preposition and around.is_located(first, last):
            return "where something is or goes"
        return self._company(first, last, spots)

    def _company(self, first: int, last: int, spots: tuple[Spot, ...]) -> str:
        """Whether the name stands beside a place: inside it, or in a list with it."""
        around = self.around
        behind = self.found.get(last + 1) if around.word(last) in _LISTING else None
        before = self.found.get(first - 2) if around.word(first - 1) in _LISTING else None
        if (
            behind is not None
            and around.word(last) == ","
            and _share(spots, behind, {"country", "region"})
        ):
            return f"in {behind.name}"
        if before is not None and behind is not None:
            return "in a list of places"
        beside = before or behind
        if beside is not None and _share(spots, beside, {"city", "county"}):
            return f"in a list with {beside.name}"
        return ""

    def _is_called_place(self, first: int, last: int) -> bool:
        """Whether a name that no table has is called a place: "the village of Saldowo"."""
        if self.around.word(first - 1) != "of" or self.finder.is_somebody(first, last):
            return False
        kinds = self.vocabulary.kinds.get(self.around.word(first - 2), frozenset())
        return bool(kinds & {"city", "county", "district"}) and last - first <= LONGEST_NAME

    def _take_again(self) -> None:
        """The names that were found, wherever else they stand and stand for nobody."""
        known: Counter[tuple[str, ...]] = Counter()
        for toponym in self.finder.toponyms():
            known[tuple(self.tokens.words[toponym.first : toponym.last])] += 1
        again = self._elsewhere(known)
        for name, spans in again.items():
            # What the model mostly takes for something else is something else.
            if len(spans) <= known[name]:
                for first, last in spans:
                    acts = self.finder.acts(first, last)
                    self.finder.add(first, last, "again", "a place elsewhere", acts=acts)

    def _elsewhere(
        self, known: Mapping[tuple[str, ...], int]
    ) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """Where else the names stand, by name."""
        words = self.tokens.words
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for name in known:
            by_first.setdefault(name[0], []).append(name)
        again: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for first, word in enumerate(words):
            if word not in by_first or first in self.found:
                continue
            for name in by_first[word]:
                last = first + len(name)
                if tuple(words[first:last]) == name and self._is_same(first, last):
                    again.setdefault(name, []).append((first, last))
        return again

    def _is_same(self, first: int, last: int) -> bool:
        tokens, finder = self.tokens, self.finder
        if finder.is_somebody(first, last) or finder.is_unlike(last):
            return False
        if finder.goes_on(first, last):
            return False
        follows = last < len(tokens) and tokens.words[last][:1].isupper()
        precedes = first > 0 and tokens.words[first - 1][:1].isupper()
        sentence = tokens.sentences[tokens.sentence_of[first]]
        return not (follows and last < sentence.last) and not (precedes and first > sentence.first)


def _is_town(spot: Spot) -> bool:
    return spot.is_main and (spot.population >= TOWN or spot.kind not in {"city", "district"})


def _share(spots: tuple[Spot, ...], other: Toponym, kinds: set[str]) -> bool:
    """Whether ``other`` is of one of ``kinds`` in a country where ``spots`` has a place too."""
    countries = {c for s in other.spots if s.kind in kinds for c in s.countries}
    return any(set(spot.countries) & countries for spot in spots)
