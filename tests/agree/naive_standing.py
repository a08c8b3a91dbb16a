"""The rest of the naive policy: what has no number. The same day (step 4) and factors (step 6)."""

from __future__ import annotations

from typing import NamedTuple

from tests.agree.naive_policy import (
    CLOSING,
    FORBIDDING,
    OPENING,
    PAGES,
    TIERS,
    Roles,
    Said,
    Wait,
    able,
    deciders,
    opens_clear,
    stance_grade,
    stance_roles,
)


class Stand(NamedTuple):
    """A status with its grade and the role of each claim."""

    status: str
    grade: str
    roles: Roles


def same_day(those: list[Said], closed: bool) -> Stand | None:
    """Step 4 for one order on one day; `closed`: an interval in either direction closes it.

    DECIDED HERE: what closes in the deciding tier stands over what opens; a discouraged order opens
    nothing, and makes an open one caution; what is only inferred opens no day that an interval closes;
    pages that no interval gainsays are caution by majority.
    """
    deciding = deciders(those)
    if not deciding:
        return None
    closing = {s.house for s in deciding if s.stance in CLOSING}
    opening = {s.house for s in deciding if s.stance in OPENING}
    discouraged = any(s.stance == "discouraged" for s in deciding)
    tier = deciding[0].tier
    if tier == PAGES:
        most = 2 * len(closing) >= len({s.house for s in deciding})
        status = "wait" if closed or most else "caution"
    elif closing or (closed and (len(opening) < (1 if tier <= 1 else 2) or not deciding[0].stated)):
        status = "wait"
    else:
        status = "caution" if discouraged or tier == 2 else "clear"
    agreeing = CLOSING if status == "wait" else (*OPENING, "discouraged")
    roles = stance_roles(those, deciding, agreeing)
    return Stand(status, stance_grade(those, deciding, roles), roles)


def presence(those: list[Said]) -> tuple[Stand, int] | None:
    """Step 6: avoid from A-D stands whatever else says; from pages alone it is caution.

    DECIDED HERE: pages alone never make a factor clear; three publishers of pages make what a single
    study allows caution (step 4).
    """
    deciding = deciders(those)
    if not deciding:
        return None
    only_inferred = not any(s.stated for s in able(those))
    barring = [s for s in those if s.stance in FORBIDDING and s.tier < PAGES and (s.stated or only_inferred)]
    if deciders(barring):
        deciding = deciders(barring)
        roles = stance_roles(those, deciding, FORBIDDING)
        return Stand("avoid", stance_grade(those, deciding, roles), roles), deciding[0].tier
    status = "caution"
    agreeing: tuple[str, ...] = ("caution", *FORBIDDING)
    if all(s.stance == "allowed" for s in deciding):
        lower = {s.house for s in able(those) if s.tier > deciding[0].tier and s.stance != "allowed"}
        if deciding[0].tier != PAGES and (opens_clear(deciding) or len(lower) < 3):
            status, agreeing = "clear", ("allowed",)
    roles = stance_roles(those, deciding, agreeing)
    return Stand(status, stance_grade(those, deciding, roles), roles), deciding[0].tier


class Bar(NamedTuple):
    """What a factor means while it lasts, and after."""

    during: str
    minimum: int
    advised: int
    grade: str


def bar(present: tuple[Stand, int] | None, after: Wait | None) -> Bar | None:
    """A factor's two questions as one rule.

    DECIDED HERE: what must be waited out after a factor must not be done while it lasts; but where a
    better tier lives with the factor, a worse one's wash-out closes nothing and only advises.
    """
    if present is None and after is None:
        return None
    if present is None:
        assert after is not None
        during = "avoid" if after.never else "wait" if after.minimum else "clear"
        return Bar(during, after.minimum, after.advised, after.grade)
    stand, tier = present
    if after is None:
        return Bar(stand.status, 0, 0, stand.grade)
    grade = min(stand.grade, after.grade)
    if stand.status == "avoid" or not after.minimum:
        return Bar(stand.status, after.minimum, after.advised, grade)
    if tier < TIERS[after.grade]:
        advised = after.advised if stand.status == "caution" else 0
        return Bar(stand.status, 0, advised, grade)
    return Bar("avoid" if after.never else "wait", after.minimum, after.advised, grade)
