"""Addresses of pages: from the root of a server, or relative, so that a static site works anywhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Links:
    """How one page points at others.

    `root` leads from the page to the top of the site: "/" on a server, "../../" two folders deep in
    a static site, whose pages are folders with an index. `origin` is the site's own address, for
    canonical links. `live` tells whether forms are answered.
    """

    root: str = "/"
    folders: bool = False
    origin: str = ""
    live: bool = True

    def to(self, *parts: str) -> str:
        """The address of a page: to("pairs", "botulinum-toxin", "microneedling")."""
        end = "/" if self.folders and parts else ""
        return f"{self.root}{'/'.join(parts)}{end}" or "./"

    def asset(self, name: str) -> str:
        """The address of a stylesheet, script or picture."""
        return f"{self.root}static/{name}"

    def canonical(self, path: str) -> str:
        """The page's one true address; `path` has no leading slash."""
        return f"{self.origin}/{path}{'/' if self.folders and path else ''}"
