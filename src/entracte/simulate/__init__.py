"""A believable book from a seed: clients, courses, seasons, and faults whose findings are known.

`entracte.simulate` is this room and also the function of that name: Python binds a room to its package
when it is first imported, so the room itself can be called.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entracte.knowledge.rules import Rulebook
    from entracte.simulate.book import Recipe


class _Room(ModuleType):
    def __call__(
        self,
        rulebook: Rulebook,
        folder: Path | str,
        recipe: Recipe,
        progress: Callable[[int], object] = id,
    ) -> dict[str, int]:
        """Write a book to a folder; see `entracte.simulate.book.simulate`."""
        from entracte.simulate.book import simulate

        return simulate(rulebook, folder, recipe, progress)


sys.modules[__name__].__class__ = _Room
