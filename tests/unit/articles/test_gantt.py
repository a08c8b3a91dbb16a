"""The picture of a plan: visits as points, closed days as bars, the event as a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import entracte as en
from entracte.articles.gantt import chart, draw
from entracte.core.fault import Mistake
from entracte.core.history import History
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import EventDay, Placed, Plan, Visit

AS_OF = date(2026, 11, 22)
FACE = ("face",)
PLAN = Plan(
    "optimal",
    (
        Visit(date(2027, 1, 5), (Placed("m-1", "microneedling", FACE, "clear", "clear"),)),
        Visit(date(2027, 3, 2), (Placed("b-1", "botulinum-toxin", FACE, "clear", "clear"),)),
    ),
    (),
    0,
    0,
    0.0,
    "anna",
    "1",
    "standard",
    "hash",
    AS_OF,
    event=EventDay(date(2027, 4, 1), "wedding"),
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return en.compile(en.load(), as_of=AS_OF)


def values(drawn: dict[str, Any], layer: int) -> list[dict[str, str]]:
    data = drawn["layer"][layer]["data"]
    found: list[dict[str, str]] = data.get("values") or drawn["datasets"][data["name"]]
    return found


def test_visits_closed_days_and_the_event_are_drawn(rulebook: Rulebook) -> None:
    drawn = chart(rulebook, History(), PLAN).to_dict()
    bars, points, event = (values(drawn, layer) for layer in range(3))
    assert [(p["treatment"], p["from"]) for p in points] == [
        ("Microneedling (Face)", "2027-01-05"),
        ("Botulinum toxin (Face)", "2027-03-02"),
    ]
    closed = [b for b in bars if b["treatment"] == "Microneedling (Face)" and b["days"] == "closed"]
    assert any(b["from"] <= "2027-03-03" < b["until"] for b in closed)  # just after the toxin
    assert event == [{"from": "2027-04-01", "event": "wedding"}]


@pytest.mark.parametrize(
    ("ending", "head"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".html", b"<!DOCTYPE html>")]
)
def test_the_picture_is_written(rulebook: Rulebook, tmp_path: Path, ending: str, head: bytes) -> None:
    file = tmp_path / f"plan{ending}"
    draw(rulebook, History(), PLAN, file)
    assert file.read_bytes().lstrip().startswith(head)


def test_another_ending_is_refused(rulebook: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(Mistake, match=r"no picture of the kind '\.gif'"):
        draw(rulebook, History(), PLAN, tmp_path / "plan.gif")
