"""Steps 1 to 4 of "From claims to a rule" for a wait: from the voices on one subject to its days."""

from __future__ import annotations

from dataclasses import dataclass

from entracte.core.days import FOREVER
from entracte.knowledge.policy import (
    BOUNDING,
    FEW_PUBLISHERS,
    FORBIDDING,
    HOUSE,
    PAGES,
    Decision,
    Heard,
    decide,
    grounds,
    has_number,
    may_rule,
    middle,
    one_each,
    opens_clear,
    three_quarters,
)
from entracte.knowledge.rules import Grounds, PolicyName


@dataclass(frozen=True)
class Wait:
    """A minimum and an advised wait in days, with the grounds; `never` where it is no matter of days."""

    minimum: int
    advised: int
    never: bool
    grounds: Grounds


def wait(heard: tuple[Heard, ...], policy: PolicyName, repeat: bool = False) -> Wait | None:
    """The wait of an interval or a wash-out; None where no voice says how long.

    `repeat` marks the same procedure twice, where a range is a rhythm ("every 4 to 6 weeks"): its
    lower end is both minimum and advised, and its upper end is kept apart as `best_before`.
    """
    bounding = [h for h in heard if h.stance in BOUNDING or (h.stance == "allowed" and has_number(h))]
    preferring = [h for h in heard if h.stance in ("preferred", "discouraged") and has_number(h)]
    decision = _deciding(bounding, repeat)
    if decision is not None and not decision.inferred:
        # An inferred preference supports or dissents; it moves nothing where a stated claim decides.
        preferring = [h for h in preferring if h.voice.claim.confidence == "stated"]
    advising = decide(preferring)
    minimum = advised = 0
    if decision is not None:
        minimum, advised = _numbers(decision, repeat)
        advised = max(advised, _contested(heard, decision, minimum))
    if advising is not None and (decision is None or advising.tier <= decision.tier):
        advised = max(advised, _numbers(advising, repeat)[1])
    if policy == "cautious" and decision is not None and decision.tier != HOUSE:
        longest, comfortable = _longest(bounding, repeat)
        advised = max(advised, comfortable)
        if longest > minimum:
            minimum, decision = longest, _stating(bounding, longest)
    first = decision or advising
    if first is None:
        return None
    never = minimum >= FOREVER and any(h.stance in FORBIDDING and h.lower == minimum for h in first.deciding)
    advised = max(minimum, advised)
    return Wait(minimum, advised, never, grounds(heard, first, minimum, advised))


def _deciding(bounding: list[Heard], repeat: bool) -> Decision | None:
    """Those who decide the minimum: the best tier, unless it only allows what a lower one allows sooner.

    "We treated again after six weeks" opens the days from six weeks on; it closes none before.
    """
    decision = decide(bounding)
    if decision is None or any(h.stance != "allowed" for h in decision.deciding):
        return decision
    closing = decide(h for h in bounding if h.stance in BOUNDING and h.voice.claim.confidence == "stated")
    if closing is None or _numbers(closing, repeat)[0] >= _numbers(decision, repeat)[0]:
        return decision
    return closing


def _numbers(decision: Decision, repeat: bool) -> tuple[int, int]:
    """The minimum and the advised wait of the deciding voices.

    Where a tier only allows ("we treated after 14 days"), its shortest number opens: a longer one
    of another study says nothing against it.
    """
    bounding = [h for h in decision.deciding if h.stance != "allowed"]
    if not bounding and decision.tier != PAGES:
        opening = min(h.lower for h in decision.deciding)
        return opening, opening
    bounding = bounding or list(decision.deciding)
    lowers = one_each(bounding, lambda h: h.lower)
    uppers = one_each(bounding, lambda h: h.lower if repeat else h.upper)
    if decision.tier == PAGES:
        return middle(lowers), max(middle(lowers), three_quarters(uppers))
    return lowers[-1], uppers[-1]


def _able(bounding: list[Heard]) -> list[Heard]:
    """The voices of all tiers that may rule: the stated ones, or the inferred where there are no others."""
    able = [h for h in bounding if may_rule(h)]
    return [h for h in able if h.voice.claim.confidence == "stated"] or able


def _longest(bounding: list[Heard], repeat: bool) -> tuple[int, int]:
    """The longest wait of all tiers, beyond three times the median set apart."""
    able = _able(bounding)
    lowers = one_each(able, lambda h: h.lower)
    most = 3 * middle(lowers)
    kept = [n for n in lowers if n <= most]
    uppers = one_each(able, lambda h: h.lower if repeat else h.upper)
    return kept[-1], max([n for n in uppers if n <= max(most, kept[-1])], default=kept[-1])


def _stating(bounding: list[Heard], days: int) -> Decision:
    """Those whose number stands because it is the longest of all, whatever their tier."""
    able = _able(bounding)
    stating = tuple(h for h in able if h.lower == days)
    inferred = all(h.voice.claim.confidence == "inferred" for h in able)
    return Decision(min(h.tier for h in stating), stating, inferred)


def _contested(heard: tuple[Heard, ...], decision: Decision, minimum: int) -> int:
    """Until when pages would close what the deciding voices open, if opening it takes more (step 4)."""
    openers = tuple(h for h in decision.deciding if h.lower <= minimum)
    if opens_clear(decision._replace(deciding=openers)):
        return 0
    lower = [h for h in heard if may_rule(h) and h.tier > decision.tier and h.stance in BOUNDING]
    if len({h.publisher for h in lower}) < FEW_PUBLISHERS:
        return 0
    return middle(one_each(lower, lambda h: h.lower))
