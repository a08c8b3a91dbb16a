"""Refusals in one shape: a code, a sentence, the field and the right form; a page or JSON by who asks."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from entracte.articles.links import Links
from entracte.articles.render import Page, render
from entracte.core.fault import Fault, Refused
from entracte.web.library import edition_now

log = logging.getLogger("entracte.web")
TITLES = {
    400: "That cannot be read",
    404: "There is no such page",
    405: "Not in that way",
    413: "Too much at once",
    414: "Too long an address",
    429: "Too many questions at once",
    500: "Something broke here",
    503: "That took too long",
}


def as_json(faults: Iterable[Fault]) -> dict[str, Any]:
    """Faults in the one shape of INTERFACES.md."""
    return {
        "errors": [{"code": f.code, "message": f.message, "where": f.where, "hint": f.hint} for f in faults]
    }


def refusal(request: HttpRequest, status: int, *faults: Fault) -> HttpResponse:
    """A refusal as JSON on the API, as a page elsewhere."""
    if request.path.startswith("/api/"):
        return HttpResponse(json.dumps(as_json(faults)), status=status, content_type="application/json")
    title = TITLES.get(status, "That cannot be done")
    page = Page("", title, title, "refusal.html", {"faults": faults, "title": title}, index=False)
    return HttpResponse(render(page, edition_now(), Links()), status=status)


class Refusals:
    """Turns what views raise into refusals: mistakes of the caller 400, what is not there 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view, or of the refusal it raised."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal for each kind of error that has one; None leaves it to the last resort."""
        match error:
            case Refused():
                return refusal(request, 400, *error.faults)
            case Http404():
                return refusal(request, 404, NOT_FOUND)
            case RequestDataTooBig():
                return refusal(
                    request, 413, Fault("body", "too-large", "the body is too large", "send less at once")
                )
            case SuspiciousOperation() | MultiPartParserError() | UnicodeDecodeError():
                return refusal(request, 400, Fault("request", "unreadable", "the request cannot be read", ""))
        # Where it broke, and never what was asked: an error's own words may quote the question.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        log.error("%s at %s:%s", type(error).__name__, frame.filename, frame.lineno)
        return None


NOT_FOUND = Fault("address", "not-found", "there is nothing at this address", "start from the front page")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No address matched."""
    return refusal(request, 404, NOT_FOUND)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that Django itself refused: a strange host, a broken form."""
    return refusal(
        request, 400, Fault("request", "unreadable", "the request cannot be read", "check its address")
    )


def broken(request: HttpRequest) -> HttpResponse:
    """The last resort."""
    return refusal(
        request, 500, Fault("server", "broken", "this is our fault, and it was noted", "try again later")
    )
