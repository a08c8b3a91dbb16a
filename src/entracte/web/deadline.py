"""A time limit for each request. A thread cannot be stopped from outside, so it is told to raise."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from entracte.core.fault import Fault
from entracte.web.errors import refusal

LOOK_EVERY = 0.25


class TooSlow(BaseException):
    """Raised inside the thread of a request whose time is up; no `except Exception` may swallow it."""


class Watch:
    """Knows which thread must be done by when, and raises TooSlow in those that are not."""

    def __init__(self) -> None:
        self._due: dict[int, float] = {}
        self._lock = threading.Lock()
        self._watching = False

    def start(self, seconds: float) -> int:
        """Watch the current thread."""
        thread = threading.get_ident()
        with self._lock:
            self._due[thread] = time.monotonic() + seconds
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._look, daemon=True, name="deadline").start()
        return thread

    def stop(self, thread: int) -> None:
        """Watch it no more; once this returns, nothing will be raised."""
        with self._lock:
            self._due.pop(thread, None)

    def _look(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            with self._lock:
                now = time.monotonic()
                for thread in [t for t, due in self._due.items() if due < now]:
                    del self._due[thread]
                    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
                    raise_in(ctypes.c_ulong(thread), ctypes.py_object(TooSlow))


class Deadline:
    """Answers 503 where a request takes longer than ENTRACTE_SECONDS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.watch = Watch()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or an apology in time."""
        thread = self.watch.start(settings.ENTRACTE_SECONDS)
        try:
            return self.get_response(request)
        except TooSlow:
            hint = "ask for less at once, or again later"
            return refusal(
                request, 503, Fault("request", "too-slow", "this took too long and was stopped", hint)
            )
        finally:
            self.watch.stop(thread)
