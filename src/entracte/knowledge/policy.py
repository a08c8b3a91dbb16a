"""From claims to one rule: the steps of docs/explanation/meaning.md, "From claims to a rule".

Each function takes the voices on one subject, most specific first chosen by `decide`, and returns
numbers with the role that every voice had. Nothing here knows which rules exist: see compile.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from entracte.core.days import Span
from entracte.knowledge.model import Grade, LimitClaim
from entracte.knowledge.rules import Grounds, Role, Voice

TIERS: dict[Grade, int] = {"H": 0, "A": 1, "B": 1, "C": 2, "D": 2, "E": 3, "F": 3}
DayStatus = Literal["clear", "caution", "wait", "avoid"]
CareStance = Literal["avoid", "do", "allowed"]
HOUSE, BEST, MIDDLE, PAGES = 0, 1, 2, 3
FEW_PUBLISHERS = 3
BOUNDING = ("wait", "avoid", "contraindicated")


class Heard(NamedTuple):
    """A voice with how far its subject lies above the one asked about (0: its own)."""

    voice: Voice
    distance: int

    @property
    def tier(self) -> int:
        return TIERS[self.voice.source.grade]

    @property
    def stance(self) -> str:
        return getattr(self.voice.claim, "stance", "")

    @property
    def lower(self) -> int:
        span: Span | None = getattr(self.voice.claim, "min", None)
        return span.at_least if span else 0

    @property
    def upper(self) -> int:
        span: Span | None = getattr(self.voice.claim, "max", None)
        return max(self.lower, span.at_least) if span else self.lower

    def hours(self, longest: bool) -> int:
        """The lower end in hours, or the upper end where the source gave one."""
        claim = self.voice.claim
        lower: Span | None = getattr(claim, "min", None)
        upper: Span | None = getattr(claim, "max", None)
        spans = [span for span in (lower, upper if longest else None) if span]
        return max((span.hours for span in spans), default=0)

    @property
    def publisher(self) -> str:
        return self.voice.source.publisher.casefold()


class Decision(NamedTuple):
    """The voices that decide one question, and the tier they come from."""

    tier: int
    deciding: tuple[Heard, ...]
    inferred: bool

    @property
    def thin(self) -> bool:
        return self.tier == PAGES and len({h.publisher for h in self.deciding}) < FEW_PUBLISHERS


def may_rule(heard: Heard) -> bool:
    """Whether a voice can decide at all: not set aside, not a trial's exclusion, not mechanism."""
    source = heard.voice.source
    return heard.voice.role != "set-aside" and heard.stance != "excluded" and source.rules and source.advice


def decide(heard: Iterable[Heard]) -> Decision | None:
    """The best tier that speaks, and in it the most specific subject; inferred only if nothing else."""
    able = [h for h in heard if may_rule(h)]
    stated = [h for h in able if h.voice.claim.confidence == "stated"]
    voices = stated or able
    if not voices:
        return None
    tier = min(h.tier for h in voices)
    in_tier = [h for h in voices if h.tier == tier]
    nearest = min(h.distance for h in in_tier)
    return Decision(tier, tuple(h for h in in_tier if h.distance == nearest), inferred=not stated)


def one_each(heard: Iterable[Heard], number: Callable[[Heard], int]) -> list[int]:
    """Each publisher's longest number, in order: a publisher counts once."""
    longest: dict[str, int] = {}
    for h in heard:
        longest[h.publisher] = max(longest.get(h.publisher, 0), number(h))
    return sorted(longest.values())


