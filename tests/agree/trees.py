"""The trees of a base, walked anew each time: for the naive readings."""

from __future__ import annotations

from entracte.knowledge.model import Base


def is_a(base: Base, id_: str, above: str) -> bool:
    """Whether a procedure is another, or a kind of it."""
    here: str | None = id_
    while here is not None:
        if here == above:
            return True
        here = base.procedures[here].is_a
    return False


def factor_is_a(base: Base, id_: str, above: str) -> bool:
    """Whether a factor is another, or a kind of it."""
    here: str | None = id_
    while here is not None:
        if here == above:
            return True
        here = base.factors[here].is_a
    return False


def inside(base: Base, id_: str, above: str) -> bool:
    """Whether an area is another, or lies inside it."""
    here: str | None = id_
    while here is not None:
        if here == above:
            return True
        here = base.areas[here].part_of
    return False


def overlap(base: Base, some: frozenset[str], others: frozenset[str]) -> bool:
    """Two areas overlap when one is the other or lies inside it; not told counts as any."""
    if not some or not others:
        return True
    return any(inside(base, a, b) or inside(base, b, a) for a in some for b in others)
