"""The reference manual of the base: a page for each thing it holds, written and never edited.

`python -m entracte.articles.reference FOLDER` writes it; a test holds the pages to the base.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from entracte.articles.reference_pages import (
    cite,
    factor_page,
    page,
    pairs_page,
    plain,
    procedure_page,
    shelf,
    sources_page,
)
from entracte.engine.explain import name, rule_says
from entracte.knowledge.compile import compile_rulebook
from entracte.knowledge.coverage import coverage, usage
from entracte.knowledge.load import load
from entracte.knowledge.model import Source
from entracte.knowledge.release import says
from entracte.knowledge.rules import Care, Limit, Rule, Rulebook, Voice


def reference(path: Path | str | None = None) -> dict[str, str]:
    """Every page by its place in the reference's folder, of the shipped base or of another folder.

    The pages follow from the base alone: rules are read on the day of its release.
    """
    base = load(path)
    book = compile_rulebook(base, as_of=base.released)
    return dict(sorted(_pages(book, Path(path) if path else None)))


def _pages(book: Rulebook, folder: Path | None) -> Iterator[tuple[str, str]]:
    base = book.base
    for procedure in base.procedures.values():
        yield f"procedures/{procedure.id}.md", procedure_page(book, procedure)
        yield f"pairs/{procedure.id}.md", pairs_page(book, procedure.id)
    for factor in base.factors:
        yield f"factors/{factor}.md", factor_page(book, factor)
    shelves: dict[str, list[Source]] = defaultdict(list)
    for source in base.sources.values():
        shelves[shelf(source.id)].append(source)
    for letter, sources in shelves.items():
        yield f"sources/{letter}.md", sources_page(base, letter, sources)
    yield "left-out.md", left_out(book)
    yield "disagreements.md", disagreements(book)
    yield "rulings.md", rulings(book)
    yield "red-flags.md", red_flags(book)
    yield "coverage.md", covered(book, folder)
    yield "base.md", index(book, sorted(shelves))


def index(book: Rulebook, shelves: list[str]) -> str:
    """The front page: what there is, and where."""
    base = book.base
    lines = [
        f"The base {base.name} {base.version}, released {base.released}: {len(base.sources)} sources, "
        f"{len(base.claims)} claims, {len(base.procedures)} procedures, {len(base.factors)} factors.",
        "",
        "- [Who disagrees with whom](disagreements.md)",
        "- [What is covered, and by how good evidence](coverage.md)",
        "- [Danger signs](red-flags.md)",
        "- [Rulings](rulings.md)",
        "- [What was read and left out](left-out.md)",
        f"- Sources: {' '.join(f'[{letter}](sources/{letter}.md)' for letter in shelves)}",
        "",
        "## Procedures",
        "",
    ]
    lines += [
        f"- [{p.name}](procedures/{p.id}.md), [what follows it](pairs/{p.id}.md)"
        for p in base.procedures.values()
    ]
    lines += ["", "## Factors", ""]
    lines += [f"- [{factor.name}](factors/{factor.id}.md)" for factor in base.factors.values()]
    return page("Reference", lines)


def left_out(book: Rulebook) -> str:
    """Every fact that was read and not used, with the reason."""
    lines = [f"{len(book.base.left_out)} facts were read and are not used.", ""]
    lines += [
        f"- `{fact.source}/{fact.fact}`: {plain(fact.says)} *Left out: {plain(fact.reason)}*"
        for fact in book.base.left_out
    ]
    return page("Left out", lines)


def disagreements(book: Rulebook) -> str:
    """For each rule that somebody disputes: who decides, and who says otherwise."""
    lines = ["Every rule that a source disputes. Trial criteria and rulings are told on the rule's own page."]
    for rule in sorted(book.rules.values(), key=lambda r: r.id):
        against = rule.grounds.those("dissented")
        if against:
            lines += ["", f"## `{rule.id}`", "", f"{sentence(book, rule)} (grade {rule.grounds.grade})", ""]
            lines.append(f"- Decided by: {_who(rule.grounds.those('decided'))}")
            lines.append(f"- Say otherwise: {_who(against)}")
    return page("Who disagrees with whom", lines)


def sentence(book: Rulebook, rule: Rule) -> str:
    """Any rule in a sentence with the names of what it is about."""
    if isinstance(rule, Limit):
        return f"{name(book, rule.procedure)}: {says(rule)}"
    if isinstance(rule, Care):
        return f"{name(book, rule.procedure)}, {rule.phase}: {says(rule)}"
    return rule_says(book, rule)


def _who(voices: tuple[Voice, ...]) -> str:
    told = []
    for v in voices:
        what = (v.number, getattr(v.claim, "stance", ""), v.source.grade)
        told.append(f"{cite(v.source, '')} ({', '.join(part for part in what if part)})")
    return "; ".join(dict.fromkeys(told)) or "nobody alone: a median"


def rulings(book: Rulebook) -> str:
    """Every claim set aside, and why."""
    lines: list[str] = []
    for ruling in book.base.rulings.values():
        lines += [
            "",
            f"## `{ruling.id}`",
            "",
            f"{plain(ruling.reason)} — {plain(ruling.by)}, {ruling.on}",
            "",
        ]
        for id_ in ruling.claims:
            claim = book.base.claims[id_]
            lines.append(f"- `{id_}`: {plain(claim.says)} — {cite(book.base.sources[claim.source], '')}")
    return page("Rulings", lines or ["None."])


def red_flags(book: Rulebook) -> str:
    """Danger signs with the urgent advice, and who says so."""
    lines = ["If one of these is happening now, act on it before reading on."]
    for flag in book.base.red_flags.values():
        after = ", ".join(name(book, p).lower() for p in flag.procedures)
        lines += ["", f"## {plain(flag.sign)}", "", f"**{plain(flag.advice)}**", ""]
        lines += [f"After: {after}. Severity: {flag.severity}.", ""]
        for id_ in flag.claims:
            claim = book.base.claims[id_]
            lines.append(f"- {plain(claim.says)} — {cite(book.base.sources[claim.source], '')}")
    return page("Danger signs", lines)


def covered(book: Rulebook, folder: Path | None) -> str:
    """How much is covered, and every hole that people ask about."""
    found = coverage(book, usage(book.base, folder))
    lines = [
        "| | own claims A–B | C–D | E–F | family only | no guidance found |",
        "|---|---|---|---|---|---|",
    ]
    summary = found.summary()
    for word, shown in (("pairs", "ordered pairs"), ("repeats", "repeats"), ("factors", "factors")):
        tiers = summary[f"own_{word}_by_tier"]
        assert isinstance(tiers, dict)
        cells = [*tiers.values(), summary[f"family_{word}"], summary[f"silent_{word}"]]
        lines.append(f"| {shown} | {' | '.join(map(str, cells))} |")
    for word, cells_of in (("pairs", found.pairs), ("factors", found.factors)):
        lines += ["", f"## Holes among {word} that people ask about", ""]
        for cell in found.holes(cells_of):
            by = "no guidance found" if cell.cover == "none" else f"family only, {cell.tier}"
            asked = f"asked {cell.asked} time{'s' if cell.asked > 1 else ''}"
            lines.append(f"- {name(book, cell.subject)}, then {name(book, cell.then).lower()}: {by}; {asked}")
    return page("Coverage", lines)


def write(folder: Path) -> int:
    """Write every page of the shipped base and drop pages of things that are gone; how many there are."""
    pages = reference()
    for shelf_of in {place.partition("/")[0] for place in pages if "/" in place}:
        for old in (folder / shelf_of).glob("*.md"):
            if f"{shelf_of}/{old.name}" not in pages:
                old.unlink()
    for place, text in pages.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(pages)


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]))} pages\n")
