"""A second reading of the rules, one day at a time, from the words of docs/explanation/meaning.md.

It knows no windows and looks nothing up that the engine prepared: the rules are data, the trees are
walked anew, every possible day of a partial date is tried, and the first open day is found by asking
day after day. It is slow, and meant to be: whoever doubts the engine should be able to read this.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from entracte.core.days import FOREVER
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.proposal import Proposal
from entracte.knowledge.rules import Contraindication, Interval, Limit, Order, Rule, Rulebook
from tests.agree.trees import factor_is_a, is_a, overlap

WORST_LAST = ("clear", "ideal", "overdue", "caution", "ask", "wait", "avoid")
# Of two readings that mean the same for a day, the one that is told.
CODES_LAST = (
    "far-enough",
    "ideal-again",
    "overdue-again",
    "no-guidance",
    "short-of-advised",
    "too-soon",
    "never",
)


class Bite(NamedTuple):
    """One rule (None: nothing known) met with one event on one day."""

    code: str
    rule: str | None
    event: str | None
    status: str


class Reading(NamedTuple):
    """What the naive reading answers; `earliest` and `advised` are ordinals, None for never."""

    verdict: str
    timing: str
    earliest: int | None
    advised: int | None
    bites: frozenset[Bite]


def read(rulebook: Rulebook, history: History, proposal: Proposal) -> Reading:
    """The whole answer."""
    today = proposal.on.toordinal()
    bites = on_day(rulebook, history, proposal, today)
    timing = worst(b.status for b in bites)
    verdict = timing
    if timing in ("clear", "caution") and unasked(rulebook, history, proposal.procedure):
        verdict = "ask"
    return Reading(
        verdict,
        timing,
        first(rulebook, history, proposal, ("clear", "caution")),
        first(rulebook, history, proposal, ("clear",)),
        frozenset(bites),
    )


def worst(statuses: Iterator[str]) -> str:
    """The verdict of a day: the worst of what bites; ideal and overdue are clear."""
    found = max(statuses, key=WORST_LAST.index, default="clear")
    return "clear" if found in ("ideal", "overdue") else found


def first(rulebook: Rulebook, history: History, proposal: Proposal, good: tuple[str, ...]) -> int | None:
    """Ask day after day, until past every day on which a rule could still change its mind."""
    start = proposal.on.toordinal()
    for day in range(start, horizon(rulebook, history, proposal) + 1):
        if worst(b.status for b in on_day(rulebook, history, proposal, day)) in good:
            return day
    return None


def horizon(rulebook: Rulebook, history: History, proposal: Proposal) -> int:
    """The last event, and after it the longest finite number of any rule that could touch this client."""
    here = proposal.procedure
    ends = [proposal.on.toordinal(), *(s.last_day for s in history.sessions)]
    ends += [p.to.toordinal() for p in history.factors if p.to]
    rules: list[Rule | None] = [*rulebook.limits.get(here, ()), *rulebook.bars.get(here, {}).values()]
    numbers = [rulebook.settling[here]]
    for there in {s.procedure for s in history.sessions}:
        numbers.append(rulebook.settling[there])
        rules += [*rulebook.pairs.get((here, there), ()), *rulebook.pairs.get((there, here), ())]
    for rule in rules:
        numbers += [getattr(rule, name, None) or 0 for name in ("minimum", "advised", "days")]
    return max(ends) + max(n for n in numbers if n < FOREVER) + 1


def on_day(rulebook: Rulebook, history: History, proposal: Proposal, day: int) -> list[Bite]:
    """Everything that speaks of one day."""
    found: list[Bite] = []
    others = [s for s in history.sessions if proposal.id is None or s.id != proposal.id]
    for session in others:
        found += of_session(rulebook, session, proposal, day)
    for period in history.factors:
        found += of_factor(rulebook, period, proposal.procedure, day)
    for limit in rulebook.limits.get(proposal.procedure, ()):
        counted = [s for s in others if is_a(rulebook.base, s.procedure, limit.procedure)]
        found += of_limit(limit, counted, proposal, day)
    return found


# ---- sessions


def of_session(rulebook: Rulebook, session: Session, proposal: Proposal, day: int) -> list[Bite]:
    """A session speaks from before, from after, or from the day itself: the worst of each it may be."""
    near = overlap(rulebook.base, session.areas, proposal.areas)
    past, future, today = [], [], []
    for on in range(session.first_day, session.last_day + 1):
        if on < day:
            past += gap(rulebook, session, proposal.procedure, day - on, near)
        elif on > day:
            future += gap_before(rulebook, session, proposal.procedure, on - day, near)
        else:
            today += same_day(rulebook, session, proposal, near)
    return [max(found, key=told) for found in (past, future, today) if found]


def told(bite: Bite) -> tuple[int, int]:
    """The worst status, and of equal ones the plainest code."""
    place = next((n for n, code in enumerate(CODES_LAST) if bite.code.startswith(code)), 0)
    return WORST_LAST.index(bite.status), place


def interval_of(rulebook: Rulebook, first: str, then: str, near: bool) -> Interval | None:
    """The interval rule of an ordered pair, on overlapping areas or on areas apart."""
    pair = rulebook.pairs.get((first, then))
    if pair is None:
        return None
    return pair.overlapping if near else pair.apart


def gap(rulebook: Rulebook, session: Session, procedure: str, days: int, near: bool) -> list[Bite]:
    """So many days after a session."""
    rule = interval_of(rulebook, session.procedure, procedure, near)
    if rule is None:
        settles = near and days < rulebook.settling[session.procedure]
        return [Bite("no-guidance-after", None, session.name, "ask")] if settles else []
    if days < rule.minimum:
        code = "never-after" if rule.closes == "avoid" else "too-soon-after"
        return [Bite(code, rule.id, session.name, rule.closes)]
    if days < rule.advised:
        return [Bite("short-of-advised-after", rule.id, session.name, "caution")]
    if rule.best_before is None:
        return [Bite("far-enough-after", rule.id, session.name, "clear")]
    if days < rule.best_before:
        return [Bite("ideal-again", rule.id, session.name, "ideal")]
    return [Bite("overdue-again", rule.id, session.name, "overdue")]


def gap_before(rulebook: Rulebook, session: Session, procedure: str, days: int, near: bool) -> list[Bite]:
    """So many days before a session: the mirror image."""
    rule = interval_of(rulebook, procedure, session.procedure, near)
    if rule is None:
        settles = near and days < rulebook.settling[procedure]
        return [Bite("no-guidance-before", None, session.name, "ask")] if settles else []
    if days < rule.minimum:
        code = "never-before" if rule.closes == "avoid" else "too-soon-before"
        return [Bite(code, rule.id, session.name, rule.closes)]
    if days < rule.advised:
        return [Bite("short-of-advised-before", rule.id, session.name, "caution")]
    return [Bite("far-enough-before", rule.id, session.name, "clear")]


def same_day(rulebook: Rulebook, session: Session, proposal: Proposal, near: bool) -> list[Bite]:
    """Each order that can still happen is read; the best of them is told."""
    here, there = proposal.procedure, session.procedure
    rules = [interval_of(rulebook, there, here, near), interval_of(rulebook, here, there, near)]
    intervals = [rule for rule in rules if rule is not None]
    read: list[Bite] = []
    if session_may_come_first(session, proposal):
        read += [one_order(order_of(rulebook, there, here), intervals, near, session)]
    if session_may_come_last(session, proposal):
        read += [one_order(order_of(rulebook, here, there), intervals[::-1], near, session)]
    if any(bite.status == "untouched" for bite in read):
        return []
    return [min(read, key=lambda bite: WORST_LAST.index(bite.status))]


def order_of(rulebook: Rulebook, first: str, then: str) -> Order | None:
    """The order rule of an ordered pair."""
    pair = rulebook.pairs.get((first, then))
    return pair.order if pair else None


def session_may_come_first(session: Session, proposal: Proposal) -> bool:
    """What stands earlier in the visit, or is done already, comes first."""
    one, other = session.sequence, proposal.sequence
    if one is not None and other is not None and one != other:
        return one < other
    return session.status == proposal.status or session.status == "done"


def session_may_come_last(session: Session, proposal: Proposal) -> bool:
    """What stands later in the visit, or is not done yet, comes last."""
    one, other = session.sequence, proposal.sequence
    if one is not None and other is not None and one != other:
        return one > other
    return session.status == proposal.status or session.status != "done"


def one_order(order: Order | None, intervals: list[Interval], near: bool, session: Session) -> Bite:
    """One order on one day: never, as the order rule says, closed by an interval, unknown, or open.

    `intervals` are those of the two directions, that of the order asked about first.
    """
    for rule in intervals:
        if rule.closes == "avoid" and rule.minimum > 0:
            return Bite("same-day-closed", rule.id, session.name, "avoid")
    if order is not None and (near or order.scope == "anywhere" or order.status != "wait"):
        code = "same-day-closed" if order.status == "wait" else "same-day-open"
        return Bite(code, order.id, session.name, order.status)
    if not intervals:
        if near:
            return Bite("no-guidance-same-day", None, session.name, "ask")
        return Bite("", None, session.name, "untouched")
    longest = max(intervals, key=lambda rule: (rule.minimum, rule.advised))
    if longest.minimum > 0:
        return Bite("same-day-closed", longest.id, session.name, "wait")
    return Bite("same-day-open", longest.id, session.name, "caution" if longest.advised else "clear")


# ---- factors and limits


def of_factor(rulebook: Rulebook, period: FactorPeriod, procedure: str, day: int) -> list[Bite]:
    """While a factor lasts, and so many days after its last."""
    rule: Contraindication | None = rulebook.bars.get(procedure, {}).get(period.factor)
    if rule is None or period.answer != "yes":
        return []
    if period.since and day < period.since.toordinal():
        return []
    if period.to is None or day <= period.to.toordinal():
        return [Bite("factor-present", rule.id, period.name, rule.during)]
    days = day - period.to.toordinal()
    if days < rule.minimum:
        return [Bite("factor-recent", rule.id, period.name, "wait")]
    if days < rule.advised:
        return [Bite("factor-recent", rule.id, period.name, "caution")]
    return [Bite("factor-past", rule.id, period.name, "clear")]


def of_limit(rule: Limit, counted: list[Session], proposal: Proposal, day: int) -> list[Bite]:
    """Each run of days that holds this one is added up, with the proposal in it."""
    own = amount(rule, proposal.dose)
    if own is not None and own > rule.amount:
        return [Bite("over-limit", rule.id, None, "avoid")]
    run = max(rule.days, 1)
    for start in range(day - run + 1, day + 1):
        inside = [s for s in counted if s.first_day < start + run and s.last_day >= start]
        total = sum(amount(rule, s.dose) or 0 for s in inside)  # told to a thousandth at most
        # A dose that nobody told is more than nothing.
        if (
            (total > 0 and round(total, 3) >= rule.amount)
            if own is None
            else (total > 0 and round(total + own, 3) > rule.amount)
        ):
            return [Bite("over-limit", rule.id, "", "wait")]
    return []


def amount(rule: Limit, dose: float | None) -> float | None:
    """What one session counts for."""
    return 1.0 if rule.unit == "sessions" else dose


# ---- what was not asked


def unasked(rulebook: Rulebook, history: History, procedure: str) -> frozenset[str]:
    """Factors that could mean avoid and of which nobody said yes, nor no to them or what holds them."""
    found = set()
    for factor, rule in rulebook.bars.get(procedure, {}).items():
        yes = any(p.answer == "yes" and p.factor == factor for p in history.factors)
        no = any(p.answer == "no" and factor_is_a(rulebook.base, factor, p.factor) for p in history.factors)
        if rule.during == "avoid" and not yes and not no:
            found.add(factor)
    return frozenset(found)
