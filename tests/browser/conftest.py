"""A real server and a real browser: `entracte serve` on a free port, and Debian's Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
INSTALL = "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium fonts-dejavu-core"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a running server, stopped after the last test."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "entracte.cli", "serve", "--port", str(port), "--json"]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, "ENTRACTE_RATE": "0"}
        )
        try:
            assert server.stdout is not None
            told = re.search(r"http://[^\"]+", server.stdout.readline())
            log.seek(0)
            assert told, log.read().decode()
            _listening(told[0], server)
            yield told[0].rstrip("/")
        finally:
            server.terminate()
            server.communicate(timeout=20)


def _listening(address: str, server: subprocess.Popen[str]) -> None:
    import time

    for _ in range(200):
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests. A missing one fails with the words that install it."""
    if not os.access(CHROMIUM, os.X_OK):
        pytest.fail(f"these tests need Debian's Chromium: {INSTALL}")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture(scope="session")
def clinic(site: str) -> Iterator[str]:
    """The address of somebody else's site that holds the question box."""
    tag = f'<h1>Clinic</h1><script src="{site}/static/widget.js" data-accent="7a1f3d"></script>'

    class Clinic(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(tag.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Clinic) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Visitors:
    """Opens pages for visitors of different kinds and minds what their browsers complain of."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self._contexts: list[BrowserContext] = []

    def open(self, address: str = "/", **kind: Any) -> Page:
        """A page at an address, for a visitor of this kind (viewport, color_scheme, …)."""
        context = self.browser.new_context(**{"viewport": {"width": 1100, "height": 900}, **kind})
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note)
        page.goto(self.site + address)
        return page

    def _note(self, request: Any) -> None:
        if not request.url.startswith(self.site):
            self.outside.append(request.url)

    def close(self) -> None:
        """Close what was opened; nothing may have been asked of another host or complained of."""
        cookies = [cookie for context in self._contexts for cookie in context.cookies()]
        for context in self._contexts:
            context.close()
        assert not cookies
        assert not self.outside
        assert not self.complaints


@pytest.fixture
def visitors(browser: Browser, site: str) -> Iterator[Visitors]:
    """Visitors for one test."""
    found = Visitors(browser, site)
    yield found
    found.close()
