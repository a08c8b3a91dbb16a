"""Plain words: what people write, understood, and answered by the same engine as everything else.

`entracte.ask` is this room and also the function of that name: Python binds a room to its package when
it is first imported, so the room itself can be called.
"""

from __future__ import annotations

import sys
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entracte.ask.answer import Answer, Reader
    from entracte.knowledge.rules import Rulebook


class _Room(ModuleType):
    def __call__(
        self, question: str, rulebook: Rulebook, reader: Reader = "client", today: date | None = None
    ) -> Answer:
        """Answer a question in plain words; see `entracte.ask.answer.ask`."""
        from entracte.ask.answer import ask

        return ask(question, rulebook, reader, today)


sys.modules[__name__].__class__ = _Room
