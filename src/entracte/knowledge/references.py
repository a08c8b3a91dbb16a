"""What must hold inside any base before a rule is made of it: ids that exist, trees, sane numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from entracte.core.days import Span
from entracte.core.fault import Fault, did_you_mean
from entracte.knowledge.model import (
    AnyClaim,
    Area,
    Base,
    CareClaim,
    ContraindicationClaim,
    Factor,
    IntervalClaim,
    LimitClaim,
    NoteClaim,
    OrderClaim,
    Procedure,
    WashoutClaim,
)
from entracte.knowledge.reading import Lines

# Beyond these a number is a slip of the pen: ten years for a wait, two for the settling of a treatment.
LONGEST_WAIT = 3660
LONGEST_SETTLING = 730


@dataclass
class Places:
    """Where each thing of a base was written."""

    found: dict[tuple[str, str], tuple[str, Lines]] = field(default_factory=dict)
    # Ids of what stands in a file but could not be read: told once, where it stands.
    lost: set[str] = field(default_factory=set)

    def add(self, word: str, id_: str, name: str, lines: Lines) -> None:
        """Remember the file and lines of one thing."""
        self.found[word, id_] = (name, lines)

    def where(self, word: str, id_: str, *path: str | int) -> str:
        """FILE:LINE of a field of a thing, or the thing's name where it came from no file."""
        if (word, id_) not in self.found:
            return f"{word} {id_}"
        name, lines = self.found[word, id_]
        return f"{name}:{lines.find(path)}"


def faults_of(base: Base, places: Places) -> list[Fault]:
    """Every broken reference, circle and senseless number of a base."""
    finder = _Finder(base, places)
    circles = [*finder.trees()]
    return [
        *circles,
        *finder.procedures(),
        *finder.claims(),
        *finder.citations(),
        *finder.sources(),
        *finder.synonyms(),
    ]


