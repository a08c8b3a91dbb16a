"""`make bench-web`: assess over HTTP beside a bare handler of the same stack, a page, and the static site.

One server, one process, one run: the bare handler and the judge are asked in turns by the same clients
over loopback, so that both meet the same machine in the same minute.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from entracte.articles.links import Links
from entracte.articles.pages import pair_page, subjects
from entracte.articles.publish import Press
from entracte.articles.render import STATIC, edition, render
from entracte.knowledge.cache import rulebook

CLIENTS, SECONDS, TURNS = 4, 2.0, 5
PAGES = 400
TITLE = f"Over HTTP, {CLIENTS} clients, {TURNS} turns of {SECONDS:g} s"


@contextmanager
def server() -> Iterator[int]:
    """A server of one process with the bare handler beside the site's own addresses; yields its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.web_settings", "PYTHONPATH": os.getcwd()}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "error"]
    running = subprocess.Popen([*command, "entracte.web.wsgi:application"], env=environment)
    try:
        _listening(port)
        yield port
    finally:
        running.terminate()
        running.wait(timeout=20)


def _listening(port: int) -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/robots.txt")
            if connection.getresponse().status == 200:
                return
            raise SystemExit("the server does not answer")
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def questions() -> list[bytes]:
    """Different proposals, so that nothing could answer from memory."""
    pairs = (("botulinum-toxin", "microneedling"), ("ha-filler", "ipl"), ("peel-superficial", "waxing"))
    asked = []
    for days in range(120):
        first, then = pairs[days % len(pairs)]
        on = date(2026, 11, 20) + timedelta(days=days)
        session = {"procedure": first, "on": "2026-11-20", "areas": ["face"]}
        proposal = {"procedure": then, "on": on.isoformat(), "areas": ["face"]}
        asked.append(json.dumps({"proposal": proposal, "history": {"sessions": [session]}}).encode())
    return asked


class Caller:
    """One kept-alive connection that costs the machine little, so that the server is what is measured."""

    def __init__(self, port: int, path: str) -> None:
        self.head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n".encode()
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, body: bytes) -> None:
        """Send a body and read the whole answer; SystemExit on any but 200."""
        self.socket.sendall(b"%sContent-Length: %d\r\n\r\n%s" % (self.head, len(body), body))
        answer = self.socket.recv(65536)
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self.socket.recv(65536)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise SystemExit(answer[:200].decode())
        length = re.search(rb"content-length: (\d+)", answer[:end].lower())
        missing = end + 4 + int(length[1] if length else 0) - len(answer)
        while missing > 0:
            missing -= len(self.socket.recv(65536))


def ask(port: int, path: str, bodies: list[bytes], seconds: float) -> list[float]:
    """Seconds of each request that CLIENTS clients could make in `seconds`, each on one connection."""
    taken: list[float] = []
    until = time.perf_counter() + seconds

    def client(i: int) -> None:
        caller = Caller(port, path)
        while (start := time.perf_counter()) < until:
            caller.post(bodies[i % len(bodies)])
            taken.append(time.perf_counter() - start)
            i += 7
        caller.socket.close()

    clients = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    return taken


def over_http(console: Console) -> None:
    """Requests a second and the slowest hundredth, bare and judged, in turns."""
    paths = {"bare handler": "/api/v1/bare", "assess": "/api/v1/assess"}
    taken: dict[str, list[float]] = {name: [] for name in paths}
    rates: dict[str, list[float]] = {name: [] for name in paths}
    bodies = questions()
    with server() as port:
        for path in paths.values():
            ask(port, path, bodies, 0.5)
        for _ in range(TURNS):
            for name, path in paths.items():
                found = ask(port, path, bodies, SECONDS)
                taken[name] += found
                rates[name].append(len(found) / SECONDS)
    table = Table("handler", "requests/s", "median ms", "99th ms", title=TITLE)
    for name, times in taken.items():
        rate = statistics.median(rates[name])
        table.add_row(name, f"{rate:,.0f}", f"{_at(times, 50):.2f}", f"{_at(times, 99):.2f}")
    console.print(table)
    bare, judged = (statistics.median(rates[name]) for name in paths)
    slow = _at(taken["assess"], 99) / _at(taken["bare handler"], 99)
    console.print(f"assess holds {judged / bare:.0%} of the bare rate (goal 50%)")
    console.print(f"its slowest hundredth takes {slow:.1f} times the bare one's (goal under 5)")


def _at(times: list[float], percent: int) -> float:
    """Milliseconds at a percentile."""
    return 1000 * sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


def pages(console: Console) -> None:
    """How long a pair page takes and how much it weighs, over a spread of all pairs."""
    book = rulebook()
    of, ids = edition(book), subjects(book)
    every = [(first, then) for first in ids for then in ids]
    chosen = [*every[:: max(1, len(every) // PAGES)], ("botulinum-toxin", "microneedling")]
    build: Callable[[str, str], str] = lambda a, b: render(pair_page(book, a, b), of, Links())  # noqa: E731
    build("botulinum-toxin", "microneedling")
    seconds, weights = [], []
    for first, then in chosen:
        start = time.perf_counter()
        page = build(first, then)
        seconds.append(time.perf_counter() - start)
        weights.append(len(page.encode()))
    style = sum((STATIC / name).stat().st_size for name in ("entracte.css", "mark.svg"))
    table = Table("", "median", "99th", "most", "goal", title=f"{len(chosen)} of {len(every):,} pair pages")
    table.add_row("built in, ms", *_spread([1000 * s for s in seconds], 1), "< 15")
    table.add_row("weight with its style, kB", *_spread([(w + style) / 1000 for w in weights], 0), "< 120")
    console.print(table)


def _spread(found: list[float], places: int) -> list[str]:
    found = sorted(found)
    chosen = (found[len(found) // 2], found[len(found) * 99 // 100], found[-1])
    return [f"{n:.{places}f}" for n in chosen]


def site(console: Console) -> None:
    """The whole static site, written once and written again."""
    table = Table("static site", "pages", "changed", "seconds", "goal")
    with tempfile.TemporaryDirectory() as folder:
        for name, goal in (("first", "< 180"), ("again", "")):
            press = Press(rulebook(), Path(folder), "https://entracte.example")
            start = time.perf_counter()
            sum(press.run(press.jobs()))
            took = f"{time.perf_counter() - start:.0f}"
            table.add_row(name, f"{press.pages:,}", f"{press.changed:,}", took, goal)
    console.print(table)


def main() -> None:
    """Print the three tables."""
    console = Console()
    over_http(console)
    pages(console)
    site(console)


if __name__ == "__main__":
    main()
