"""Query results of Wikidata become terms in office, and what cannot be used is named."""

import csv
import datetime
import json
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.knowledge.check import check_tables
from dragoman.knowledge.importing.wikidata import COLUMNS, Imported, import_wikidata

KNOWLEDGE = load_knowledge()
HEADER = ["countryCode", "officeLabel", "personLabel", "aliases", "gender", "start", "end"]
# The people of these tests are invented, their countries' tables end before they take office.
ROW = {
    "countryCode": "ISL",
    "officeLabel": "Prime Minister of Iceland",
    "personLabel": "Ylfa Testdóttir",
    "aliases": "Ylfa Testdottir|Ylfa|Ylfa T. Testdóttir|YTD",
    "gender": "http://www.wikidata.org/entity/Q6581072",
    "start": "2031-05-02T00:00:00Z",
    "end": "2033-06-30T00:00:00Z",
}


def as_csv(path: Path, rows: list[dict[str, str]], header: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, header or list(dict.fromkeys([*HEADER, *(n for r in rows for n in r)]))
        )
        writer.writeheader()
        writer.writerows(rows)
    return path


def imported(folder: Path, *rows: dict[str, str]) -> tuple[Imported, list[dict[str, str]]]:
    done = import_wikidata(as_csv(folder / "query.csv", list(rows)), folder / "own", KNOWLEDGE)
    if not done.path.exists():
        return done, []
    with done.path.open(encoding="utf-8", newline="") as file:
        return done, list(csv.DictReader(file))


def test_a_row_becomes_a_term(tmp_path: Path) -> None:
    done, rows = imported(tmp_path, ROW)
    assert done == Imported(tmp_path / "own" / "holders" / "wikidata.csv", 1, 1, [])
    assert tuple(rows[0]) == COLUMNS
    assert rows == [
        {
            "country": "ISL",
            "office": "head_of_government",
            "title": "Prime Minister",
            "name": "Ylfa Testdóttir",
            "aliases": "Ylfa Testdottir|Ylfa T. Testdóttir|YTD",
            "gender": "f",
            "first_day": "2031-05-02",
            "last_day": "2033-06-30",
        }
    ]


def test_the_overlay_answers_who_it_is(tmp_path: Path) -> None:
    imported(tmp_path, ROW)
    overlaid = Knowledge([tmp_path / "own"])
    held = overlaid.people.holders("ISL", "head_of_government", datetime.date(2032, 1, 1))
    assert "Ylfa Testdóttir" in {holding.name for holding in held}
    assert overlaid.names.meanings("Ylfa T. Testdóttir")[0].sense == "person"


def typed(row: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"type": "literal", "value": value} for name, value in row.items()}


@pytest.mark.parametrize(
    "content",
    [
        {"head": {"vars": HEADER}, "results": {"bindings": [typed(ROW)]}},
        [typed(ROW)],
        [ROW],
    ],
    ids=["endpoint", "verbose download", "plain download"],
)
def test_all_forms_of_json_give_what_csv_gives(tmp_path: Path, content: object) -> None:
    (tmp_path / "query.json").write_text(json.dumps(content), encoding="utf-8")
    done = import_wikidata(tmp_path / "query.json", tmp_path / "json", KNOWLEDGE)
    by_csv, _ = imported(tmp_path, ROW)
    assert done.path.read_bytes() == by_csv.path.read_bytes()


def test_rows_that_differ_in_an_alias_are_one_term(tmp_path: Path) -> None:
    done, rows = imported(
        tmp_path, ROW | {"aliases": "Y. Testdóttir"}, ROW | {"aliases": "Ylfa Test"}
    )
    assert done.terms == 1
    assert rows[0]["aliases"] == "Y. Testdóttir|Ylfa Test"


@pytest.mark.parametrize(
    ("label", "country", "office", "title"),
    [
        ("President of France", "FRA", "head_of_state", "President"),
        ("Minister of Defence of Ukraine", "UA", "defence_minister", "Minister of Defence"),
        ("United States Secretary of State", "USA", "foreign_minister", "Secretary of State"),
        ("King of the Belgians", "BEL", "head_of_state", "King"),
        ("Lord High Keeper of Iceland", "ISL", "other", "Lord High Keeper"),
    ],
)
def test_office_and_title_follow_from_the_label(
    tmp_path: Path, label: str, country: str, office: str, title: str
) -> None:
    _, rows = imported(tmp_path, ROW | {"officeLabel": label, "countryCode": country})
    assert (rows[0]["office"], rows[0]["title"]) == (office, title)


