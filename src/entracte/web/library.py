"""The rulebooks in use: one a policy, of today, kept until the day turns."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import cast

from django.conf import settings

from entracte.articles.render import Edition, edition
from entracte.core.fault import mistake
from entracte.knowledge.cache import rulebook as compiled
from entracte.knowledge.rules import PolicyName, Rulebook

POLICIES = ("standard", "cautious")


def rulebook(policy: str = "standard") -> Rulebook:
    """Today's rulebook under a policy. Raises Mistake on an unknown one."""
    if policy not in POLICIES:
        raise mistake("policy", "unknown-policy", f"no policy {policy!r}", f"one of {', '.join(POLICIES)}")
    return _of(cast(PolicyName, policy), date.today())


@lru_cache(maxsize=4)
def _of(policy: PolicyName, day: date) -> Rulebook:
    return compiled(settings.ENTRACTE_BASE, policy, settings.ENTRACTE_OVERLAY, day)


def edition_now() -> Edition:
    """The edition that pages name at their foot."""
    return edition(rulebook())
