"""What search engines ask for: the list of pages, and what they need not read."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape


def sitemap(origin: str, paths: Iterable[str], changed: str, folders: bool) -> str:
    """sitemap.xml of pages under `origin`; `changed` is the day of the base."""
    end = "/" if folders else ""
    entries = "\n".join(
        f"<url><loc>{escape(address)}</loc><lastmod>{changed}</lastmod></url>"
        for address in (f"{origin}/{path}{end if path else ''}" for path in paths)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}\n</urlset>\n'
    )


def robots(origin: str) -> str:
    """robots.txt: pages may be read; questions and checks are nobody's to index."""
    kept = ("/check", "/plan", "/embed", "/api/", "/*?q=")
    told = "".join(("User-agent: *\n", *(f"Disallow: {path}\n" for path in kept)))
    return f"{told}Sitemap: {origin}/sitemap.xml\n" if origin else told
