"""The verbs that say what the tables lack, and those that bring in other people's data."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.errors import KnowledgeError

GAPS = """The talks in Vienna went on.

Ukraine defrosted its relations with Poland. Angela Merkel, who was in Paris, serenaded the French president.
The Polish government defrosted its relations with Ukraine, officials said.

According to Russia, the tree grew. The tree blossomed in spring. Russia attacked Ukraine.
Diplomats were shocked by the defenestration of the minister by Russia.
"""
UNKNOWN = """Orla Quennby, the mayor of a small town, said on Monday that she had met Angela Merkel.

Ms Quennby thanked the Vardania People's Union. "They came when nobody else did," she said.
"""


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["knowledge", *arguments], input=stdin)


def rows(done: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "gaps.txt").write_text(GAPS, encoding="utf-8")
    (folder / "unknown.txt").write_text(UNKNOWN, encoding="utf-8")
    (folder / "more.txt").write_text("Orla Quennby defrosted it, Russia said.", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def gaps(corpus: Path) -> list[dict[str, str]]:
    return rows(run("gaps", str(corpus / "gaps.txt")))


def test_gaps_count_the_uses_and_show_the_shortest_sentence(gaps: list[dict[str, str]]) -> None:
    assert gaps[0] == {
        "predicate": "defrost",
        "kind": "verb",
        "count": "2",
        "documents": "1",
        "frames": "0",
        "example": "Ukraine defrosted its relations with Poland.",
    }
    assert [row["count"] for row in gaps] == sorted((row["count"] for row in gaps), reverse=True)


def test_nouns_of_action_are_gaps_too(gaps: list[dict[str, str]]) -> None:
    assert ("defenestration", "noun") in {(row["predicate"], row["kind"]) for row in gaps}


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("attack", "a frame covers it"),
        ("say", "a verb of speech"),
        ("accord", "a preposition"),
        ("be", "no act"),
        ("blossom", "no actor in it"),
        ("tree", "no act"),
    ],
)
def test_no_gap_is_reported(gaps: list[dict[str, str]], word: str, why: str) -> None:
    assert word not in {row["predicate"] for row in gaps}, why


def test_an_overlay_with_the_frame_closes_the_gap(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "own.toml").write_text(
        '[[frame]]\nid = "own-defrost"\nwords = ["defrost"]\npattern = "ACTOR _ THEME with RECIPIENT"\n'
        'type = "COOPERATE"\nexample = "Iran defrosted its ties with Iraq."\nexpect = { actor = "Iran" }\n',
        encoding="utf-8",
    )
    done = run("gaps", str(corpus / "gaps.txt"), "--knowledge", str(tmp_path))
    assert "defrost" not in {row["predicate"] for row in rows(done)}


def test_most_and_format_of_gaps(corpus: Path) -> None:
    done = run("gaps", str(corpus / "gaps.txt"), "--most", "1", "--format", "table")
    assert done.exit_code == 0
    assert "defrost" in done.stdout
    assert "serenade" not in done.stdout
    assert "," not in done.stdout.splitlines()[0]


def test_no_gap_gives_code_4_and_a_bad_file_code_3(corpus: Path, tmp_path: Path) -> None:
    nothing = run("gaps", "-", stdin="The tree blossomed.")
    assert (nothing.exit_code, nothing.stdout) == (4, "")
    some = run("gaps", str(corpus / "gaps.txt"), str(tmp_path / "gone.txt"))
    assert some.exit_code == 3
    assert "gone.txt" in some.stderr
    assert rows(some)


def test_gaps_leaves_out_other_languages() -> None:
    text = "Der Präsident hat die Minister nicht mit der Regierung in Berlin und den anderen auf dem Gipfel gesehen."
    done = run("gaps", "-", stdin=text)
    assert done.exit_code == 1
    assert "'de'" in done.stderr


def test_unknown_bodies_are_rows_of_organisations(corpus: Path) -> None:
    done = run("unknown", str(corpus / "unknown.txt"))
    body = next(row for row in rows(done) if "Vardania" in row["name"])
    assert body["id"] == "vardania-peoples-union"
    assert list(body)[:8] == [
        "id", "name", "aliases", "actor_kind", "country", "sectors", "first_day", "last_day",
    ]  # fmt: skip
    assert body["# example"] == "Ms Quennby thanked the Vardania People's Union."
    assert "--rows persons" in done.stderr


def test_unknown_persons_are_rows_of_holders(corpus: Path) -> None:
    done = run("unknown", str(corpus), "--rows", "persons", "--format", "csv")
    person = rows(done)[0]
    assert list(person)[:8] == [
        "country", "office", "title", "name", "aliases", "gender", "first_day", "last_day",
    ]  # fmt: skip
    assert (person["name"], person["gender"], person["# documents"]) == ("Orla Quennby", "f", "2")
    assert "Angela Merkel" not in {row["name"] for row in rows(done)}


def test_the_rows_of_bodies_are_a_table_as_they_are(corpus: Path, tmp_path: Path) -> None:
    done = run("unknown", str(corpus / "unknown.txt"))
    (tmp_path / "organisations.csv").write_text(done.stdout, encoding="utf-8")
    again = run("unknown", str(corpus / "unknown.txt"), "--knowledge", str(tmp_path))
    assert "Vardania" not in again.stdout
    assert run("who", "Vardania People's Union", "--knowledge", str(tmp_path)).exit_code == 0


def test_unknown_as_a_table_has_all_with_counts(corpus: Path) -> None:
    done = run("unknown", str(corpus), "--format", "table")
    assert "documents" in done.stdout
    assert "Quennby" in done.stdout
    assert "Vardania" in done.stdout
    assert done.stdout.index("Quennby") < done.stdout.index("Vardania"), "two documents before one"


def test_known_names_only_give_code_4() -> None:
    done = run("unknown", "-", stdin="Angela Merkel met Vladimir Putin in Berlin.")
    assert (done.exit_code, done.stdout) == (4, "")


def office_holder(**change: str) -> dict[str, str]:
    return {
        "countryCode": "ISL",
        "officeLabel": "Prime Minister of Iceland",
        "personLabel": "Ylfa Testdóttir",
        "aliases": "Ylfa Testdottir",
        "gender": "female",
        "start": "2031-05-02",
        "end": "2033-06-30",
    } | change


def test_import_of_wikidata_makes_an_overlay(tmp_path: Path) -> None:
    file = tmp_path / "query.json"
    file.write_text(json.dumps([office_holder(), office_holder(start="soon")]), encoding="utf-8")
    done = run("import", "wikidata", str(file), "--into", str(tmp_path / "own"))
    assert done.exit_code == 0
    assert done.stdout.startswith("1 terms of 1 persons in ")
    assert "row 2 (Ylfa Testdóttir" in done.stderr
    assert "1 rows could not be used" in done.stderr
    question = ("who", "Icelandic prime minister", "--on", "2032-01-01")
    answer = run(*question, "--knowledge", str(tmp_path / "own"))
    assert "Ylfa Testdóttir" in answer.stdout


def test_import_without_a_usable_row_gives_code_4(tmp_path: Path) -> None:
    file = tmp_path / "query.json"
    file.write_text(json.dumps([office_holder(start="soon")]), encoding="utf-8")
    done = run("import", "wikidata", str(file), "--into", str(tmp_path / "own"))
    assert done.exit_code == 4
    assert not (tmp_path / "own").exists()


def test_import_of_something_else_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "query.csv"
    file.write_text("name,age\nYlfa,7\n", encoding="utf-8")
    done = run("import", "wikidata", str(file), "--into", str(tmp_path / "own"))
    assert isinstance(done.exception, KnowledgeError)
    assert "countryCode" in str(done.exception)
    assert "docs/import.md" in str(done.exception)


@pytest.mark.parametrize(
    "arguments",
    [
        ("gaps",),
        ("gaps", "x", "--most", "0"),
        ("gaps", "x", "--format", "jsonl"),
        ("unknown", "x", "--rows", "things"),
        ("import", "wikidata"),
    ],
)
def test_wrong_use_gives_code_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
