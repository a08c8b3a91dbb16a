"""Every command in the README and the documents runs, and prints what is written there.

A block of ```console holds commands after "$ " and what each prints; a line "..." stands for any lines.
A block of ```python in the README runs, and prints what the next `prints ...` line says.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(p for p in (ROOT / "docs").rglob("*.md") if "reference" not in p.parts)]
)
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    where: str
    command: str
    printed: str


def examples() -> list[Example]:
    found = []
    for page in PAGES:
        for number, block in enumerate(BLOCK.findall(page.read_text()), 1):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                found.append(Example(f"{page.relative_to(ROOT)}#{number}", command, printed))
    return found


def matches(printed: str, expected: str) -> bool:
    """Whether what was printed is what stands in the page, "..." standing for any lines."""
    lines = [line.rstrip() for line in expected.strip().splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"[ ]*\n" for line in lines)
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None


def test_a_page_that_lies_is_caught() -> None:
    assert matches("one\ntwo\nthree\n", "one\n...\nthree")
    assert not matches("one\ntwo\nthree\n", "one\n...\nfour")


def test_there_are_examples() -> None:
    assert any(example.where.startswith("README.md") for example in examples())


@pytest.mark.parametrize("example", examples(), ids=lambda e: f"{e.where} {e.command[:50]}")
def test_the_command_prints_what_the_page_says(example: Example, tmp_path: Path) -> None:
    words = shlex.split(example.command)
    assert words[0] == "entracte", "a console block holds entracte commands only"
    ran = subprocess.run(
        [sys.executable, "-m", "entracte.cli", *words[1:]],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"},
        check=False,
    )
    assert "Traceback" not in ran.stderr
    assert matches(ran.stdout + ran.stderr, example.printed), ran.stdout + ran.stderr


def test_the_python_in_the_readme_prints_what_it_says() -> None:
    readme = (ROOT / "README.md").read_text()
    code = re.findall(r"^```python\n(.*?)^```\n\nprints `(.*?)`", readme, re.DOTALL | re.MULTILINE)
    assert code
    for source, printed in code:
        ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == printed
