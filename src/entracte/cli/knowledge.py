"""entracte knowledge: the base itself — checked, listed, shown, compared and covered."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from entracte.cli import FAULTY, given
from entracte.core.fault import did_you_mean, mistake

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="The base: checked, listed, shown, compared."
)

Folder = Annotated[Path | None, typer.Argument(help="The base's folder; the shipped one if none.")]
Picture = Annotated[
    Path | None, typer.Option("--picture", metavar="FILE", help="A heat map: .svg, .png or .html.")
]


def told(value: object) -> None:
    """A value as JSON."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


@app.command()
def check(
    folder: Folder = None,
    notes: Annotated[bool, typer.Option("--notes", help="Every note, not only how many.")] = False,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """Every fault of a base, with file and line; exit 3 where there is one."""
    from entracte.knowledge.check import check as checked

    report = checked(folder, given.day(as_of, "--as-of") if as_of else None)
    if as_json:
        told({"faults": _faults(report.faults), "notes": _faults(report.notes)})
    else:
        for fault in report.faults:
            typer.echo(str(fault), err=True)
        for note in report.notes if notes else ():
            typer.echo(f"{note.code}: {note}")
        if report.base is not None:
            counted = Counter(note.code for note in report.notes)
            said = ", ".join(f"{n} {code}" for code, n in sorted(counted.items())) or "none"
            base = report.base
            typer.echo(
                f"{base.name} {base.version}: {len(base.sources)} sources, {len(base.claims)} claims, "
                f"{len(base.procedures)} procedures, {len(base.factors)} factors."
            )
            typer.echo(f"Faults: {len(report.faults)}.\nNotes: {said}.")
    if report.faults:
        raise typer.Exit(FAULTY)


def _faults(faults: Any) -> list[dict[str, str]]:
    return [{"code": f.code, "message": f.message, "where": f.where, "hint": f.hint} for f in faults]


@app.command("list")
def list_(
    what: Annotated[str | None, typer.Argument(help="What to list; how many of each if none.")] = None,
    base: given.BaseFolder = None,
    as_json: given.Json = False,
) -> None:
    """The ids of a base: procedures, factors, sources, claims, rules, rulings …"""
    from entracte.cli import shelf

    things = shelf.things(given.compiled("standard", None, None, base))
    if what is None:
        counts = {name: len(found) for name, found in things.items()}
        told(counts) if as_json else shelf.table(counts)
        return
    if what not in things:
        hint = did_you_mean(what, things) or f"one of {', '.join(things)}"
        raise mistake("what", "unknown-list", f"no list {what!r}", hint)
    named = {id_: shelf.title(thing) for id_, thing in things[what].items()}
    told(named) if as_json else shelf.table(named)


@app.command()
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Any id: toxin, a source, a claim …")],
    base: given.BaseFolder = None,
    as_json: given.Json = False,
) -> None:
    """One thing of the base with all that is known of it."""
    from entracte.cli import shelf

    rulebook = given.compiled("standard", None, None, base)
    found = shelf.shown(rulebook, id_)
    told(found) if as_json else shelf.sheet(found)


@app.command()
def diff(
    a: Annotated[Path, typer.Argument(help="The older base's folder.")],
    b: Annotated[Path | None, typer.Argument(help="The newer one's; the shipped if none.")] = None,
    policy: given.Policy = "standard",
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """Which rules change, from what to what, by whose claim; which worked clients it reaches."""
    from entracte.cli import shelf
    from entracte.engine.cases import changed, moved
    from entracte.knowledge.cases import load_cases, load_ladders
    from entracte.knowledge.release import difference

    found = difference(given.compiled(policy, None, as_of, a), given.compiled(policy, None, as_of, b))
    clients = {
        case.id: (case.says, answers)
        for case, answers in changed(found.old, found.new, load_cases(b), found.new.policy)
    }
    for ladder, steps in moved(found.old, found.new, load_ladders(b)):
        subject = f"{ladder.first or ladder.factor}, then {ladder.then}"
        clients[ladder.rule] = (subject, {f"day {day}": told for day, told in steps.items()})
    if as_json:
        told(shelf.difference_dict(found, clients))
    else:
        shelf.difference_sheet(found, clients)


@app.command()
def spread(
    first: Annotated[str, typer.Argument(help="What comes first: a treatment or a factor.")],
    then: Annotated[str, typer.Argument(help="The treatment that follows.")],
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """Every claim on a pair, with its number, grade and source, and what became of it."""
    from entracte.engine.spread import spread as spread_of

    found = spread_of(given.compiled(policy, overlay, as_of, base), first, then)
    if as_json:
        told(found.to_dict())
        return
    from entracte.cli import shelf

    shelf.spread_sheet(found)


@app.command()
def coverage(
    picture: Picture = None,
    base: given.BaseFolder = None,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """What is covered and by how good evidence; the holes, the most asked about first."""
    from entracte.cli import shelf
    from entracte.knowledge.coverage import coverage as coverage_of
    from entracte.knowledge.coverage import usage

    rulebook = given.compiled("standard", None, as_of, base)
    found = coverage_of(rulebook, usage(rulebook.base, base))
    if picture is not None:
        from entracte.articles.coverage_picture import draw

        draw(found, rulebook.base, picture)
    told(found.to_dict()) if as_json else shelf.coverage_sheet(found, picture)
