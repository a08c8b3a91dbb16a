"""A file is read in one sitting and a function at one glance."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40

# What is longer and why a shorter form would be less clear: "path" or "path:function" to a reason.
ALLOWED: dict[str, str] = {
    "src/entracte/knowledge/model.py": "the nouns of the knowledge, one after another: a page to look up",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def longer_than_allowed(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lengths = {name(path): (len(text.splitlines()), LINES_OF_A_FILE)}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            lengths[f"{name(path)}:{node.name}"] = (length, LINES_OF_A_FUNCTION)
    return [
        f"{what} has {length} lines; the most is {most}"
        for what, (length, most) in lengths.items()
        if length > most and what not in ALLOWED
    ]


def test_there_is_something_to_measure() -> None:
    assert SOURCES


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_and_its_functions_are_short(path: Path) -> None:
    assert longer_than_allowed(path) == []


def test_what_is_allowed_to_be_longer_still_exists() -> None:
    for what in ALLOWED:
        path, _, function = what.partition(":")
        assert function in (ROOT / path).read_text(encoding="utf-8"), what
