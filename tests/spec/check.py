"""What the tables of an example must come out as."""

from __future__ import annotations

from datetime import date

from entracte.engine.assess import assess
from entracte.engine.care import merged
from entracte.knowledge.rules import Contraindication, Interval, Limit, Order, Rule, Rulebook
from tests.spec.world import Example, history, proposal, rows, rulebook


def check(example: Example) -> None:
    """Run an example; the message shows the row as it came out."""
    book = rulebook(example)
    past = history(example)
    for row in rows(example.asked) if example.asked else []:
        day, what = row[:2]
        said = assess(book, past, proposal(day, what))
        codes = ", ".join(f.code for f in said.findings) or "-"
        came = [day, what, said.verdict, iso(said.earliest), iso(said.advised), codes]
        assert row == came, f"drawn {row}, came out {came}"
    for subject, reads in rows(example.rules) if example.rules else []:
        came_out = reading(book, subject)
        assert reads == came_out, f"{subject}: drawn {reads}, came out {came_out}"
    if example.care:
        told = [
            [i.phase, i.stance, i.activity, span(i.hours), span(i.longest_hours)]
            for i in merged(book, ("microneedling", "toxin"))
        ]
        assert told == rows(example.care), told


def iso(day: date | None) -> str:
    return day.isoformat() if day else "never"


def span(hours: int | None) -> str:
    return "-" if hours is None else f"{hours} hours"


def reading(book: Rulebook, subject: str) -> str:
    """A rule in a few words: `toxin -> microneedling` or `isotretinoin, microneedling`."""
    rule: Rule | None
    if ", then " in subject:
        first, _, then = subject.partition(", then ")
        pair = book.pairs.get((first, then))
        rule = pair.order if pair else None
    elif " -> " in subject:
        first, _, rest = subject.partition(" -> ")
        then, _, scope = rest.partition(" ")
        pair = book.pairs.get((first, then))
        rule = pair and (pair.apart if scope else pair.overlapping)
    else:
        factor, _, procedure = subject.partition(", ")
        rule = book.bars.get(procedure, {}).get(factor)
    return "no rule" if rule is None else in_words(rule)


def in_words(rule: Rule) -> str:
    said = rule.grounds
    how_sure = [
        f"grade {said.grade}",
        *(["thin"] if said.thin else []),
        *(["inferred"] if said.inferred else []),
    ]
    match rule:
        case Interval(closes="avoid"):
            words = "never"
        case Interval():
            ends = f", overdue after {rule.best_before}" if rule.best_before else ""
            softly = " (caution before)" if rule.closes == "caution" and rule.minimum else ""
            words = f"minimum {rule.minimum}{softly}, advised {rule.advised}{ends}"
        case Order():
            words = rule.status
        case Contraindication():
            words = f"{rule.during}; after it minimum {rule.minimum}, advised {rule.advised}"
        case Limit():
            words = f"{rule.amount:g} {rule.unit} in {rule.days} days"
        case _:
            words = rule.id
    return "; ".join([words, ", ".join(how_sure)])
