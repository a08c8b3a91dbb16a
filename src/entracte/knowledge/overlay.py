"""A house's own policy on top of the published evidence: it tightens freely and loosens only signed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from entracte.core.fault import Fault, FaultyKnowledge
from entracte.knowledge.model import AnyClaim, Base, Source
from entracte.knowledge.policy import HOUSE, DayStatus, Heard
from entracte.knowledge.reading import Lines, Unreadable, read
from entracte.knowledge.references import Places, faults_of
from entracte.knowledge.rules import Grounds
from entracte.knowledge.shape import Shape, claims_shape
from entracte.knowledge.waiting import Wait

WORSE: tuple[DayStatus, ...] = ("clear", "caution", "wait", "avoid")


@dataclass(frozen=True)
class Overlay:
    """A house's claims, with the source they form and a digest of the file."""

    source: Source
    claims: tuple[AnyClaim, ...]
    digest: str


def load_overlay(path: Path | str, base: Base) -> Overlay:
    """Read a house policy: title, publisher, read (the day it took force) and claims.

    Raises FaultyKnowledge with every fault.
    """
    faults: list[Fault] = []
    name = str(path)
    try:
        raw, lines, content = read(Path(path), name)
    except Unreadable as error:
        raise FaultyKnowledge([error.fault]) from None
    if not isinstance(raw, dict):
        message = "a mapping with title, publisher, read and claims belongs here"
        raise FaultyKnowledge([Fault(f"{name}:1", "wrong-type", message)])
    claims, places = house_claims(raw.pop("claims", None), lines, name, faults)
    house = {"id": "house", "year": "undated", "url": "none", **raw, "kind": "clinic-policy", "grade": "H"}
    source = Shape.of(Source, faults).fit(house, lines, name)
    if source is not None:
        own = {claim.id: claim for claim in claims}
        alone = replace(base, claims=own, sources={"house": source}, rulings={}, red_flags={})
        faults += [f for f in faults_of(alone, places) if f.where.startswith(name)]
    if faults or source is None:
        raise FaultyKnowledge(sorted(set(faults)))
    dated = replace(source, grade="H", review_due=date.max)
    return Overlay(dated, tuple(claims), hashlib.sha256(content).hexdigest())


def house_claims(entries: Any, lines: Lines, name: str, faults: list[Fault]) -> tuple[list[AnyClaim], Places]:
    """The claims of a house and where each stands; what is wrong is added to `faults`."""
    shape, places = claims_shape(faults), Places()
    inside = lines.inside.get("claims", lines)
    if not isinstance(entries, list) or not entries:
        message = "claims: a list of at least one belongs here"
        faults.append(Fault(f"{name}:{inside.at}", "missing-field", message))
        return [], places
    claims: list[AnyClaim] = []
    for index, entry in enumerate(entries):
        at = inside.inside[index]
        sourced = {**entry, "source": "house"} if isinstance(entry, dict) else entry
        claim = shape.fit(sourced, at, name)
        if claim is not None:
            claims.append(replace(claim, id=f"house/{claim.id}"))
            places.add("claim", f"house/{claim.id}", name, at)
    return claims, places


def split(heard: tuple[Heard, ...]) -> tuple[tuple[Heard, ...], tuple[Heard, ...]]:
    """The house's voices, and everyone else's."""
    house = tuple(h for h in heard if h.tier == HOUSE)
    return house, tuple(h for h in heard if h.tier != HOUSE)


def signed(house: tuple[Heard, ...], loosens: bool, about: str) -> str | None:
    """Who answers for a loosening, and why; FaultyKnowledge where nobody does."""
    if not loosens:
        return None
    for claim in (h.voice.claim for h in house):
        if claim.signed_by and claim.reason:
            return f"{claim.signed_by}: {claim.reason}"
    message = f"loosens the published rule on {about} and nobody signs for it"
    hint = "add signed_by and reason, or tighten instead"
    raise FaultyKnowledge([Fault(house[0].voice.claim.id, "unsigned", message, hint)])


def house_wait(
    heard: tuple[Heard, ...],
    make: Callable[[tuple[Heard, ...]], Wait | None],
    about: str,
    asking: Callable[[], int] = lambda: 0,
) -> Wait | None:
    """The wait of everyone, the house on top.

    `asking` tells for how many days the answer was to ask, where nothing is published: a house that
    opens one of them loosens too.
    """
    house, others = split(heard)
    made = make(heard)
    if made is None or not house:
        return made
    published = make(others)
    if published is None:
        sign_off = signed(house, made.minimum < asking(), about)
        return replace(made, grounds=replace(made.grounds, house=sign_off))
    stated_upper = any(getattr(h.voice.claim, "max", None) for h in house)
    looser = made.minimum < published.minimum or (stated_upper and made.advised < published.advised)
    sign_off = signed(house, looser, about)
    advised = made.advised if sign_off or stated_upper else max(made.advised, published.advised)
    never = made.never or (published.never and not sign_off)
    return replace(made, advised=advised, never=never, grounds=replace(made.grounds, house=sign_off))


def house_order(
    heard: tuple[Heard, ...],
    make: Callable[[tuple[Heard, ...]], tuple[DayStatus, Grounds] | None],
    about: str,
) -> tuple[DayStatus, Grounds] | None:
    """The same-day status of everyone, the house on top."""
    house, others = split(heard)
    made = make(heard)
    published = make(others) if house else None
    if made is None or not house:
        return made
    was = published[0] if published else "wait"
    sign_off = signed(house, WORSE.index(made[0]) < WORSE.index(was), about)
    return made[0], replace(made[1], house=sign_off)


def house_ceiling(
    heard: tuple[Heard, ...], make: Callable[[tuple[Heard, ...]], tuple[float, Grounds] | None], about: str
) -> tuple[float, Grounds] | None:
    """The ceiling of everyone, the house on top."""
    house, others = split(heard)
    made = make(heard)
    published = make(others) if house else None
    if made is None or published is None:
        return made
    sign_off = signed(house, made[0] > published[0], about)
    return made[0], replace(made[1], house=sign_off)