def middle(numbers: list[int]) -> int:
    """The upper median."""
    return numbers[len(numbers) // 2]


def three_quarters(numbers: list[int]) -> int:
    """The upper quartile."""
    return numbers[3 * len(numbers) // 4]


def has_number(heard: Heard) -> bool:
    """Whether a voice states a lower bound."""
    return getattr(heard.voice.claim, "min", None) is not None


def opens_clear(decision: Decision) -> bool:
    """Whether the deciding voices may open a day as clear: {A,B}, or two independent ones with a C."""
    if decision.tier in (HOUSE, BEST):
        return True
    publishers = {h.publisher for h in decision.deciding}
    return (
        decision.tier == MIDDLE
        and len(publishers) >= 2
        and any(h.voice.source.grade == "C" for h in decision.deciding)
    )


def grounds(heard: tuple[Heard, ...], decision: Decision, minimum: int, advised: int) -> Grounds:
    """Every voice with its role, and the grade of those whose number stands."""
    deciding = set(decision.deciding)
    voices: list[Voice] = []
    standing: list[Grade] = []
    for h in heard:
        stands = h.lower in (minimum, advised) or h.upper == advised
        agrees = stands if has_number(h) else h.stance != "allowed"
        role, why = _role(h, h in deciding, agrees)
        voices.append(h.voice._replace(role=role, why=why))
        if role == "decided" and has_number(h):
            standing.append(h.voice.source.grade)
    grade = min(standing or [h.voice.source.grade for h in decision.deciding])
    return Grounds(grade, tuple(voices), decision.thin, decision.inferred)


def _role(heard: Heard, deciding: bool, agrees: bool) -> tuple[Role, str]:
    voice = heard.voice
    if voice.role == "set-aside":
        return "set-aside", voice.why
    if heard.stance == "excluded" or not voice.source.advice:
        return "excluded", "a trial's exclusion criterion protects its endpoint and is no advice"
    if not voice.source.rules:
        return "supported" if agrees else "dissented", "tells how it may work; never a rule"
    if deciding and agrees:
        return "decided", ""
    return (
        "supported" if agrees else "dissented"
    ), "inferred" if voice.claim.confidence == "inferred" else ""


OPENING = ("allowed", "preferred")


def same_day(heard: tuple[Heard, ...], closed: bool) -> tuple[DayStatus, Grounds] | None:
    """Step 4 for one order on one day; `closed` tells whether an interval closes that day."""
    decision = decide(heard)
    if decision is None:
        return None
    against = [h for h in decision.deciding if h.stance in BOUNDING]
    opening = {h.publisher for h in decision.deciding if h.stance in OPENING}
    enough = len(opening) >= (1 if decision.tier in (HOUSE, BEST) else 2)
    status: DayStatus
    if decision.tier == PAGES:
        many = 2 * len({h.publisher for h in against}) >= len({h.publisher for h in decision.deciding})
        status = "wait" if closed or many else "caution"
    elif against or (closed and (decision.inferred or not enough)):
        status = "wait"
    elif decision.tier == MIDDLE or any(h.stance == "discouraged" for h in decision.deciding):
        status = "caution"
    else:
        status = "clear"
    agreeing = BOUNDING if status == "wait" else (*OPENING, "discouraged")
    return status, spoken(heard, decision, agreeing)


def spoken(heard: tuple[Heard, ...], decision: Decision, agreeing: tuple[str, ...]) -> Grounds:
    """Every voice with its role, where voices agree by stance rather than by number."""
    deciding = set(decision.deciding)
    voices = tuple(
        h.voice._replace(role=role, why=why)
        for h in heard
        for role, why in [_role(h, h in deciding, h.stance in agreeing)]
    )
    # A day that too few voices would open stays closed by those who close it, and is as sure as they are.
    standing = [v.source.grade for v in voices if v.role == "decided"]
    siding = [v.source.grade for v in voices if v.role == "supported"]
    grade = min(standing or siding or [h.voice.source.grade for h in decision.deciding])
    return Grounds(grade, voices, decision.thin, decision.inferred)


FORBIDDING = ("contraindicated", "avoid")


def presence(heard: tuple[Heard, ...]) -> tuple[Decision, DayStatus, Grounds] | None:
    """Step 6: what a factor means while it lasts."""
    overall = decide(heard)
    if overall is None:
        return None
    strong = [h for h in heard if h.stance in FORBIDDING and h.tier in (BEST, MIDDLE)]
    barring = decide(h for h in strong if overall.inferred or h.voice.claim.confidence == "stated")
    if barring and overall.tier != HOUSE:
        return barring, "avoid", spoken(heard, barring, FORBIDDING)
    stances = {h.stance for h in overall.deciding}
    status: DayStatus = "clear" if stances == {"allowed"} else "caution"
    if overall.tier == HOUSE and stances & set(FORBIDDING):
        status = "avoid"
    if status == "clear" and not opens_clear(overall):
        pages = {
            h.publisher for h in heard if may_rule(h) and h.tier > overall.tier and h.stance != "allowed"
        }
        status = "caution" if len(pages) >= FEW_PUBLISHERS or overall.tier == PAGES else "clear"
    agreeing = {"clear": ("allowed",), "caution": ("caution", *FORBIDDING), "avoid": FORBIDDING}[status]
    return overall, status, spoken(heard, overall, agreeing)


def ceiling(heard: tuple[Heard, ...]) -> tuple[float, Grounds] | None:
    """The lowest amount that the best tier sets as a ceiling."""
    decision = decide(h for h in heard if h.stance == "wait")
    if decision is None:
        return None
    amounts = {h: h.voice.claim.amount for h in decision.deciding if isinstance(h.voice.claim, LimitClaim)}
    lowest = min(a for a in amounts.values() if a is not None)
    deciding = tuple(h for h in decision.deciding if amounts[h] == lowest)
    return lowest, spoken(heard, decision._replace(deciding=deciding), ("wait",))


def instruction(heard: tuple[Heard, ...]) -> tuple[CareStance, int | None, int | None, Grounds] | None:
    """What to avoid or do around a procedure, and for how many hours."""
    decision = decide(heard)
    if decision is None:
        return None
    stances = [h.stance for h in decision.deciding]
    stance: CareStance = "avoid" if "avoid" in stances else "do" if "do" in stances else "allowed"
    told = [h for h in decision.deciding if h.stance == stance and has_number(h)]
    hours = one_each(told, lambda h: h.hours(False))
    longest = one_each(told, lambda h: h.hours(True))
    found = spoken(heard, decision, (stance,))
    if not told:
        return stance, None, None, found
    if decision.tier == PAGES:
        return stance, middle(hours), max(middle(hours), three_quarters(longest)), found
    return stance, hours[-1], longest[-1], found