@dataclass
class _Finder:
    base: Base
    places: Places

    def known(
        self, id_: str | None, among: Mapping[str, object], what: str, where: tuple[str, str, str]
    ) -> Iterator[Fault]:
        if id_ is None or {id_, id_.partition("/")[0]} & self.places.lost:
            return
        if id_ not in among:
            hint = did_you_mean(id_, among)
            yield Fault(self.places.where(*where), "unknown-id", f"{where[2]}: no {what} {id_!r}", hint)

    def trees(self) -> Iterator[Fault]:
        trees: tuple[tuple[str, Mapping[str, Area | Procedure | Factor]], ...]
        trees = (
            ("procedure", self.base.procedures),
            ("factor", self.base.factors),
            ("area", self.base.areas),
        )
        for word, tree in trees:
            for id_, node in tree.items():
                name = "part_of" if isinstance(node, Area) else "is_a"
                yield from self.known(getattr(node, name), tree, word, (word, id_, name))
                seen, here = {id_}, getattr(node, name)
                while here in tree and here not in seen:
                    seen.add(here)
                    here = getattr(tree[here], name)
                if here == id_:
                    yield Fault(
                        self.places.where(word, id_, name),
                        "circle",
                        f"{id_} lies inside itself by {name}",
                        "break the circle",
                    )

    def procedures(self) -> Iterator[Fault]:
        for id_, procedure in self.base.procedures.items():
            for area in procedure.areas:
                yield from self.known(area, self.base.areas, "area", ("procedure", id_, "areas"))
            settling = procedure.settling
            if settling is None:
                continue
            where = self.places.where("procedure", id_, "settling")
            if not 0 <= settling.days <= LONGEST_SETTLING:
                yield Fault(
                    where, "senseless-number", f"settling of {settling.days} days", "check the number"
                )
            if not settling.claims:
                yield Fault(where, "uncited", "settling cites no claim", "name the claims it is read from")
            for claim in settling.claims:
                yield from self.known(claim, self.base.claims, "claim", ("procedure", id_, "settling"))

    def claims(self) -> Iterator[Fault]:
        procedures, factors = self.base.procedures, self.base.factors
        for id_, claim in self.base.claims.items():
            for area in claim.studied:
                yield from self.known(area, self.base.areas, "area", ("claim", id_, "studied"))
            match claim:
                case IntervalClaim() | OrderClaim():
                    yield from self.known(claim.first, procedures, "procedure", ("claim", id_, "first"))
                    yield from self.known(claim.then, procedures, "procedure", ("claim", id_, "then"))
                case ContraindicationClaim() | WashoutClaim():
                    yield from self.known(claim.factor, factors, "factor", ("claim", id_, "factor"))
                    yield from self.known(
                        claim.procedure, procedures, "procedure", ("claim", id_, "procedure")
                    )
                case LimitClaim():
                    yield from self.known(
                        claim.procedure, procedures, "procedure", ("claim", id_, "procedure")
                    )
                case CareClaim():
                    yield from self.known(
                        claim.procedure, procedures, "procedure", ("claim", id_, "procedure")
                    )
                    yield from self.known(
                        claim.activity, self.base.activities, "activity", ("claim", id_, "activity")
                    )
                case NoteClaim():
                    yield from self.note(id_, claim)
            yield from self.numbers(id_, claim)

    def note(self, id_: str, claim: NoteClaim) -> Iterator[Fault]:
        subjects = {**self.base.procedures, **self.base.factors}
        for name in ("procedure", "first", "then"):
            yield from self.known(getattr(claim, name), subjects, "procedure or factor", ("claim", id_, name))
        if (claim.procedure is None) == (claim.first is None) or (claim.first is None) != (
            claim.then is None
        ):
            hint = "name a procedure, or first and then"
            yield Fault(self.places.where("claim", id_), "no-subject", "the claim has no one subject", hint)

    def numbers(self, id_: str, claim: AnyClaim) -> Iterator[Fault]:
        lower: Span | None = getattr(claim, "min", None)
        upper: Span | None = getattr(claim, "max", None)
        where = self.places.where("claim", id_, "min")
        if lower and upper and lower.hours > upper.hours:
            yield Fault(
                where, "min-above-max", f"min {lower} is above max {upper}", "swap them or mend the number"
            )
        for span in (lower, upper):
            if span and span.unit != "always" and span.at_least > LONGEST_WAIT:
                yield Fault(where, "senseless-number", f"{span} is beyond ten years", "check the number")
        match claim:
            case IntervalClaim() | WashoutClaim() if (
                claim.stance in ("wait", "avoid", "contraindicated") and claim.min is None
            ):
                hint = "give min, or file it as a condition or another stance"
                yield Fault(
                    self.places.where("claim", id_), "no-number", f"a {claim.stance} without a number", hint
                )
            case LimitClaim() if claim.stance == "wait" and None in (claim.amount, claim.unit, claim.per):
                hint = "give amount, unit and per"
                yield Fault(self.places.where("claim", id_), "no-number", "a ceiling without a number", hint)

    def citations(self) -> Iterator[Fault]:
        for id_, ruling in self.base.rulings.items():
            for claim in ruling.claims:
                yield from self.known(claim, self.base.claims, "claim", ("ruling", id_, "claims"))
        for id_, flag in self.base.red_flags.items():
            for claim in flag.claims:
                yield from self.known(claim, self.base.claims, "claim", ("red flag", id_, "claims"))
            for procedure in flag.procedures:
                yield from self.known(
                    procedure, self.base.procedures, "procedure", ("red flag", id_, "procedures")
                )
            if not flag.claims:
                yield Fault(
                    self.places.where("red flag", id_), "uncited", "a red flag cites no claim", "cite one"
                )

    def sources(self) -> Iterator[Fault]:
        today = date.today()
        for id_, source in self.base.sources.items():
            for name in ("read", "withdrawn"):
                day = getattr(source, name)
                if day and day > today and name == "read":
                    where = self.places.where("source", id_, name)
                    yield Fault(where, "future-date", f"{name}: {day} lies in the future", "check the day")
            if isinstance(source.year, int) and not 1900 <= source.year <= today.year:
                where = self.places.where("source", id_, "year")
                yield Fault(where, "future-date", f"year: {source.year}", f"a year from 1900 to {today.year}")

    def synonyms(self) -> Iterator[Fault]:
        """One word, one meaning: no two procedures or factors share a name, a brand or a synonym."""
        owner: dict[str, tuple[str, str]] = {}
        things = [
            ("procedure", p.id, (p.id, p.name, *p.synonyms, *p.brands)) for p in self.base.procedures.values()
        ]
        things += [("factor", f.id, (f.id, f.name, *f.synonyms)) for f in self.base.factors.values()]
        for word, id_, names in things:
            for name in {n.lower() for n in names}:
                held = owner.setdefault(name, (word, id_))
                if held != (word, id_):
                    message = f"{name!r} already means {held[1]}"
                    yield Fault(
                        self.places.where(word, id_, "synonyms"), "two-meanings", message, "keep it in one"
                    )
