"""The calendar file, read back by a reader that shares nothing with the writer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import entracte as en
from entracte.core.fault import Mistake
from entracte.interop.icalendar import calendar
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import Placed, Plan, Visit

AS_OF = date(2026, 11, 22)


def entries(file: bytes) -> list[dict[str, str]]:
    """Each VEVENT's own properties by name, by RFC 5545: lines unfolded, then split at the colon."""
    text = file.decode("utf-8")
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found: list[dict[str, str]] = []
    inside: list[str] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside and inside[-1] == "VEVENT":
            found[-1][name.split(";")[0]] = f"{name.partition(';')[2]}|{value}"
    assert inside == []
    return found


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return en.compile(en.load(), as_of=AS_OF)


def placed(id_: str, procedure: str, at: str | None = None, **more: Any) -> Placed:
    return Placed(id_, procedure, ("face",), "clear", "clear", minutes=45, at=at, **more)


def plan_of(*visits: Visit, revision: int = 0) -> Plan:
    return Plan(
        "optimal", visits, (), 0, 0, 0.0, "anna", "1", "standard", "hash", AS_OF, zone=None, revision=revision
    )


NEEDLE = Visit(date(2027, 3, 5), (placed("microneedling-1", "microneedling"),))
TOXIN = Visit(date(2027, 5, 28), (placed("botulinum-toxin-1", "botulinum-toxin"),))


def test_every_visit_has_an_entry_and_a_reminder_on_each_side(rulebook: Rulebook) -> None:
    found = entries(calendar(plan_of(NEEDLE, TOXIN), rulebook))
    assert [e["DTSTART"] for e in found if e["SUMMARY"] == "|Appointment"] == [
        "VALUE=DATE|20270305",
        "VALUE=DATE|20270528",
    ]
    titles = [e["SUMMARY"] for e in found]
    assert titles.count("|Before your appointment") == titles.count("|After your appointment") == 2
    before = next(e for e in found if e["SUMMARY"] == "|Before your appointment")
    assert before["DTSTART"] < before["DTEND"] == "VALUE=DATE|20270305"
    assert len({e["UID"] for e in found}) == len(found)


def test_nothing_clinical_is_told_unless_asked(rulebook: Rulebook) -> None:
    plain = calendar(plan_of(NEEDLE, TOXIN), rulebook).decode().lower()
    clinical = r"needl|toxin|botox|skin|sun|retin|alcohol|inject|face"
    assert re.search(clinical, plain.replace("\r\n ", "")) is None
    told = calendar(plan_of(NEEDLE, TOXIN), rulebook, detail=True).decode().replace("\r\n ", "")
    assert "Microneedling" in told
    assert re.search(clinical, told.lower())


def test_an_hour_is_given_in_the_clinics_zone(rulebook: Rulebook) -> None:
    visit = Visit(date(2027, 3, 5), (placed("microneedling-1", "microneedling", "14:30"),))
    file = calendar(plan_of(visit), rulebook, zone="Europe/Paris")
    (entry,) = (e for e in entries(file) if e["SUMMARY"] == "|Appointment")
    assert entry["DTSTART"] == "TZID=Europe/Paris|20270305T143000"
    assert entry["DTEND"] == "TZID=Europe/Paris|20270305T151500"
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Paris" in file


def test_a_later_plan_replaces_the_entries_of_the_earlier(rulebook: Rulebook) -> None:
    first = plan_of(NEEDLE, TOXIN)
    moved = plan_of(replace(NEEDLE, on=date(2027, 3, 12)), revision=1)
    before = {e["UID"]: e for e in entries(calendar(first, rulebook))}
    after = {e["UID"]: e for e in entries(calendar(moved, rulebook, earlier=first))}
    assert after.keys() == before.keys()
    assert {e["SEQUENCE"] for e in after.values()} == {"|1"}
    gone = [e for e in after.values() if e["STATUS"] == "|CANCELLED"]
    assert {e["UID"] for e in gone} < before.keys()
    kept = next(e for e in after.values() if e["SUMMARY"] == "|Appointment" and e["STATUS"] == "|CONFIRMED")
    assert kept["DTSTART"] == "VALUE=DATE|20270312"
    assert kept["DTSTAMP"] > before[kept["UID"]]["DTSTAMP"]


def test_the_same_plan_gives_the_same_bytes(rulebook: Rulebook) -> None:
    assert calendar(plan_of(NEEDLE), rulebook) == calendar(plan_of(NEEDLE), rulebook)


def test_an_unknown_zone_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(Mistake, match="no time zone 'Mars/Base'"):
        calendar(plan_of(NEEDLE), rulebook, zone="Mars/Base")
