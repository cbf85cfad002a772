"""The gazetteer: names fold, places are found, tables are sound, GeoNames dumps become overlays."""

import hashlib
import tomllib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge, fold, load_knowledge
from dragoman.knowledge.gazetteer import Atlas
from dragoman.knowledge.gazetteer.writing import Entry, shortened, useful_names, write_atlas
from dragoman.knowledge.importing.geonames import import_geonames
from dragoman.knowledge.tables import BUILT_IN

FOLDER = BUILT_IN / "gazetteer"
LARGEST = 15_000_000


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Doğubayazıt", "dogubayazit"),
        ("St. Louis", "saint louis"),
        ("Xi'an", "xian"),
        ("Guinea-Bissau", "guinea bissau"),
        ("ŁÓDŹ", "lodz"),
        ("", ""),
    ],
)
def test_names_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_every_sense_of_a_name_is_a_candidate(knowledge: Knowledge) -> None:
    found = {(s.kind, s.country) for s in knowledge.gazetteer.candidates("Tripoli")}
    assert {("city", "LBY"), ("city", "LBN")} <= found
    assert knowledge.gazetteer.candidates("Qwxzzy") == ()


def test_article_may_be_left_out(knowledge: Knowledge) -> None:
    assert any(s.country == "NLD" for s in knowledge.gazetteer.candidates("Hague"))
    assert any(s.country == "IRQ" for s in knowledge.gazetteer.candidates("al-Mosul"))


def test_abbreviations_mean_regions(knowledge: Knowledge) -> None:
    (spot,) = knowledge.gazetteer.abbreviations["Calif."]
    assert (spot.name, spot.kind, spot.country) == ("California", "region", "USA")
    assert len(knowledge.gazetteer.abbreviations["WA"]) == 2


def test_place_lies_in_its_region(knowledge: Knowledge) -> None:
    bakhmut = next(s for s in knowledge.gazetteer.candidates("Bakhmut") if s.kind == "city")
    assert knowledge.gazetteer.region_name(bakhmut.region) == "Donetsk Oblast"
    assert knowledge.gazetteer.region_name("") is None


def test_every_living_country_has_a_place(knowledge: Knowledge) -> None:
    assert set(knowledge.gazetteer.countries) == set(knowledge.countries)


def test_own_tables_are_sound(knowledge: Knowledge) -> None:
    importance, seen = knowledge.places["importance"], set()
    for spots in knowledge.gazetteer.own.values():
        for spot in spots:
            assert spot.kind in importance, spot
            assert -90 <= spot.latitude <= 90 and -180 <= spot.longitude <= 180, spot
            assert set(spot.countries) <= {*knowledge.countries, "ATA", "UMI"}, spot
    for name, feature in knowledge.gazetteer.own_names():
        assert name == name.strip() and name, feature
        seen.add((name, feature))
    assert len(seen) > 1_500


def test_atlas_is_the_one_that_its_note_describes() -> None:
    note = tomllib.loads((FOLDER / "geonames.toml").read_text(encoding="utf-8"))
    atlas = FOLDER / "geonames.npz"
    assert note["blake2b"] == hashlib.blake2b(atlas.read_bytes(), digest_size=16).hexdigest()
    assert note["places"] == len(Atlas(atlas))
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= LARGEST


