"""entracte plan: many treatments on one calendar, proven best; or why it cannot be done."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from entracte import planner
from entracte.cli import given
from entracte.core.fault import Refused, mistake
from entracte.core.history import History
from entracte.knowledge.rules import Rulebook
from entracte.planner.answer import NoPlan, Plan
from entracte.planner.forms import plain, plan_from_json, read, to_json
from entracte.planner.replan import Broken, broken, replan
from entracte.planner.wishes import Wishes

app = typer.Typer(add_completion=False)
WISHES = "A file of wishes; - for standard input; or an example: wedding, wedding-too-soon, clinic."
EXAMPLES = Path(planner.__file__).parent / "examples"


@app.command()
def plan(
    file: Annotated[Path, typer.Argument(metavar="WISHES.yaml", help=WISHES)],
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_of: given.AsOf = None,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, max=3600, help="Time to search.")] = 20.0,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Cores to search with.")] = 1,
    alternatives: Annotated[bool, typer.Option("--alternatives", help="Plans of another kind too.")] = False,
    earlier: Annotated[
        Path | None, typer.Option("--earlier", metavar="PLAN.json", help="Plan anew, moving little.")
    ] = None,
    picture: Annotated[Path | None, typer.Option("--picture", metavar="FILE.svg", help="Draw it.")] = None,
    calendar: Annotated[
        Path | None, typer.Option("--calendar", metavar="FILE.ics", help="Write it as a calendar.")
    ] = None,
    zone: Annotated[str | None, typer.Option("--zone", help="The clinic's time zone.")] = None,
    detail: Annotated[bool, typer.Option("--detail", help="Name treatments in the calendar.")] = False,
    as_json: given.Json = False,
) -> None:
    """Many treatments on one calendar, proven best; or the clash, and what would make a plan possible."""
    rulebook = given.compiled(policy, overlay, as_of, base)
    text = _text(file)
    if "clients" in (raw := plain(text, str(file))):
        from entracte.cli import clinic

        clinic.run(rulebook, raw, seconds, max(2, workers), as_json)
        return
    history, wishes = read(text, str(file))
    before = _earlier(earlier) if earlier else None
    found = _answer(rulebook, history, wishes, before, seconds, workers, alternatives)
    now = broken(rulebook, history, before) if before else ()
    if isinstance(found, Plan):
        _write(rulebook, history, found, before, picture, calendar, zone, detail)
    _show(rulebook, found, now if before else None, as_json)


def _show(rulebook: Rulebook, found: Plan | NoPlan, now: tuple[Broken, ...] | None, as_json: bool) -> None:
    """Print the answer; `now` is what an earlier plan holds that is no longer allowed."""
    if as_json:
        told = to_json(found) | ({} if now is None else {"broken": [asdict(b) for b in now]})
        print(json.dumps(told, indent=2, ensure_ascii=False, default=str))
        return
    from entracte.cli import plan_paper

    plan_paper.show(rulebook, found, now or ())


def _text(file: Path) -> str:
    example = EXAMPLES / f"{file}.yaml"
    file = example if len(file.parts) == 1 and not file.exists() and example.exists() else file
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise mistake(str(file), "unreadable", f"cannot be read: {said}", "give a file of wishes") from None


def _earlier(file: Path) -> Plan:
    try:
        return plan_from_json(json.loads(_text(file)))
    except json.JSONDecodeError as error:
        raise mistake(str(file), "not-json", str(error), "give what `entracte plan --json` wrote") from None
    except Refused as refused:
        said = str(refused.faults[0])
        raise mistake(str(file), "no-plan", said, "give what `entracte plan --json` wrote") from None


def _answer(
    rulebook: Rulebook,
    history: History,
    wishes: Wishes,
    before: Plan | None,
    seconds: float,
    workers: int,
    others: bool,
) -> Plan | NoPlan:
    from entracte.planner.alternatives import with_alternatives
    from entracte.planner.plan import plan as lay_out
    from entracte.planner.problem import Problem

    if before:
        found = replan(rulebook, history, wishes, before, seconds=seconds, workers=workers)
    else:
        found = lay_out(rulebook, history, wishes, seconds=seconds, workers=workers, say=_progress())
    if others and not before and isinstance(found, Plan):
        return with_alternatives(Problem(rulebook, history, wishes), found, seconds, workers)
    return found


def _progress() -> Any:
    """On a terminal, how each goal comes down; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return None
    return lambda goal, value, bound: print(f"  {goal}: {value} (at least {bound})", file=sys.stderr)


def _write(
    rulebook: Rulebook,
    history: History,
    found: Plan,
    before: Plan | None,
    picture: Path | None,
    calendar: Path | None,
    zone: str | None,
    detail: bool,
) -> None:
    if picture:
        from entracte.articles.gantt import draw

        draw(rulebook, history, found, picture)
    if calendar:
        from entracte.interop.icalendar import calendar as written

        try:
            calendar.write_bytes(written(found, rulebook, zone=zone, detail=detail, earlier=before))
        except OSError as error:
            raise mistake(str(calendar), "not-written", f"cannot be written: {error.strerror}") from None
