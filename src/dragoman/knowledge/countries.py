"""Countries and organisations: who exists, and the words that stand for them."""

import datetime

import msgspec

from dragoman.records.actors import ActorKind
from dragoman.records.agreements import AgreementKind

Words = tuple[str, ...]


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state or territory: ISO 3166 codes, Correlates-of-War code, and all its words."""

    code: str
    name: str
    alpha2: str | None = None
    cow: int | None = None
    aliases: Words = ()
    adjectives: Words = ()
    demonyms: Words = ()
    capital: str | None = None
    capital_aliases: Words = ()
    government_words: Words = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body that acts: an organisation, armed group, party, company or medium."""

    id: str
    name: str
    actor_kind: ActorKind
    aliases: Words = ()
    country: str | None = None
    sectors: Words = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


class AgreementEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known treaty, accord or talks format; ``parties`` are country codes and organisation ids."""

    id: str
    name: str
    agreement_kind: AgreementKind
    aliases: Words = ()
    parties: Words = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


class Holding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One term of one person in one office; an open end means: still in office when compiled."""

    office: str
    title: str
    name: str
    gender: str = ""
    country: str | None = None
    organisation: str | None = None
    aliases: Words = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None

    def covers(self, day: datetime.date) -> bool:
        """Whether the term includes ``day``."""
        return (self.first_day or datetime.date.min) <= day <= (self.last_day or datetime.date.max)
