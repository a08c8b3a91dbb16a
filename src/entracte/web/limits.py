"""How often one address may ask, and how much it may send. Counted in memory, forgotten in minutes."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from entracte.core.fault import Fault
from entracte.web.errors import refusal

MOST_ADDRESSES = 50_000
LONGEST_QUERY = 16_000


@dataclass
class Buckets:
    """A bucket of requests for each address that fills again at `rate` a minute."""

    rate: int
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, address: str) -> float:
        """Take one; 0 if there was one, else the seconds until there is."""
        now, each = self.clock(), 60 / self.rate
        with self._lock:
            left, since = self._left.pop(address, (float(self.rate), now))
            left = min(float(self.rate), left + (now - since) / each)
            taken = left >= 1
            self._left[address] = (left - 1 if taken else left, now)
            while len(self._left) > MOST_ADDRESSES:
                self._left.popitem(last=False)
        return 0.0 if taken else (1 - left) * each


class Limits:
    """Refuses what comes too often (429), is too long (413) or has too long an address (414)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.buckets = Buckets(settings.ENTRACTE_RATE) if settings.ENTRACTE_RATE else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the refusal."""
        wait = self.buckets.wait(address(request)) if self.buckets else 0.0
        if wait:
            seconds = str(max(1, round(wait + 0.5)))
            hint = f"ask again in {seconds} seconds"
            response = refusal(
                request, 429, Fault("address", "too-many", "too many requests from here", hint)
            )
            response.headers["Retry-After"] = seconds
            return response
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            return refusal(
                request, 414, Fault("address", "too-long", "the address is too long", "ask for less at once")
            )
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if _length(request) > most:
            hint = f"send at most {most:,} bytes; split a batch"
            return refusal(request, 413, Fault("body", "too-large", "the body is too large", hint))
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdigit() else 0


def address(request: HttpRequest) -> str:
    """Who asks: the peer, or what the trusted proxies in front say of it."""
    proxies: int = settings.ENTRACTE_PROXIES
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(told) >= proxies:
        return str(told[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
