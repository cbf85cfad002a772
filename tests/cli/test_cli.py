"""The command line: formats, messages, exit codes."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.records import KINDS, from_json

EXAMPLE = Path(__file__).parents[2] / "examples" / "nile_dam.txt"


def run(
    *arguments: str, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "dragoman", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def test_jsonl_is_the_form_in_a_pipe() -> None:
    done = run("read", str(EXAMPLE), "--date", "2022-03-15")
    records = [from_json(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert {"document", "actor", "mention", "date", "event", "statement", "figure"} <= {
        r.kind for r in records
    }
    assert b'"text":null' in done.stdout.splitlines()[0]


@pytest.mark.parametrize("form", ["page", "md", "html"])
def test_views_show_the_meeting_of_names_and_words(form: str) -> None:
    done = run("read", str(EXAMPLE), "--date", "2022-03-15", "--format", form)
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "Abiy Ahmed" in text
    assert "ACCUSE" in text


def test_json_is_one_array_and_kind_selects() -> None:
    done = run("read", str(EXAMPLE), "--format", "json", "--kind", "figure")
    assert {row["kind"] for row in json.loads(done.stdout)} == {"figure"}


def test_csv_has_a_header_and_a_row_for_each_event() -> None:
    done = run("read", str(EXAMPLE), "--date", "2022-03-15", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert rows
    assert all(row["type"] and row["evidence.text"] for row in rows)


def test_stdin_is_read() -> None:
    done = run("read", "-", "--kind", "event", stdin=b"Iran attacked Iraq.")
    assert json.loads(done.stdout)["type"] == "ASSAULT"


def test_why_tells_the_steps() -> None:
    plain = run("read", "-", "--kind", "event", stdin=b"Iran attacked Iraq.")
    told = run("read", "-", "--kind", "event", "--why", stdin=b"Iran attacked Iraq.")
    assert json.loads(plain.stdout)["made_by"]["why"] == []
    assert json.loads(told.stdout)["made_by"]["why"]


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    good, empty, binary = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "binary.txt"
    good.write_text("Iran attacked Iraq.", encoding="utf-8")
    empty.write_text("")
    binary.write_bytes(bytes(range(256)))
    done = run("read", str(good), str(empty), str(binary), str(tmp_path / "gone.txt"))
    assert done.returncode == 3
    assert b'"kind":"event"' in done.stdout
    for word in (b"empty.txt", b"binary", b"gone.txt"):
        assert word in done.stderr


def test_only_bad_files_fail(tmp_path: Path) -> None:
    done = run("read", str(tmp_path / "gone.txt"))
    assert (done.returncode, done.stdout) == (1, b"")


def test_other_languages_are_said_not_coded() -> None:
    text = "Der Präsident hat die Minister nicht mit der Regierung in Berlin und den anderen auf dem Gipfel gesehen."
    done = run("read", "-", stdin=text.encode())
    assert done.returncode == 1
    assert b"'de'" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "x", "--date", "yesterday"),
        ("read", "x", "--kind", "nothing"),
        ("read", "x", "--format", "doc"),
        ("read", "x", "--format", "csv", "--kind", "event", "--kind", "actor"),
        ("knowledge", "who", "x", "--on", "never"),
    ],
)
def test_wrong_use_gives_code_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_who_knows_the_office_on_a_day() -> None:
    done = run("knowledge", "who", "the French president", "--on", "2013-05-01")
    assert b"Hollande" in done.stdout
    assert run("knowledge", "who", "Nobody Atall").returncode == 4


def test_knowledge_shows_its_tables() -> None:
    assert b"countries" in run("knowledge", "show").stdout


def test_doctor_finds_all_well() -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert b"network cut off" in done.stdout


def test_no_colour_in_a_pipe() -> None:
    done = run("read", "-", "--format", "page", stdin=b"Iran attacked Iraq.")
    assert b"\x1b[" not in done.stdout


def test_overlay_tables_are_used(tmp_path: Path) -> None:
    header = "id,name,aliases,actor_kind,country,sectors,first_day,last_day\n"
    (tmp_path / "organisations.csv").write_text(
        header + "gondor,Gondor,,group,,,,\n", encoding="utf-8"
    )
    done = run(
        "read", "-", "--kind", "actor", "--knowledge", str(tmp_path), stdin=b"Gondor attacked Iran."
    )
    assert any(
        json.loads(line)["name"] == "Gondor" and json.loads(line)["known"]
        for line in done.stdout.splitlines()
    )


def test_broken_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text("id,name\nx\n", encoding="utf-8")
    done = run("read", "-", "--knowledge", str(tmp_path), stdin=b"Iran attacked Iraq.")
    assert done.returncode == 1
    assert b"organisations.csv" in done.stderr


def test_help_names_every_verb_and_kind() -> None:
    text = run("--help", NO_COLOR="1", COLUMNS="200").stdout.decode()
    for verb in ("read", "knowledge", "doctor"):
        assert verb in text
    assert len(KINDS) == 12
