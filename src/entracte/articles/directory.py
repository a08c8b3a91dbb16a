"""Pages about one thing: a treatment, a factor, a source; and the lists of each."""

from __future__ import annotations

from dataclasses import dataclass

from entracte.articles.answer import headline
from entracte.articles.told import Sources, Statement
from entracte.articles.treatment import About, Bar, Care, about, bars, care, red_flags
from entracte.engine.explain import rule_says
from entracte.engine.pair import by_grade, notes
from entracte.knowledge.model import AnyClaim, Factor, Procedure, RedFlag
from entracte.knowledge.model import Source as Publication
from entracte.knowledge.rules import Contraindication, Limit, Rulebook


@dataclass(frozen=True)
class Neighbour:
    """Another treatment next to this one: the verdict on the days between, in a few words."""

    procedure: Procedure
    verdict: str
    short: str


@dataclass(frozen=True)
class TreatmentArticle:
    """Everything that the page of one treatment tells."""

    about: About
    family: Procedure | None
    members: tuple[Procedure, ...]
    after_it: tuple[Neighbour, ...]
    before_it: tuple[Neighbour, ...]
    silent: tuple[Procedure, ...]
    bars: tuple[Bar, ...]
    limits: tuple[str, ...]
    before: tuple[Care, ...]
    after: tuple[Care, ...]
    mechanism: tuple[Statement, ...]
    credentials: tuple[Statement, ...]
    red_flags: tuple[RedFlag, ...]
    sources: tuple[tuple[int, Publication], ...]


def treatment_article(rulebook: Rulebook, id_: str) -> TreatmentArticle:
    """The page of a treatment, family or product; KeyError on an unknown id."""
    base, sources = rulebook.base, Sources()
    told = notes(rulebook, id_)
    procedure = base.procedures[id_]
    after_it, before_it = _neighbours(rulebook, id_, True), _neighbours(rulebook, id_, False)
    spoken = {n.procedure.id for n in (*after_it, *before_it)}
    return TreatmentArticle(
        about=about(rulebook, id_, told, sources, most=None),
        family=base.procedures[procedure.is_a] if procedure.is_a else None,
        members=tuple(sorted((p for p in base.procedures.values() if p.is_a == id_), key=lambda p: p.name)),
        after_it=after_it,
        before_it=before_it,
        silent=tuple(p for p in in_order(rulebook) if p.id not in spoken and p.kind == "procedure"),
        bars=bars(rulebook, id_),
        limits=tuple(_ceiling(rule) for rule in rulebook.limits.get(id_, ())),
        before=care(rulebook, (id_,), "before", sources),
        after=care(rulebook, (id_,), "after", sources),
        mechanism=sources.tell_all(told.get("mechanism", ())),
        credentials=sources.tell_all(told.get("credential", ())),
        red_flags=red_flags(rulebook, (id_,)),
        sources=sources.listed,
    )


def _ceiling(rule: Limit) -> str:
    """As in: At most 400 U in any 92 days."""
    span = f"in any {rule.days} days" if rule.days else "in one visit"
    return f"At most {rule.amount:g} {rule.unit} {span}"


def in_order(rulebook: Rulebook) -> tuple[Procedure, ...]:
    """Procedures and families, by name; products stand on their procedure's page."""
    found = (p for p in rulebook.base.procedures.values() if p.kind != "product" and p.is_a is not None)
    return tuple(sorted(found, key=lambda p: p.name.casefold()))


def _neighbours(rulebook: Rulebook, id_: str, comes_first: bool) -> tuple[Neighbour, ...]:
    found = []
    for other in in_order(rulebook):
        pair = rulebook.pairs.get((id_, other.id) if comes_first else (other.id, id_))
        if pair and pair.overlapping:
            found.append(Neighbour(other, *headline(pair.overlapping)))
    return tuple(found)


@dataclass(frozen=True)
class FactorArticle:
    """Everything that the page of one factor tells."""

    factor: Factor
    above: Factor | None
    kinds: tuple[Factor, ...]
    rules: tuple[tuple[Procedure, Contraindication, str], ...]
    voices: tuple[Statement, ...]
    sources: tuple[tuple[int, Publication], ...]


def factor_article(rulebook: Rulebook, id_: str) -> FactorArticle:
    """The page of a factor: each treatment it touches, and who says so; KeyError on an unknown id."""
    base, sources = rulebook.base, Sources()
    factor = base.factors[id_]
    rules = []
    for procedure in in_order(rulebook):
        rule = rulebook.bars.get(procedure.id, {}).get(id_)
        above = rulebook.bars.get(str(procedure.is_a), {}).get(id_)
        if rule is not None and rule is not above:
            rules.append((procedure, rule, rule_says(rulebook, rule)))
    rules.sort(key=lambda r: (("avoid", "wait", "caution", "clear").index(r[1].during), r[0].name))
    voices = {v.claim.id: v for _, rule, _ in rules for v in rule.grounds.voices}
    return FactorArticle(
        factor=factor,
        above=base.factors[factor.is_a] if factor.is_a else None,
        kinds=tuple(sorted((f for f in base.factors.values() if f.is_a == id_), key=lambda f: f.name)),
        rules=tuple(rules),
        voices=sources.tell_all(by_grade(tuple(voices.values()))),
        sources=sources.listed,
    )


@dataclass(frozen=True)
class SourceArticle:
    """Everything that one source claims, as filed."""

    source: Publication
    claims: tuple[tuple[AnyClaim, str, str], ...]


def source_article(rulebook: Rulebook, id_: str) -> SourceArticle:
    """The page of a source: its claims, each with its subject and why it was set aside, if it was."""
    base = rulebook.base
    aside = {claim: ruling.reason for ruling in base.rulings.values() for claim in ruling.claims}
    told = [c for c in base.claims.values() if c.source == id_]
    return SourceArticle(
        base.sources[id_], tuple((c, _subject(rulebook, c), aside.get(c.id, "")) for c in told)
    )


def _subject(rulebook: Rulebook, claim: AnyClaim) -> str:
    """ "Botulinum toxin → Microneedling", or the one thing a claim speaks of."""
    base = rulebook.base
    one = getattr(claim, "first", None) or getattr(claim, "factor", None)
    two = getattr(claim, "then", None) or getattr(claim, "procedure", None)
    names = [
        base.procedures[id_].name if id_ in base.procedures else base.factors[id_].name
        for id_ in (one, two)
        if id_
    ]
    return " → ".join(dict.fromkeys(names)) if names else ""
