"""The professional's page: one client's sessions and factors, a proposal, and the whole assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from entracte.articles.picture import Bar, Tick, Timeline
from entracte.articles.words import VERDICT_WORD
from entracte.core.history import History
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess
from entracte.engine.assessment import Assessment
from entracte.engine.calendar import Stretch, days
from entracte.engine.care import merged
from entracte.engine.explain import sentence, to_dict
from entracte.engine.guidance import care_says, danger_signs
from entracte.knowledge.rules import Rulebook

LEFT, WIDE = 12, 376
LOOK_AHEAD = timedelta(days=400)
LEAST_SHOWN = timedelta(days=28)


@dataclass(frozen=True)
class CheckArticle:
    """What the check page tells of one proposal."""

    assessment: Assessment
    told: Mapping[str, Any]
    calendar: Timeline
    because: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    care: tuple[str, ...]
    danger: tuple[Mapping[str, Any], ...]


def check_article(rulebook: Rulebook, history: History, proposal: Proposal) -> CheckArticle:
    """Judge a proposal and lay out its grounds. Raises Mistake as the judge does."""
    found = assess(rulebook, history, proposal)
    shown = _shown(rulebook, history, proposal, found)
    together = (proposal.procedure, *(s.procedure for s in history.sessions))
    return CheckArticle(
        assessment=found,
        told=to_dict(found),
        calendar=calendar(shown, proposal.on),
        because=tuple(
            (
                s.since.isoformat(),
                s.until.isoformat(),
                s.status.verdict,
                tuple(dict.fromkeys(sentence(rulebook, f) for f in s.findings)),
            )
            for s in shown
        ),
        care=tuple(dict.fromkeys(care_says(rulebook, i) for i in merged(rulebook, (proposal.procedure,)))),
        danger=tuple(danger_signs(rulebook, *dict.fromkeys(together))),
    )


def _shown(
    rulebook: Rulebook, history: History, proposal: Proposal, found: Assessment
) -> tuple[Stretch, ...]:
    """From a little before the first thing that matters to a little after the last day that changes."""
    starts = [
        proposal.on,
        *(s.first_day_date for s in history.sessions if s.first_day_date > proposal.on - LOOK_AHEAD),
    ]
    first = min(starts) - timedelta(days=3)
    ends = [d for d in (found.earliest, found.advised, proposal.on) if d is not None]
    last = min(max([*ends, *starts]) + timedelta(days=14), proposal.on + LOOK_AHEAD)
    return days(rulebook, history, proposal, first, max(last, first + LEAST_SHOWN))


def calendar(stretches: tuple[Stretch, ...], on: date) -> Timeline:
    """Stretches of real days as a strip, the proposed day marked by its tick."""
    first, end = stretches[0].since, stretches[-1].until
    unit = WIDE / (end - first).days

    def x(day: date) -> float:
        return round(LEFT + (day - first).days * unit, 1)

    bars = []
    for verdict, since, until in _joined(stretches):
        wide = round(x(until) - x(since), 1)
        bars.append(Bar(verdict, x(since), wide, VERDICT_WORD[verdict] if wide > 50 else ""))
    marks = sorted({on, *(s.since for s in stretches[1:])}, key=lambda d: (d != on, d))
    ticks: list[Tick] = []
    for day in marks:
        at = x(day)
        if all(abs(at - t.x) > 56 for t in ticks):
            anchor = "start" if at < 40 else "end" if at > 360 else "middle"
            ticks.append(Tick(at, f"{day.day} {day:%b}" + (" ▲" if day == on else ""), anchor))
    said = "; ".join(f"{s.since} to {s.until}: {s.status.verdict}" for s in stretches)
    return Timeline(tuple(bars), tuple(ticks), (), said)


def _joined(stretches: tuple[Stretch, ...]) -> list[tuple[str, date, date]]:
    found: list[tuple[str, date, date]] = []
    for s in stretches:
        if found and found[-1][0] == s.status.verdict:
            found[-1] = (found[-1][0], found[-1][1], s.until)
        else:
            found.append((s.status.verdict, s.since, s.until))
    return found
