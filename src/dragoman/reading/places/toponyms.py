"""Toponyms: words of a text that name a place."""

from dataclasses import dataclass
from typing import Literal

from dragoman.knowledge import Spot

Rule = Literal["state", "model", "table", "context", "body", "again"]


@dataclass(eq=False, slots=True)
class Toponym:
    """A place name in the text: tokens ``[first, last)``, and what it may mean.

    ``acts`` marks the name of a state or capital that here stands for a government. ``kinds`` holds
    the kinds of place that the words around it ask for ("province"). ``inside`` is the place that the
    text says it lies in ("Homs, Syria"), ``is_surely_inside`` where more than a comma says so.
    ``spot`` is the answer: null where the gazetteer has none.
    """

    first: int
    last: int
    name: str
    spots: tuple[Spot, ...] = ()
    acts: bool = False
    kinds: frozenset[str] = frozenset()
    inside: "Toponym | None" = None
    is_surely_inside: bool = False
    spot: Spot | None = None
    certainty: float = 0.0
    rule: Rule = "model"
    why: str = ""
