"""Dragoman reads political news and hands back the political system it describes, as records.

>>> import dragoman
>>> reading = dragoman.read("France accused Russia of a cyberattack.", published="2017-05-08")
>>> [event.type for event in reading.events]
['ACCUSE']
"""

import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.reading import Reader, Reading
    from dragoman.records import Document

__all__ = ["Document", "DragomanError", "Reader", "Reading", "read"]
_HOMES = {
    "Document": "dragoman.records",
    "DragomanError": "dragoman.errors",
    "Reader": "dragoman.reading",
    "Reading": "dragoman.reading",
}


def read(text: "str | Document", *, published: datetime.date | str | None = None) -> "Reading":
    """Read one text with the built-in tables and the pinned model.

    ``published`` is the day of publication (a date or ``YYYY-MM-DD``) against which relative dates
    are read. The first call loads the model, which takes a few seconds. Raises ``ValueError`` where
    ``published`` is no date, ``ModelError`` where the model is missing.
    """
    return _reader().read(text, published=published)


@lru_cache(maxsize=1)
def _reader() -> "Reader":
    from dragoman.reading import Reader

    return Reader()


def __getattr__(name: str) -> Any:
    # Loaded on first use: `dragoman --help` must not wait for the language model's libraries.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
