"""One assessment of ten sessions and ten factors, beside the same rules in two general engines.

Each engine is given the rules in the form that suits it: zen-engine one decision table for the proposed
procedure, asked once per event; CLIPS the rules as facts and five productions that join them. All are
asked the same cases in one run, and must agree on the timing of every one.
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
from entracte.core.days import FOREVER
from entracte.engine.assessment import Status
from entracte.engine.contraindication import DURING
from entracte.engine.interval import CLOSING
from entracte.knowledge.rules import Rulebook

DAY = date(2026, 12, 1)
CASES, SESSIONS, FACTORS = 200, 10, 10
Case = tuple[en.History, en.Proposal]
Row = tuple[str, int, int, Status]


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
    for factor, bar in sorted(rulebook.bars.get(procedure, {}).items()):
        found.append((factor, -FOREVER, 1, DURING[bar.during]))
        found.append((factor, 1, bar.minimum, Status.WAIT))
        found.append((factor, max(bar.minimum, 1), bar.advised, Status.CAUTION))
    return [row for row in found if row[1] < row[2] and row[3] > Status.OVERDUE]


def events(case: Case) -> list[tuple[str, int]]:
    """Each session and each factor that was present, with the days from it to the proposed day."""
    history, proposal = case
    day = proposal.on.toordinal()
    told = [(s.procedure, day - s.last_day) for s in history.sessions]
    return told + [(f.factor, day - f.last_day) for f in history.factors if f.answer is en.Known.YES]


def entracte_judge(rulebook: Rulebook) -> Callable[[Case], Status]:
    """The timing as the engine gives it, with the whole assessment made."""
    return lambda case: Status[en.assess(rulebook, *case).timing.upper()]


def zen_judge(rulebook: Rulebook) -> Callable[[Case], Status]:
    """A decision table per procedure, every hit collected."""
    engine, made = zen.ZenEngine(), {}

    def judge(case: Case) -> Status:
        procedure = case[1].procedure
        if procedure not in made:
            made[procedure] = engine.create_decision(json.dumps(decision_table(rows(rulebook, procedure))))
        worst = 0
        for event, days in events(case):
            for hit in made[procedure].evaluate({"event": event, "days": days})["result"]:
                worst = max(worst, hit["status"])
        return Status(worst)

    return judge


def decision_table(table: list[Row]) -> dict[str, object]:
    """The rows as a JSON decision model."""
    content = {
        "hitPolicy": "collect",
        "inputs": [
            {"id": "e", "name": "event", "field": "event"},
            {"id": "d", "name": "days", "field": "days"},
        ],
        "outputs": [{"id": "s", "name": "status", "field": "status"}],
        "rules": [
            {"_id": str(i), "e": f'"{event}"', "d": f"[{start}..{until})", "s": str(int(status))}
            for i, (event, start, until, status) in enumerate(table)
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


def clips_judge(rulebook: Rulebook) -> Callable[[Case], Status]:
    """Rules as facts; a production joins them with the events of a client."""
    environment = clips.Environment()
    environment.build("(deftemplate rule (slot for) (slot event) (slot start) (slot until) (slot status))")
    environment.build("(deftemplate event (slot for) (slot name) (slot days))")
    environment.build("(defglobal ?*worst* = 0)")
    environment.build(
        "(defrule bite (event (for ?p) (name ?e) (days ?d))"
        " (rule (for ?p) (event ?e) (start ?a&:(<= ?a ?d)) (until ?b&:(< ?d ?b)) (status ?s))"
        " => (bind ?*worst* (max ?*worst* ?s)))"
    )
    rule, event = environment.find_template("rule"), environment.find_template("event")
    for procedure in sorted(rulebook.usable):
        for name, start, until, status in rows(rulebook, procedure):
            rule.assert_fact(
                **{"for": procedure, "event": name, "start": start, "until": until, "status": int(status)}
            )
    worst = environment.find_global("worst")

    def judge(case: Case) -> Status:
        worst.value = 0
        facts = [
            event.assert_fact(**{"for": case[1].procedure, "name": n, "days": d}) for n, d in events(case)
        ]
        environment.run()
        found = Status(worst.value)
        for fact in facts:
            fact.retract()
        return found

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
