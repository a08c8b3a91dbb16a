"""A whole book of sessions judged at once, with the meaning that the engine has for one.

`entracte.audit` is this room and also the function of that name: Python binds a room to its package when
it is first imported, so the room itself can be called.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from entracte.knowledge.rules import Rulebook


class _Room(ModuleType):
    def __call__(self, rulebook: Rulebook, sessions: ir.Table, factors: ir.Table | None = None) -> ir.Table:
        """The findings of a book; see `entracte.audit.audit.audit`."""
        from entracte.audit.audit import audit

        return audit(rulebook, sessions, factors)


sys.modules[__name__].__class__ = _Room
