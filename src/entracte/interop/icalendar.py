"""A plan as an iCalendar file: visits, care reminders before and after, and updates that replace.

Pure: the same plan gives the same bytes. An entry keeps its UID when its visit moves, so that a later
file replaces the earlier one; a visit that is no more is sent as cancelled.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Alarm, Calendar, Event

from entracte.core.fault import mistake
from entracte.engine import care
from entracte.engine.explain import name
from entracte.engine.guidance import care_says
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import Placed, Plan, Visit

# Made once; a UID is this with the client and the visit's first session.
NAMESPACE = uuid.UUID("6d9a1f0e-7a34-5b0c-9a55-2f4b1c7e83d1")
ZONE = "Europe/London"
DISCREET = "Your clinic has the details."


def calendar(
    plan: Plan,
    rulebook: Rulebook,
    *,
    zone: str | None = None,
    detail: bool = False,
    earlier: Plan | None = None,
) -> bytes:
    """The file. Without `detail` no treatment and no area is named, as befits a shared calendar.

    `zone` is the clinic's (the diary's by default); `earlier` is the plan that this one replaces.
    Raises Mistake on an unknown zone.
    """
    entries = _Entries(plan, rulebook, _zone(zone or plan.zone or ZONE), detail)
    made = Calendar()
    made.add("prodid", "-//entracte//plan//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Appointments")
    kept: set[str] = set()
    for visit in plan.visits:
        for event in entries.of(visit):
            kept.add(str(event["uid"]))
            made.add_component(event)
    if earlier:
        for event in _Entries(earlier, rulebook, entries.zone, detail).all():
            if str(event["uid"]) not in kept:
                made.add_component(entries.cancelled(event))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _zone(called: str) -> ZoneInfo:
    try:
        return ZoneInfo(called)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise mistake("zone", "unknown-zone", f"no time zone {called!r}", "one like Europe/London") from None


class _Entries:
    def __init__(self, plan: Plan, rulebook: Rulebook, zone: ZoneInfo, detail: bool) -> None:
        self.plan, self.rulebook, self.zone, self.detail = plan, rulebook, zone, detail

    def all(self) -> Iterator[Event]:
        for visit in self.plan.visits:
            yield from self.of(visit)

    def of(self, visit: Visit) -> Iterator[Event]:
        """The visit, and a reminder for what to do before and after it."""
        yield self._visit(visit)
        told = care.merged(self.rulebook, [s.procedure for s in visit.sessions])
        for phase in ("before", "after"):
            lines = [t for t in told if t.phase == phase and t.stance != "allowed"]
            if lines:
                yield self._reminder(visit, phase, lines)

    def cancelled(self, event: Event) -> Event:
        """The same entry, one step on and called off."""
        event["sequence"] = self.plan.revision
        event["status"] = "CANCELLED"
        event.subcomponents.clear()
        return event

    def _visit(self, visit: Visit) -> Event:
        event = self._entry(visit, "visit")
        names = ", then ".join(self._named(s) for s in visit.sessions)
        event.add("summary", names if self.detail else "Appointment")
        event.add("description", self._particulars(visit) if self.detail else DISCREET)
        starts = [s for s in visit.sessions if s.at]
        if starts:
            first, last = starts[0], starts[-1]
            event.add("dtstart", self._at(visit.on, first))
            event.add("dtend", self._at(visit.on, last) + timedelta(minutes=last.minutes))
        else:
            _whole_days(event, visit.on, visit.on + timedelta(1))
        event.add_component(_alarm())
        return event

    def _reminder(self, visit: Visit, phase: str, told: list[care.Instruction]) -> Event:
        event = self._entry(visit, phase)
        days = max(1, -(-max(i.hours or 0 for i in told) // 24))
        before = phase == "before"
        start = visit.on - timedelta(days) if before else visit.on
        _whole_days(event, start, visit.on if before else visit.on + timedelta(days))
        plain = "Before your appointment" if before else "After your appointment"
        event.add("summary", plain)
        lines = "\n".join(care_says(self.rulebook, i) for i in told)
        event.add(
            "description", lines if self.detail else f"Follow the instructions you were given. {DISCREET}"
        )
        event.add("transp", "TRANSPARENT")
        return event

    def _entry(self, visit: Visit, part: str) -> Event:
        event = Event()
        first = min(s.id for s in visit.sessions)
        event.add("uid", f"{uuid.uuid5(NAMESPACE, f'{self.plan.client}/{first}/{part}')}@entracte")
        event.add(
            "dtstamp", datetime.combine(self.plan.as_of, time(), UTC) + timedelta(seconds=self.plan.revision)
        )
        event.add("sequence", self.plan.revision)
        event.add("status", "CONFIRMED")
        event.add("class", "PRIVATE")
        return event

    def _named(self, session: Placed) -> str:
        areas = ", ".join(name(self.rulebook, a) for a in session.areas)
        called = name(self.rulebook, session.procedure)
        return f"{called} ({areas})" if areas else called

    def _particulars(self, visit: Visit) -> str:
        lines = []
        for session in visit.sessions:
            where = [w for w in (session.practitioner, session.room, session.device) if w]
            at = f"{session.at} " if session.at else ""
            lines.append(f"{at}{self._named(session)}{': ' + ', '.join(where) if where else ''}")
        return "\n".join(lines)

    def _at(self, on: date, session: Placed) -> datetime:
        assert session.at is not None
        hour, minute = (int(part) for part in session.at.split(":"))
        return datetime.combine(on, time(hour, minute), self.zone)


def _whole_days(event: Event, start: date, end: date) -> None:
    event.add("dtstart", start)
    event.add("dtend", end)


def _alarm() -> Any:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-1))
    alarm.add("description", "Appointment tomorrow")
    return alarm
