"""The stages of a reading. A new stage is one new file and one line here."""

from collections.abc import Callable
from importlib.metadata import entry_points

from dragoman.reading.actors import Actors
from dragoman.reading.agreements import Agreements
from dragoman.reading.claims import Claims
from dragoman.reading.dates import Dates
from dragoman.reading.events import Events
from dragoman.reading.figures import Figures
from dragoman.reading.flow import Stage
from dragoman.reading.places import Places
from dragoman.reading.shifts import Shifts
from dragoman.reading.statements import Statements
from dragoman.reading.ties import Ties

BUILT_IN: tuple[Callable[[], Stage], ...] = (
    Actors,
    Dates,
    Places,
    Figures,
    Statements,
    Claims,
    Events,
    Shifts,
    Ties,
    Agreements,
)

#: The built-in stages, then those that other packages offer as entry points ``dragoman.stages``.
STAGES: tuple[Callable[[], Stage], ...] = (
    *BUILT_IN,
    *(
        point.load()
        for point in sorted(entry_points(group="dragoman.stages"), key=lambda p: p.name)
    ),
)
