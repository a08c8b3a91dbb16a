"""A plan as a picture: visits, closed and careful days, the event, on one calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from entracte.core.fault import mistake
from entracte.core.history import History, Session
from entracte.core.proposal import Proposal
from entracte.engine.assessment import Status, Window
from entracte.engine.explain import name
from entracte.engine.windows import windows
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import Placed, Plan

# Two hues that differ in lightness too, so that the picture reads without colour.
COLOURS = {"closed": "#9a3324", "with care": "#e0b354"}
KINDS = (".svg", ".png", ".html", ".json")
MARGIN = 7


def chart(rulebook: Rulebook, history: History, plan: Plan) -> Any:
    """The Altair chart: a row for each treatment, its visits as points over its closed days."""
    import altair as alt

    rows = list(_rows(rulebook, plan))
    bars = [bar for row in rows for bar in _bars(rulebook, history, plan, row)]
    points = [point for row in rows for point in _points(plan, row)]
    days = alt.X("from:T", title=None, axis=alt.Axis(format="%-d %b %Y", labelOverlap=True))
    row = alt.Y("treatment:N", title=None, sort=[r[0] for r in rows], axis=alt.Axis(labelLimit=260))
    colour = alt.Color(
        "days:N", title="Days", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    )
    closed = alt.Chart(_data(bars)).mark_bar(height=12, opacity=0.55)
    visits = alt.Chart(_data(points)).mark_point(size=110, filled=True, opacity=1, color="#1c3a4a")
    layers = [
        closed.encode(x=days, x2="until:T", y=row, color=colour, tooltip=["because:N", "from:T", "until:T"]),
        visits.encode(x=days, y=row, tooltip=["visit:N", "from:T"]),
    ]
    if plan.event:
        layers += _event(plan)
    title = f"{len(plan.visits)} visits, {plan.status}"
    return alt.layer(*layers).properties(width=760, height=34 * max(len(rows), 2), title=title)


def draw(rulebook: Rulebook, history: History, plan: Plan, file: Path) -> None:
    """Write the picture as .svg, .png, .html or .json. Raises Mistake on another ending."""
    if file.suffix not in KINDS:
        raise mistake(
            "--picture",
            "unknown-picture",
            f"no picture of the kind {file.suffix!r}",
            f"one of {', '.join(KINDS)}",
        )
    try:
        chart(rulebook, history, plan).save(str(file))
    except OSError as error:
        raise mistake(str(file), "not-written", f"cannot be written: {error.strerror}") from None


Row = tuple[str, str, frozenset[str]]


def _rows(rulebook: Rulebook, plan: Plan) -> Iterator[Row]:
    """Each treatment with its areas, once, in the order of its first visit."""
    seen = set()
    for session in _sessions(plan):
        row = _row(rulebook, session)
        if row not in seen:
            seen.add(row)
            yield row


def _row(rulebook: Rulebook, session: Placed) -> Row:
    areas = ", ".join(name(rulebook, a) for a in session.areas)
    label = name(rulebook, session.procedure)
    return (f"{label} ({areas})" if areas else label, session.procedure, frozenset(session.areas))


def _sessions(plan: Plan) -> Iterator[Placed]:
    for visit in plan.visits:
        yield from visit.sessions


def _bars(rulebook: Rulebook, history: History, plan: Plan, row: Row) -> Iterator[dict[str, str]]:
    """The days on which this treatment is closed, or wants care, by the history and the other visits."""
    label, procedure, areas = row
    first, end = _frame(plan)
    booked = [
        Session(s.procedure, visit.on, frozenset(s.areas), "booked", s.id, s.dose, place + 1)
        for visit in plan.visits
        for place, s in enumerate(visit.sessions)
        if (s.procedure, frozenset(s.areas)) != (procedure, areas)
    ]
    proposal = Proposal(procedure, first, areas, sequence=None)
    for window in windows(rulebook, History([*history.sessions, *booked], history.factors), proposal):
        since, until = _clipped(window, first, end)
        if window.status >= Status.CAUTION and since < until:
            yield {
                "treatment": label,
                "from": since.isoformat(),
                "until": until.isoformat(),
                "days": "with care" if window.status is Status.CAUTION else "closed",
                "because": window.event.name if window.event else "",
            }


def _frame(plan: Plan) -> tuple[date, date]:
    days = [visit.on for visit in plan.visits] + ([plan.event.on] if plan.event else [])
    return min(days) - timedelta(MARGIN), max(days) + timedelta(MARGIN)


def _clipped(window: Window, first: date, end: date) -> tuple[date, date]:
    since = window.since or (first if window.start < first.toordinal() else end)
    until = window.until or (end if window.end > first.toordinal() else first)
    return max(since, first), min(until, end)


def _points(plan: Plan, row: Row) -> Iterator[dict[str, str]]:
    for visit in plan.visits:
        for place, session in enumerate(visit.sessions, 1):
            if (session.procedure, frozenset(session.areas)) == row[1:]:
                order = f", number {place} of {len(visit.sessions)}" if len(visit.sessions) > 1 else ""
                at = f" at {session.at}" if session.at else ""
                yield {"treatment": row[0], "from": visit.on.isoformat(), "visit": f"{visit.on}{at}{order}"}


def _event(plan: Plan) -> list[Any]:
    import altair as alt

    assert plan.event is not None
    data = _data([{"from": plan.event.on.isoformat(), "event": plan.event.name}])
    line = alt.Chart(data).mark_rule(strokeDash=[5, 3], strokeWidth=2).encode(x="from:T")
    label = alt.Chart(data).mark_text(align="right", dx=-6, dy=-6, y=0).encode(x="from:T", text="event:N")
    return [line, label]


def _data(values: list[dict[str, str]]) -> Any:
    import altair as alt

    return alt.Data(values=values)  # type: ignore[no-untyped-call]
