"""A second reading of "From claims to a rule" in docs/explanation/meaning.md: each subject worked out alone.

Nothing is shared between subjects, nothing is looked up that the compiler prepared, and every step
is a plain list of the claims that are left. Where the page is silent, DECIDED HERE says what both
readings take it to mean.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from entracte.core.days import FOREVER
from entracte.knowledge.model import (
    AnyClaim,
    Base,
    ContraindicationClaim,
    IntervalClaim,
    NoteClaim,
    OrderClaim,
    Source,
    WashoutClaim,
)

TIERS = {"H": 0, "A": 1, "B": 1, "C": 2, "D": 2, "E": 3, "F": 3}
PAGES = 3
CLOSING = ("wait", "avoid", "contraindicated")
OPENING = ("allowed", "preferred")
FORBIDDING = ("avoid", "contraindicated")
Roles = dict[str, str]


class Said(NamedTuple):
    """One claim on a subject, in force, and how many steps above the subject it speaks."""

    claim: AnyClaim
    source: Source
    height: int
    aside: bool

    @property
    def stance(self) -> str:
        return str(getattr(self.claim, "stance", ""))

    @property
    def numbered(self) -> bool:
        return getattr(self.claim, "min", None) is not None

    @property
    def low(self) -> int:
        """The lower end: a month is as long as a month can be."""
        return int(self.claim.min.at_least) if self.numbered else 0  # type: ignore[union-attr]

    @property
    def high(self) -> int:
        """The upper end of a wait, which is where comfort begins: a lower bound too."""
        upper = getattr(self.claim, "max", None)
        return max(self.low, upper.at_least) if upper else self.low

    @property
    def tier(self) -> int:
        return TIERS[self.source.grade]

    @property
    def stated(self) -> bool:
        return self.claim.confidence == "stated"

    @property
    def house(self) -> str:
        return self.source.publisher.casefold()


def severity(base: Base, as_of: date, first: str, then: str) -> str | None:
    """The worst harm that any source names for a pair or the families above it."""
    told = {getattr(s.claim, "severity", None) for s in said(base, as_of, NoteClaim, first, then)}
    return next((word for word in ("serious", "moderate", "minor") if word in told), None)


# ---- steps 1, 2, 5 and 7: who may decide


def line(base: Base, id_: str) -> list[str]:
    """An id and what it is a kind of, nearest first."""
    tree = base.procedures if id_ in base.procedures else base.factors
    found, here = [], tree[id_]
    while True:
        found.append(here.id)
        if here.is_a is None:
            return found
        here = tree[here.is_a]


def said(base: Base, as_of: date, kind: type, first: str, then: str) -> list[Said]:
    """The claims of one kind on a pair, its own and its families'; out of force is out of the book."""
    found = []
    firsts, thens = line(base, first), line(base, then)
    aside = {claim for ruling in base.rulings.values() for claim in ruling.claims}
    for claim in base.claims.values():
        source = base.sources[claim.source]
        if not isinstance(claim, kind) or (source.withdrawn and source.withdrawn <= as_of):
            continue
        for a, b in subjects(claim):
            if a in firsts and b in thens:
                height = firsts.index(a) + thens.index(b)
                found.append(Said(claim, source, height, claim.id in aside))
    return found


def subjects(claim: AnyClaim) -> set[tuple[str, str]]:
    """The ordered pairs that a claim speaks of."""
    match claim:
        case OrderClaim(either=True):
            return {(claim.first, claim.then), (claim.then, claim.first)}
        case OrderClaim() | IntervalClaim():
            return {(claim.first, claim.then)}
        case ContraindicationClaim() | WashoutClaim():
            return {(claim.factor, claim.procedure)}
        case NoteClaim(first=str(first), then=str(then)):
            return {(first, then)}
    return set()


def able(those: list[Said]) -> list[Said]:
    """Not set aside, no trial's exclusion, not marked as no rule or no advice."""
    return [s for s in those if not s.aside and s.stance != "excluded" and s.source.rules and s.source.advice]


def stated_first(those: list[Said]) -> list[Said]:
    """Inferred claims decide only where nothing else is known."""
    return [s for s in those if s.stated] or those


def deciders(those: list[Said]) -> list[Said]:
    """The best tier, and in it those nearest to the subject."""
    left = stated_first(able(those))
    left = [s for s in left if s.tier == min(t.tier for t in left)]
    return [s for s in left if s.height == min(t.height for t in left)]


# ---- steps 3 and 4: how long


def per_publisher(those: list[Said], high: bool) -> list[int]:
    """One number a publisher, its longest, in order."""
    publishers = {s.house for s in those}
    return sorted(max(s.high if high else s.low for s in those if s.house == p) for p in publishers)


