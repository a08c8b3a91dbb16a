"""On one's own machine: plain HTTP on a loopback address. Everything else as shipped."""

from __future__ import annotations

from entracte.web.settings.common import *  # noqa: F403
