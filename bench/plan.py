"""Twenty clients' wishes, each proven best; and one clinic of two hundred clients, against its bound.

python -m bench.plan [--clients 200] [--seconds 60]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import entracte as en
from entracte.core.days import DayRange
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan
from entracte.planner.clinic import Clinic, plan_clinic
from entracte.planner.diary import Diary, Resource, Weekday
from entracte.planner.plan import plan
from entracte.planner.wishes import Event, Wish, Wishes

START = date(2027, 1, 4)
FACE, LIPS, BROW = frozenset({"face"}), frozenset({"lips"}), frozenset({"forehead"})
Treatment = tuple[str, frozenset[str], float | None, int, float]
MENU: tuple[Treatment, ...] = (
    ("microneedling", FACE, None, 60, 250.0),
    ("botulinum-toxin", BROW, 20.0, 30, 200.0),
    ("ha-filler", LIPS, 1.0, 45, 300.0),
    ("peel-superficial", FACE, None, 45, 120.0),
    ("ipl", FACE, None, 45, 180.0),
    ("rf-microneedling", FACE, None, 60, 350.0),
    ("led-phototherapy", FACE, None, 30, 60.0),
    ("laser-hair-removal", frozenset({"legs"}), None, 60, 150.0),
    ("fractional-nonablative-laser", FACE, None, 60, 300.0),
    ("prp", FACE, None, 45, 280.0),
)
SHIFT: tuple[str, ...] = ("09:00-13:00", "13:45-18:00")
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True)
class Case:
    """What one client of the bench asks for."""

    name: str
    history: History
    wishes: Wishes


def cases(rulebook: Rulebook) -> Iterator[Case]:
    """Three to twenty sessions, up to eighteen months, with events, holidays, history and ceilings."""
    menu = [m for m in MENU if m[0] in rulebook.usable]
    for number in range(20):
        rng = random.Random(number)
        sessions = 3 + round(17 * number / 19)
        wished = _wished(rng, menu, sessions)
        months = 18 if sessions > 9 else rng.choice([6, 9, 12])
        until = START + timedelta(30 * months)
        best = frozenset({"botulinum-toxin"} & {w.procedure for w in wished})
        event = Event(until, "wedding", at_best=best) if number % 3 == 0 else None
        yield Case(
            f"{number + 1}",
            _history(number),
            Wishes(
                tuple(wished),
                start=START,
                until=until,
                event=event,
                away=(DayRange(date(2027, 4, 1), date(2027, 4, 30)),) if number % 2 else (),
                weekdays=frozenset(WEEK) if number % 4 else frozenset({"tue", "thu"}),
                most_per_visit=3 if number % 5 == 0 else None,
                visit_price=20.0,
            ),
        )


def _wished(rng: random.Random, menu: list[Treatment], sessions: int) -> list[Wish]:
    """So many sessions, in courses of one to four; no treatment twice."""
    found, left = [], sessions
    for procedure, areas, dose, minutes, price in rng.sample(menu, len(menu)):
        count = min(left, rng.randint(1, 4))
        if count:
            found.append(Wish(procedure, count, areas, dose, minutes, price))
        left -= count
    return found


def _history(number: int) -> History:
    had = [
        Session("botulinum-toxin", START - timedelta(20), BROW, "done", "t0", 20.0),
        Session("ha-filler", START - timedelta(45), LIPS, "done", "f0", 1.0),
    ]
    factors = [
        FactorPeriod("pregnancy", Known.NO),
        FactorPeriod("isotretinoin", since=date(2026, 3, 1), to=date(2026, 8, 1)),
    ]
    return History(had[: number % 3], factors[: 1 + number % 2])


def clinic(rulebook: Rulebook, clients: int) -> tuple[list[tuple[History, Wishes]], Diary]:
    """Clients who begin over six weeks and have twelve; six practitioners, eight rooms, four devices."""
    rng = random.Random(1)
    menu = [m for m in MENU if m[0] in rulebook.usable]
    found = []
    for n in range(clients):
        picked = rng.sample(menu, rng.choice([1, 2, 2, 3]))
        # A second toxin would fall outside the twelve weeks.
        wished = [Wish(p, 1 if d else rng.choice([1, 1, 2]), a, d, m, price) for p, a, d, m, price in picked]
        start = START + timedelta(rng.randrange(0, 21))
        wishes = Wishes(tuple(wished), start, START + timedelta(12 * 7 - 1), client=f"client-{n + 1}")
        found.append((History([], [FactorPeriod("pregnancy", Known.NO)]), wishes))
    return found, diary(rulebook)


def diary(rulebook: Rulebook) -> Diary:
    """Injectors and skin practitioners with their own days, and devices for what needs one."""
    hours = dict.fromkeys(WEEK, SHIFT)
    inject = frozenset({"botulinum-toxin", "ha-filler", "prp", "microneedling"} & rulebook.usable)
    people = [Resource(f"Injector {n}", inject, hours) for n in (1, 2)]
    people += [
        Resource(f"Practitioner {n}", frozenset(), {d: hours[d] for d in WEEK if d != WEEK[n]})
        for n in range(4)
    ]
    rooms = tuple(Resource(f"Room {n}", hours=hours) for n in range(1, 9))
    devices = [
        Resource(f"{p} device", frozenset({p}), hours)
        for p in ("ipl", "rf-microneedling", "laser-hair-removal", "fractional-nonablative-laser")
        if p in rulebook.usable
    ]
    return Diary(tuple(people), rooms, tuple(devices))


def single(rulebook: Rulebook) -> None:
    """Print a row for each client and the summary."""
    row = "{:>6} {:>8} {:>6} {:>9} {:>6} {:>8}"
    print(row.format("client", "sessions", "visits", "status", "short", "seconds"))
    taken = []
    for case in cases(rulebook):
        begun = time.perf_counter()
        found = plan(rulebook, case.history, case.wishes, seconds=20)
        taken.append(time.perf_counter() - begun)
        sessions, seconds = sum(w.sessions for w in case.wishes.procedures), f"{taken[-1]:.3f}"
        if isinstance(found, NoPlan):
            print(row.format(case.name, sessions, "-", found.status, "-", seconds), found.says[:60])
            continue
        short = next(g.value for g in found.goals if g.name == "advised")
        print(row.format(case.name, sessions, len(found.visits), found.status, short, seconds))
    print(f"median {statistics.median(taken):.3f} s, worst {max(taken):.3f} s (asked: under 1 s and 5 s)")


def many(rulebook: Rulebook, clients: int, seconds: float) -> Clinic:
    """Print the progress and the gap of one clinic."""
    wished, shared = clinic(rulebook, clients)
    begun = time.perf_counter()
    found = plan_clinic(
        rulebook,
        wished,
        shared,
        seconds=seconds,
        say=lambda line: print(f"{time.perf_counter() - begun:6.1f} s  {line}"),
    )
    sessions = sum(len(v.sessions) for p in found.plans for v in p.visits)
    print(
        f"{len(found.plans)} of {clients} clients, {sessions} sessions: {found.status}, objective "
        f"{found.objective}, bound {found.bound}, gap {100 * found.gap:.2f}%, {found.seconds:.1f} s "
        "(asked: within 5% in 60 s)"
    )
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--base", help="another base than the shipped")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args(arguments)
    rulebook = en.compile(en.load(given.base), as_of=START)
    single(rulebook)
    if given.clients:
        many(rulebook, given.clients, given.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
