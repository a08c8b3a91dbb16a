"""What holds on every day there is, proved with Z3 rather than searched for.

Days are whole numbers without end, so a search could only ever show that nothing was found.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest
import z3

import entracte as en
from entracte.core.history import History, Session
from entracte.core.proposal import Proposal
from entracte.engine import interval
from entracte.engine.assess import assess
from entracte.engine.assessment import Status, Window
from entracte.knowledge.contradictions import must_precede, never
from entracte.knowledge.rules import Interval, Pair, Rulebook

DAY_ZERO = date(2100, 1, 1)
# As far as the calendar reaches from day zero in both directions, and then some.
FAR = 600_000
NOTHING = Pair(None, None, None)


@cache
def rulebook() -> Rulebook:
    return en.compile(en.load())


Shape = tuple[bool, int, bool, int, bool]


def shape(there: Pair, back: Pair) -> Shape:
    """All that matters of a pair for the question whether some day is open."""
    ahead, behind = there.overlapping, back.overlapping
    waits = [rule.minimum for rule in (ahead, behind) if rule]
    today = any(pair.order.status != "wait" if pair.order else not any(waits) for pair in (there, back))
    return (
        never(ahead),
        ahead.minimum if ahead else 0,
        never(behind),
        behind.minimum if behind else 0,
        today,
    )


def shapes() -> Iterator[tuple[Shape, tuple[str, str]]]:
    """Each shape that some pair a client can have takes, with one pair of it."""
    book, seen = rulebook(), set()
    for a, b in sorted(book.pairs):
        if not {a, b} <= book.usable:
            continue
        found = shape(book.pairs[a, b], book.pairs.get((b, a), NOTHING))
        if found not in seen:
            seen.add(found)
            yield found, (a, b)


def open_on(day: z3.ArithRef, found: Shape) -> z3.BoolRef:
    """The second treatment, so many days after the first (before it, below 0), is not closed."""
    banned, ahead, banned_back, behind, open_today = found
    after = z3.And(day > 0, day >= ahead, z3.BoolVal(not banned))
    before = z3.And(day < 0, -day >= behind, z3.BoolVal(not banned_back))
    today = z3.And(day == 0, z3.BoolVal(open_today and not (banned or banned_back)))
    return z3.Or(after, before, today)


def test_every_pair_has_an_open_day_and_the_engine_agrees() -> None:
    """Some day order is open for every pair of the shipped base, or a ruling would have to say not."""
    day, closed, proved = z3.Int("day"), [], 0
    for found, (a, b) in shapes():
        solver = z3.Solver()
        solver.add(day > -FAR, day < FAR, open_on(day, found))
        if solver.check() != z3.sat:
            closed.append((a, b))
            continue
        proved += 1
        days = solver.model()[day].as_long()
        history = History([Session(a, DAY_ZERO, frozenset({"face"}), "booked")])
        put = Proposal(b, DAY_ZERO + timedelta(days=days), frozenset({"face"}))
        status = assess(rulebook(), history, put).timing
        assert status not in ("wait", "avoid"), (a, b, days)
    assert closed == []
    assert proved > 100


def test_the_proof_finds_a_pair_that_is_closed_for_good() -> None:
    day = z3.Int("day")
    solver = z3.Solver()
    solver.add(open_on(day, (True, 4_000_000, True, 4_000_000, False)))
    assert solver.check() == z3.unsat


def test_what_must_come_first_on_one_day_never_runs_in_a_circle() -> None:
    """Treatments can be ranked so that each comes after all that must precede it."""
    book = rulebook()
    edges = {(a, b) for a, b in must_precede(book.pairs) if {a, b} <= book.usable}
    assert edges
    ranks = {id_: z3.Int(id_) for edge in edges for id_ in edge}
    solver = z3.Solver()
    for a, b in sorted(edges):
        solver.assert_and_track(ranks[a] < ranks[b], f"{a} before {b}")
    assert solver.check() == z3.sat, solver.unsat_core()


def patterns() -> list[Interval]:
    """One interval of each set of numbers in the base."""
    rules = [rule for rule in rulebook().rules.values() if isinstance(rule, Interval)]
    numbers = {(r.minimum, r.advised, r.best_before, r.closes): r for r in rules}
    return list(numbers.values())


def holds(window: Window, day: z3.ArithRef) -> z3.BoolRef:
    return z3.And(day >= window.start, day < window.end)


@pytest.mark.parametrize("direction", ["after", "before"])
def test_windows_leave_no_gap_do_not_overlap_and_never_get_worse(direction: str) -> None:
    """On each day beside a session exactly one window holds, and more days never close what was open."""
    make, sign = (interval.after, 1) if direction == "after" else (interval.before, -1)
    near, far = z3.Ints("near far")
    beside = z3.And(near >= 1, near < far, far < FAR)
    checked = patterns()
    assert len(checked) > 50
    for rule in checked:
        windows = list(make(rule, 0))
        for when in (near, far):
            one = z3.PbEq([(holds(window, sign * when), 1) for window in windows], 1)
            assert unsatisfiable(beside, z3.Not(one)), rule.id
        worse = [
            z3.And(holds(first, sign * near), holds(second, sign * far))
            for first in windows
            for second in windows
            if _worse(second.status) > _worse(first.status)
        ]
        assert unsatisfiable(beside, z3.Or(worse)), rule.id


def _worse(status: Status) -> Status:
    """Ideal and overdue read as clear: they close nothing."""
    return max(status, Status.OVERDUE)


def unsatisfiable(*claims: z3.BoolRef) -> bool:
    solver = z3.Solver()
    solver.add(*claims)
    return bool(solver.check() == z3.unsat)
