"""The API's addresses. Answers go out as bytes, so that nothing checks twice what the judge has made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError, ValidationError
from pydantic_core import to_json as encoded

from entracte.ask.answer import ask as answered
from entracte.core.fault import Fault, Refused, did_you_mean, mistake
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess
from entracte.engine.calendar import days
from entracte.engine.explain import cited, sentence, to_dict
from entracte.engine.pair import pair_view
from entracte.knowledge.rules import Rulebook
from entracte.planner.forms import to_json
from entracte.web.api import told
from entracte.web.api.answers import answer, brief, named, rule_dict
from entracte.web.api.asked import AskIn, AssessIn, BatchIn, CaseIn, PlanIn, PolicyName, WindowsIn
from entracte.web.errors import as_json, refusal
from entracte.web.library import rulebook
from entracte.web.planning import Busy, lay_out

api = NinjaAPI(
    title="entracte",
    version="1",
    description="May this treatment follow that one, and when? Who says so, and who disagrees?",
    docs_url=None,
    openapi_url="/openapi.json",
)
REFUSED = {400: told.Errors, 404: told.Errors, 422: told.Errors, 429: told.Errors}
Slug = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,127}$")]
Word = Annotated[str, Query(max_length=128)]


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """A mistake in what was asked."""
    if isinstance(error, Busy):
        return refusal(request, 503, *error.faults)
    status = 404 if any(f.code.startswith("no-such") for f in error.faults) else 400
    return refusal(request, status, *error.faults)


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A body or a parameter of the wrong shape; the field is named as the caller wrote it."""
    faults = [
        Fault(
            ".".join(str(step) for step in found["loc"][1:] if step != "payload") or str(found["loc"][0]),
            str(found["type"]).replace("_", "-"),
            str(found["msg"]).removeprefix("Value error, "),
            _form(found),
        )
        for found in error.errors
    ]
    return refusal(request, 422, *faults[:20])


def _form(found: dict[str, Any]) -> str:
    context = found.get("ctx") or {}
    if "expected" in context:
        return f"one of {context['expected']}"
    if "pattern" in context:
        return (
            "write a day as 2026-12-01"
            if "\\d" in str(context["pattern"])
            else "lower-case letters, digits and hyphens"
        )
    return "see /api/v1/docs for the right form"


@api.exception_handler(HttpError)
def not_readable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is not JSON."""
    return refusal(request, error.status_code, Fault("body", "unreadable", str(error), "send a JSON object"))


@api.post("/assess", response={200: told.AssessmentOut, **REFUSED}, by_alias=True)
def assess_one(request: HttpRequest, payload: AssessIn) -> HttpResponse:
    """Judge one proposal against a client's history: the verdict, the dates and the grounds."""
    book = rulebook(payload.policy)
    return answer(request, book, to_dict(assess(book, payload.history.noun(), payload.proposal.noun())))


@api.post("/assess/batch", response={200: None, **REFUSED})
def assess_many(request: HttpRequest, payload: BatchIn) -> StreamingHttpResponse:
    """Judge up to 10,000 proposals; one JSON line each, in order, as they are made (NDJSON).

    A line has `index`, the case's `id`, and either a verdict with its findings or `errors`. The sources
    of a finding stand under its rule, at `/rules/ID`.
    """
    return StreamingHttpResponse(_lines(payload), content_type="application/x-ndjson")


def _lines(payload: BatchIn) -> Iterator[bytes]:
    book = rulebook(payload.policy)
    for index, case in enumerate(payload.cases):
        line = {"index": index, "id": case.id, **_case(book, case), **named(book)}
        yield encoded(line) + b"\n"


def _case(book: Rulebook, case: CaseIn) -> dict[str, Any]:
    try:
        return brief(assess(book, case.history.noun(), case.proposal.noun()))
    except Refused as refused:
        return as_json(refused.faults)


