"""Pages to read: lists, pairs, treatments, factors, sources; and what search engines ask for."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from entracte.articles.pages import addresses, list_pages, page_at
from entracte.articles.render import Page
from entracte.articles.sitemap import robots, sitemap
from entracte.core.fault import did_you_mean, mistake
from entracte.web.library import rulebook
from entracte.web.pages.answering import drawn, links, tagged


@tagged
def pair(request: HttpRequest, first: str, then: str) -> HttpResponse:
    """The page of an ordered pair."""
    return _at("pairs", first, then)


@tagged
def about(request: HttpRequest, shelf: str, id_: str) -> HttpResponse:
    """The page of a treatment, a factor or a source."""
    return _at(shelf, id_)


def _at(*parts: str) -> HttpResponse:
    try:
        return drawn(page_at(rulebook(), parts))
    except KeyError:
        raise Http404 from None


@tagged
def listing(request: HttpRequest, name: str) -> HttpResponse:
    """A page of which there is one: a list, an overview, the glossary."""
    return drawn(_lists()[name])


def _lists() -> dict[str, Page]:
    book = rulebook()
    if book.hash not in _kept:
        _kept.clear()
        _kept[book.hash] = {page.path: page for page in list_pages(book)}
    return _kept[book.hash]


# The lists take a while to gather and change with the rulebook alone.
_kept: dict[str, dict[str, Page]] = {}


@tagged
def choose(request: HttpRequest) -> HttpResponse:
    """Two treatments chosen from lists lead to their pair's page."""
    known = rulebook().base.procedures
    chosen = [request.GET.get(name, "") for name in ("first", "then")]
    for name, id_ in zip(("first", "then"), chosen, strict=True):
        if id_ not in known:
            hint = did_you_mean(id_, known) or "choose one from the list"
            raise mistake(name, "unknown-procedure", f"no treatment {id_!r}", hint)
    return HttpResponseRedirect(links().to("pairs", *chosen))


@tagged
def map_of_site(request: HttpRequest) -> HttpResponse:
    """sitemap.xml."""
    origin = links().origin or f"{request.scheme}://{request.get_host()}"
    paths = ["/".join(parts) for parts in addresses(rulebook())]
    paths = [*_lists(), *paths]
    found = sitemap(origin, paths, rulebook().base.released.isoformat(), folders=False)
    return HttpResponse(found, content_type="application/xml")


@tagged
def for_robots(request: HttpRequest) -> HttpResponse:
    """robots.txt."""
    origin = links().origin or f"{request.scheme}://{request.get_host()}"
    return HttpResponse(robots(origin), content_type="text/plain")
