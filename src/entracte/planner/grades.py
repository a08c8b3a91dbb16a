"""How weak a ground is, so that a plan can prefer the better one."""

from __future__ import annotations

from entracte.knowledge.model import Grade

# Labels and consensus decide alike. A house's own policy answers for itself; silence is weaker than any page.
WEAKNESS: dict[Grade | None, int] = {"H": 0, "A": 0, "B": 0, "C": 2, "D": 3, "E": 5, "F": 6, None: 8}


def weakness(grade: Grade | None) -> int:
    """From 0 for labels and consensus to 6 for a consumer page; 8 where nothing is known."""
    return WEAKNESS[grade]
