"""Containment: which place the text says that another lies in."""

from collections.abc import Sequence
from itertools import pairwise

from dragoman.knowledge import Spot
from dragoman.reading.actors import Cast
from dragoman.reading.places.resolution import weight_of
from dragoman.reading.places.surroundings import Surroundings
from dragoman.reading.places.toponyms import Toponym
from dragoman.reading.places.vocabulary import Vocabulary


def link(
    toponyms: Sequence[Toponym], cast: Cast, around: Surroundings, vocabulary: Vocabulary
) -> None:
    """Set ``inside`` of the toponyms: "Homs, Syria", "Syria's Homs", "the Syrian city of Homs"."""
    for inner, outer in pairwise(toponyms):
        if around.container(inner, outer) and not _are_peers(inner, outer, vocabulary):
            inner.inside = outer
            is_short = outer.name in vocabulary.gazetteer.abbreviations
            inner.is_surely_inside = is_short or outer.first - inner.last > 1
        elif inner.inside is None and around.owner(inner.last, outer):
            outer.inside, outer.is_surely_inside = inner, True
    _link_to_demonyms(toponyms, cast, around, vocabulary)


def _are_peers(inner: Toponym, outer: Toponym, vocabulary: Vocabulary) -> bool:
    """Whether both are best known as countries, or as regions: "Niger, Nigeria" is a list."""
    kinds = {_best_known(toponym, vocabulary) for toponym in (inner, outer)}
    return kinds in ({"country"}, {"region"})


def _best_known(toponym: Toponym, vocabulary: Vocabulary) -> str:
    spots = toponym.spots
    return max(spots, key=lambda s: weight_of(s, vocabulary.importance)).kind if spots else ""


def _link_to_demonyms(
    toponyms: Sequence[Toponym], cast: Cast, around: Surroundings, vocabulary: Vocabulary
) -> None:
    ends = {a.last: a for a in cast.appearances if a.kind == "demonym" and a.modifies and a.who}
    for toponym in toponyms:
        if toponym.inside is not None:
            continue
        for end in range(toponym.first - 1, max(toponym.first - 6, 0), -1):
            demonym = ends.get(end)
            state = demonym and vocabulary.gazetteer.countries.get(demonym.who[0].country or "")
            if demonym and state and around.owner(end, toponym):
                toponym.inside = Toponym(demonym.first, end, state.name, (state,), spot=state)
                toponym.is_surely_inside = True
                break


def states_beside(cast: Cast, vocabulary: Vocabulary) -> dict[Spot, float]:
    """The countries that the text speaks of by demonyms and by the nationality of its people."""
    counts: dict[Spot, float] = {}
    for appearance in cast.appearances:
        if appearance.kind not in {"demonym", "name", "title"} or not appearance.who:
            continue
        someone = appearance.who[0]
        if someone.actor_kind == "state" and appearance.kind != "demonym":
            continue
        spot = vocabulary.gazetteer.countries.get(someone.country or "")
        if spot is not None:
            counts[spot] = counts.get(spot, 0.0) + 1.0
    return {spot: min(count, 4.0) ** 0.5 for spot, count in counts.items()}


def drop_contradictions(toponyms: Sequence[Toponym]) -> None:
    """Take back places that lie elsewhere than the text says: of the one it means there is no table."""
    for toponym in toponyms:
        inner, outer = toponym.spot, toponym.inside and toponym.inside.spot
        if inner and outer and toponym.is_surely_inside and _contradict(inner, outer):
            toponym.spot, toponym.certainty = None, 0.0


def _contradict(inner: Spot, outer: Spot) -> bool:
    if outer.kind == "region" and inner.region and inner.region != outer.region:
        return True
    return bool(inner.country and outer.country and inner.country != outer.country)