def upper_median(numbers: list[int]) -> int:
    return numbers[len(numbers) // 2]


def upper_quartile(numbers: list[int]) -> int:
    return numbers[3 * len(numbers) // 4]


class Wait(NamedTuple):
    """What the claims on one subject come to."""

    minimum: int
    advised: int
    never: bool
    grade: str
    roles: Roles
    best_before: int | None = None


def wait(those: list[Said], policy: str, repeat: bool) -> Wait | None:
    """Steps 2, 3 and 4 on one subject."""
    bounding = [s for s in those if s.stance in CLOSING or (s.stance == "allowed" and s.numbered)]
    preferring = [s for s in those if s.stance in ("preferred", "discouraged") and s.numbered]
    deciding = deciders(bounding)
    if deciding and all(s.stance == "allowed" for s in deciding):
        # DECIDED HERE: what only allows closes no day that a lower tier, which does close days, leaves open.
        closing = deciders([s for s in bounding if s.stance in CLOSING and s.stated])
        if closing and numbers(closing, repeat)[0] < numbers(deciding, repeat)[0]:
            deciding = closing
    if deciding and any(s.stated for s in deciding):
        preferring = [s for s in preferring if s.stated]
    advising = deciders(preferring)
    if not deciding and not advising:
        return None
    minimum = advised = 0
    if deciding:
        minimum, advised = numbers(deciding, repeat)
        advised = max(advised, contested(those, deciding, minimum))
    if advising and (not deciding or advising[0].tier <= deciding[0].tier):
        advised = max(advised, numbers(advising, repeat)[1])
    if policy == "cautious" and deciding:
        pool = stated_first(able(bounding))
        lows = per_publisher(pool, high=False)
        far = 3 * upper_median(lows)
        longest = max(n for n in lows if n <= far)
        highs = per_publisher(pool, high=not repeat)
        advised = max([advised, *(n for n in highs if n <= max(far, longest))])
        if longest > minimum:
            minimum, deciding = longest, [s for s in pool if s.low == longest]
    advised = max(advised, minimum)
    deciding = deciding or advising
    never = minimum >= FOREVER and any(s.stance in FORBIDDING and s.low == minimum for s in deciding)
    roles = numbered_roles(those, deciding, minimum, advised)
    standing = [s for s in deciding if roles[s.claim.id] == "decided" and s.numbered]
    grade = min(s.source.grade for s in standing or deciding)
    ends = [last(s.claim) for s in deciding if roles[s.claim.id] == "decided"]
    overdue = max(ends, default=0) if repeat else 0
    return Wait(minimum, advised, never, grade, roles, overdue if overdue > advised else None)


def last(claim: AnyClaim) -> int:
    """Where a rhythm ends: a bound from above, so a month is as short as a month can be."""
    span = getattr(claim, "max", None) or getattr(claim, "min", None)
    return int(span.at_most) if span else 0


def numbers(deciding: list[Said], repeat: bool) -> tuple[int, int]:
    """The longest of a good tier; the upper median and quartile of pages.

    DECIDED HERE: where a good tier only allows, its shortest number opens; where anything in the tier
    closes, what allows does not shorten it. A repeat's range is a rhythm: its lower end is enough.
    """
    closing = [s for s in deciding if s.stance != "allowed"]
    if deciding[0].tier != PAGES and not closing:
        return min(s.low for s in deciding), min(s.low for s in deciding)
    lows = per_publisher(closing or deciding, high=False)
    highs = per_publisher(closing or deciding, high=not repeat)
    if deciding[0].tier == PAGES:
        return upper_median(lows), max(upper_median(lows), upper_quartile(highs))
    return max(lows), max(highs)


def opens_clear(openers: list[Said]) -> bool:
    """{A,B}, or two independent sources of which one is C."""
    if openers[0].tier <= 1:
        return True
    grades = {s.source.grade for s in openers}
    return openers[0].tier == 2 and len({s.house for s in openers}) >= 2 and "C" in grades


def contested(those: list[Said], deciding: list[Said], minimum: int) -> int:
    """Step 4: until when three publishers of a lower tier would close what is not well opened.

    DECIDED HERE: "would close" is the upper median of all their waits, inferred ones and families' too.
    """
    if opens_clear([s for s in deciding if s.low <= minimum]):
        return 0
    lower = [s for s in able(those) if s.tier > deciding[0].tier and s.stance in CLOSING]
    if len({s.house for s in lower}) < 3:
        return 0
    return upper_median(per_publisher(lower, high=False))


# ---- step 7: nothing vanishes


def role(those: Said, decided: bool, agrees: bool) -> str:
    if those.aside:
        return "set-aside"
    if those.stance == "excluded" or not those.source.advice:
        return "excluded"
    if decided and agrees:
        return "decided"
    return "supported" if agrees else "dissented"


def numbered_roles(those: list[Said], deciding: list[Said], minimum: int, advised: int) -> Roles:
    """Who states a number that stands agrees; who opens without one does not say so much."""
    found = {}
    for s in those:
        stands = s.low in (minimum, advised) or s.high == advised
        agrees = stands if s.numbered else s.stance != "allowed"
        found[s.claim.id] = role(s, s in deciding, agrees)
    return found


def stance_roles(those: list[Said], deciding: list[Said], stances: tuple[str, ...]) -> Roles:
    return {s.claim.id: role(s, s in deciding, s.stance in stances) for s in those}


def stance_grade(those: list[Said], deciding: list[Said], roles: Roles) -> str:
    standing = [s for s in deciding if roles[s.claim.id] == "decided"]
    siding = [s for s in those if roles[s.claim.id] == "supported"]
    return min(s.source.grade for s in standing or siding or deciding)
