"""A plan for a request: within its time, and one at a time, since a search takes a whole core."""

from __future__ import annotations

from threading import BoundedSemaphore

from django.conf import settings

from entracte.core.fault import Fault, Refused, mistake
from entracte.core.history import History
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan, Plan
from entracte.planner.wishes import Wishes

_one = BoundedSemaphore(1)
PATIENCE = 2.0


class Busy(Refused):
    """Another plan is being laid out."""


def lay_out(rulebook: Rulebook, history: History, wishes: Wishes) -> Plan | NoPlan:
    """The plan, or why there is none. Raises Mistake on senseless wishes, Busy where one must wait."""
    try:
        from entracte.planner.plan import plan
    except ImportError:
        hint = "install entracte[plan]"
        raise mistake("plan", "not-installed", "the planner's libraries are missing here", hint) from None
    if not _one.acquire(timeout=PATIENCE):
        raise Busy([Fault("plan", "busy", "another plan is being laid out", "ask again in a few seconds")])
    try:
        return plan(rulebook, history, wishes, seconds=settings.ENTRACTE_PLAN_SECONDS, workers=1)
    finally:
        _one.release()
