"""A clash in words that can be read out at a desk, with the rules and claims behind it."""

from __future__ import annotations

from entracte.core.days import words
from entracte.core.history import FactorPeriod, Session
from entracte.engine.explain import name, rule_says
from entracte.knowledge.model import Grade
from entracte.knowledge.rules import Grounds, Limit, Rule, Rulebook
from entracte.planner.answer import Member
from entracte.planner.event import Told, effect
from entracte.planner.problem import Problem, Reason
from entracte.planner.wishes import Wish


def member(problem: Problem, reason: Reason) -> Member:
    """One reason as it is told."""
    match reason.why:
        case "rule" | "factor":
            return _rule(problem, reason)
        case "best" | "unseen":
            return _need(problem, reason)
        case "silence":
            return Member(reason.why, reason.about, _silence(problem, reason), reason.event or None)
        case _:
            return Member(reason.why, reason.about, _asked(problem, reason))


def wished(rulebook: Rulebook, wish: Wish, sessions: int | None = None) -> str:
    """A wish in words: "3 sessions of Microneedling (Face)"."""
    count = wish.sessions if sessions is None else sessions
    areas = ", ".join(name(rulebook, a) for a in sorted(wish.areas))
    told = f"{count} session{'' if count == 1 else 's'} of {name(rulebook, wish.procedure)}"
    return f"{told} ({areas})" if areas else told


def _rule(problem: Problem, reason: Reason) -> Member:
    rulebook = problem.rulebook
    rule = rulebook.rules[reason.about]
    told = _says(rulebook, rule)
    if reason.event:
        told += f" ({_event(problem, reason.event)})"
    grounds: Grounds = rule.grounds
    grade: Grade = grounds.grade
    sources = tuple(v.claim.id for v in grounds.those("decided"))
    return Member(reason.why, reason.about, told, reason.event or None, rule.id, grade, sources)


def _says(rulebook: Rulebook, rule: Rule) -> str:
    if isinstance(rule, Limit):
        per = f"in {words(rule.days)}" if rule.days else "in one visit"
        return f"{name(rulebook, rule.procedure)}: at most {rule.amount:g} {rule.unit} {per}"
    assert rule.kind != "care"
    return rule_says(rulebook, rule)


def _event(problem: Problem, called: str) -> str:
    """The session or the factor that a rule met, in words."""
    rulebook = problem.rulebook
    things: tuple[Session | FactorPeriod, ...] = (*problem.history.sessions, *problem.history.factors)
    for thing in things:
        if thing.name == called:
            if isinstance(thing, Session):
                return f"{name(rulebook, thing.procedure)} {thing.status} on {thing.on}"
            since, to = thing.since, thing.to
            span = f"{'from ' + str(since) if since else ''}{' to ' + str(to) if to else ''}".strip()
            return f"{name(rulebook, thing.factor)}{': ' + span if span else ''}"
    return called


def _need(problem: Problem, reason: Reason) -> Member:
    rulebook, event = problem.rulebook, problem.wishes.event
    assert event is not None
    told, what = effect(rulebook, reason.about), name(rulebook, reason.about)
    if reason.why == "unseen":
        source: tuple[Told | None, ...] = (told.shows,)
        says = f"nothing of {what} may show on {event.name} ({event.on})"
        says += f": it can show for {words(told.shows.days)}"
    else:
        source = (told.best_from, told.lasts)
        wait = f", {words(told.best_from.days)} after it at the soonest" if told.best_from else ""
        lasts = f", and it lasts {words(told.lasts.days)}" if told.lasts else ""
        says = f"{what} must be at its best on {event.name} ({event.on}){wait}{lasts}"
    return Member(reason.why, reason.about, says, sources=tuple(c for t in source if t for c in t.claims))


def _silence(problem: Problem, reason: Reason) -> str:
    rulebook = problem.rulebook
    first, then = reason.about.split("/")
    days = words(rulebook.settling[first])
    told = f"no source here covers {name(rulebook, first)} and then {name(rulebook, then)}"
    met = f" ({_event(problem, reason.event)})" if reason.event else ""
    return f"{told}, so the first must have settled ({days}){met}"


def _asked(problem: Problem, reason: Reason) -> str:
    wishes, rulebook = problem.wishes, problem.rulebook
    match reason.why:
        case "wish":
            return f"{wished(rulebook, wishes.procedures[int(reason.about)])} asked for"
        case "until":
            return f"visits from {wishes.first_day(rulebook)} to {wishes.last_day(rulebook)}"
        case "away":
            return f"away {', '.join(str(a) for a in wishes.away)}"
        case "weekdays":
            return f"visits only on {', '.join(sorted(wishes.weekdays))}"
        case "most_visits":
            return f"at most {_count(wishes.most_visits, 'visit')}"
        case "most_per_visit":
            return f"at most {_count(wishes.most_per_visit, 'session')} in one visit"
        case "budget":
            return f"a budget of {wishes.budget:g}"
        case _:
            return "the diary: practitioners, rooms and devices as they are free"


def _count(n: int | None, thing: str) -> str:
    return f"{n} {thing}{'' if n == 1 else 's'}"
