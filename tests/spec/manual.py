"""Prints the chapters as docs/reference/rules.md: `python -m tests.spec.manual`."""

from __future__ import annotations

from pathlib import Path

from tests.spec.chapters import (
    areas,
    care,
    contraindication,
    counting_days,
    families,
    interval,
    limit,
    policy,
    same_day,
    unknown,
)
from tests.spec.world import AREAS, FACTORS, TREATMENTS, Chapter, Example

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "rules.md"
CHAPTERS: tuple[Chapter, ...] = (
    counting_days.CHAPTER,
    interval.CHAPTER,
    same_day.CHAPTER,
    contraindication.CHAPTER,
    limit.CHAPTER,
    care.CHAPTER,
    areas.CHAPTER,
    families.CHAPTER,
    policy.CHAPTER,
    unknown.CHAPTER,
)


def page() -> str:
    """The whole manual."""
    parts = [
        "# What the rules mean, by example",
        "Every table on this page is a test: it is run as it stands, and this page is printed from it "
        "(`make docs`). The examples live in a small made-up world, and their claims are made up.",
        world(),
    ]
    for chapter in CHAPTERS:
        parts += [f"## {chapter.title}", chapter.text.replace("\n", " ")]
        for example in chapter.examples:
            parts += of_example(example)
    return "\n\n".join(parts) + "\n"


def world() -> str:
    """What the examples take as given."""
    treatments = [
        f"`{id_}` ({', '.join([kind, *([f'a kind of {above}'] if above else []), *settling(days)])})"
        for id_, (kind, above, days) in TREATMENTS.items()
    ]
    areas = [f"`{id_}`{f' in {above}' if above else ''}" for id_, above in AREAS.items()]
    factors = [f"`{id_}`{f', a {above}' if above else ''}" for id_, above in FACTORS.items()]
    lines = [f"Treatments: {', '.join(treatments)}.", f"Areas: {', '.join(areas)}."]
    return "\n\n".join([*lines, f"Factors: {'; '.join(factors)}."])


def settling(days: int | None) -> list[str]:
    return [f"settles in {days} day{'s' * (days != 1)}"] if days is not None else []


def of_example(example: Example) -> list[str]:
    """The sentence and its tables."""
    named = (
        ("What sources claim", example.claims),
        ("What happened", example.history),
        ("What is answered", example.asked),
        ("The rules", example.rules),
        ("The care of one visit", example.care),
    )
    parts = [f"### {example.sentence}"]
    if example.policy != "standard":
        parts.append(f"Policy: `{example.policy}`.")
    return parts + [f"{head}:\n\n{drawn(table)}" for head, table in named if table]


def drawn(table: str) -> str:
    """A table as Markdown."""
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in lines)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
