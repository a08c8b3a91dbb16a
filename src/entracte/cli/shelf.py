"""The base on a terminal: lists, sheets and tables for `entracte knowledge`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from entracte.cli.paper import Paper, said
from entracte.core.days import Span
from entracte.core.fault import did_you_mean, mistake
from entracte.engine.explain import cited, name, rule_says
from entracte.engine.spread import Spread
from entracte.knowledge.coverage import NO_GUIDANCE, Coverage
from entracte.knowledge.release import Difference
from entracte.knowledge.release import says as rule_words
from entracte.knowledge.rules import Rulebook

HOLES_SHOWN = 20
Clients = Mapping[str, tuple[str, Mapping[str, tuple[str, str]]]]


def things(rulebook: Rulebook) -> dict[str, Mapping[str, Any]]:
    """Everything that can be listed, by its word."""
    base = rulebook.base
    return {
        "procedures": base.procedures,
        "factors": base.factors,
        "areas": base.areas,
        "activities": base.activities,
        "sources": base.sources,
        "claims": base.claims,
        "rulings": base.rulings,
        "red-flags": base.red_flags,
        "rules": rulebook.rules,
        "left-out": {f"{fact.source}/{fact.fact}": fact for fact in base.left_out},
    }


def title(thing: Any) -> str:
    """One line for one thing."""
    for field in ("name", "title", "says", "sign", "reason"):
        if hasattr(thing, field):
            return str(getattr(thing, field))
    return rule_words(thing)


def table(rows: Mapping[str, Any]) -> None:
    """Two columns, as they are, so that other programs can read them."""
    console = Console(highlight=False, soft_wrap=True)
    for left, right in rows.items():
        console.print(escape(f"{left}  {right}"))


def shown(rulebook: Rulebook, id_: str) -> dict[str, Any]:
    """One thing with its fields and the claims and rules that speak of it.

    Raises Mistake on an id that nothing has.
    """
    shelves = things(rulebook)
    for word, found in shelves.items():
        if id_ in found:
            return {"is": word, "id": id_, **_fields(found[id_]), **_about(rulebook, word, id_)}
    known = [key for word in ("procedures", "factors", "sources") for key in shelves[word]]
    hint = did_you_mean(id_, known) or "`entracte knowledge list` names the lists"
    raise mistake("id", "unknown-id", f"nothing has the id {id_!r}", hint)


def _fields(thing: Any) -> dict[str, Any]:
    hidden = ("id", "grounds")
    return {
        f.name: _plain(getattr(thing, f.name))
        for f in fields(thing)
        if f.name not in hidden and getattr(thing, f.name) not in (None, (), "")
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Span) or hasattr(value, "isoformat"):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return list(value) if isinstance(value, tuple) else value


def _about(rulebook: Rulebook, word: str, id_: str) -> dict[str, Any]:
    """The rules and claims that name a thing."""
    base = rulebook.base
    if word == "rules":
        return {"claims": [cited(voice) for voice in rulebook.rules[id_].grounds.voices]}
    if word == "sources":
        own = {key: c.says for key, c in base.claims.items() if c.source == id_}
        return {"claims": own}
    if word not in ("procedures", "factors"):
        return {}
    names = ("first", "then", "procedure", "factor")
    rules = [r for r in rulebook.rules.values() if id_ in [getattr(r, n, None) for n in names]]
    claims = [c for c in base.claims.values() if id_ in [getattr(c, n, None) for n in names]]
    return {
        "kinds_of": sorted(rulebook.covers[id_] - {id_}),
        "rules": {rule.id: rule_words(rule) for rule in rules},
        "claims": {claim.id: claim.says for claim in claims},
    }


def sheet(found: Mapping[str, Any]) -> None:
    """One thing, field by field."""
    page = Paper()
    page.line(f"{found['id']} ({found['is']})", style="bold")
    for key, value in found.items():
        if key in ("id", "is") or not value:
            continue
        if isinstance(value, dict):
            page.head(f"{key} ({len(value)})")
            for left, right in value.items():
                page.line(f"{left}: {right}", indent=2)
        elif isinstance(value, list) and isinstance(value[0], dict):
            page.head(f"{key} ({len(value)})")
            for entry in value:
                page.line(f"[{entry['grade']}] {entry['role']} {entry['number']} {entry['says']}", indent=2)
        else:
            page.line(f"{key}: {', '.join(map(str, value)) if isinstance(value, list) else value}")


def spread_sheet(found: Spread) -> None:
    """Every rule of a pair with all its voices and their roles."""
    page, book = Paper(), found.rulebook
    if not found.rules:
        page.line(f"{name(book, found.first)}, then {name(book, found.then)}: {NO_GUIDANCE}.")
    for rule in found.rules:
        page.head(rule_says(book, rule))
        page.line(f"{rule.id}, grade {rule.grounds.grade}", style="dim")
        for voice in found.voices(rule):
            why = f" ({voice.why})" if voice.why else ""
            page.line(f"{voice.role}{why}: {said(voice)}", indent=2)
    page.line()
    page.line(f"Base {book.base.version}, policy {book.policy}, rulebook {book.hash}.", style="dim")


def difference_dict(found: Difference, clients: Clients) -> dict[str, Any]:
    """The difference between two bases as JSON."""
    return {
        "from": {"version": found.old.base.version, "rulebook": found.old.hash},
        "to": {"version": found.new.base.version, "rulebook": found.new.hash},
        "rules": [
            {**_fields(change), "brought": [_fields(item) for item in change.brought]}
            for change in found.changes
        ],
        "told": [_fields(item) for item in found.told],
        "clients": [
            {"case": id_, "says": says, "answers": {k: list(v) for k, v in answers.items()}}
            for id_, (says, answers) in clients.items()
        ],
    }


def difference_sheet(found: Difference, clients: Clients) -> None:
    """The difference between two bases in words."""
    page, old, new = Paper(), found.old, found.new
    page.line(f"{old.base.version} ({old.hash}) to {new.base.version} ({new.hash}).")
    if old.hash == new.hash:
        page.line("Nothing differs.")
        return
    page.head(f"Rules that say otherwise ({len(found.rules())})")
    for change in found.changes:
        page.line(str(change), indent=2)
        for item in change.brought:
            page.line(f"by {item.source}: {item}", indent=6)
    page.head(f"Other edits ({len(found.told)})")
    for item in found.told:
        page.line(str(item), indent=2)
    page.head(f"Worked clients answered otherwise ({len(clients)})")
    for id_, (says, answers) in clients.items():
        told = "; ".join(f"{what} {was} → {now}" for what, (was, now) in answers.items())
        page.line(f"{id_} ({says}): {told}", indent=2)


def coverage_sheet(found: Coverage, picture: Path | None) -> None:
    """How much is covered, by tier, and the holes that people ask about."""
    summary: Any = found.summary()
    counts = Table("", "A–B", "C–D", "E–F", "family only", "nothing", box=None)
    for word, shown_as in (("pairs", "ordered pairs"), ("repeats", "repeats"), ("factors", "factors")):
        tiers = summary[f"own_{word}_by_tier"]
        numbers = [*tiers.values(), summary[f"family_{word}"], summary[f"silent_{word}"]]
        counts.add_row(shown_as, *(str(n) for n in numbers))
    console = Console(highlight=False)
    console.print(counts)
    for word, cells in (("pairs", found.pairs), ("factors", found.factors)):
        holes = found.holes(cells)
        table = Table("asked", "first", "then", "covered by", box=None)
        for hole in holes[:HOLES_SHOWN]:
            by = NO_GUIDANCE if hole.cover == "none" else f"family only, {hole.tier}"
            table.add_row(str(hole.asked), hole.subject, hole.then, by)
        console.print(f"\nHoles among {word} that people ask about, the most asked first:")
        console.print(table)
        if len(holes) > HOLES_SHOWN:
            console.print(f" and {len(holes) - HOLES_SHOWN} more")
    if picture is not None:
        console.print(f"Picture: {picture}")
