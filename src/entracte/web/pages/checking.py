"""The professional's page. A form sent by GET, so that the address is the whole input."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, QueryDict

from entracte.articles.assessed import CheckArticle, check_article
from entracte.articles.pages import naming
from entracte.articles.render import Page
from entracte.core.fault import Fault, Mistake, Refused, mistake
from entracte.core.history import STATUSES, FactorPeriod, History, Session
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.knowledge.rules import Rulebook
from entracte.web.days import one_day, some_days
from entracte.web.library import POLICIES, rulebook
from entracte.web.pages.answering import drawn, tagged

LEAST_ROWS, MOST_ROWS = 3, 20


@dataclass(frozen=True)
class SessionRow:
    """A session as typed."""

    procedure: str = ""
    on: str = ""
    area: str = ""
    status: str = "done"


@dataclass(frozen=True)
class FactorRow:
    """A factor as typed."""

    factor: str = ""
    answer: str = "yes"
    since: str = ""
    to: str = ""


@dataclass(frozen=True)
class Form:
    """The whole form as typed."""

    procedure: str = ""
    on: str = ""
    area: str = ""
    dose: str = ""
    policy: str = "standard"
    sessions: tuple[SessionRow, ...] = ()
    factors: tuple[FactorRow, ...] = ()
    denied: tuple[str, ...] = field(default=())


@tagged
def check(request: HttpRequest) -> HttpResponse:
    """The form, and the assessment where a treatment and a day are given."""
    form = read(request.GET)
    article: CheckArticle | None = None
    faults: tuple[Fault, ...] = ()
    policy = form.policy if form.policy in POLICIES else "standard"
    if form.procedure or form.on:
        try:
            article = assessed(form)
        except Refused as refused:
            faults = refused.faults
    book = rulebook(policy)
    context = {"form": form, "article": article, "faults": faults, **choices(book)}
    said = "The full assessment of a date, for professionals: verdict, sums, screening, dissent and windows."
    page = Page("check", "Check a date for a client", said, "check.html", context, index=not form.procedure)
    response = drawn(page)
    response.status_code = 400 if faults else 200
    return response


def choices(book: Rulebook) -> dict[str, object]:
    """What the form's lists hold."""
    base = book.base
    return {
        **naming(book),
        "usable": sorted((base.procedures[id_] for id_ in book.usable), key=lambda p: p.name.casefold()),
        "areas": sorted(base.areas.values(), key=lambda a: a.name),
        "factors": sorted(base.factors.values(), key=lambda f: f.name.casefold()),
    }


def read(told: QueryDict) -> Form:
    """The form from its address; rows are numbered from 1."""

    def rows(keys: str) -> list[list[str]]:
        found = [[told.get(f"{key}{i}", "").strip() for key in keys] for i in range(1, MOST_ROWS + 1)]
        filled = [row for row in found if row[0] or row[1] not in ("", "yes", "no")]
        return [*filled, *[[""] * len(keys)] * max(1, LEAST_ROWS - len(filled))]

    return Form(
        procedure=told.get("procedure", "").strip(),
        on=told.get("on", "").strip(),
        area=told.get("area", "").strip(),
        dose=told.get("dose", "").strip(),
        policy=told.get("policy", "standard"),
        sessions=tuple(SessionRow(p, d, a, s or "done") for p, d, a, s in rows("pdas")),
        factors=tuple(FactorRow(f, y or "yes", u, t) for f, y, u, t in rows("fyut")),
        denied=tuple(dict.fromkeys(told.getlist("no"))),
    )


def assessed(form: Form) -> CheckArticle:
    """The assessment of a form. Raises Mistake with every fault of the rows."""
    faults: list[Fault] = []
    history = history_of(form, faults)
    try:
        proposal = _proposal(form)
    except Mistake as error:
        raise Mistake([*error.faults, *faults]) from None
    if faults:
        raise Mistake(faults)
    return check_article(rulebook(form.policy), history, proposal)


def history_of(form: Form, faults: list[Fault]) -> History:
    """The history of a form; what cannot be read is added to `faults`."""
    sessions: list[Session] = []
    periods = [FactorPeriod(id_, Known.NO) for id_ in form.denied]
    for i, row in enumerate(form.sessions, 1):
        if row.procedure or row.on:
            try:
                sessions.append(_session(row, i))
            except Mistake as error:
                faults += error.faults
    for i, period in enumerate(form.factors, 1):
        if period.factor:
            try:
                periods.append(_period(period, i))
            except Mistake as error:
                faults += error.faults
    return History(sessions, periods)


def _proposal(form: Form) -> Proposal:
    if not form.procedure:
        raise mistake("Proposed treatment", "missing", "no treatment is proposed", "choose one")
    try:
        on = one_day(form.on)
        dose = float(form.dose) if form.dose else None
        if dose is not None and not 0 <= dose < 1e6:
            raise ValueError(f"{form.dose!r} is not a dose")
    except ValueError as error:
        raise mistake("Proposed day", "not-a-day", str(error), "write 2026-12-01, and a dose as 20") from None
    return Proposal(form.procedure, on, areas_of(form.area), dose=dose)


def _session(row: SessionRow, i: int) -> Session:
    where = f"Session {i}"
    if not row.procedure:
        raise mistake(where, "missing", "a day without a treatment", "choose a treatment")
    if row.status not in STATUSES:
        raise mistake(where, "unknown-status", f"no status {row.status!r}", "done or booked")
    try:
        return Session(row.procedure, some_days(row.on), areas_of(row.area), row.status)
    except ValueError as error:
        raise mistake(where, "not-a-day", str(error), "a month will do, as 2026-11") from None


def _period(row: FactorRow, i: int) -> FactorPeriod:
    where = f"Factor {i}"
    try:
        since, to = (one_day(day) if day else None for day in (row.since, row.to))
    except ValueError as error:
        raise mistake(where, "not-a-day", str(error)) from None
    return FactorPeriod(
        row.factor, Known(row.answer if row.answer in ("yes", "no") else "unknown"), since, to
    )


def areas_of(area: str) -> frozenset[str]:
    """The area chosen, or none for any."""
    return frozenset({area}) if area else frozenset()
