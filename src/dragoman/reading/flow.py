"""The flow: stages, what they may look at, and the order that follows from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, Protocol, TypeVar

from dragoman.errors import StageError
from dragoman.knowledge import Knowledge
from dragoman.records import AnyRecord, Document, Record

Thing = TypeVar("Thing")


class Stage(Protocol):
    """A pure function of a document, what was found so far, and the tables.

    ``needs`` and ``makes`` are record types or layers (classes of things that are not stored).
    A call yields records, and layers that the stage makes.
    """

    name: str
    needs: frozenset[type[Any]]
    makes: frozenset[type[Any]]

    def __call__(self, document: Document, found: "Found", knowledge: Knowledge) -> Iterable[Any]:
        """Yield what the stage finds in ``document``."""


class Found:
    """What the stages have found in one document so far. A stage sees only what it declared."""

    def __init__(self) -> None:
        self._things: dict[type[Any], list[Any]] = defaultdict(list)
        self._visible: frozenset[type[Any]] | None = None
        self._looker = ""

    def all_of(self, kind: type[Thing]) -> list[Thing]:
        """All things of ``kind``, in the order in which they were found.

        Raises ``StageError`` where the looking stage did not declare that it needs them.
        """
        if self._visible is not None and kind not in self._visible:
            raise StageError(
                f"stage {self._looker!r} looks at {kind.__name__} without declaring it"
            )
        return self._things[kind]

    def the(self, kind: type[Thing]) -> Thing:
        """The one layer of ``kind``; raises ``StageError`` where no stage has made it."""
        things = self.all_of(kind)
        if not things:
            raise StageError(f"no {kind.__name__} has been made for stage {self._looker!r}")
        return things[0]

    def seen_by(self, stage: Stage) -> "Found":
        """The same things, seen with the eyes of ``stage``."""
        view = Found()
        view._things, view._visible, view._looker = self._things, stage.needs, stage.name
        return view

    def add(self, things: Iterable[Any], stage: Stage) -> None:
        """Take in what ``stage`` makes; raises ``StageError`` for anything it did not declare."""
        for thing in things:
            if type(thing) not in stage.makes:
                raise StageError(f"stage {stage.name!r} makes an undeclared {type(thing).__name__}")
            self._things[type(thing)].append(thing)

    def records(self) -> Iterator[AnyRecord]:
        """All records (not the layers), kind by kind in the order of the stages."""
        for things in self._things.values():
            for thing in things:
                if isinstance(thing, Record):
                    yield thing  # type: ignore[misc]  # every Record subclass is in AnyRecord


def in_order(stages: Iterable[Stage]) -> list[Stage]:
    """The stages so that each stands after all that make what it needs.

    Raises ``StageError`` where two stages make the same thing, nobody makes what is needed, or the
    needs run in a circle.
    """
    makers: dict[type[Any], Stage] = {}
    named: dict[str, Stage] = {}
    for stage in stages:
        named[stage.name] = stage
        for kind in stage.makes:
            if kind in makers:
                raise StageError(
                    f"both {makers[kind].name!r} and {stage.name!r} make {kind.__name__}"
                )
            makers[kind] = stage
    graph = {name: sorted(_needed(stage, makers)) for name, stage in sorted(named.items())}
    try:
        return [named[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise StageError(f"stages need each other in a circle: {error.args[1]}") from error


def _needed(stage: Stage, makers: Mapping[type[Any], Stage]) -> Iterator[str]:
    for kind in stage.needs:
        if kind not in makers:
            raise StageError(f"stage {stage.name!r} needs {kind.__name__}, which no stage makes")
        yield makers[kind].name
