"""Resolution: which of the places that its names may mean a text speaks about.

All names of a document are resolved together. Each candidate starts with how much it is talked about
(inhabitants, kind, whether the name is its main one) and gains from the other names' candidates: of the
same country, the same region, near by; and much from a place that the text says it lies in. A few
rounds let the sure names help the unsure ones. After the geometric minimality of Leidner (2007) and the
container and proximity measures of Lieberman and Samet (2012).
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from dragoman.knowledge import Spot, fold
from dragoman.reading.places.toponyms import Toponym

MOST_SPOTS: Final = 24
ROUNDS: Final = 3
#: What a candidate loses where the name is not its main one.
OTHER_NAME: Final = 1.6
#: What a context of nothing but the same country adds, against one decimal power of inhabitants; what
#: ever so many neighbours add at most; and how many of them add half of that.
FROM_COUNTRY: Final = 2.5
FROM_NEIGHBOURS: Final = 4.0
HALF: Final = 0.8
#: One other name alone is not yet a context.
FEW: Final = 0.5
SIBLING, WHOLE, NOWHERE = 0.5, 0.5, 0.6
REGION, NEAR, NEAR_KM, FAR_KM = 0.4, 1.0, 90.0, 300.0
CONTAINED: Final = 6.0
#: What a candidate gains of the kind that the words beside the name ask for.
OF_KIND: Final = 2.0
SHARPNESS: Final = 1.5
EARTH_KM: Final = 6371.0
#: How far a place may lie from the middle of the county or town that it is said to lie in.
REACH: Final = {
    "county": 150.0,
    "city": 60.0,
    "capital": 60.0,
    "area": 500.0,
    "island": 400.0,
    "plain": 500.0,
}
_COUNTED: Final = frozenset({"country", "region", "county", "city", "capital"})
#: Kinds of place that lie at their point, so that distances to it mean something.
_POINTS: Final = frozenset(
    {"city", "capital", "county", "district", "base", "camp", "crossing", "nuclear_site", "site"}
)


class Group:
    """The toponyms of one name and sense, with the candidates that are weighed."""

    def __init__(self, name: str, spots: Sequence[Spot], importance: Mapping[str, float]) -> None:
        ranked = sorted(spots, key=lambda s: (-weight_of(s, importance), s.name, s.place_id))
        self.name = name
        self.spots = ranked[:MOST_SPOTS]
        self.weights = [weight_of(spot, importance) for spot in self.spots]
        self.toponyms: list[Toponym] = []
        self.inside: Group | None = None
        self.count = 1.0


def weight_of(spot: Spot, importance: Mapping[str, float]) -> float:
    """How much a place is talked about: a decimal logarithm."""
    weight = importance.get(spot.kind, 0.0)
    if spot.kind in _COUNTED:
        weight += math.log10(max(spot.population, 300))
    return weight if spot.is_main else weight - OTHER_NAME


def resolve(
    toponyms: Sequence[Toponym],
    importance: Mapping[str, float],
    states: Mapping[Spot, float] | None = None,
) -> None:
    """Set ``spot`` and ``certainty`` of ``toponyms``.

    ``states`` are countries that the text speaks of by other words ("Iraqi"), with how often.
    """
    groups = _groups(toponyms, importance)
    for state, count in (states or {}).items():
        group = Group("", [state], importance)
        group.count = count
        groups.append(group)
    groups = [group for group in groups if group.spots]
    if not groups:
        return
    scores = _Scores(groups)
    for group, (spot, certainty) in zip(groups, scores.answers(), strict=True):
        for toponym in group.toponyms:
            toponym.spot, toponym.certainty = spot, certainty


def _groups(toponyms: Sequence[Toponym], importance: Mapping[str, float]) -> list[Group]:
    """One group for each name; a name that is put into different places is several."""
    groups: dict[tuple[str, str], Group] = {}
    sense: dict[str, tuple[str, str]] = {}
    for toponym in toponyms:
        if toponym.inside is not None and toponym.inside.spots:
            key = fold(toponym.name), fold(toponym.inside.name)
            sense.setdefault(key[0], key)
    for toponym in toponyms:
        name = fold(toponym.name)
        if toponym.inside is not None and toponym.inside.spots:
            sense[name] = name, fold(toponym.inside.name)
        key = sense.get(name, (name, ""))
        if key not in groups:
            groups[key] = Group(name, toponym.spots, importance)
        groups[key].toponyms.append(toponym)
    _settle(list(groups.values()))
    return list(groups.values())


def _settle(groups: Sequence[Group]) -> None:
    """Count the toponyms of each group, and take in what the words around them say."""
    group_of = {id(toponym): group for group in groups for toponym in group.toponyms}
    for group in groups:
        group.count = math.sqrt(len(group.toponyms))
        kinds = frozenset[str]().union(*(toponym.kinds for toponym in group.toponyms))
        for number, spot in enumerate(group.spots):
            group.weights[number] += OF_KIND if spot.kind in kinds else 0.0
        outer = next((t.inside for t in group.toponyms if t.inside is not None), None)
        group.inside = group_of.get(id(outer))


class _Scores:
    """The candidates of all groups in columns."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.spots = [spot for group in groups for spot in group.spots]
        sizes = [len(group.spots) for group in groups]
        self.starts = np.cumsum([0, *sizes[:-1]])
        self.of = np.repeat(np.arange(len(groups)), sizes)
        self.weights = np.array([w for group in groups for w in group.weights])
        self.counts = np.array([group.count for group in groups])
        self.together, self.near = self._kernels()
        self.within = self._within()

    def answers(self) -> list[tuple[Spot, float]]:
        """The best candidate of each group and how sure it is."""
        shares = self._shares(self.weights)
        counts = self.counts[self.of]
        others = self.counts.sum() - self.counts
        for _ in range(ROUNDS):
            country = self.together @ (shares * counts) / (FEW + others[self.of])
            near = self.near @ (shares * counts)
            scores = self.weights + FROM_COUNTRY * country + self.within @ shares
            scores += FROM_NEIGHBOURS * near / (near + HALF)
            shares = self._shares(scores)
        parts = zip(self.starts, np.split(shares, self.starts[1:]), strict=True)
        best = [int(start) + int(np.argmax(part)) for start, part in parts]
        return [(self.spots[at], float(shares[at])) for at in best]

    def _shares(self, scores: Any) -> Any:
        top = np.maximum.reduceat(scores, self.starts)
        powers = np.exp(SHARPNESS * (scores - top[self.of]))
        return powers / np.add.reduceat(powers, self.starts)[self.of]

    def _kernels(self) -> tuple[Any, Any]:
        """How much candidates of different groups speak for each other: by country, and as neighbours."""
        countries = _codes([spot.country or "" for spot in self.spots])
        self.km = _distances(self.spots)
        together = _same(countries)
        # A region has no neighbours near by, but provinces are listed with provinces; a country has none
        # either, but all of it lies in it; what lies in no one country is no nearer to some than others.
        is_region = np.array([spot.kind == "region" for spot in self.spots], bool)
        is_country = np.array([spot.kind == "country" for spot in self.spots], bool)
        siblings, whole = is_region & is_region[:, None], is_country ^ is_country[:, None]
        together = together * (1.0 + SIBLING * siblings + WHOLE * whole)
        together += NOWHERE * ((countries < 0) | (countries[:, None] < 0))
        is_point = np.array([spot.kind in _POINTS for spot in self.spots], float)
        near = NEAR * np.exp(-self.km / NEAR_KM) * is_point * is_point[:, None]
        same_region = _same(_codes([spot.region for spot in self.spots]))
        near += REGION * same_region * np.exp(-self.km / FAR_KM)
        is_own = self.of[:, None] == self.of
        return np.where(is_own, 0.0, together), np.where(is_own, 0.0, near)

    def _within(self) -> Any:
        """What candidates gain from those of the place that they are said to lie in."""
        gain = np.zeros((len(self.spots), len(self.spots)))
        for number, group in enumerate(self.groups):
            if group.inside is None or group.inside not in self.groups:
                continue
            outer = self._range(self.groups.index(group.inside))
            for a in self._range(number):
                for b in outer:
                    if lies_in(self.spots[a], self.spots[b], float(self.km[a, b])):
                        gain[a, b] = gain[b, a] = CONTAINED
        return gain

    def _range(self, number: int) -> range:
        start = int(self.starts[number])
        return range(start, start + len(self.groups[number].spots))


def lies_in(inner: Spot, outer: Spot, km: float) -> bool:
    """Whether ``inner`` lies in ``outer``, ``km`` kilometres from its middle."""
    if outer.kind == "country":
        return bool(set(inner.countries) & set(outer.countries)) and inner.kind != "country"
    if outer.kind == "region":
        return inner.region == outer.region and inner.kind != "region"
    return inner.kind != outer.kind and km <= REACH.get(outer.kind, 0.0)


def _codes(words: Sequence[str]) -> Any:
    known: dict[str, int] = {"": -1}
    return np.array([known.setdefault(word, len(known)) for word in words])


def _same(codes: Any) -> Any:
    return ((codes[:, None] == codes) & (codes >= 0)).astype(float)


def _distances(spots: Sequence[Spot]) -> Any:
    latitudes = np.radians([spot.latitude for spot in spots])
    longitudes = np.radians([spot.longitude for spot in spots])
    points = np.stack(
        [
            np.cos(latitudes) * np.cos(longitudes),
            np.cos(latitudes) * np.sin(longitudes),
            np.sin(latitudes),
        ],
        axis=1,
    )
    return EARTH_KM * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
