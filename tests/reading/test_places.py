"""Places: golden readings by quoted words, and what always holds."""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.knowledge import Knowledge, Spot, load_knowledge
from dragoman.reading.actors import Cast, read_cast
from dragoman.reading.flow import Found
from dragoman.reading.language import Language, Tokens, load_model
from dragoman.reading.places import Places, Toponym
from dragoman.reading.places.resolution import lies_in, resolve
from dragoman.records import Document, Place

FOLDER = Path(__file__).parents[1] / "golden" / "places"
DEGREES = 1.0


class Given:
    """Stands for the stages that made tokens and cast."""

    name = "given"
    needs: frozenset[type[Any]] = frozenset()
    makes: frozenset[type[Any]] = frozenset({Tokens, Cast})


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def stage() -> Places:
    return Places()


@pytest.fixture(scope="module")
def language() -> Language:
    return Language(load_model())


def places_in(text: str, stage: Places, language: Language, knowledge: Knowledge) -> list[Place]:
    document = Document.from_text(text, published=datetime.date(2024, 5, 2))
    tokens = next(tokens for _, tokens in language.read_many([document]))
    found = Found()
    found.add([tokens, read_cast(tokens, knowledge, document.published)], Given())  # type: ignore[arg-type]
    return list(stage(document, found.seen_by(stage), knowledge))


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize("case", list(cases()))
def test_golden_places(
    case: dict[str, Any], stage: Places, language: Language, knowledge: Knowledge
) -> None:
    found = places_in(case["text"], stage, language, knowledge)
    assert [p.evidence.text for p in found] == [p["words"] for p in case["places"]], found
    for place, wanted in zip(found, case["places"], strict=True):
        assert fits(place, wanted), (place, wanted)


def fits(place: Place, wanted: dict[str, Any]) -> bool:
    same = all(
        (getattr(place, key) or "") == value
        for key, value in wanted.items()
        if key in {"name", "country", "region", "precision", "place_id"}
    )
    near = wanted.get("near")
    if near:
        assert place.latitude is not None and place.longitude is not None
        same &= abs(place.latitude - near[0]) < DEGREES
        same &= abs(place.longitude - near[1]) < DEGREES
    return same and ("in no table" in place.made_by.why) == wanted.get("unknown", False)


def test_evidence_is_the_name(stage: Places, language: Language, knowledge: Knowledge) -> None:
    text = "Élodie flew from Sana’a to N'Djamena — 𝔘nicode, near Cox's Bazar."
    for place in places_in(text, stage, language, knowledge):
        evidence = place.evidence
        assert text[evidence.start : evidence.end] == evidence.text
        assert evidence.words_of("place") == (evidence.text,)


def test_same_text_gives_same_records(
    stage: Places, language: Language, knowledge: Knowledge
) -> None:
    text = "Talks in Geneva between envoys from Sudan failed. Ships left Port Sudan."
    first = places_in(text, stage, language, knowledge)
    assert first == places_in(text, Places(), language, knowledge)
    assert len({place.id for place in first}) == len(first)


def test_empty_text_has_no_places(stage: Places, language: Language, knowledge: Knowledge) -> None:
    assert places_in("", stage, language, knowledge) == []


def test_unknown_place_takes_the_precision_of_the_one_around_it(
    stage: Places, language: Language, knowledge: Knowledge
) -> None:
    (village, _) = places_in(
        "Rain flooded the village of Kumbarawa in Niger.", stage, language, knowledge
    )
    assert (village.name, village.country, village.precision) == ("Kumbarawa", "NER", "country")
    assert village.place_id is None


def spot(name: str, kind: str, country: str, region: str = "", people: int = 0) -> Spot:
    return Spot(name, kind, (country,), region, 0.0, 0.0, people, "")


def test_country_of_the_other_names_decides() -> None:
    importance = {"city": 0.0, "country": 2.0}
    unsure = Toponym(
        0,
        1,
        "X",
        (spot("X", "city", "AAA", people=90_000), spot("X", "city", "BBB", people=60_000)),
    )
    sure = Toponym(2, 3, "B", (spot("B", "country", "BBB", people=5_000_000),))
    resolve([unsure, sure], importance)
    assert unsure.spot is not None and unsure.spot.country == "BBB"


def test_nothing_to_weigh_is_no_error() -> None:
    nowhere = Toponym(0, 1, "Nowhere")
    resolve([nowhere], {})
    resolve([], {})
    assert nowhere.spot is None


def test_lies_in() -> None:
    town, region = spot("T", "city", "AAA", "AA.1"), spot("R", "region", "AAA", "AA.1")
    assert lies_in(town, region, 900.0)
    assert lies_in(town, spot("A", "country", "AAA"), 900.0)
    assert not lies_in(town, spot("B", "country", "BBB"), 1.0)
    assert not lies_in(region, spot("S", "region", "AAA", "AA.2"), 1.0)
    assert lies_in(town, spot("C", "county", "AAA"), 20.0)
