"""Places: every place name of the text, and where on the map it is."""

from collections.abc import Iterable

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Cast
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.reading.places.containment import drop_contradictions, link, states_beside
from dragoman.reading.places.finding import Finder
from dragoman.reading.places.guessing import Guesser
from dragoman.reading.places.resolution import resolve
from dragoman.reading.places.surroundings import Surroundings
from dragoman.reading.places.toponyms import Toponym
from dragoman.reading.places.vocabulary import Vocabulary
from dragoman.records import Document, Place

#: How often words that were found in a way are a place (measured on annotated news).
CONFIDENCE = {
    "state": 0.98,
    "model": 0.92,
    "table": 0.85,
    "context": 0.87,
    "body": 0.8,
    "again": 0.7,
}
#: How sure a place is that no table has.
UNKNOWN = 0.4


class Places:
    """The stage that makes places."""

    name = "places"
    needs = frozenset({Tokens, Cast})
    makes = frozenset({Place})

    def __init__(self) -> None:
        self._vocabulary: Vocabulary | None = None

    def __call__(self, document: Document, found: Found, knowledge: Knowledge) -> Iterable[Place]:
        """Find the toponyms, resolve them together, keep those that stand for places."""
        tokens = found.the(Tokens)
        vocabulary = self.vocabulary_of(knowledge)
        toponyms = read_toponyms(tokens, found.the(Cast), vocabulary)
        maker = Maker(self.name, document, tokens, knowledge)
        around = Surroundings(tokens, vocabulary)
        for toponym in toponyms:
            if not toponym.acts and _is_sure(toponym, around):
                yield _record(toponym, maker, vocabulary)

    def vocabulary_of(self, knowledge: Knowledge) -> Vocabulary:
        """The words over ``knowledge``, arranged once."""
        if self._vocabulary is None or self._vocabulary.knowledge is not knowledge:
            self._vocabulary = Vocabulary(knowledge)
        return self._vocabulary


def read_toponyms(tokens: Tokens, cast: Cast, vocabulary: Vocabulary) -> list[Toponym]:
    """All toponyms in text order, resolved; those that act for a government are marked."""
    finder = Finder(tokens, cast, vocabulary)
    finder.find()
    Guesser(finder).guess()
    toponyms = finder.toponyms()
    locate(toponyms, tokens, cast, vocabulary)
    return toponyms


def locate(toponyms: list[Toponym], tokens: Tokens, cast: Cast, vocabulary: Vocabulary) -> None:
    """Resolve toponyms that are known to be such."""
    link(toponyms, cast, Surroundings(tokens, vocabulary), vocabulary)
    resolve(toponyms, vocabulary.importance, states_beside(cast, vocabulary))
    drop_contradictions(toponyms)


def _is_sure(toponym: Toponym, around: Surroundings) -> bool:
    """Whether a name is in a table, or stands at least where a place stands."""
    return bool(toponym.spot or toponym.kinds or around.is_located(toponym.first, toponym.last))


def _record(toponym: Toponym, maker: Maker, vocabulary: Vocabulary) -> Place:
    spot, inside = toponym.spot, toponym.inside
    parts = [maker.part("place", toponym.first, toponym.last)]
    place = maker.evidence(toponym.first, toponym.last, parts)
    # A place that no table has lies, as far as the text says, in the one that it is put into.
    known = spot or (inside.spot if inside is not None else None)
    region = known and vocabulary.gazetteer.region_name(known.region)
    return Place(
        id=maker.id_of("place", toponym.first, toponym.last, known and known.place_id),
        document_id=maker.document.id,
        evidence=place,
        made_by=maker.made_by(toponym.rule, *_reasons(toponym)),
        confidence=_confidence(toponym),
        name=spot.name if spot else toponym.name,
        country=known.country if known else None,
        region=region or None,
        latitude=known.latitude if known else None,
        longitude=known.longitude if known else None,
        place_id=(spot.place_id or None) if spot else None,
        precision=vocabulary.precision.get(known.kind, "area") if known else None,
    )


def _reasons(toponym: Toponym) -> list[str]:
    """Why the words are a place, and why this one."""
    reasons = [toponym.why]
    if toponym.inside is not None:
        reasons.append(f"in {toponym.inside.name}")
    if toponym.spot is None:
        return [*reasons, "in no table"]
    others = len(toponym.spots) - 1
    reasons.append(
        f"the likeliest of {others + 1} of that name" if others else "the only one of that name"
    )
    return reasons


def _confidence(toponym: Toponym) -> float:
    sure = toponym.certainty if toponym.spot else UNKNOWN
    return round(CONFIDENCE[toponym.rule] * (0.5 + 0.5 * sure), 2)


__all__ = ["Places", "Toponym", "Vocabulary", "locate", "read_toponyms"]
