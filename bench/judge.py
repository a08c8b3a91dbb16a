"""One assessment of ten sessions and ten factors, beside the same rules in two general engines.

Each engine is given the rules in the form that suits it: zen-engine one decision table for the proposed
procedure, asked once per event, with the search for the open days in Python; CLIPS the rules as facts
and productions that join them and move the open days on. All are asked the same cases in one run, and
must agree on the timing, the earliest and the advised day of every one. entracte finds its grounds too.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import clips
import zen
from rich.table import Table

import entracte as en
from entracte.core.days import FOREVER, from_ordinal
from entracte.engine.assessment import Status
from entracte.engine.contraindication import DURING
from entracte.engine.interval import CLOSING
from entracte.engine.order import one_order
from entracte.knowledge.rules import Rulebook

DAY = date(2026, 12, 1)
CASES, SESSIONS, FACTORS = 200, 10, 10
Case = tuple[en.History, en.Proposal]
Row = tuple[str, int, int, Status]
Answer = tuple[Status, date | None, date | None]


def cases(rulebook: Rulebook) -> list[Case]:
    """Seeded clients with ten sessions, none of them on the proposed day, and ten answers."""
    draw = random.Random(20261122)
    procedures = sorted(p for p in rulebook.usable if rulebook.base.procedures[p].kind == "procedure")
    factors = sorted({f for found in rulebook.bars.values() for f in found})
    return [_case(draw, procedures, factors) for _ in range(CASES)]


def _case(draw: random.Random, procedures: list[str], factors: list[str]) -> Case:
    days = draw.sample([d for d in range(-300, 60) if d], SESSIONS)
    sessions = [
        en.Session(draw.choice(procedures), DAY + timedelta(days=d), frozenset({"face"}), id=f"s{d}")
        for d in days
    ]
    periods = [
        en.FactorPeriod(f, to=DAY - timedelta(days=draw.randrange(1, 400)))
        if draw.random() < 0.3
        else en.FactorPeriod(f, en.Known.NO)
        for f in draw.sample(factors, FACTORS)
    ]
    return en.History(sessions, periods), en.Proposal(draw.choice(procedures), DAY, frozenset({"face"}))


def rows(rulebook: Rulebook, procedure: str) -> list[Row]:
    """The rules that touch a procedure, as (event, from, until, status) in days since the event."""
    found: list[Row] = []
    for other in sorted(rulebook.usable):
        after, before = rulebook.pairs.get((other, procedure)), rulebook.pairs.get((procedure, other))
        rule = after and after.overlapping
        if rule:
            found.append((other, 1, rule.minimum, CLOSING[rule.closes]))
            found.append((other, rule.minimum, rule.advised, Status.CAUTION))
        else:
            found.append((other, 1, rulebook.settling[other], Status.ASK))
        rule = before and before.overlapping
        if rule:
            found.append((other, 1 - rule.minimum, 0, CLOSING[rule.closes]))
            found.append((other, 1 - rule.advised, 1 - rule.minimum, Status.CAUTION))
        else:
            found.append((other, 1 - rulebook.settling[procedure], 0, Status.ASK))
        # The sessions are done and the proposal is not, so that they came first on their day.
        today = one_order(after and after.order, after and after.overlapping, rule, overlap=True)
        if today:
            found.append((other, 0, 1, today[0]))
    for factor, bar in sorted(rulebook.bars.get(procedure, {}).items()):
        found.append((factor, -FOREVER, 1, DURING[bar.during]))
        found.append((factor, 1, bar.minimum, Status.WAIT))
        found.append((factor, max(bar.minimum, 1), bar.advised, Status.CAUTION))
    return [row for row in found if row[1] < row[2] and row[3] > Status.OVERDUE]


def events(case: Case) -> list[tuple[str, int]]:
    """Each session and each factor that was present, with its last day."""
    history, _ = case
    told = [(s.procedure, s.last_day) for s in history.sessions]
    return told + [(f.factor, f.last_day) for f in history.factors if f.answer is en.Known.YES]


def entracte_judge(rulebook: Rulebook) -> Callable[[Case], Answer]:
    """The engine's own answer, with the whole assessment made."""

    def judge(case: Case) -> Answer:
        told = en.assess(rulebook, *case)
        return Status[told.timing.upper()], told.earliest, told.advised

    return judge


def search(windows: list[tuple[int, int, int]], day: int, worst: Status) -> int:
    """The first day that no window worse than `worst` holds."""
    moved = True
    while moved:
        moved = False
        for start, until, status in windows:
            if status > worst and start <= day < until:
                day, moved = until, True
    return day


def answer(timing: int, earliest: int, advised: int) -> Answer:
    """Numbers as the engine tells them."""
    return Status(timing), from_ordinal(earliest), from_ordinal(advised)


