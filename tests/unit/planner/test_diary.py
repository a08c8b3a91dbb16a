"""Visits by time of day: who, where and with what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from entracte.core.history import FactorPeriod, History
from entracte.core.known import Known
from entracte.knowledge.rules import Rulebook
from entracte.planner.alternatives import with_alternatives
from entracte.planner.answer import NoPlan, Plan
from entracte.planner.clinic import plan_clinic
from entracte.planner.diary import Diary, Resource
from entracte.planner.plan import plan
from entracte.planner.problem import Problem
from entracte.planner.wishes import Wish, Wishes

TODAY = date(2026, 6, 1)
NO_DRUG = History([], [FactorPeriod("drug", Known.NO)])
FACE, LIPS = frozenset({"face"}), frozenset({"lips"})
NEEDLER = Resource("Lee", frozenset({"needle"}), {"mon": ("09:00-10:00",), "wed": ("14:00-15:00",)})
INJECTOR = Resource("Kim", frozenset({"toxin", "filler"}), {"tue": ("10:00-12:00",)})
ROOM = Resource("Room", booked=("2026-06-01 08:00-09:30",))
WISHES = Wishes((Wish("needle", areas=FACE, minutes=45),), start=TODAY, until=TODAY + timedelta(60))


def test_the_first_time_at_which_everyone_is_free(rulebook: Rulebook) -> None:
    found = plan(rulebook, NO_DRUG, replace(WISHES, diary=Diary((NEEDLER,), (ROOM,))))
    assert isinstance(found, Plan)
    session = found.visits[0].sessions[0]
    # On Monday the room is free for the last half hour of the needler's only.
    assert (found.visits[0].on, session.practitioner, session.room) == (date(2026, 6, 3), "Lee", "Room")
    assert session.at is not None
    assert "14:00" <= session.at <= "14:15"


def test_sessions_of_one_visit_follow_each_other_in_their_order(rulebook: Rulebook) -> None:
    wishes = replace(WISHES, procedures=(Wish("filler", areas=LIPS), Wish("toxin", areas=FACE)))
    found = plan(rulebook, NO_DRUG, replace(wishes, diary=Diary((INJECTOR,))))
    assert isinstance(found, Plan)
    (visit,) = found.visits
    assert visit.on == date(2026, 6, 2)
    assert [s.procedure for s in visit.sessions] == ["toxin", "filler"]
    first, second = (s.at for s in visit.sessions)
    assert first is not None
    assert second is not None
    assert "10:00" <= first < second <= "11:30"


def test_a_device_is_needed_only_by_what_it_is_for(rulebook: Rulebook) -> None:
    broken = Resource("Pen", frozenset({"needle"}), {"sun": ("09:00-17:00",)})
    diary = Diary((NEEDLER, INJECTOR), devices=(broken,))
    found = plan(rulebook, NO_DRUG, replace(WISHES, diary=diary))
    assert isinstance(found, NoPlan)
    assert {m.why for m in found.clash} == {"wish", "diary"}
    assert [c.kind for c in found.changes if c.kind == "diary-dropped"] == ["diary-dropped"]
    other = replace(WISHES, procedures=(Wish("toxin"),), diary=diary)
    assert isinstance(plan(rulebook, NO_DRUG, other), Plan)


def test_nobody_who_may_do_it_is_no_plan(rulebook: Rulebook) -> None:
    found = plan(rulebook, NO_DRUG, replace(WISHES, diary=Diary((INJECTOR,))))
    assert isinstance(found, NoPlan)
    assert {m.why for m in found.clash} == {"wish", "diary"}


def test_the_cheaper_practitioner_is_an_alternative(rulebook: Rulebook) -> None:
    dear = Resource("Dear", hours={"mon": ("09:00-17:00",)}, prices={"needle": 300.0})
    cheap = Resource("Cheap", hours={"fri": ("09:00-17:00",)}, prices={"needle": 100.0})
    wishes = replace(WISHES, diary=Diary((dear, cheap)))
    found = plan(rulebook, NO_DRUG, wishes)
    assert isinstance(found, Plan)
    assert (found.visits[0].on, found.price) == (TODAY, 300.0)
    offered = with_alternatives(Problem(rulebook, NO_DRUG, wishes), found, 10, 1).alternatives
    assert [(a.kind, a.plan.price, a.plan.visits[0].on) for a in offered] == [
        ("cheapest", 100.0, date(2026, 6, 5))
    ]


def test_two_clients_never_share_a_room_at_one_time(rulebook: Rulebook) -> None:
    diary = Diary((NEEDLER,), (ROOM,))
    starts = (TODAY, TODAY, TODAY + timedelta(2))
    clients = [(NO_DRUG, replace(WISHES, client=f"c{n}", start=start)) for n, start in enumerate(starts)]
    lines: list[str] = []
    found = plan_clinic(rulebook, clients, diary, seconds=10, say=lines.append)
    assert lines
    assert [p.client for p in found.plans] == ["c0", "c1", "c2"]
    taken = {(v.on, v.sessions[0].at) for p in found.plans for v in p.visits}
    assert len({on for on, _ in taken}) == 3  # 45 minutes leave room for one client a shift
    assert found.bound <= found.objective


def test_a_clinic_tells_who_has_no_plan(rulebook: Rulebook) -> None:
    short = replace(WISHES, procedures=(Wish("needle", 2),), until=TODAY + timedelta(5), client="short")
    found = plan_clinic(rulebook, [(NO_DRUG, short), (NO_DRUG, WISHES)], Diary((NEEDLER,)), seconds=10)
    assert [p.client for p in found.plans] == ["client"]
    assert [(n.client, n.status) for n in found.without] == [("short", "no_plan")]


def test_a_full_diary_is_told_apart_from_a_clash(rulebook: Rulebook) -> None:
    week = replace(WISHES, until=TODAY + timedelta(6))
    clients = [(NO_DRUG, replace(week, client=f"c{n}")) for n in range(3)]
    found = plan_clinic(rulebook, clients, Diary((NEEDLER,)), seconds=10)
    assert len(found.plans) == 2
    assert [n.status for n in found.without] == ["unknown"]
