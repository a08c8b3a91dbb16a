"""From a page to an answer: drawn, with its tag, so that an unchanged page is never built twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

import entracte.articles
from entracte.articles.links import Links
from entracte.articles.render import Page, render
from entracte.web.library import edition_now, rulebook

View = Callable[..., HttpResponse]


def links() -> Links:
    """How pages of this server point at each other."""
    return Links(origin=settings.ENTRACTE_ORIGIN)


def drawn(page: Page) -> HttpResponse:
    """The page as an answer."""
    return HttpResponse(render(page, edition_now(), links()))


def tagged(view: View) -> View:
    """A view that is read only, with an ETag of the rulebook, the day and the address.

    A browser that has the page is told so before anything is built.
    """

    @require_safe
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        book = rulebook()
        named = (book.hash, book.as_of, written(), request.get_full_path(), request.headers.get("HX-Request"))
        tag = f'"{hashlib.sha256(repr(named).encode()).hexdigest()[:20]}"'
        if request.headers.get("If-None-Match") in (tag, f"W/{tag}"):
            return HttpResponseNotModified(headers={"ETag": tag})
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response.headers["ETag"] = tag
            response.headers["Vary"] = "HX-Request"
        return response

    return answering


@cache
def written() -> str:
    """A digest of the templates and the code of pages, so that a new release is a new tag."""
    folder = Path(entracte.articles.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".html", ".css", ".js")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