def zen_judge(rulebook: Rulebook) -> Callable[[Case], Answer]:
    """A decision table per procedure, every hit collected."""
    engine, made = zen.ZenEngine(), {}

    def judge(case: Case) -> Answer:
        procedure, day = case[1].procedure, case[1].on.toordinal()
        if procedure not in made:
            made[procedure] = engine.create_decision(json.dumps(decision_table(rows(rulebook, procedure))))
        windows = [
            (at + hit["start"], at + hit["until"], hit["status"])
            for event, at in events(case)
            for hit in made[procedure].evaluate({"event": event})["result"]
        ]
        timing = max((status for start, until, status in windows if start <= day < until), default=0)
        return answer(timing, search(windows, day, Status.CAUTION), search(windows, day, Status.OVERDUE))

    return judge


def decision_table(table: list[Row]) -> dict[str, object]:
    """The rows as a JSON decision model."""
    names = ("start", "until", "status")
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": "e", "name": "event", "field": "event"}],
        "outputs": [{"id": name, "name": name, "field": name} for name in names],
        "rules": [
            {"_id": str(i), "e": f'"{row[0]}"'}
            | {name: str(int(n)) for name, n in zip(names, row[1:], strict=True)}
            for i, row in enumerate(table)
        ],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": content},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return {"nodes": nodes, "edges": edges}


PRODUCTIONS = (
    "(deftemplate rule (slot for) (slot event) (slot start) (slot until) (slot status))",
    "(deftemplate event (slot for) (slot name) (slot at))",
    "(deftemplate window (slot start) (slot until) (slot status))",
    "(deftemplate open (slot worst) (slot day))",
    "(defglobal ?*worst* = 0)",
    "(defglobal ?*asked* = 0)",
    "(defrule closes (event (for ?p) (name ?e) (at ?t))"
    " (rule (for ?p) (event ?e) (start ?a) (until ?b) (status ?s))"
    " => (assert (window (start (+ ?t ?a)) (until (+ ?t ?b)) (status ?s))))",
    "(defrule timing (window (start ?a&:(<= ?a ?*asked*)) (until ?b&:(< ?*asked* ?b)) (status ?s))"
    " => (bind ?*worst* (max ?*worst* ?s)))",
    "(defrule later ?o <- (open (worst ?w) (day ?d))"
    " (window (start ?a&:(<= ?a ?d)) (until ?b&:(< ?d ?b)) (status ?s&:(> ?s ?w)))"
    " => (modify ?o (day ?b)))",
)


def clips_judge(rulebook: Rulebook) -> Callable[[Case], Answer]:
    """Rules as facts; productions join them with a client's events and move the open days on."""
    environment = clips.Environment()
    for construct in PRODUCTIONS:
        environment.build(construct)
    rule, event, window, first = (environment.find_template(n) for n in ("rule", "event", "window", "open"))
    for procedure in sorted(rulebook.usable):
        for name, start, until, status in rows(rulebook, procedure):
            rule.assert_fact(
                **{"for": procedure, "event": name, "start": start, "until": until, "status": int(status)}
            )
    worst, asked = environment.find_global("worst"), environment.find_global("asked")

    def judge(case: Case) -> Answer:
        procedure, day = case[1].procedure, case[1].on.toordinal()
        worst.value, asked.value = 0, day
        for status in (Status.CAUTION, Status.OVERDUE):
            first.assert_fact(worst=int(status), day=day)
        for name, at in events(case):
            event.assert_fact(**{"for": procedure, "name": name, "at": at})
        environment.run()
        days = {fact["worst"]: fact["day"] for fact in first.facts()}
        for template in (event, window, first):
            for fact in list(template.facts()):
                fact.retract()
        return answer(worst.value, days[int(Status.CAUTION)], days[int(Status.OVERDUE)])

    return judge


def table(rulebook: Rulebook) -> Table:
    """Time every engine on every case, and refuse to print where they disagree."""
    asked = cases(rulebook)
    judges = {
        "entracte assess": entracte_judge(rulebook),
        "zen-engine, a table per procedure": zen_judge(rulebook),
        "clipspy, rules as facts": clips_judge(rulebook),
    }
    expected = [judges["entracte assess"](case) for case in asked]
    told = Table(
        "engine", "median", "99th percentile", "times entracte", "agrees", title="Microseconds a case"
    )
    least = None
    for name, judge in judges.items():
        answers = [judge(case) for case in asked]  # also fills each engine's own tables
        if answers != expected:
            wrong = next(
                i for i, pair in enumerate(zip(answers, expected, strict=True)) if pair[0] != pair[1]
            )
            raise SystemExit(
                f"{name} says {answers[wrong]!r}, entracte {expected[wrong]!r}, of {asked[wrong]}"
            )
        taken = []
        for case in asked * 5:
            start = time.perf_counter()
            judge(case)
            taken.append((time.perf_counter() - start) * 1e6)
        median, last = statistics.median(taken), statistics.quantiles(taken, n=100)[-1]
        least = least or median
        told.add_row(
            name, f"{median:.0f}", f"{last:.0f}", f"{median / least:.1f}", f"{len(asked)} of {len(asked)}"
        )
    return told
