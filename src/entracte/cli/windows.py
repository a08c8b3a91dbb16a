"""entracte windows: the calendar of one treatment for one client."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from entracte.cli import given
from entracte.core.fault import mistake
from entracte.core.history import History
from entracte.core.proposal import Proposal
from entracte.engine import explain
from entracte.engine.calendar import days
from entracte.knowledge.rules import Rulebook

app = typer.Typer(add_completion=False)


@app.command()
def windows(
    procedure: Annotated[str, typer.Argument(help="The treatment put forward.")],
    area: given.Areas = None,
    done: given.Done = None,
    booked: given.Booked = None,
    factor: given.Factors = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="The first day shown.")] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=520, help="How many weeks are shown.")] = 26,
    picture: Annotated[Path | None, typer.Option("--picture", metavar="FILE.svg", help="Draw it.")] = None,
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """The calendar of closed, caution and open days for a treatment."""
    rulebook = given.compiled(policy, overlay, as_of, base)
    history = given.history(done, booked, factor)
    earliest = min((s.first_day_date for s in history.sessions), default=rulebook.as_of)
    first = given.day(since, "--from") if since else earliest
    proposal = Proposal(procedure, first, frozenset(area or ()))
    if (date.max - first).days < 7 * weeks:
        raise mistake("--weeks", "past-the-calendar", f"{weeks} weeks from {first} end after {date.max}")
    told = stretches(rulebook, history, proposal, first + timedelta(weeks=weeks))
    if picture:
        if picture.suffix not in (".svg", ".html"):
            raise mistake(
                "--picture", "unknown-picture", f"no picture of the kind {picture.suffix!r}", "use .svg"
            )
        from entracte.articles.timeline import draw

        try:
            draw(rulebook, procedure, told, picture)
        except OSError as error:
            raise mistake(
                "--picture", "not-written", f"{picture} cannot be written ({error.strerror})"
            ) from None
    show(rulebook, proposal, told, as_json)


def stretches(rulebook: Rulebook, history: History, proposal: Proposal, end: date) -> list[dict[str, Any]]:
    """The days from the proposal's to `end`, cut where the status changes, each with why."""
    return [
        {
            "from": stretch.since.isoformat(),
            "until": stretch.until.isoformat(),
            "status": stretch.status.verdict,
            "because": [explain.sentence(rulebook, finding) for finding in stretch.findings],
            "rules": [finding.rule.id for finding in stretch.findings if finding.rule],
        }
        for stretch in days(rulebook, history, proposal, proposal.on, end)
    ]


def show(rulebook: Rulebook, proposal: Proposal, told: list[dict[str, Any]], as_json: bool) -> None:
    """Print the calendar."""
    if as_json:
        answer = {
            "procedure": proposal.procedure,
            "windows": told,
            "base": rulebook.base.version,
            "policy": rulebook.policy,
            "rulebook": rulebook.hash,
            "as_of": rulebook.as_of.isoformat(),
        }
        print(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    from entracte.cli import paper

    page = paper.Paper()
    page.head(f"{explain.name(rulebook, proposal.procedure)}: {told[0]['from']} to {told[-1]['until']}")
    for stretch in told:
        line = f"{stretch['from']} to {stretch['until']}  {stretch['status']}"
        page.line(line, style=paper.COLOURS[stretch["status"]], indent=2)
        for because in stretch["because"]:
            page.line(because, indent=6)
    paper.foot(page, rulebook)
