"""From claims to one rule: the steps of SEMANTICS.md, "From claims to a rule".

Each function takes the voices on one subject, most specific first chosen by `decide`, and returns
numbers with the role that every voice had. Nothing here knows which rules exist: see compile.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from entracte.core.days import Span
from entracte.knowledge.model import Grade, LimitClaim
from entracte.knowledge.rules import Grounds, PolicyName, Role, Voice

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


@dataclass(frozen=True)
class Wait:
    """A minimum and an advised wait in days, with the grounds."""

    minimum: int
    advised: int
    never: bool
    grounds: Grounds


def wait(heard: tuple[Heard, ...], policy: PolicyName, repeat: bool = False) -> Wait | None:
    """Steps 1 to 4 for an interval or a wash-out; None where no voice says how long.

    `repeat` marks the same procedure twice, where a range is a rhythm ("every 4 to 6 weeks"): its
    lower end is both minimum and advised, and its upper end is kept apart as `best_before`.
    """
    bounding = [h for h in heard if h.stance in BOUNDING or (h.stance == "allowed" and has_number(h))]
    preferring = [h for h in heard if h.stance in ("preferred", "discouraged") and has_number(h)]
    decision, advising = decide(bounding), decide(preferring)
    if decision is None and advising is None:
        return None
    minimum = advised = 0
    if decision is not None:
        minimum, advised = _cautious(bounding, repeat) if policy == "cautious" else _numbers(decision, repeat)
        if policy == "standard":
            advised = max(advised, _contested(heard, decision, minimum))
    if advising is not None and (decision is None or advising.tier <= decision.tier):
        advised = max(advised, _numbers(advising, repeat)[1])
    never = any(
        h.stance in ("avoid", "contraindicated") and has_number(h) and h.voice.claim.min.unit == "always"  # type: ignore[union-attr]
        for h in (decision.deciding if decision else ())
    )
    first = decision or advising
    assert first is not None
    return Wait(minimum, max(minimum, advised), never, grounds(heard, first, minimum, advised))


def has_number(heard: Heard) -> bool:
    """Whether a voice states a lower bound."""
    return getattr(heard.voice.claim, "min", None) is not None


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


def _cautious(bounding: list[Heard], repeat: bool) -> tuple[int, int]:
    """The longest wait of all tiers, beyond three times the median set apart."""
    able = [h for h in bounding if may_rule(h)]
    lowers = one_each(able, lambda h: h.lower)
    most = 3 * middle(lowers)
    kept = [n for n in lowers if n <= most] or lowers
    uppers = one_each(able, lambda h: h.lower if repeat else h.upper)
    return kept[-1], max([n for n in uppers if n <= max(most, kept[-1])], default=kept[-1])


def _contested(heard: tuple[Heard, ...], decision: Decision, minimum: int) -> int:
    """Until when pages would close what the deciding voices open, if opening it takes more (step 4)."""
    openers = tuple(h for h in decision.deciding if h.lower <= minimum)
    if opens_clear(decision._replace(deciding=openers)):
        return 0
    lower = [h for h in heard if may_rule(h) and h.tier > decision.tier and h.stance in BOUNDING]
    if len({h.publisher for h in lower}) < FEW_PUBLISHERS:
        return 0
    return middle(one_each(lower, lambda h: h.lower))


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
        agrees = (not has_number(h) and h.stance != "allowed") or h.lower in (minimum, advised)
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
    status: DayStatus
    if decision.tier == PAGES:
        many = 2 * len({h.publisher for h in against}) >= len({h.publisher for h in decision.deciding})
        status = "wait" if closed or many else "caution"
    elif against:
        status = "wait"
    elif any(h.stance == "discouraged" for h in decision.deciding):
        status = "caution"
    elif decision.tier in (HOUSE, BEST):
        status = "clear"
    else:
        alone = len({h.publisher for h in decision.deciding}) < 2
        status = "wait" if closed and alone else "caution"
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
    standing = [v.source.grade for v in voices if v.role == "decided"]
    grade = min(standing or [h.voice.source.grade for h in decision.deciding])
    return Grounds(grade, voices, decision.thin, decision.inferred)


FORBIDDING = ("contraindicated", "avoid")


def presence(heard: tuple[Heard, ...]) -> tuple[Decision, DayStatus, Grounds] | None:
    """Step 6: what a factor means while it lasts."""
    overall = decide(heard)
    if overall is None:
        return None
    strong = [h for h in heard if h.stance in FORBIDDING and h.tier in (BEST, MIDDLE)]
    barring = decide(h for h in strong if h.voice.claim.confidence == "stated")
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