def test_the_office_that_the_query_states_counts(tmp_path: Path) -> None:
    label = "Lord High Keeper of Iceland"
    _, rows = imported(tmp_path, ROW | {"officeLabel": label, "office": "head_of_state"})
    assert rows[0]["office"] == "head_of_state"


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("9", "2031-01-01", "2033-12-31"),
        ("10", "2031-05-01", "2033-06-30"),
        ("11", "2031-05-02", "2033-06-07"),
    ],
)
def test_vague_dates_become_the_whole_year_or_month(
    tmp_path: Path, precision: str, first: str, last: str
) -> None:
    exactness = {"startPrecision": precision, "endPrecision": precision}
    _, rows = imported(tmp_path, ROW | {"end": "+2033-06-07"} | exactness)
    assert (rows[0]["first_day"], rows[0]["last_day"]) == (first, last)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"start": "May 2031"}, "start 'May 2031' is no date"),
        ({"end": "2033-13-01"}, "end '2033-13-01' is no date"),
        ({"start": "-0044-03-15T00:00:00Z"}, "is no date"),
        ({"startPrecision": "7"}, "not exact to the year"),
        ({"startPrecision": "day"}, "is no number"),
        ({"start": ""}, "no start"),
        (
            {"end": "http://www.wikidata.org/.well-known/genid/0a1"},
            "there is an end, but it is unknown",
        ),
        ({"end": "2030-01-01"}, "ends (2030-01-01) before it begins (2031-05-02)"),
        ({"personLabel": "Q123456"}, "Q123456 has no English label"),
        ({"personLabel": ""}, "no personLabel"),
        ({"countryCode": "XQX"}, "no country 'XQX'"),
        ({"office": "boss"}, "no office 'boss'"),
    ],
)
def test_a_row_of_no_use_is_named_and_stops_no_other(
    tmp_path: Path, change: dict[str, str], reason: str
) -> None:
    done, rows = imported(tmp_path, ROW | change, ROW)
    assert done.terms == len(rows) == 1
    assert len(done.unusable) == 1
    assert done.unusable[0].startswith("row 1 (")
    assert reason in done.unusable[0]


def test_an_end_known_to_be_unknown_is_no_open_end(tmp_path: Path) -> None:
    row = typed(ROW) | {"end": {"type": "bnode", "value": "t1"}}
    path = tmp_path / "query.json"
    path.write_text(json.dumps({"head": {"vars": HEADER}, "results": {"bindings": [row]}}))
    done = import_wikidata(path, tmp_path / "own", KNOWLEDGE)
    assert "unknown" in done.unusable[0]
    assert not done.path.exists()


def test_who_was_followed_has_not_stayed_in_office(tmp_path: Path) -> None:
    follower = ROW | {
        "personLabel": "Nýr Eftirmaður",
        "aliases": "",
        "start": "2032-02-03",
        "end": "",
    }
    done, rows = imported(tmp_path, ROW | {"end": ""}, follower)
    assert [row["name"] for row in rows] == ["Nýr Eftirmaður"]
    assert "Ylfa Testdóttir" in done.unusable[0]
    assert "Nýr Eftirmaður follows on 2032-02-03" in done.unusable[0]


def test_a_term_mends_the_built_in_one(tmp_path: Path) -> None:
    row = ROW | {
        "countryCode": "FRA",
        "officeLabel": "President of the French Republic",
        "personLabel": "François Hollande",
        "aliases": "",
        "gender": "male",
        "start": "2012-05-15",
        "end": "2017-05-13",
    }
    _, rows = imported(tmp_path, row)
    assert rows[0]["name"] == "Francois Hollande"
    overlaid = Knowledge([tmp_path / "own"])
    terms = [
        h
        for h in overlaid.people.persons["Francois Hollande"].holdings
        if h.office == "head_of_state"
    ]
    assert [str(term.last_day) for term in terms] == ["2017-05-13"]
    assert not [complaint for complaint in check_tables(overlaid) if "holder" in complaint]


@pytest.mark.parametrize("missing", HEADER)
def test_a_missing_column_is_named(tmp_path: Path, missing: str) -> None:
    header = [name for name in HEADER if name != missing]
    path = as_csv(tmp_path / "query.csv", [{n: ROW[n] for n in header}], header)
    with pytest.raises(KnowledgeError, match=f"no column {missing} "):
        import_wikidata(path, tmp_path, KNOWLEDGE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "empty"),
        ("{", "no JSON"),
        ('{"a": 1}', "head.vars"),
        ('{"head": {"vars": []}, "results": {"bindings": {}}}', "no list of rows"),
        ("[1]", "no list of rows"),
        ("<html>\n<p>too many requests\n", "no column"),
        ("a,b\n1,2,3\n", "line 2: more cells"),
    ],
)
def test_what_is_no_query_result_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "query"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        import_wikidata(path, tmp_path, KNOWLEDGE)


def test_a_missing_file_and_a_bad_encoding_are_said(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such file"):
        import_wikidata(tmp_path / "gone.csv", tmp_path, KNOWLEDGE)
    (tmp_path / "latin.csv").write_bytes(b"caf\xe9")
    with pytest.raises(KnowledgeError, match="not UTF-8"):
        import_wikidata(tmp_path / "latin.csv", tmp_path, KNOWLEDGE)


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file stands here")
    with pytest.raises(KnowledgeError, match="cannot be written"):
        imported(tmp_path, ROW)


def test_columns_for_people_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text(
        "id,name,actor_kind,# documents\ngondor,Gondor,group,7\n", encoding="utf-8"
    )
    assert Knowledge([tmp_path]).organisations["gondor"].name == "Gondor"
