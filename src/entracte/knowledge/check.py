"""What a base must satisfy beyond being readable: sane numbers, whole sources, nothing said twice.

`references.py` keeps a base from loading at all; this is the stricter reading that an editor runs
before a pull request. Faults must be mended; notes are told and may stand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise
from pathlib import Path

from entracte.core.fault import Fault, FaultyKnowledge
from entracte.knowledge.cases import load_cases, load_ladders
from entracte.knowledge.compile import compile_rulebook
from entracte.knowledge.contradictions import contradictions
from entracte.knowledge.coverage import usage
from entracte.knowledge.load import load_placed
from entracte.knowledge.model import AnyClaim, Base, Claim, LimitClaim, Source
from entracte.knowledge.references import Places

# The longest lower end, in days, that a claim of each kind can mean. Beyond it a number is a slip:
# the longest real ones are a wash-out of three years and a filler that lasts ten.
LONGEST_DAYS = {
    "interval": 1830,
    "washout": 1830,
    "care": 366,
    "onset": 366,
    "peak": 1098,
    "downtime": 366,
    "duration": 3660,
    "course": 1098,
    "adverse-event": 3660,
}
# The most of each unit that one ceiling can name.
LARGEST_AMOUNT = {"U": 1500.0, "mL": 200.0, "sessions": 100.0}
MOST_SESSIONS = 30
SESSIONS = re.compile(r"(\d+)(?:\.\.(\d+))?")
DOI = re.compile(r"10\.\d{4,9}/\S+")
# What a claim says and where it stands is not what it is about.
WORDING = ("id", "source", "says", "note", "confidence", "studied", "signed_by", "reason")


@dataclass(frozen=True)
class Report:
    """What is wrong with a base, and what an editor should know of it."""

    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    base: Base | None


def check(path: Path | str | None = None, as_of: date | None = None) -> Report:
    """Check the shipped base, or the folder at `path`, as of a day (today).

    A base too broken to load gives its faults and nothing else.
    """
    try:
        base, places = load_placed(path)
    except FaultyKnowledge as faulty:
        return Report(faulty.faults, (), None)
    day = as_of or date.today()
    faults = [
        *sources(base, places),
        *numbers(base, places),
        *shapes(base, places),
        *copies(base, places),
        *unsettled(base, places),
        *unsorted(base, places),
        *beside(base, Path(path) if path is not None else None),
    ]
    more, notes = contradictions(base, compile_rulebook(base, as_of=day), places)
    notes = [*notes, *overdue(base, places, day), *unspoken(base, places)]
    return Report(tuple(sorted({*faults, *more})), tuple(sorted(set(notes))), base)


def sources(base: Base, places: Places) -> Iterator[Fault]:
    """Every source can be found again: a title, a publisher, and a web address or DOI."""
    for id_, source in base.sources.items():
        for name in ("title", "publisher"):
            if not getattr(source, name).strip():
                where = places.where("source", id_, name)
                yield Fault(where, "incomplete-source", f"{name}: is empty", "say what it is")
        if not source.url.startswith(("https://", "http://")) and not source.doi and not _lost(source):
            where = places.where("source", id_, "url")
            hint = "give a url that starts with https://, or a doi"
            yield Fault(where, "incomplete-source", "neither a web address nor a DOI", hint)
        if source.doi and not DOI.fullmatch(source.doi):
            where = places.where("source", id_, "doi")
            yield Fault(where, "wrong-doi", f"doi: {source.doi!r}", "write it as 10.1234/abcd")
        if isinstance(source.year, int) and source.year > source.read.year:
            where = places.where("source", id_, "year")
            yield Fault(where, "read-too-early", f"read {source.read}, before its year {source.year}")


def _lost(source: Source) -> bool:
    """Whether a source says that it can no longer be found, and is trusted no further than that."""
    weak = source.kind == "consumer-page" or "second-hand" in source.marks
    return source.url == "none" and bool(source.note) and weak


def numbers(base: Base, places: Places) -> Iterator[Fault]:
    """Every number is one that its kind can mean."""
    for id_, claim in base.claims.items():
        most = LONGEST_DAYS.get(claim.kind)
        for name in ("min", "max"):
            span = getattr(claim, name, None)
            if most and span and span.unit != "always" and span.at_least > most:
                where = places.where("claim", id_, name)
                message = f"{name}: {span} is too long for the kind {claim.kind}"
                yield Fault(where, "senseless-number", message, f"at most {most} days; check the number")
        told = getattr(claim, "sessions", None)
        if told is not None and not _sane_sessions(told):
            where = places.where("claim", id_, "sessions")
            hint = f'write "3" or "3..4", at most {MOST_SESSIONS}'
            yield Fault(where, "senseless-number", f"sessions: {told!r}", hint)
        if isinstance(claim, LimitClaim):
            yield from _ceiling(claim, places)


def _ceiling(claim: LimitClaim, places: Places) -> Iterator[Fault]:
    """A ceiling counts what a session's dose is told in: a unit that is known, a sane amount."""
    if claim.stance == "wait" and claim.unit not in LARGEST_AMOUNT:
        where = places.where("claim", claim.id, "unit")
        hint = f"one of {', '.join(LARGEST_AMOUNT)}, or stance: allowed for what no dose counts"
        yield Fault(where, "unknown-unit", f"unit: no ceiling can count {claim.unit!r}", hint)
    largest = LARGEST_AMOUNT.get(claim.unit or "", 1000.0)
    if claim.amount is not None and not 0 < claim.amount <= largest:
        where = places.where("claim", claim.id, "amount")
        message = f"amount: {claim.amount:g} {claim.unit}"
        yield Fault(where, "senseless-number", message, f"above 0, at most {largest:g}")


