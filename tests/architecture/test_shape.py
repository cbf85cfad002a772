"""The shape of the code: public names, no word lists, sizes."""

import ast
from pathlib import Path

import dragoman

SOURCE = Path(dragoman.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_WORD_LIST = 30
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "data"}


def test_public_surface_is_small_and_documented() -> None:
    assert len(dragoman.__all__) <= 15
    for name in dragoman.__all__:
        assert getattr(dragoman, name).__doc__, name


def test_no_word_lists_in_code() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.List | ast.Tuple | ast.Set):
                words = [
                    e for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)
                ]
                assert len(words) <= LONGEST_WORD_LIST, f"{path.name}:{node.lineno}"


def test_files_and_functions_stay_readable() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= LONGEST_FILE, path.name
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno
                assert length <= LONGEST_FUNCTION, f"{path.name}: {node.name} has {length} lines"


def test_no_file_is_called_after_nothing() -> None:
    assert not [path for path in MODULES if path.stem in FORBIDDEN_NAMES]


def test_every_module_says_what_it_is() -> None:
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
