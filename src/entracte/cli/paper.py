"""Answers on a terminal: the verdict first, then the grounds, each number with its source."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from entracte.engine import care, caveats, explain, guidance
from entracte.engine.assessment import Assessment
from entracte.engine.pair import by_grade, notes, pair_view
from entracte.knowledge.rules import Rulebook, Voice

COLOURS = {
    "clear": "green",
    "ideal": "green",
    "overdue": "yellow",
    "caution": "yellow",
    "ask": "magenta",
    "wait": "red",
    "avoid": "bold red",
}
SHOWN = 4


class Paper:
    """A page on the terminal, wrapped to its width."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False, soft_wrap=False)

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """A paragraph, wrapped and indented."""
        space = " " * indent
        width = max(self.console.width, indent + 20)
        wrapped = textwrap.fill(
            text, width, initial_indent=space, subsequent_indent=space, break_on_hyphens=False
        )
        self.console.print(escape(wrapped), style=style, soft_wrap=True)

    def head(self, text: str) -> None:
        """A heading with a line of space above."""
        self.console.print()
        self.console.print(escape(text), style="bold")

    def voices(self, voices: Iterable[Voice], shown: int = SHOWN, indent: int = 4) -> None:
        """Claims with their own numbers and sources; how many more there are."""
        found = list(voices)
        for voice in found[:shown]:
            self.line(said(voice), indent=indent)
        if len(found) > shown:
            self.line(f"and {len(found) - shown} more", style="dim", indent=indent)


def said(voice: Voice) -> str:
    """A claim on one line: number, grade, words, source."""
    source = voice.source
    number = f"{voice.number}: " if voice.number else ""
    marks = f"; {', '.join(source.marks)}" if source.marks else ""
    year = source.year if source.year != "undated" else "undated"
    inferred = " (inferred)" if voice.claim.confidence == "inferred" else ""
    cited = f"{source.publisher}, {year}{marks} ({source.id})"
    return f"[{source.grade}] {number}{voice.claim.says}{inferred} — {cited}"


def professional(assessment: Assessment) -> None:
    """The whole answer for a professional."""
    paper, book = Paper(), assessment.rulebook
    paper.line(explain.headline(assessment), style=COLOURS[assessment.verdict])
    if assessment.same_day_order:
        order = ", then ".join(explain.name(book, id_) for id_ in assessment.same_day_order)
        paper.line(f"On that day, in this order: {order}.")
    findings(paper, assessment)
    told = explain.to_dict(assessment)
    if told["alternatives"]:
        paper.head("Open sooner")
        for other in told["alternatives"]:
            paper.line(other["says"], indent=2)
    others = guidance.other_procedures(assessment)
    for other in others:
        pair(paper, book, other, assessment.proposal.procedure)
    if assessment.screening.open:
        paper.head("Not asked, and could forbid it")
        for question in told["screening"]["open"]:
            paper.line(f"{question['question']} ({question['id']})", indent=2)
    about(paper, book, (*others, assessment.proposal.procedure))
    for word, lines in (("Taken as given", told["missing"]), ("Reviews overdue", told["warnings"])):
        if lines:
            paper.head(word)
            for line in lines:
                paper.line(line, indent=2)
    foot(paper, book)


def findings(paper: Paper, assessment: Assessment) -> None:
    """Each finding with its arithmetic, sources and dissent."""
    book = assessment.rulebook
    if assessment.findings:
        paper.head("Findings")
    for finding in assessment.findings:
        grade = f"grade {finding.grade}" if finding.grade else "no source"
        paper.line(
            f"{explain.sentence(book, finding)} ({grade}, severity {finding.severity})",
            style=COLOURS[finding.status.word],
            indent=2,
        )
        paper.line(explain.arithmetic(finding), indent=4)
        for note in caveats.notes_on(finding):
            paper.line(note, style="italic", indent=4)
        if finding.rule:
            paper.line(f"rule {finding.rule.id}", style="dim", indent=4)
        paper.voices(by_grade(finding.sources))
        if finding.dissent:
            paper.line("who says otherwise:", indent=4)
            paper.voices(_extremes(finding.dissent), indent=6)


def _extremes(voices: tuple[Voice, ...]) -> list[Voice]:
    """The dissent with both ends first: the best graded, the shortest, the longest, then the rest."""
    ranked = list(by_grade(voices))
    numbered = sorted((v for v in ranked if v.number), key=lambda v: v.claim.min.at_least)  # type: ignore[union-attr]
    return list(dict.fromkeys([*ranked[:1], *numbered[:1], *numbered[-1:], *ranked]))


