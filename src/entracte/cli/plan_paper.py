"""A plan on a terminal: the visits, what they want care for, the proof; or the clash and the changes."""

from __future__ import annotations

from entracte.cli import paper
from entracte.core.days import words
from entracte.engine.explain import name
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan, Placed, Plan, Short
from entracte.planner.replan import Broken

GOALS = {
    "moved": "sessions moved",
    "advised": "days short of what is advised",
    "grounds": "points of weak grounds (0 for labels and consensus, 6 for a consumer page, 8 for silence)",
    "price": "hundredths of the price",
    "visits": "visits",
    "peak": "days by which the event comes after the peak of what fades",
    "rhythm": "days that courses run longer than their advised rhythm",
    "finish": "days from the start to the last visit",
}
SHOWN = 12


def show(rulebook: Rulebook, found: Plan | NoPlan, broken: tuple[Broken, ...] = ()) -> None:
    """Print the answer; first what an earlier plan holds that is no longer allowed."""
    page = paper.Paper()
    for session in broken:
        rules = ", ".join(session.rules) or "nothing known"
        told = f"No longer allowed: {session.session} on {session.on} ({session.timing}: {rules})"
        page.line(told, style=paper.COLOURS["wait"])
    _no_plan(page, found) if isinstance(found, NoPlan) else _plan(page, rulebook, found)
    paper.foot(page, rulebook)


def _plan(page: paper.Paper, rulebook: Rulebook, found: Plan) -> None:
    proof = (
        "no better plan exists" if found.status == "optimal" else f"within {100 * found.gap:.1f}% of the best"
    )
    page.head(f"{len(found.visits)} visits: {found.status}, {proof}")
    for visit in found.visits:
        page.line(f"{visit.on:%a %d %b %Y}", style="bold", indent=2)
        for number, session in enumerate(visit.sessions, 1):
            order = f"{number}. " if len(visit.sessions) > 1 else ""
            page.line(f"{order}{_session(rulebook, session)}", indent=4)
            for short in session.care:
                page.line(_care(short), style=paper.COLOURS["caution"], indent=7)
    if found.event:
        page.line(f"{found.event.on:%a %d %b %Y}  {found.event.name}", style="bold", indent=2)
    page.head("Goals, in this order")
    for goal in found.goals:
        bound = "" if goal.value == goal.bound else f", at least {goal.bound}"
        page.line(f"{GOALS.get(goal.name, goal.name)}: {goal.value}{bound} (weight {goal.weight})", indent=2)
    if found.to_ask:
        page.head("Ask before the first visit")
        for question in found.to_ask[:SHOWN]:
            page.line(question.question, indent=2)
        if len(found.to_ask) > SHOWN:
            page.line(f"and {len(found.to_ask) - SHOWN} more: --json lists all", indent=2)
    for note in found.notes:
        page.line(note, indent=2)
    for other in found.alternatives:
        page.head(f"Or {other.kind}: {other.says}")
        for visit in other.plan.visits:
            names = ", then ".join(_session(rulebook, s) for s in visit.sessions)
            page.line(f"{visit.on:%a %d %b %Y}  {names}", indent=2)


def _session(rulebook: Rulebook, session: Placed) -> str:
    areas = ", ".join(name(rulebook, a) for a in session.areas)
    by = ", ".join(w for w in (session.practitioner, session.room, session.device) if w)
    at = f"{session.at} " if session.at else ""
    return f"{at}{name(rulebook, session.procedure)}{f' ({areas})' if areas else ''}{f': {by}' if by else ''}"


def _care(short: Short) -> str:
    rule = short.rule or "nothing known"
    if short.days is None or short.bound is None or short.days >= short.bound:
        return f"with care: {rule}"
    return f"{words(short.days)} after or before {short.event}, where {words(short.bound)} is advised: {rule}"


def _no_plan(page: paper.Paper, found: NoPlan) -> None:
    if found.status == "unknown":
        page.head(found.says)
        return
    page.head("No plan keeps all of this")
    for member in found.clash:
        grade = f" [{member.grade}]" if member.grade else ""
        page.line(f"{member.says}{grade}", indent=2)
        if member.sources:
            more = f" and {len(member.sources) - 3} more" if len(member.sources) > 3 else ""
            page.line(f"{', '.join(member.sources[:3])}{more}", style="dim", indent=4)
    if found.smallest:
        page.line("Without any one of these there would be a plan.", indent=2)
    page.head("What would make it possible" if found.changes else "No single change was found that helps")
    for change in found.changes:
        page.line(change.says, indent=2)
