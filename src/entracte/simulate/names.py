"""How a front desk writes the name of a treatment, so that it can still be told what was meant."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.knowledge.model import Procedure

SUFFIXES = ("", " x3", " - 3 areas", " (full face)", " session 2", " 50 units")


def written(procedure: Procedure) -> tuple[str, ...]:
    """The service names that a made-up book uses for a procedure."""
    return tuple(dict.fromkeys(_forms(procedure)))


def _forms(procedure: Procedure) -> Iterator[str]:
    said = (procedure.name, *procedure.synonyms, *procedure.brands)
    for n, name in enumerate(said):
        yield name
        yield f"{name.upper()}{SUFFIXES[n % len(SUFFIXES)]}"
        yield f" {name.title()}{SUFFIXES[(n + 1) % len(SUFFIXES)]}"
