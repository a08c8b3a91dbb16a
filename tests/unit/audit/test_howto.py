"""The commands and the Python of docs/how-to/audit.md run, one after another, in one folder."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "audit.md"
# A base of one's own and a house policy are named in the page, and are not there to be read.
NEEDS_MORE = ("old-base/", "house.yaml", "--backend")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def test_what_the_page_says_runs(tmp_path: Path) -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    ran = [c for c in commands if not any(word in c for word in NEEDS_MORE)]
    assert len(ran) >= 4
    for command in ran:
        words = shlex.split(command)
        assert words[0] == "entracte"
        done = subprocess.run(
            [sys.executable, "-m", "entracte.cli", *words[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "findings.parquet").stat().st_size > 1_000
    (source,) = blocks("python")
    told = subprocess.run(
        [sys.executable, "-c", source], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) > 0
