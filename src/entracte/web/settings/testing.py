"""For tests: as on one's own machine, with no limit on how often a test may ask."""

from __future__ import annotations

from entracte.web.settings.common import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
ENTRACTE_RATE = 0
SECRET_KEY = "for tests alone, and never served to anyone on the open web"
