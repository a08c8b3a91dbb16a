"""The plan page: many treatments on one calendar. The address is the whole input."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict

from entracte.articles.planned import PlanArticle, plan_article
from entracte.articles.render import Page
from entracte.core.fault import Fault, Mistake, Refused, mistake
from entracte.planner.wishes import Event, Wish, Wishes
from entracte.web.days import one_day, some_days
from entracte.web.library import POLICIES, rulebook
from entracte.web.pages.answering import drawn, tagged
from entracte.web.pages.checking import Form, areas_of, choices, history_of, read
from entracte.web.planning import Busy, lay_out

LEAST_ROWS, MOST_ROWS = 3, 10


@dataclass(frozen=True)
class WishRow:
    """A wish as typed."""

    procedure: str = ""
    sessions: str = "1"
    area: str = ""


@dataclass(frozen=True)
class PlanForm:
    """The form of wishes as typed; `past` is the client's history."""

    past: Form
    wishes: tuple[WishRow, ...]
    start: str
    until: str
    event: str
    away: str

    @property
    def asked(self) -> bool:
        """Whether anything is wished for."""
        return any(row.procedure for row in self.wishes)


@tagged
def plan(request: HttpRequest) -> HttpResponse:
    """The form, and the plan where something is wished for."""
    form = read_wishes(request.GET)
    policy = form.past.policy if form.past.policy in POLICIES else "standard"
    article: PlanArticle | None = None
    faults: tuple[Fault, ...] = ()
    status = 200
    if form.asked:
        try:
            article = planned(form, policy)
        except Refused as refused:
            faults = refused.faults
            status = 503 if isinstance(refused, Busy) else 400
    context = {
        "plan": form,
        "form": form.past,
        "article": article,
        "faults": faults,
        **choices(rulebook(policy)),
    }
    said = "Many treatments on one calendar, by published intervals, laid out for an event and proven best."
    response = drawn(
        Page("plan", "Plan treatments on a calendar", said, "plan.html", context, index=not form.asked)
    )
    response.status_code = status
    return response


def read_wishes(told: QueryDict) -> PlanForm:
    """The form from its address."""

    def text(name: str) -> str:
        return told.get(name, "").strip()

    rows = [WishRow(text(f"w{i}"), text(f"n{i}") or "1", text(f"z{i}")) for i in range(1, MOST_ROWS + 1)]
    filled = [row for row in rows if row.procedure]
    blank = [WishRow()] * max(1, LEAST_ROWS - len(filled))
    days = (text(name) for name in ("start", "until", "event", "away"))
    return PlanForm(read(told), (*filled, *blank), *days)


def planned(form: PlanForm, policy: str) -> PlanArticle:
    """The plan of a form. Raises Mistake with every fault, Busy where another is at work."""
    faults: list[Fault] = []
    history = history_of(form.past, faults)
    try:
        wishes = _wishes(form)
    except Mistake as error:
        raise Mistake([*faults, *error.faults]) from None
    if faults:
        raise Mistake(faults)
    book = rulebook(policy)
    return plan_article(book, lay_out(book, history, wishes))


def _wishes(form: PlanForm) -> Wishes:
    try:
        start, until, event = (one_day(day) if day else None for day in (form.start, form.until, form.event))
        away = tuple(some_days(part.strip()) for part in form.away.split(",") if part.strip())
    except ValueError as error:
        raise mistake(
            "Days", "not-a-day", str(error), "write 2026-12-01, or 2026-12-01..2026-12-09"
        ) from None
    wished = tuple(_wish(row, i) for i, row in enumerate(form.wishes, 1) if row.procedure)
    return Wishes(wished, start, until, Event(event) if event else None, away)


def _wish(row: WishRow, i: int) -> Wish:
    if not row.sessions.isdecimal() or not 1 <= int(row.sessions) <= 12:
        raise mistake(f"Wish {i}", "not-a-number", f"{row.sessions[:20]!r} sessions", "from 1 to 12")
    return Wish(row.procedure, int(row.sessions), areas_of(row.area))
