"""Offices of Wikidata: from a label to the office, title and person of the tables."""

import msgspec

from dragoman.knowledge import Holding, Knowledge, fold
from dragoman.knowledge.people import overlap

UNNAMED = "other"
_OF_STATE = frozenset({"country", "adjective", "demonym", "capital", "government"})


class Offices:
    """What the tables know about countries, titles and persons, for the rows of an import."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._alpha3 = {c.alpha2: code for code, c in knowledge.countries.items() if c.alpha2}
        persons = knowledge.people.persons.values()
        self.codes = {holding.office for person in persons for holding in person.holdings}
        #: (country, folded full name or alias) -> the name in the tables
        self._names: dict[tuple[str, str], str] = {}
        for person in persons:
            for country in {h.country for h in person.holdings if h.country}:
                for name in (person.name, *(a for a in person.aliases if " " in a)):
                    self._names.setdefault((country, fold(name)), person.name)

    def country(self, code: str) -> str:
        """The alpha-3 code for an alpha-3 or alpha-2 code; raises ``ValueError`` for an unknown one."""
        found = self._alpha3.get(code, code)
        if found not in self.knowledge.countries:
            raise ValueError(f"no country {code!r}")
        return found

    def office(self, label: str, country: str, given: str | None) -> tuple[str, str]:
        """Office code and title for an office's label.

        "President of France" is a "President", hence head of state. ``given`` is the code that the query
        itself states; raises ``ValueError`` where it is none.
        """
        title = self._title(label, country)
        if given:
            if given not in self.codes:
                raise ValueError(f"no office {given!r}; there are: {', '.join(sorted(self.codes))}")
            return given, title
        entry = self.knowledge.nouns.titles.get(title.lower())
        return (entry.office[0] if entry and entry.office else UNNAMED), title

    def _title(self, label: str, country: str) -> str:
        """The label without the country: "Minister of Defence of Ukraine", "French president"."""
        words = label.split()
        for place in range(len(words) - 1, 0, -1):
            if words[place].lower() == "of" and self._means(words[place + 1 :], country):
                words = words[:place]
                break
        for length in range(len(words) - 1, 0, -1):
            if self._means(words[:length], country):
                words = words[length:]
                break
        title = " ".join(words)
        return title[:1].upper() + title[1:]

    def _means(self, words: list[str], country: str) -> bool:
        name = " ".join(words[1:] if words[:1] in (["the"], ["The"]) else words)
        meanings = self.knowledge.names.meanings(name)
        return any(m.sense in _OF_STATE and m.key == country for m in meanings)

    def as_known(self, holding: Holding) -> Holding:
        """``holding`` under the name and title that the tables have for that person and term."""
        names = [
            self._names.get((holding.country or "", fold(name)))
            for name in (holding.name, *holding.aliases)
        ]
        name = next(filter(None, names), holding.name)
        person = self.knowledge.people.persons.get(name)
        gender = holding.gender or (person.gender if person else "")
        named = msgspec.structs.replace(holding, name=name, gender=gender)
        for known in person.holdings if person else ():
            same_office = (known.country, known.office) == (named.country, named.office)
            if same_office and overlap(known, named):
                return msgspec.structs.replace(named, title=known.title)
        return named
