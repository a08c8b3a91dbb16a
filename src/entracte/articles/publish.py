"""The static site: every public page as a folder with an index, ready for any web host.

Writing again with an unchanged base changes no byte and touches no file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from entracte.articles.links import Links
from entracte.articles.pages import addresses, list_pages, page_at
from entracte.articles.render import STATIC, Page, edition, render
from entracte.articles.sitemap import robots, sitemap
from entracte.knowledge.rules import Rulebook

A_JOB = 100
ASSETS = ("entracte.css", "mark.svg", "find.js")
# What stands in the folder and was written by an earlier run is listed here, so that a page that is
# gone can be taken away without touching a file that somebody else put there.
LEDGER = ".entracte-site"

Parts = tuple[str, ...]


@dataclass
class Press:
    """Writes a rulebook's pages to a folder."""

    rulebook: Rulebook
    out: Path
    origin: str
    pages: int = 0
    changed: int = 0
    removed: int = 0

    def jobs(self) -> list[list[Parts]]:
        """The pages about something, in jobs for the workers."""
        found = list(addresses(self.rulebook))
        return [found[i : i + A_JOB] for i in range(0, len(found), A_JOB)]

    def run(self, jobs: list[list[Parts]]) -> Iterator[int]:
        """Write everything; yields how many pages each job wrote."""
        self.out.mkdir(parents=True, exist_ok=True)
        paths = [self._put(page) for page in list_pages(self.rulebook)]
        # A copy in each worker: a forked one could inherit a lock that a progress bar's thread holds.
        with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _start, (self,)) as workers:
            for job, changed in zip(jobs, workers.map(_write, jobs), strict=True):
                paths += ["/".join(parts) for parts in job]
                self.changed += changed
                yield len(job)
        self.pages = len(paths)
        self._rest(paths)

    def _put(self, page: Page) -> str:
        self.changed += self.write(page)
        return page.path

    def write(self, page: Page) -> bool:
        """Write a page where it differs from what stands there; whether it did."""
        depth = len(page.path.split("/")) if page.path else 0
        links = Links("../" * depth or "./", folders=True, origin=self.origin, live=False)
        folder = self.out / page.path
        return put(folder / "index.html", render(page, edition(self.rulebook), links))

    def _rest(self, paths: list[str]) -> None:
        lost = Page(
            "404",
            "There is no such page",
            "",
            "refusal.html",
            {"faults": (), "title": "There is no such page"},
            index=False,
        )
        links = Links(f"{self.origin}/", folders=True, origin=self.origin, live=False)
        put(self.out / "404.html", render(lost, edition(self.rulebook), links))
        released = self.rulebook.base.released.isoformat()
        put(self.out / "sitemap.xml", sitemap(self.origin, paths, released, folders=True))
        put(self.out / "robots.txt", robots(self.origin))
        for name in ASSETS:
            put(self.out / "static" / name, (STATIC / name).read_text(encoding="utf-8"))
        self._forget(set(paths))

    def _forget(self, paths: set[str]) -> None:
        """Take away the pages that an earlier run wrote and this one did not."""
        ledger = self.out / LEDGER
        before = ledger.read_text(encoding="utf-8").splitlines() if ledger.exists() else []
        for path in sorted(set(before) - paths):
            (self.out / path / "index.html").unlink(missing_ok=True)
            self.removed += 1
        put(ledger, "\n".join(sorted(paths)) + "\n")


def put(path: Path, text: str) -> bool:
    """Write text where it differs from what stands there; whether it did."""
    body = text.encode()
    if path.exists() and path.read_bytes() == body:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return True


_press: Press | None = None


def _start(press: Press) -> None:
    global _press  # noqa: PLW0603 - a worker's own, set once when it starts
    _press = press


def _write(job: list[Parts]) -> int:
    assert _press is not None
    return sum(_press.write(page_at(_press.rulebook, parts)) for parts in job)
