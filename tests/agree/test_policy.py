"""The policy and its naive reading make the same rules of generated claims."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.knowledge.compile import POLICIES, compile_rulebook
from entracte.knowledge.model import (
    Base,
    ContraindicationClaim,
    IntervalClaim,
    OrderClaim,
    WashoutClaim,
)
from entracte.knowledge.rules import Grounds, PolicyName, Rulebook
from tests.agree import naive_policy, naive_standing
from tests.agree.reach import generate_until, unhurried
from tests.agree.test_engine import shipped
from tests.strategies import FACTORS, PROCEDURES, TODAY, bases

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
policies = st.sampled_from(POLICIES)


def roles(grounds: Grounds) -> dict[str, str]:
    return {voice.claim.id: voice.role for voice in grounds.voices}


def repeats(base: Base, first: str, then: str) -> bool:
    """The same treatment again, by whatever product."""
    own = [p.is_a if p.kind == "product" else p.id for p in (base.procedures[first], base.procedures[then])]
    return own[0] == own[1] and base.procedures[own[0] or first].kind != "family"


def intervals(base: Base, policy: str, first: str, then: str) -> list[naive_policy.Wait | None]:
    """On overlapping areas, and on areas apart."""
    those = naive_policy.said(base, TODAY, IntervalClaim, first, then)
    wide = [s for s in those if getattr(s.claim, "scope", "") == "anywhere"]
    repeat = repeats(base, first, then)
    return [naive_policy.wait(told, policy, repeat) for told in (those, wide)]


def check_pair(rulebook: Rulebook, first: str, then: str) -> None:
    base, policy = rulebook.base, rulebook.policy
    pair = rulebook.pairs.get((first, then))
    near, far = intervals(base, policy, first, then)
    back = intervals(base, policy, then, first)[0]
    closed = any(wait is not None and wait.minimum > 0 for wait in (near, back))
    day = naive_standing.same_day(naive_policy.said(base, TODAY, OrderClaim, first, then), closed)
    order = pair.order if pair else None
    told = order and (order.status, order.grounds.grade, roles(order.grounds))
    assert told == (day and tuple(day)), (first, then)
    assert order is None or order.severity == naive_policy.severity(base, TODAY, first, then)
    open_day = day is not None and day.status != "wait"
    clear_day = day is not None and day.status == "clear"
    for rule, wait in ((pair.overlapping if pair else None, near), (pair.apart if pair else None, far)):
        if wait is None:
            if rule is not None:
                assert rule.scope == "same"
                assert open_day
                assert (rule.minimum, rule.advised, rule.closes) == (0, rulebook.settling[first], "caution")
            continue
        assert rule is not None, (first, then)
        assert rule.severity == naive_policy.severity(base, TODAY, first, then), (first, then)
        closes = "avoid" if wait.never else "caution" if clear_day and wait.minimum else "wait"
        assert (rule.minimum, rule.advised, rule.best_before) == (
            wait.minimum,
            wait.advised,
            wait.best_before,
        )
        assert (rule.closes, rule.grounds.grade, roles(rule.grounds)) == (closes, wait.grade, wait.roles)
    if near is None and open_day:
        assert pair is not None
        assert pair.overlapping is not None


def check_factor(rulebook: Rulebook, factor: str, procedure: str) -> None:
    base = rulebook.base
    said = [
        naive_policy.said(base, TODAY, kind, factor, procedure)
        for kind in (ContraindicationClaim, WashoutClaim)
    ]
    bar = naive_standing.bar(
        naive_standing.presence(said[0]), naive_policy.wait(said[1], rulebook.policy, repeat=False)
    )
    rule = rulebook.bars.get(procedure, {}).get(factor)
    told = rule and (rule.during, rule.minimum, rule.advised, rule.grounds.grade)
    assert told == bar, (factor, procedure)
    assert rule is None or rule.severity == naive_policy.severity(base, TODAY, factor, procedure)


@unhurried
@given(bases(), policies)
def test_the_policy_makes_the_rules_that_the_naive_reading_makes(base: Base, policy: PolicyName) -> None:
    rulebook = compile_rulebook(base, policy, as_of=TODAY)
    for first in PROCEDURES:
        for then in PROCEDURES:
            check_pair(rulebook, first, then)
        for factor in FACTORS:
            check_factor(rulebook, factor, first)


@unhurried
@given(st.data(), policies)
def test_the_shipped_rules_are_those_that_the_naive_reading_makes(
    data: st.DataObject, policy: PolicyName
) -> None:
    rulebook = shipped(policy)
    check_pair(rulebook, *data.draw(st.sampled_from(sorted(rulebook.pairs))))
    procedure = data.draw(st.sampled_from(sorted(rulebook.bars)))
    check_factor(rulebook, data.draw(st.sampled_from(sorted(rulebook.base.factors))), procedure)


def test_every_stance_grade_role_and_status_is_reached() -> None:
    seen: Counter[str] = Counter()
    wanted = {f"grade {g}" for g in "ABCDEF"} | {"thin", "inferred"}
    wanted |= {f"role {r}" for r in ("decided", "supported", "dissented", "set-aside", "excluded")}
    wanted |= {f"interval {s}" for s in ("wait", "avoid", "allowed", "preferred", "discouraged", "excluded")}
    wanted |= {f"order {s}" for s in ("wait", "avoid", "allowed", "preferred", "discouraged", "excluded")}
    wanted |= {f"contraindication {s}" for s in ("avoid", "caution", "allowed", "excluded", "wait")}
    wanted |= {
        "status clear",
        "status caution",
        "status wait",
        "closes caution",
        "closes wait",
        "closes avoid",
    }
    wanted |= {f"during {s}" for s in ("clear", "caution", "wait", "avoid")}

    def collect(base: Base) -> None:
        for rule in compile_rulebook(base, as_of=TODAY).rules.values():
            seen.update([f"grade {rule.grounds.grade}", *(f"role {v.role}" for v in rule.grounds.voices)])
            seen.update(f"{rule.kind} {getattr(v.claim, 'stance', '')}" for v in rule.grounds.voices)
            for name in ("status", "during", "closes"):
                seen.update([f"{name} {getattr(rule, name, None)}"])
            seen.update(name for name in ("thin", "inferred") if getattr(rule.grounds, name))

    generate_until(wanted, seen, collect, bases())
    assert wanted - seen.keys() == set()
