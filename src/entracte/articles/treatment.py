"""One treatment: what it is, what it does, its harms, its care, and what it must not meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from entracte.articles.told import Sources, Statement, worst_first
from entracte.articles.words import called, listed
from entracte.core.days import words
from entracte.engine.care import Instruction, merged
from entracte.knowledge.model import Factor, Procedure, RedFlag
from entracte.knowledge.rules import Rulebook, Voice

BRIEF = 5

# What is told of a thing and rules nothing, by kind.
Notes = dict[str, tuple[Voice, ...]]
LAYERS = {
    "stratum-corneum": "the outermost dead layer of the skin",
    "epidermis": "the epidermis",
    "papillary-dermis": "the upper dermis",
    "reticular-dermis": "the deep dermis",
    "dermis": "the dermis",
    "subcutis": "the fat under the skin",
    "muscle": "muscle",
    "smas": "the sheet of muscle and fascia under the face",
    "oral": "the mouth",
    "systemic": "the whole body",
}


@dataclass(frozen=True)
class About:
    """A treatment in brief, each statement with its source."""

    procedure: Procedure
    is_a: str
    names: tuple[str, ...]
    reaches: str
    areas: str
    settles: int
    benefits: tuple[Statement, ...]
    harms: tuple[Statement, ...]
    course: tuple[Statement, ...]
    working: tuple[Statement, ...]
    downtime: tuple[Statement, ...]


def about(rulebook: Rulebook, id_: str, told: Notes, sources: Sources, most: int | None = BRIEF) -> About:
    """A treatment from `told`, its own notes and its families', `most` of each kind (None: all)."""
    base, procedure = rulebook.base, rulebook.base.procedures[id_]
    few = None if most is None else 2

    def of(*kinds: str, limit: int | None = few) -> tuple[Statement, ...]:
        return sources.tell_all((v for kind in kinds for v in told.get(kind, ())), limit)

    parent = base.procedures[procedure.is_a] if procedure.is_a else None
    return About(
        procedure=procedure,
        is_a=called(parent) if parent and parent.is_a else "",
        names=tuple(dict.fromkeys((*procedure.brands, *procedure.synonyms)))[: most and 2 * most],
        reaches=listed(LAYERS.get(layer, layer) for layer in procedure.layers),
        areas=listed(base.areas[a].name.lower() for a in procedure.areas if a in base.areas),
        settles=rulebook.settling[id_],
        benefits=of("benefit", limit=most),
        harms=sources.tell_all(worst_first(told.get("adverse-event", ())), most),
        course=of("course"),
        working=of("onset", "peak", "duration", limit=few and 3),
        downtime=of("downtime"),
    )


@dataclass(frozen=True)
class Care:
    """One instruction in a few words, and how many sources stand behind it."""

    says: str
    stance: str
    disputed: bool
    statements: tuple[Statement, ...]


def care(
    rulebook: Rulebook, ids: Iterable[str], phase: str, sources: Sources, cite: int = 1
) -> tuple[Care, ...]:
    """What to avoid or do before or after these treatments, merged by the strictest limit."""
    return tuple(
        Care(
            instruction(rulebook, found),
            found.stance,
            found.disputed,
            sources.tell_all((v for rule in found.standing for v in rule.grounds.those("decided")), cite),
        )
        for found in merged(rulebook, ids)
        if found.phase == phase and found.stance != "allowed"
    )


def instruction(rulebook: Rulebook, found: Instruction) -> str:
    """ "No exercise for 24 hours", "Sunscreen for 2 weeks"."""
    activity = rulebook.base.activities.get(found.activity)
    what = (activity.name if activity else found.activity.replace("-", " ")).lower()
    said = f"No {what}" if found.stance == "avoid" else what[:1].upper() + what[1:]
    if found.hours is None:
        return said
    least, most = hours(found.hours), hours(found.longest_hours or found.hours)
    length = least if least == most else f"{least}, better {most},"
    return f"{said} for {length} {'before' if found.phase == 'before' else 'after'}".replace(
        ", after", " after"
    )


def hours(n: int) -> str:
    """ "24 hours", "3 days", "2 weeks"."""
    if n < 72 or n % 24:
        return f"{n} hour{'' if n == 1 else 's'}"
    return words(n // 24)


@dataclass(frozen=True)
class Bar:
    """A factor that touches a treatment."""

    factor: Factor
    during: str
    minimum: int
    advised: int
    grade: str
    severity: str


def bars(rulebook: Rulebook, id_: str) -> tuple[Bar, ...]:
    """The factors that forbid a treatment or ask for care, worst and surest first; none twice."""
    base, found = rulebook.base, rulebook.bars.get(id_, {})
    order = ("avoid", "wait", "caution", "clear")
    told = [
        Bar(base.factors[f], rule.during, rule.minimum, rule.advised, rule.grounds.grade, rule.severity or "")
        for f, rule in found.items()
        if base.factors[f].is_a not in found or found[str(base.factors[f].is_a)] is not rule
    ]
    return tuple(sorted(told, key=lambda b: (order.index(b.during), b.grade, b.factor.name)))


def red_flags(rulebook: Rulebook, ids: Iterable[str]) -> tuple[RedFlag, ...]:
    """The danger signs after these treatments, gravest first."""
    base = rulebook.base
    above = {up for id_ in ids for up in (*base.lines[id_], *rulebook.covers[id_])}
    found = [f for f in base.red_flags.values() if above.intersection(f.procedures)]
    return tuple(sorted(found, key=lambda f: (("serious", "moderate", "minor").index(f.severity), f.id)))
