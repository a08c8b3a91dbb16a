"""May this treatment follow that one, and when? Who says so, how good is their evidence?

Heavy rooms load when first asked for; `import entracte` alone reads none of them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from entracte.core.days import DayRange, Span
from entracte.core.fault import Fault, FaultyKnowledge, Mistake, Refused
from entracte.core.history import FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal

if TYPE_CHECKING:
    from entracte.ask.answer import ask
    from entracte.audit.affected import affected
    from entracte.audit.audit import audit
    from entracte.audit.forecast import forecast
    from entracte.engine.assess import assess
    from entracte.knowledge.compile import compile_rulebook as compile
    from entracte.knowledge.load import load
    from entracte.knowledge.overlay import load_overlay
    from entracte.planner.answer import NoPlan, Plan
    from entracte.planner.plan import plan
    from entracte.planner.replan import replan
    from entracte.planner.wishes import Event, Wish, Wishes
    from entracte.simulate.book import Recipe, simulate

__version__ = "0.1.0"

_LAZY = {
    "load": ("entracte.knowledge.load", "load"),
    "compile": ("entracte.knowledge.compile", "compile_rulebook"),
    "load_overlay": ("entracte.knowledge.overlay", "load_overlay"),
    "assess": ("entracte.engine.assess", "assess"),
    "plan": ("entracte.planner.plan", "plan"),
    "replan": ("entracte.planner.replan", "replan"),
    "Plan": ("entracte.planner.answer", "Plan"),
    "NoPlan": ("entracte.planner.answer", "NoPlan"),
    "Wish": ("entracte.planner.wishes", "Wish"),
    "Wishes": ("entracte.planner.wishes", "Wishes"),
    "Event": ("entracte.planner.wishes", "Event"),
    "ask": ("entracte.ask.answer", "ask"),
    "audit": ("entracte.audit.audit", "audit"),
    "affected": ("entracte.audit.affected", "affected"),
    "forecast": ("entracte.audit.forecast", "forecast"),
    "simulate": ("entracte.simulate.book", "simulate"),
    "Recipe": ("entracte.simulate.book", "Recipe"),
}

__all__ = [
    "DayRange",
    "Event",
    "FactorPeriod",
    "Fault",
    "FaultyKnowledge",
    "History",
    "Known",
    "Mistake",
    "NoPlan",
    "Plan",
    "Proposal",
    "Recipe",
    "Refused",
    "Session",
    "Span",
    "Wish",
    "Wishes",
    "affected",
    "ask",
    "assess",
    "audit",
    "compile",
    "forecast",
    "load",
    "load_overlay",
    "plan",
    "replan",
    "simulate",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'entracte' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(importlib.import_module(module), attribute)
