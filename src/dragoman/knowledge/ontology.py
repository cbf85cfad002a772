"""The event ontology: PLOVER's types, modes, contexts and intensities, and the way to CAMEO."""

import math
from collections.abc import Mapping
from typing import Any

import msgspec

from dragoman.errors import KnowledgeError


class TypeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event type: quad category (1..4), base intensity, CAMEO root, and its modes."""

    quad: int
    intensity: float
    cameo: str
    modes: dict[str, float] = {}
    mode_cameo: dict[str, str] = {}


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of planned and refused acts, and the mode that follows from what is asked."""

    planned_cooperation: str
    planned_conflict: str
    refused_cooperation: str
    verbal: frozenset[str]
    asked: dict[str, str]
    threatened: dict[str, str]


class Ontology:
    """The tables of ``plover.toml``."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        try:
            self.types = msgspec.convert(section["types"], dict[str, TypeEntry])
            self.rules = msgspec.convert(section["rules"], Rules)
            self.contexts = tuple(section["contexts"]["names"])
            self.sectors = frozenset(section["sectors"]["names"])
        except (KeyError, msgspec.ValidationError) as error:
            raise KnowledgeError(f"plover.toml: {error}") from error
        self.context_of: dict[str, list[str]] = {}
        for context, words in section["contexts"]["words"].items():
            for word in words:
                self.context_of.setdefault(word, []).append(context)

    def quad(self, event_type: str) -> int:
        """The quad category of a type."""
        return self.types[event_type].quad

    def intensity(self, event_type: str, mode: str | None) -> float | None:
        """The intensity of a type and mode; null for the one mode that the manual leaves without."""
        entry = self.types[event_type]
        value = entry.modes.get(mode, entry.intensity) if mode else entry.intensity
        return None if math.isnan(value) else value

    def cameo(self, event_type: str, mode: str | None) -> str:
        """The CAMEO code that stands nearest to a type and mode."""
        entry = self.types[event_type]
        return entry.mode_cameo.get(mode or "", entry.cameo)
