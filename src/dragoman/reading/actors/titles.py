"""Titles: the offices that stand before a name, and of which country or body they are."""

import datetime

from dragoman.knowledge import Holding, Knowledge
from dragoman.knowledge.nouns import TitleEntry
from dragoman.reading.actors.cast import Appearance, Cast, Someone
from dragoman.reading.language import Tokens
from dragoman.records.actors import Office

LONGEST_TITLE = 5
# Offices that many people hold at once: a title alone does not say who.
_MANY_HOLDERS = frozenset({"other", "legislator", "envoy", "opposition_leader", "spokesperson"})


class TitleReader:
    """Finds the title in front of a person's name and adds office and country to the person."""

    def __init__(self, tokens: Tokens, cast: Cast, day: datetime.date | None) -> None:
        self.tokens = tokens
        self.cast = cast
        self.day = day
        self.knowledge: Knowledge = cast.knowledge

    def read(self) -> None:
        """Widen the appearances of persons to the titles before them."""
        for appearance in list(self.cast.appearances):
            if appearance.who and appearance.who[0].is_person and appearance.kind == "name":
                self._widen(appearance)

    def _widen(self, appearance: Appearance) -> None:
        found = self.title_ending_at(appearance.first)
        if found is None:
            return
        start, title = found
        owner_start, owner = self.owner_before(start)
        someone = appearance.who[0]
        words = self.tokens.text_of(start, appearance.first)
        describe(someone, words, title, owner, self._is_former(owner_start))
        self.cast.drop_strangers(start, appearance.first)
        self.cast.widen(appearance, owner_start)

    def title_ending_at(self, stop: int) -> tuple[int, TitleEntry] | None:
        """The longest title that ends right before token ``stop``: (its first token, its entry)."""
        sentence = self.tokens.sentence_of[stop] if stop < len(self.tokens) else -1
        for length in range(min(LONGEST_TITLE, stop), 0, -1):
            start = stop - length
            if self.tokens.sentence_of[start] != sentence:
                continue
            title = self.knowledge.nouns.titles.get(" ".join(self.tokens.lowers[start:stop]))
            if title is not None:
                return start, title
        return None

    def owner_before(self, stop: int) -> tuple[int, Someone | None]:
        """Of whom the title is that starts at token ``stop``: "Belarusian", "Russia's", "Kremlin"."""
        before = stop
        if before > 0 and self.tokens.words[before - 1] in {"'s", "'"}:
            before -= 1
        while before > 0 and before == stop and self._is_plain_adjective(before - 1):
            before -= 1
            stop -= 1
        owner = self.cast.at(before - 1) if before > 0 else None
        if owner is None or not owner.who or owner.who[0].is_person:
            return stop, None
        return owner.first, owner.who[0]

    def _is_plain_adjective(self, token: int) -> bool:
        known = self.cast.at(token)
        return (
            known is None and self.tokens.pos[token] == "ADJ" and self.tokens.words[token].islower()
        )

    def _is_former(self, start: int) -> bool:
        former = self.knowledge.words.set_of("actors", "former")
        return any(
            self.tokens.lowers[token] in former for token in range(max(start - 2, 0), start + 1)
        )


def describe(
    someone: Someone, words: str, title: TitleEntry, owner: Someone | None, is_former: bool
) -> None:
    """Add what a title says about a person: office, country, sectors, gender."""
    country = owner.country if owner else None
    if title.gender:
        someone.gender = someone.gender or title.gender
    if not someone.known and someone.country is None:
        someone.country = country
    someone.sectors.update(dict.fromkeys(title.sectors))
    someone.titles.update(dict.fromkeys([words.lower(), *title.office]))
    if (title.office or title.sectors) and not is_former:
        someone.offices.setdefault(
            words.lower(), Office(title=words, country=country or someone.country)
        )


def _leading(cast: Cast, place: str, holders: list[Holding]) -> list[Holding]:
    """President or prime minister? Who leads the state, where the text does not say whom it means."""
    presidential = place in cast.knowledge.words.set_of("actors", "presidential_states")
    offices = ("supreme_leader", "head_of_state") if presidential else ("head_of_government",)
    for office in offices:
        leading = [h for h in holders if h.office == office]
        if leading:
            return leading
    return []


def holder_of(
    cast: Cast, owner: Someone, title: TitleEntry, phrase: str, day: datetime.date | None
) -> tuple[Someone, str] | None:
    """Who holds the office on ``day``: somebody of the text first, else the tables' holder."""
    key = owner.country or ""
    places = [key] + [
        k.removeprefix("organisation:") for k, v in cast.everybody.items() if v is owner
    ]
    offices = [office for office in title.office if office not in _MANY_HOLDERS]
    for place in filter(None, places):
        holders = cast.knowledge.people.titled(place, offices, phrase, day)
        named = [h for h in holders if f"person:{h.name}" in cast.everybody]
        if not named and len({h.name for h in holders}) > 1:
            holders = _leading(cast, place, holders)
        for holding in named or holders:
            how = "named in the text" if named else "the tables"
            return cast.person(holding.name), f"{holding.title} of {place} on that day, {how}"
    return None
