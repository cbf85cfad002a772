"""People who hold or held offices: looked up by name, or by office and day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.knowledge.countries import Holding

# Words that belong to the surname that follows them.
_PARTICLES = frozenset(
    {
        "al",
        "el",
        "de",
        "da",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ben",
        "le",
        "la",
        "dos",
    }
)
_ROMAN = frozenset("IVX")
FAR_FUTURE = datetime.date.max
LONGEST_MEMORY = 3650
MOST_OFFICES = 4


class Person:
    """Somebody in the tables of holders: all terms under one name."""

    def __init__(self, name: str, gender: str) -> None:
        self.name = name
        self.gender = gender
        self.aliases: dict[str, None] = {}
        self.holdings: list[Holding] = []

    @property
    def country(self) -> str | None:
        """The country of the latest office that has one."""
        return next((h.country for h in reversed(self.holdings) if h.country), None)

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return surname_of(self.name)

    def at(self, day: datetime.date | None) -> list[Holding]:
        """The offices held on ``day``; without a day those that are still held."""
        return [h for h in self.holdings if h.covers(day or FAR_FUTURE)]

    def is_prominent(self, day: datetime.date | None) -> bool:
        """Whether a bare surname on ``day`` may mean this person: in office, or once at the top."""
        distance = self.distance(day)
        return distance == 0 or (_rank(self) < len(_RANKS) and distance <= LONGEST_MEMORY)

    def distance(self, day: datetime.date | None) -> int:
        """Days between ``day`` and the nearest day in office; 0 while in office."""
        if day is None:
            last = max((h.last_day or FAR_FUTURE for h in self.holdings), default=FAR_FUTURE)
            return (FAR_FUTURE - last).days
        gaps = [0 if h.covers(day) else _gap(h, day) for h in self.holdings]
        return min(gaps, default=0)


def _gap(holding: Holding, day: datetime.date) -> int:
    if holding.first_day and day < holding.first_day:
        # Somebody not yet in office is rarely meant by a bare surname.
        return 2 * (holding.first_day - day).days
    return (day - (holding.last_day or day)).days


def surname_of(name: str) -> str:
    """The surname: the last word, with a hyphenated article left out ("al-Assad" gives "Assad")."""
    words = name.split()
    while len(words) > 1 and set(words[-1]) <= _ROMAN:
        words.pop()  # "Elizabeth II" has no surname "II"
    last = words[-1]
    head, _, tail = last.partition("-")
    return tail if tail and head.lower() in _PARTICLES else last


class People:
    """All persons of the tables."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self.persons: dict[str, Person] = {}
        self._by_office: dict[tuple[str, str], list[Holding]] = defaultdict(list)
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        for holding in sorted(
            _last_read(holdings), key=lambda h: (h.name, h.first_day or datetime.date.min)
        ):
            self._add(holding)
        for person in self.persons.values():
            for surname in dict.fromkeys([person.surname, *_short_aliases(person)]):
                self._by_surname[surname].append(person)

    def _add(self, holding: Holding) -> None:
        person = self.persons.setdefault(holding.name, Person(holding.name, holding.gender))
        person.aliases.update(dict.fromkeys(holding.aliases))
        person.holdings.append(holding)
        place = holding.country or holding.organisation or ""
        self._by_office[place, holding.office].append(holding)

    def surnames(self) -> Iterable[str]:
        """All surnames and short forms by which persons are called."""
        return self._by_surname

    def called(self, surname: str) -> list[Person]:
        """The persons whose surname or short form is ``surname``."""
        return self._by_surname.get(surname, [])

    def nearest(self, surname: str, day: datetime.date | None) -> Person | None:
        """Whom a bare ``surname`` means on ``day``: who is in office, else who was last."""
        return min(
            self.called(surname), key=lambda p: (p.distance(day), _rank(p), p.name), default=None
        )

    def holders(self, place: str, office: str, day: datetime.date | None) -> list[Holding]:
        """Who held ``office`` of a country or organisation on ``day`` (without a day: holds it now)."""
        return [h for h in self._by_office.get((place, office), ()) if h.covers(day or FAR_FUTURE)]

    def titled(
        self, place: str, offices: Iterable[str], title: str, day: datetime.date | None
    ) -> list[Holding]:
        """Who is meant by a title of a country or organisation on ``day``.

        Among the offices that the title may stand for, those whose holder bears it; where none does
        ("leader", "top diplomat"), the first office that is held.
        """
        held = [self.holders(place, office, day) for office in offices]
        word = title.lower().split()[-1]
        if len(held) > MOST_OFFICES:
            # "Leader" is said of whoever leads: all that may be meant, for the text to decide.
            return [h for group in held for h in group]
        bearing = [h for group in held for h in group if word in h.title.lower().split()]
        return bearing or next((group for group in held if group), [])


def _last_read(holdings: Iterable[Holding]) -> Iterator[Holding]:
    """The terms without those that a later row of the same person and office replaces.

    Two terms under one title that overlap are the same term; overlays are read last, so they mend it.
    """
    kept: dict[tuple[str | None, ...], list[Holding]] = defaultdict(list)
    for holding in holdings:
        place = holding.country or holding.organisation
        terms = kept[place, holding.office, holding.title, holding.name]
        terms[:] = [term for term in terms if not overlap(term, holding)]
        terms.append(holding)
    for terms in kept.values():
        yield from terms


def overlap(one: Holding, other: Holding) -> bool:
    """Whether two terms share more than a day of change."""
    first, last = datetime.date.min, FAR_FUTURE
    return (one.first_day or first) < (other.last_day or last) and (other.first_day or first) < (
        one.last_day or last
    )


_RANKS = ("supreme_leader", "head_of_state", "head_of_government", "head", "foreign_minister")


def _rank(person: Person) -> int:
    offices = {holding.office for holding in person.holdings}
    return next((rank for rank, office in enumerate(_RANKS) if office in offices), len(_RANKS))


def _short_aliases(person: Person) -> list[str]:
    words = [alias for alias in person.aliases if " " not in alias]
    return words + [
        surname_of(alias)
        for alias in person.aliases
        if " " in alias and _is_spelling(alias, person)
    ]


def _is_spelling(alias: str, person: Person) -> bool:
    # "Volodymyr Zelenskiy" is another spelling of the same surname: same first letter.
    return surname_of(alias)[:1] == person.surname[:1]
