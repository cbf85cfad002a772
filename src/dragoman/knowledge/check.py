"""Proof of the tables: unique ids, codes that exist, offices that do not overlap."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.countries import Holding
from dragoman.knowledge.lexicon import Frame, read_pattern

SINGLE_SEAT = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"}
)
# Offices that several people hold at once: the presidency of Bosnia and Herzegovina.
SHARED = frozenset({("BIH", "head_of_state"), ("BIH", "head_of_government")})
SPECIAL_CLASSES = frozenset({"actor", "country"})


def check_tables(knowledge: Knowledge) -> Iterator[str]:
    """One line for each thing that is wrong; the frames' examples are checked elsewhere."""
    yield from _check_organisations(knowledge)
    yield from _check_nouns(knowledge)
    yield from _check_holders(knowledge)
    yield from _check_frames(knowledge)


def _check_organisations(knowledge: Knowledge) -> Iterator[str]:
    for body in knowledge.organisations.values():
        if body.country and body.country not in knowledge.countries:
            yield f"organisation {body.id}: no country {body.country!r}"
        for sector in set(body.sectors) - knowledge.ontology.sectors:
            yield f"organisation {body.id}: no sector {sector!r}"
        if body.first_day and body.last_day and body.first_day > body.last_day:
            yield f"organisation {body.id}: ends before it begins"


def _check_nouns(knowledge: Knowledge) -> Iterator[str]:
    for word, noun in knowledge.nouns.nouns.items():
        for sector in set(noun.sectors) - knowledge.ontology.sectors:
            yield f"noun {word!r}: no sector {sector!r}"


def _check_holders(knowledge: Knowledge) -> Iterator[str]:
    terms: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for person in knowledge.people.persons.values():
        for holding in person.holdings:
            if holding.country and holding.country not in knowledge.countries:
                yield f"holder {person.name}: no country {holding.country!r}"
            if holding.first_day and holding.last_day and holding.first_day > holding.last_day:
                yield f"holder {person.name}: the term ends before it begins"
            terms[holding.country or "", holding.office].append(holding)
    for (country, office), held in sorted(terms.items()):
        if country and office in SINGLE_SEAT and (country, office) not in SHARED:
            yield from _overlaps(country, office, held)


def _overlaps(country: str, office: str, held: list[Holding]) -> Iterator[str]:
    dated = sorted((h for h in held if h.first_day), key=lambda h: (h.first_day, h.name))
    for earlier, later in pairwise(dated):
        if earlier.last_day is None or (later.first_day and earlier.last_day > later.first_day):
            yield f"holders of {country} {office}: {earlier.name} and {later.name} overlap"


def _check_frames(knowledge: Knowledge) -> Iterator[str]:
    for frame in knowledge.lexicon.frames.values():
        yield from (f"frame {frame.id}: {complaint}" for complaint in _frame(frame, knowledge))


def _frame(frame: Frame, knowledge: Knowledge) -> Iterator[str]:
    try:
        slots = read_pattern(frame)
    except KnowledgeError as error:
        yield str(error)
        return
    kinds = [frame.type is not None, frame.inner is not None, frame.blank]
    if sum(kinds) != 1:
        yield "needs exactly one of type, inner and blank"
    if frame.mode and frame.type and frame.mode not in knowledge.ontology.types[frame.type].modes:
        yield f"{frame.type} has no mode {frame.mode!r}"
    for context in set(frame.contexts) - set(knowledge.ontology.contexts):
        yield f"no context {context!r}"
    for name in {name.lstrip("!") for slot in slots for name in slot.classes}:
        if name not in knowledge.classes and name not in SPECIAL_CLASSES:
            yield f"no class {name!r}"