@api.post("/windows", response={200: told.WindowsOut, **REFUSED}, by_alias=True)
def windows(request: HttpRequest, payload: WindowsIn) -> HttpResponse:
    """The calendar of a procedure for a client: stretches of days, each with its status and why."""
    book, first = rulebook(payload.policy), payload.since
    proposal = Proposal(payload.procedure, first, frozenset(payload.areas))
    found = days(book, payload.history.noun(), proposal, first, first + timedelta(weeks=payload.weeks))
    stretches = [
        {
            "from": s.since.isoformat(),
            "until": s.until.isoformat(),
            "status": s.status.verdict,
            "because": [sentence(book, f) for f in s.findings],
            "rules": [f.rule.id for f in s.findings if f.rule],
        }
        for s in found
    ]
    return answer(request, book, {"procedure": payload.procedure, "days": stretches})


@api.post("/ask", response={200: told.AskOut, **REFUSED})
def ask(request: HttpRequest, payload: AskIn) -> HttpResponse:
    """Answer a question in plain words: what was understood, and what published guidance says."""
    book = rulebook(payload.policy)
    return answer(request, book, answered(payload.question, book).to_dict())


@api.post("/plan", response={200: told.PlanOut, 503: told.Errors, **REFUSED})
def plan(request: HttpRequest, payload: PlanIn) -> HttpResponse:
    """Lay many treatments out on one calendar: visits proven best, or why there is no plan."""
    book = rulebook(payload.policy)
    return answer(request, book, to_json(lay_out(book, payload.history.noun(), payload.noun())))


@api.get("/procedures", response={200: told.ProceduresOut, **REFUSED})
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure, family and product."""
    book = rulebook()
    found = [
        {
            "id": p.id,
            "name": p.name,
            "kind": p.kind,
            "is_a": p.is_a,
            "areas": list(p.areas),
            "settling_days": book.settling[p.id],
        }
        for p in book.base.procedures.values()
    ]
    return answer(request, book, {"procedures": found})


@api.get("/factors", response={200: told.FactorsOut, **REFUSED})
def factors(request: HttpRequest) -> HttpResponse:
    """Every condition, medicine and event of life, with the question that settles it."""
    book = rulebook()
    found = [
        {"id": f.id, "name": f.name, "question": f.question, "is_a": f.is_a}
        for f in book.base.factors.values()
    ]
    return answer(request, book, {"factors": found})


@api.get("/rules/{path:id_}", response={200: told.RuleOut, **REFUSED})
def rule(
    request: HttpRequest, id_: Annotated[str, Path(max_length=400)], policy: PolicyName = "standard"
) -> HttpResponse:
    """A rule, as findings name it: its numbers, and every claim on its subject with what became of it."""
    book = rulebook(policy)
    if id_ not in book.rules:
        raise mistake("id", "no-such-rule", f"no rule {id_[:80]!r}", did_you_mean(id_[:200], book.rules))
    return answer(request, book, rule_dict(book.rules[id_]))


@api.get("/sources/{id_}", response={200: told.SourceOut, **REFUSED})
def source(request: HttpRequest, id_: Slug) -> HttpResponse:
    """A source and what it claims."""
    book = rulebook()
    found = book.base.sources.get(id_)
    if found is None:
        raise mistake("id", "no-such-source", f"no source {id_!r}", did_you_mean(id_, book.base.sources))
    claims = [
        {"id": c.id, "kind": c.kind, "says": c.says, "confidence": c.confidence}
        for c in book.base.claims.values()
        if c.source == id_
    ]
    kept = ("id", "kind", "grade", "title", "authors", "publisher", "year", "url", "doi", "marks")
    return answer(request, book, {**{name: getattr(found, name) for name in kept}, "claims": claims})


@api.get("/spread", response={200: told.SpreadOut, **REFUSED})
def spread(request: HttpRequest, first: Word, then: Word, policy: PolicyName = "standard") -> HttpResponse:
    """Every claim on the wait between two procedures, with its number, grade, source and role."""
    book = rulebook(policy)
    for name, id_ in (("first", first), ("then", then)):
        if id_ not in book.base.procedures:
            raise mistake(
                name, "unknown-procedure", f"no procedure {id_!r}", did_you_mean(id_, book.base.procedures)
            )
    view = pair_view(book, first, then)
    rule_ = view.interval
    found = {
        "first": first,
        "then": then,
        "rule": rule_.id if rule_ else None,
        "minimum": rule_.minimum if rule_ else None,
        "advised": rule_.advised if rule_ else None,
        "voices": [cited(voice) for voice in view.voices],
    }
    return answer(request, book, found)
