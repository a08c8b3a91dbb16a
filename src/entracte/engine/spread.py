"""Every claim on a pair, or on a factor with a treatment, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entracte.core.fault import Fault, Mistake, did_you_mean
from entracte.engine.explain import cited, rule_says
from entracte.engine.pair import by_grade
from entracte.knowledge.rules import Contraindication, Interval, Order, Rulebook, Voice

Ruling = Interval | Order | Contraindication


@dataclass(frozen=True)
class Spread:
    """The rules on one subject, and every voice that was heard, best grade first."""

    rulebook: Rulebook
    first: str
    then: str
    rules: tuple[Ruling, ...]

    def voices(self, rule: Ruling) -> tuple[Voice, ...]:
        """All that was said on the subject of one rule, with the role of each."""
        return by_grade(rule.grounds.voices)

    def to_dict(self) -> dict[str, Any]:
        """The spread as JSON: the rules, then every claim with its numbers, grade and role."""
        return {
            "first": self.first,
            "then": self.then,
            "rules": [
                {
                    "id": rule.id,
                    "kind": rule.kind,
                    "says": rule_says(self.rulebook, rule),
                    "grade": rule.grounds.grade,
                    "thin": rule.grounds.thin,
                    "inferred": rule.grounds.inferred,
                    "range": rule.grounds.range,
                }
                for rule in self.rules
            ],
            "claims": [_claim(rule, voice) for rule in self.rules for voice in self.voices(rule)],
            "policy": self.rulebook.policy,
            "rulebook": self.rulebook.hash,
        }


def _claim(rule: Ruling, voice: Voice) -> dict[str, Any]:
    lower, upper = getattr(voice.claim, "min", None), getattr(voice.claim, "max", None)
    return {
        **cited(voice),
        "rule": rule.id,
        "claim_kind": voice.claim.kind,
        "stance": getattr(voice.claim, "stance", None),
        "min": str(lower) if lower else None,
        "max": str(upper) if upper else None,
        "min_days": lower.at_least if lower else None,
        "max_days": upper.at_least if upper else None,
    }


def spread(rulebook: Rulebook, first: str, then: str) -> Spread:
    """What sources say of `then` after `first`: two treatments or families, or a factor first.

    Empty where nothing is published. Raises Mistake on an id that the base does not know.
    """
    base = rulebook.base
    known = {**base.procedures, **base.factors}
    faults = [
        Fault(where, f"unknown-{where}", f"no procedure or factor {id_!r}", did_you_mean(id_, known))
        for where, id_ in (("first", first), ("then", then))
        if id_ not in (known if where == "first" else base.procedures)
    ]
    if faults:
        raise Mistake(faults)
    rules: list[Ruling | None] = []
    if first in base.factors:
        rules = [rulebook.bars.get(then, {}).get(first)]
    elif (first, then) in rulebook.pairs:
        rules = [*rulebook.pairs[first, then]]
    kept: list[Ruling] = []
    for rule in rules:
        if rule is not None and not any(_same(rule, other) for other in kept):
            kept.append(rule)
    return Spread(rulebook, first, then, tuple(kept))


def _same(rule: Ruling, other: Ruling) -> bool:
    """Whether a rule rests on nothing but what another one told already."""
    return rule.kind == other.kind and set(rule.grounds.voices) == set(other.grounds.voices)
