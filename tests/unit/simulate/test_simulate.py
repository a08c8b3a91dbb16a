"""A made-up book: the same seed gives the same bytes, and every name in it can be told."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import entracte as en
from entracte.audit.link import link_names
from entracte.audit.mapping import Mapping
from entracte.knowledge.rules import Rulebook


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return en.compile(en.load(), as_of=date(2026, 6, 15))


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_the_same_seed_gives_the_same_bytes(rulebook: Rulebook, tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        en.simulate(rulebook, tmp_path / name, en.Recipe(200, seed))
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert digests(tmp_path / "a") != digests(tmp_path / "c")


def test_every_name_is_linked_for_sure(rulebook: Rulebook, tmp_path: Path) -> None:
    en.simulate(rulebook, tmp_path, en.Recipe(2_000, messy=1.0, faults=0))
    names = set(pq.read_table(tmp_path / "sessions.parquet")["procedure"].to_pylist())
    assert len(names) > 300
    linked = link_names(rulebook, Mapping(), names)
    assert not linked.unsure
    assert not linked.unknown


def test_rows_are_as_asked_for(rulebook: Rulebook, tmp_path: Path) -> None:
    recipe = en.Recipe(500, faults=0.5)
    counts = en.simulate(rulebook, tmp_path, recipe)
    sessions = pq.read_table(tmp_path / "sessions.parquet")
    assert counts["sessions"] == sessions.num_rows
    assert len(set(sessions["client"].to_pylist())) == recipe.clients
    assert len(set(sessions["session"].to_pylist())) == sessions.num_rows
    assert set(sessions["status"].to_pylist()) == {"done", "booked", "cancelled"}
    told = {row["client"] for row in pq.read_table(tmp_path / "planted.parquet").to_pylist()}
    assert 0.3 * recipe.clients < len(told) <= 0.6 * recipe.clients


@pytest.mark.parametrize("wrong", [{"clients": 0}, {"clients": 5, "faults": 2}, {"clients": 5, "messy": -1}])
def test_a_recipe_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(en.Mistake):
        en.Recipe(**wrong)