def _sane_sessions(told: str) -> bool:
    found = SESSIONS.fullmatch(told)
    if not found:
        return False
    lower, upper = int(found[1]), int(found[2] or found[1])
    return 1 <= lower <= upper <= MOST_SESSIONS


def shapes(base: Base, places: Places) -> Iterator[Fault]:
    """Every claim says something, and its fields fit together."""
    for id_, claim in base.claims.items():
        if len(claim.says.split()) < 2:
            where = places.where("claim", id_, "says")
            yield Fault(where, "says-nothing", "the claim says nothing", "tell it in a sentence")
        first, then = getattr(claim, "first", None), getattr(claim, "then", None)
        if claim.kind == "order" and first == then:
            where = places.where("claim", id_, "first")
            hint = "use kind interval for the same procedure twice"
            yield Fault(where, "self-order", f"{first} before itself", hint)
        if getattr(claim, "course", False) and first != then:
            where = places.where("claim", id_, "course")
            yield Fault(where, "two-procedures", "a course of two procedures", "drop course, or one id")
    for ruling in base.rulings.values():
        if len(ruling.reason.split()) < 3:
            where = places.where("ruling", ruling.id, "reason")
            yield Fault(where, "no-reason", "a ruling without a reason", "say why, in a sentence")


def copies(base: Base, places: Places) -> Iterator[Fault]:
    """No claim stands twice in one source, or in two pages of one publisher."""
    seen: dict[tuple[object, ...], str] = {}
    for id_, claim in sorted(base.claims.items()):
        publisher = base.sources[claim.source].publisher.casefold()
        key = (publisher, *about(claim), words(claim.says))
        earlier = seen.setdefault(key, id_)
        if earlier != id_:
            where = places.where("claim", id_)
            there = places.where("claim", earlier)
            hint = f"keep {earlier} ({there}) and drop this one"
            yield Fault(where, "said-twice", f"{id_} says what {earlier} says", hint)


def about(claim: Claim) -> tuple[object, ...]:
    """What a claim is about and its numbers: everything but its wording and its place."""
    return tuple((f.name, getattr(claim, f.name)) for f in fields(claim) if f.name not in WORDING)


def words(text: str) -> str:
    """A sentence without case, marks or spacing, so that a copy is known for one."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def unsettled(base: Base, places: Places) -> Iterator[Fault]:
    """Every treatment that can be had has a recovery span, its own or its family's."""
    for id_, procedure in base.procedures.items():
        line = (base.procedures[above] for above in base.lines[id_])
        if procedure.kind != "family" and not any(above.settling for above in line):
            where = places.where("procedure", id_)
            hint = "add settling with the claims it is read from, here or in its family"
            yield Fault(where, "no-settling", f"{id_} never says when it has settled", hint)


def unsorted(base: Base, places: Places) -> Iterator[Fault]:
    """Claims stand in order of id, so that two editors' additions seldom meet."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for id_, claim in base.claims.items():
        by_source[claim.source].append(id_)
    for ids in by_source.values():
        for before, after in pairwise(ids):
            if after < before:
                where = places.where("claim", after)
                yield Fault(where, "unsorted", f"{after} stands after {before}", "sort the claims by id")


def beside(base: Base, folder: Path | None) -> Iterator[Fault]:
    """What lies beside the claims can be read: worked clients, ladders, and what people ask about."""
    for load in (
        lambda: load_cases(folder),
        lambda: load_ladders(folder),
        lambda: usage(base, folder),
    ):
        try:
            load()
        except FaultyKnowledge as faulty:
            yield from faulty.faults


def overdue(base: Base, places: Places, day: date) -> Iterator[Fault]:
    """Sources that must be read again, which their answers say too."""
    for id_, source in base.sources.items():
        if source.review_due < day:
            where = places.where("source", id_, "read")
            message = f"was due for review on {source.review_due}"
            yield Fault(where, "review-overdue", message, "read it again and set read to the day")


def unspoken(base: Base, places: Places) -> Iterator[Fault]:
    """Words of the base that no claim uses."""
    spoken = {name for claim in base.claims.values() for name in subjects(claim)}
    for word, tree in (("procedure", base.procedures), ("factor", base.factors)):
        parents = {getattr(node, "is_a", None) for node in tree.values()}
        for id_ in sorted(set(tree) - spoken - parents):
            yield Fault(places.where(word, id_), "unspoken", f"no claim speaks of the {word} {id_}")


def subjects(claim: AnyClaim) -> Iterable[str]:
    """The procedures and factors that a claim names."""
    names = (getattr(claim, name, None) for name in ("first", "then", "procedure", "factor"))
    return [name for name in names if name]
