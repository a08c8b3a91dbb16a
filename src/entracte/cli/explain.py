"""entracte explain: one rule, every claim it rests on, and how the policy chose."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from entracte.cli import given
from entracte.core import days as counted
from entracte.core.fault import did_you_mean, mistake
from entracte.engine import explain as words
from entracte.engine.pair import by_grade
from entracte.knowledge.rules import Care, Limit, Rule, Rulebook

app = typer.Typer(add_completion=False)

CHOSE = {
    "H": "the house's own policy decides alone",
    "A": "labels, regulators, guidelines and consensus decide; the longest wait among them stands",
    "C": "trials, reviews and studies decide; the longest wait among them stands",
    "E": "only pages speak: the upper median is the minimum, the upper quartile is advised, and "
    "one publisher counts once",
}
CHOSE |= {"B": CHOSE["A"], "D": CHOSE["C"], "F": CHOSE["E"]}


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="A rule, as interval/botulinum-toxin/microneedling.")],
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """A rule: its claims, their grades, how the policy chose, and any ruling."""
    rulebook = given.compiled(policy, overlay, as_of, base)
    found = rulebook.rules.get(rule)
    if found is None:
        hint = did_you_mean(rule, rulebook.rules) or "`entracte knowledge list rules` names them all"
        raise mistake("rule", "unknown-rule", f"no rule {rule!r}", hint)
    if as_json:
        print(json.dumps(as_dict(rulebook, found), indent=2, ensure_ascii=False))
        return
    from entracte.cli import paper

    page = paper.Paper()
    page.head(found.id)
    page.line(says(rulebook, found), indent=2)
    page.line(f"grade {found.grounds.grade}: {chose(rulebook, found)}", indent=2)
    for role, head in ROLES:
        voices = found.grounds.those(role)  # type: ignore[arg-type]
        if voices:
            page.head(head)
            page.voices(by_grade(voices), shown=len(voices), indent=2)
            for why in sorted({v.why for v in voices if v.why}):
                page.line(f"why: {why}", style="italic", indent=4)
    paper.foot(page, rulebook)


ROLES = (
    ("decided", "Decided"),
    ("supported", "Support"),
    ("dissented", "Say otherwise"),
    ("excluded", "Trial criteria, no advice"),
    ("set-aside", "Set aside by a ruling"),
)


def says(rulebook: Rulebook, rule: Rule) -> str:
    """Any rule in one sentence."""
    match rule:
        case Limit():
            span = counted.words(rule.days) if rule.days else "one visit"
            return f"{words.name(rulebook, rule.procedure)}: at most {rule.amount:g} {rule.unit} in {span}"
        case Care():
            hours = f" for {rule.hours} hours" if rule.hours is not None else ""
            thing = rulebook.base.activities[rule.activity].name.lower()
            return f"{words.name(rulebook, rule.procedure)}, {rule.phase}: {rule.stance} {thing}{hours}"
    return words.rule_says(rulebook, rule)


def chose(rulebook: Rulebook, rule: Rule) -> str:
    """How the policy came to the numbers."""
    grounds = rule.grounds
    told = (
        "the longest wait of all tiers stands, outliers set apart"
        if rulebook.policy == "cautious"
        else CHOSE[grounds.grade]
    )
    if grounds.thin:
        told += "; fewer than three publishers"
    if grounds.inferred:
        told += "; nothing is stated, so an inferred claim decides"
    if grounds.house:
        told += f"; loosened by {grounds.house}"
    return told


def as_dict(rulebook: Rulebook, rule: Rule) -> dict[str, Any]:
    """A rule with its numbers and every voice."""
    numbers = (
        "minimum",
        "advised",
        "best_before",
        "closes",
        "during",
        "status",
        "amount",
        "unit",
        "days",
        "hours",
    )
    return {
        "id": rule.id,
        "kind": rule.kind,
        "says": says(rulebook, rule),
        **{name: getattr(rule, name) for name in numbers if getattr(rule, name, None) is not None},
        "severity": rule.severity if not isinstance(rule, Care) else None,
        "grade": rule.grounds.grade,
        "thin": rule.grounds.thin,
        "inferred": rule.grounds.inferred,
        "house": rule.grounds.house,
        "chose": chose(rulebook, rule),
        "voices": [words.cited(voice) for voice in rule.grounds.voices],
        "policy": rulebook.policy,
        "rulebook": rulebook.hash,
    }
