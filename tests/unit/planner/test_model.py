"""Lags, ceilings and goals; and the standard form of RCPSP/max through the same code."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from bench import rcpsp_max
from entracte.planner import model as model_module
from entracte.planner.model import Goal, Model

# Two jobs between source (0) and sink (3), one machine; job 2 within four days of job 1's start.
SCH = """2 1 0 0
0 1 2 1 2 [0] [0]
1 1 2 2 3 [{least}] [3]
2 1 2 1 3 [-4] [2]
3 1 0
0 1 0 0
1 1 3 1
2 1 2 1
3 1 0 0
{capacity}
"""


def test_a_lag_parts_two_days_and_a_negative_one_keeps_them_near() -> None:
    model = Model()
    first, then = model.number(0, 9), model.number(0, 9)
    model.lag(first, then, 3)
    model.lag(then, first, -4)
    found = model.solve([Goal("late", 9 - then, 9), Goal("early", first, 9)])
    assert (found.read(first), found.read(then)) == (5, 9)
    assert [(g.value, g.bound) for g in found.goals] == [(0, 0), (5, 5)]


def test_goals_are_reached_in_order() -> None:
    model = Model()
    one, other = model.number(0, 9), model.number(0, 9)
    model.cp.add(one + other >= 9)
    assert [g.value for g in model.solve([Goal("a", one, 9), Goal("b", other, 9)]).goals] == [0, 9]


def test_a_search_cut_short_keeps_its_best_and_tells_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = model_module._Search._once

    def once(search: Any, goal: Goal) -> Any:
        solver, status = whole(search, goal)
        return solver, status if goal.name == "a" else "unknown"

    monkeypatch.setattr(model_module._Search, "_once", once)
    model = Model()
    one, other = model.number(0, 9), model.number(0, 9)
    model.cp.add(one + other >= 9)
    found = model.solve([Goal("a", one, 9), Goal("b", other, 9)])
    assert (found.status, found.read(one)) == ("feasible", 0)
    assert [(g.name, g.value, g.bound) for g in found.goals] == [("a", 0, 0), ("b", 9, 0)]


def test_what_cannot_be_is_infeasible_and_has_no_days() -> None:
    model = Model()
    day = model.number(0, 3)
    model.lag(day, day, 1)
    found = model.solve()
    assert (found.status, found.found) == ("infeasible", False)
    with pytest.raises(LookupError):
        found.read(day)


@pytest.mark.parametrize(
    ("least", "capacity", "makespan"), [(0, 2, 3), (0, 1, 5), (4, 2, 6), (-2, 1, 5), (5, 1, None)]
)
def test_a_standard_instance_is_solved(least: int, capacity: int, makespan: int | None) -> None:
    instance = rcpsp_max.read(SCH.format(least=least, capacity=capacity))
    found = rcpsp_max.solve(instance, 5, 1)
    assert [g.value for g in found.goals] == ([] if makespan is None else [makespan])
    assert found.status == ("infeasible" if makespan is None else "optimal")


def test_a_folder_of_instances_prints_a_row_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = SCH.format(least=0, capacity=1)
    (tmp_path / "one.SCH").write_text(text)
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("two.sch", text)
    assert rcpsp_max.main([str(tmp_path / "one.SCH"), str(tmp_path / "more.zip"), "--seconds", "5"]) == 0
    head, one, two = capsys.readouterr().out.splitlines()
    assert head == "set,file,status,makespan,bound,seconds"
    assert one.startswith(f"{tmp_path.name},one.SCH,optimal,5,5,")
    assert two.startswith("more,two.sch,optimal,5,5,")


@pytest.mark.parametrize("text", ["", "2 1\n0 1 1 5\n", SCH.format(least="x", capacity=1), "a b c"])
def test_what_is_no_instance_is_refused_with_its_line(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.sch"
    file.write_text(text)
    assert rcpsp_max.main([str(file)]) == 2
    assert "line" in capsys.readouterr().err
