"""What the commands share: sessions, factors and days as typed on a command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from entracte.core.days import parse_day, parse_days
from entracte.core.fault import mistake
from entracte.core.history import FactorPeriod, History, Session, Status
from entracte.core.known import Known
from entracte.knowledge.cache import rulebook
from entracte.knowledge.rules import Rulebook

Done = Annotated[
    list[str] | None,
    typer.Option(
        "--done", metavar="PROCEDURE@DAY[:AREA,AREA]", help="A session done; a day, a month or a range."
    ),
]
Booked = Annotated[
    list[str] | None, typer.Option("--booked", metavar="PROCEDURE@DAY[:AREA,AREA]", help="A session booked.")
]
Factors = Annotated[
    list[str] | None,
    typer.Option("--factor", metavar="FACTOR=yes|no|FROM..TO", help="A factor; either end may be left open."),
]
Areas = Annotated[
    list[str] | None, typer.Option("--area", metavar="AREA", help="Where; give it again for more.")
]
Policy = Annotated[str, typer.Option("--policy", help="standard or cautious.")]
OverlayFile = Annotated[Path | None, typer.Option("--overlay", metavar="FILE", help="A house policy on top.")]
BaseFolder = Annotated[
    Path | None, typer.Option("--base", metavar="FOLDER", help="Another base than the shipped.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="The day of asking (today).")]
Json = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]


def day(text: str, where: str) -> date:
    """One day; Mistake names the option."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise mistake(where, "not-a-day", str(error)) from None


def history(done: list[str] | None, booked: list[str] | None, factors: list[str] | None) -> History:
    """Sessions and factors as typed. Raises Mistake on what cannot be read."""
    sessions = [session(text, "done", "--done") for text in done or ()]
    sessions += [session(text, "booked", "--booked") for text in booked or ()]
    return History(sessions, [factor(text) for text in factors or ()])


def session(text: str, status: Status, where: str) -> Session:
    """PROCEDURE@DAY[:AREA,AREA]; DAY may be a month or a range."""
    procedure, at, rest = text.partition("@")
    if not at or not procedure or not rest:
        hint = "write PROCEDURE@DAY or PROCEDURE@DAY:AREA, as botulinum-toxin@2026-11-20:forehead"
        raise mistake(where, "not-a-session", f"{text!r} is not a session", hint)
    when, _, areas = rest.partition(":")
    try:
        on = parse_days(when)
    except ValueError as error:
        raise mistake(f"{where} {text}", "not-a-day", str(error)) from None
    return Session(procedure, on, frozenset(a for a in areas.split(",") if a), status)


def factor(text: str) -> FactorPeriod:
    """FACTOR=yes, FACTOR=no, FACTOR=FROM..TO with either end open, or FACTOR alone for yes."""
    id_, _, said = text.partition("=")
    where = f"--factor {text}"
    if said in ("", "yes", "no", "unknown"):
        return FactorPeriod(id_, Known(said or "yes"))
    start, dots, end = said.partition("..")
    if not dots:
        end = start
    hint = "write yes, no, a day, or FROM..TO, as isotretinoin=2026-01-01..2026-05-01"
    try:
        since, to = (parse_day(edge) if edge else None for edge in (start, end))
    except ValueError as error:
        raise mistake(where, "not-a-period", str(error), hint) from None
    return FactorPeriod(id_, Known.YES, since, to)


def compiled(policy: str, overlay: Path | None, as_of: str | None, base: Path | None = None) -> Rulebook:
    """The rulebook asked for, from the cache where it can be."""
    asked = day(as_of, "--as-of") if as_of else None
    return rulebook(base, policy, overlay, asked)  # type: ignore[arg-type]