def pair(paper: Paper, rulebook: Rulebook, first: str, then: str) -> None:
    """Two procedures in general: the range, the other direction, one day, the risks of combining."""
    told = guidance.pair_dict(rulebook, view := pair_view(rulebook, first, then))
    names = f"{explain.name(rulebook, first)} and {explain.name(rulebook, then).lower()}"
    paper.head(f"{names}: what the sources say")
    paper.line(told["wait"], indent=2)
    if view.interval:
        paper.line(spread(view.voices), indent=4)
    paper.line(f"The other way round: {told['other_direction']}", indent=2)
    if view.reverse_interval:
        paper.line(spread(view.reverse_interval.grounds.voices), indent=4)
    paper.line(f"On one day: {told['same_day']}", indent=2)
    for order in (view.order, view.reverse_order):
        if order:
            paper.voices(by_grade(order.grounds.voices))
    both = notes(rulebook, first, then)
    for kind, words in (
        ("adverse-event", "Risks of combining"),
        ("synergy", "What combining is said to add"),
        ("credential", "Who, and whom to ask"),
        ("mechanism", "Why"),
    ):
        if both.get(kind):
            paper.line(f"{words}:", indent=2)
            paper.voices(both[kind])


def spread(voices: Iterable[Voice]) -> str:
    """How many say what: "14 days: 18 (E, F) · 28 days: 2 (F)"."""
    counted: dict[str, list[str]] = {}
    for voice in sorted(voices, key=_shortest):
        if voice.number and voice.role not in ("excluded", "set-aside"):
            counted.setdefault(voice.number, []).append(voice.source.grade)
    return " · ".join(f"{n}: {len(g)} ({', '.join(sorted(set(g)))})" for n, g in counted.items())


def _shortest(voice: Voice) -> tuple[int, str]:
    lower = getattr(voice.claim, "min", None)
    return (lower.at_least if lower else 0, voice.number)


ABOUT = (
    ("benefit", "Benefits"),
    ("onset", "Onset"),
    ("duration", "Lasts"),
    ("downtime", "Downtime"),
    ("course", "Course"),
    ("adverse-event", "Risks"),
    ("credential", "Who should perform it"),
)


def about(paper: Paper, rulebook: Rulebook, procedures: tuple[str, ...]) -> None:
    """Benefits, risks, downtime and practitioners of each procedure; the care of all together."""
    for id_ in procedures:
        told = notes(rulebook, id_)
        paper.head(explain.name(rulebook, id_))
        for kind, words in ABOUT:
            if told.get(kind):
                paper.line(f"{words}:", indent=2)
                paper.voices(told[kind], shown=2)
    instructions = care.merged(rulebook, procedures)
    if instructions:
        paper.head("Care before and after, by the strictest")
        table = Table(box=None, show_header=False, padding=(0, 2))
        for told_care in instructions:
            if told_care.stance != "allowed":
                sources = sorted(
                    {v.source.id for r in told_care.standing for v in r.grounds.those("decided")}
                )
                table.add_row(
                    escape(guidance.care_says(rulebook, told_care)),
                    told_care.grade,
                    ", ".join(sources[:2]),
                    style="",
                )
        paper.console.print(table)


def client(assessment: Assessment) -> None:
    """The client's reading: general guidance, never a clearance."""
    paper, told = Paper(), guidance.to_dict(assessment)
    book = assessment.rulebook
    paper.line(told["not_a_clearance"], style="bold")
    for other in guidance.other_procedures(assessment):
        pair(paper, book, other, assessment.proposal.procedure)
    for factor in told["factors"]:
        paper.line(factor["says"], indent=2)
    _list(paper, "Tell your practitioner; they will want to know", told["tell"])
    _list(paper, "Ask your practitioner", told["ask"])
    about(paper, book, (*guidance.other_procedures(assessment), assessment.proposal.procedure))
    if told["danger_signs"]:
        paper.head("Get help at once if you notice")
        for flag in told["danger_signs"]:
            paper.line(f"{flag['sign']}: {flag['advice']}", style="red", indent=2)
    foot(paper, book)


def _list(paper: Paper, head: str, lines: list[Any]) -> None:
    if lines:
        paper.head(head)
        for line in lines:
            paper.line(f"- {line}", indent=2)


def foot(paper: Paper, rulebook: Rulebook) -> None:
    """What the answer rests on, so that it can be had again."""
    house = f", overlay {rulebook.overlay}" if rulebook.overlay else ""
    paper.console.print()
    paper.line(
        f"base {rulebook.base.version}, policy {rulebook.policy}{house}, rulebook {rulebook.hash}, as of "
        f"{rulebook.as_of}. Published guidance, not a diagnosis: see INTENDED_USE.md.",
        style="dim",
    )
