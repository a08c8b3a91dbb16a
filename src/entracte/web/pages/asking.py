"""The question page and its small sister for other people's sites."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from entracte.articles.pages import home_page, naming
from entracte.articles.render import Page, environment
from entracte.articles.reply import Reply, Understood, from_answer, mended
from entracte.ask.answer import ask
from entracte.core.fault import Refused, did_you_mean, mistake
from entracte.web.colours import NAMES, stylesheet
from entracte.web.library import rulebook
from entracte.web.pages.answering import drawn, links, tagged

LONGEST = 600


@tagged
def home(request: HttpRequest) -> HttpResponse:
    """The question box, and the answer where something was asked."""
    return _asked(request, "home.html", "")


@xframe_options_exempt
@tagged
def embed(request: HttpRequest) -> HttpResponse:
    """The question box alone, in a frame of another site, in its colours."""
    response = _asked(request, "embed.html", "embed")
    response.frameable = True  # type: ignore[attr-defined]
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def embed_css(request: HttpRequest) -> HttpResponse:
    """The colours of the frame as a stylesheet, since a page may hold no style of its own."""
    response = HttpResponse(stylesheet(request.GET), content_type="text/css")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _asked(request: HttpRequest, template: str, path: str) -> HttpResponse:
    problem, reply = "", None
    question = re.sub(r"\s+", " ", request.GET.get("q", "")).strip()
    try:
        reply = reply_to(request, question)
    except Refused as refused:
        problem = "; ".join(filter(None, (refused.faults[0].message, refused.faults[0].hint)))
    filled = {"question": question, "reply": reply, "problem": problem, "colours": colours(request)}
    if request.htmx and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
        page = Page(path, "", "", "reply.html", {**naming(rulebook()), **filled})
        context = {"page": page, "links": links(), **page.context}
        return HttpResponse(environment().get_template("fragment.html").render(context))
    page = home_page(rulebook(), **filled)
    shown = bool(question or reply)
    return drawn(
        Page(
            path,
            page.title,
            page.description,
            template,
            {**page.context, "colours": colours(request)},
            index=not shown,
        )
    )


def colours(request: HttpRequest) -> dict[str, str]:
    """A frame's colours, to be carried on from answer to answer."""
    return {name: request.GET[name] for name in NAMES if request.GET.get(name)}


def reply_to(request: HttpRequest, question: str) -> Reply | None:
    """The reply to the reading chosen, else to the question; None where nothing was asked."""
    chosen = [request.GET.get(name, "") for name in ("earlier", "later")]
    if all(chosen):
        return mended(rulebook(), chosen_reading(request, *chosen))
    if len(question) > LONGEST:
        raise mistake(
            "q", "too-long", f"a question may have {LONGEST} letters", "ask it in a sentence or two"
        )
    if not question:
        return None
    return from_answer(rulebook(), ask(question, rulebook()).to_dict())


def chosen_reading(request: HttpRequest, first: str, then: str) -> Understood:
    """A reading mended by hand. Raises Mistake on an unknown treatment or a strange number of days."""
    known = rulebook().base.procedures
    for name, id_ in (("earlier", first), ("later", then)):
        if id_ not in known:
            raise mistake(name, "unknown-procedure", f"no treatment {id_!r}", did_you_mean(id_, known))
    told = request.GET.get("days", "").strip()
    if told and not re.fullmatch(r"\d{1,4}", told):
        raise mistake("days", "not-a-number", f"{told[:20]!r} is not a number of days", "write 14")
    factors = tuple((f, "yes") for f in request.GET.getlist("factor") if f in rulebook().base.factors)
    return Understood(first, then, int(told) if told else None, factors=factors)