def test_atlas_holds_what_was_written(tmp_path: Path) -> None:
    entries = [
        Entry(7, "Żabno", "city", "POL", "PL.77", 50.13, 20.88, 4_200, ("Zabno Tarnowskie",)),
        Entry(8, "Żabno", "city", "POL", "PL.75", 51.0, 23.0, 900),
        Entry(9, "Lesser Poland", "region", "POL", "PL.77", 50.0, 20.0, 3_000_000),
    ]
    assert write_atlas(entries, tmp_path / "a.npz", "test") == 3
    atlas = Atlas(tmp_path / "a.npz")
    first, second = sorted(atlas.find("zabno"), key=lambda spot: spot.place_id)
    assert (first.name, first.region, first.population, first.is_main) == (
        "Żabno",
        "PL.77",
        4_200,
        True,
    )
    assert (second.latitude, second.longitude) == (51.0, 23.0)
    (other,) = atlas.find("zabno tarnowskie")
    assert other.place_id == "7" and not other.is_main
    assert [code for code, _ in atlas.regions()] == ["PL.77"]
    assert not list(atlas.find("nowhere"))
    write_atlas(entries, tmp_path / "b.npz", "test")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_broken_atlas_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.npz").write_bytes(b"PK no")
    with pytest.raises(KnowledgeError, match=r"broken\.npz"):
        Atlas(tmp_path / "broken.npz")


def test_only_names_that_english_news_may_use_are_kept() -> None:
    assert useful_names("Kyiv", ["Kiev", "Київ", "kiva", "IEV", "Kyiv"], 3_000_000) == ("Kiev",)
    assert useful_names("Robotyne", ["Rabotino", "Quelque Part"], 480) == ("Rabotino",)
    assert shortened("Butler County", [], ["County"]) == "Butler"
    assert shortened("Province of Tete", ["Province of"], []) == "Tete"
    assert shortened("County", [], ["County"]) == "County"


def line(place_id: int, name: str, feature: str, admin: str = "04", people: int = 0) -> str:
    cells = [
        str(place_id),
        name,
        name,
        f"{name}abad,{name}",
        "12.5",
        "-3.25",
        *feature.split("."),
        "ML",
        "",
    ]
    cells += [admin, "", "", "", str(people), "", "250", "Africa/Bamako", "2024-01-01"]
    return "\t".join(cells)


DUMP = "\n".join(
    [
        line(900001, "Dulmawari", "P.PPL", people=7_000),
        line(900002, "Kumbara Region", "A.ADM1"),
        line(900003, "Hotel Dulma", "S.HTL"),
        line(900004, "Old Dulma", "P.PPLH"),
        line(900005, "Bamako", "P.PPLC", admin="01", people=1_300_000),
    ]
)


@pytest.mark.parametrize("is_zipped", [False, True])
def test_geonames_dump_becomes_an_overlay(tmp_path: Path, is_zipped: bool) -> None:
    dump = tmp_path / "ML.txt"
    dump.write_text(DUMP + "\n", encoding="utf-8")
    if is_zipped:
        with zipfile.ZipFile(tmp_path / "ML.zip", "w") as archive:
            archive.writestr("readme.txt", "short")
            archive.write(dump, "ML.txt")
        dump = tmp_path / "ML.zip"
    assert import_geonames(dump, tmp_path / "overlay") == 3
    knowledge = Knowledge([tmp_path / "overlay"])
    (village,) = knowledge.gazetteer.candidates("Dulmawari")
    assert (village.country, village.kind, village.place_id) == ("MLI", "city", "900001")
    assert knowledge.gazetteer.region_name(village.region) == "Kumbara Region"
    assert knowledge.gazetteer.candidates("Kumbara")[0].kind == "region"
    assert knowledge.gazetteer.candidates("Hotel Dulma") == ()
    assert any(spot.country == "FRA" for spot in knowledge.gazetteer.candidates("Paris"))
    assert knowledge.digest != load_knowledge().digest


def test_other_layouts_are_refused(tmp_path: Path) -> None:
    dump = tmp_path / "cities.txt"
    dump.write_text("1\tSomewhere\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"cities\.txt, line 1: 2 columns"):
        import_geonames(dump, tmp_path / "overlay")
    dump.write_text(line(1, "X", "P.PPL").replace("12.5", "north") + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 1"):
        import_geonames(dump, tmp_path / "overlay")
    dump.write_text(line(1, "X", "S.HTL") + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no place"):
        import_geonames(dump, tmp_path / "overlay")
    with pytest.raises(KnowledgeError, match="cannot be read"):
        import_geonames(tmp_path / "missing.txt", tmp_path / "overlay")
