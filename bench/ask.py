"""`make bench-ask`: how well plain words are understood, kind by kind, and how fast.

Labels are a careful reader's and loose in their ids: a family may stand for its member and the other
way round. Where a label is disputed, the reason stands in DISPUTED; such rows are told apart.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from entracte.ask.question import Question
from entracte.ask.understand import understand
from entracte.knowledge.cache import rulebook
from entracte.knowledge.model import Base

OPEN = Path(__file__).parents[2] / "shared" / "questions" / "open.jsonl"
DAY = date(2026, 11, 22)
# The kinds of which both sides, the direction and the days must be exact.
EXACT = ("timing", "same_day", "already_done", "client_factor")
DISPUTED = {
    "q0145": "asks what filler does to teeth, in no order: both directions are answered",
    "q0249": "names a vaccine, toxin and filler in no order: both directions are answered",
    "q0255": "asks whether two things go together, in no order: both directions are answered",
    "q0302": '"hair removal treatments" need not be laser: answered for the family',
    "q0388": '"treated" names no treatment: we ask which',
    "q0530": '"treatments for one indication" names no treatment: we ask which',
}
# The base's ids for the labels' loose ones; a topic counts where the label names one.
CONDITIONS = {
    "blood-thinners": {"anticoagulant"},
    "cold-sores": {"herpes-simplex-active", "herpes-simplex-history", "antiviral-prophylaxis"},
    "dark-skin": {"fitzpatrick-iv-vi"},
    "autoimmune": {"lupus"},
    "immunosuppression": {"lupus", "immunosuppressant", "systemic-corticosteroid"},
    "photosensitising-medication": {"photosensitising-medicine"},
    "minor": {"age-under-18"},
    "retinoid": {"topical-retinoid", "retinol"},
    "skincare": {"skin-care", "vitamin-c", "topical-vitamin-c"},
    "food": {"spicy-food"},
    "tanning": {"tanning", "tan"},
    "kissing": {"kissing-or-straws"},
    "pregnancy-planning": {"pregnancy"},
    "lying-down": {"lying-down", "sleep-position"},
    "antibiotics": {"antibiotics", "tetracycline-antibiotic", "doxycycline"},
}


@dataclass(frozen=True)
class Row:
    """One labelled question beside what was understood."""

    id: str
    label: dict[str, Any]
    found: Question
    faults: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The labelled kind."""
        return str(self.label["kind"])

    @property
    def abstained(self) -> bool:
        """Whether no reading was chosen: asked back, or both directions answered."""
        return (
            self.found.kind == "unclear"
            or self.found.why == "which-treatment"
            or not self.found.direction_stated
        )


def judged(base: Base, label: dict[str, Any]) -> Row:
    """One question understood and compared."""
    found = understand(label["question"], base, DAY)
    faults = []
    if not _sides(base, label, found):
        faults.append("sides")
    if label.get("elapsed_days") != found.elapsed_days and label["kind"] in EXACT:
        faults.append("days")
    if not _condition(base, label, found):
        faults.append("factor")
    if (found.kind == label["kind"]) is False:
        faults.append("kind")
    return Row(label["id"], label, found, tuple(faults))


def _sides(base: Base, label: dict[str, Any], found: Question) -> bool:
    earlier = _accepted(label, "earlier")
    later = _accepted(label, "later")
    before: list[Any] = [s.id for s in found.before] or [None]
    after: list[Any] = [s.id for s in found.after] or [None]

    def fits(one: list[Any], other: list[Any]) -> bool:
        return any(_kin(base, a, b) for a in earlier for b in one) and any(
            _kin(base, a, b) for a in later for b in other
        )

    if fits(before, after):
        return found.direction_stated or _either(label)
    return not found.direction_stated and _either(label) and fits(after, before)


def _either(label: dict[str, Any]) -> bool:
    """Whether both directions are asked: the order is not stated, or all is on one day."""
    return (
        bool(label.get("ambiguous_direction"))
        or label.get("elapsed_days") == 0
        or label["kind"] in ("effect", "risk")
    )


def _accepted(label: dict[str, Any], side: str) -> list[Any]:
    return [label[side], *re.findall(rf"accept_{side}=([\w-]+)", label.get("note") or "")]


def _kin(base: Base, one: str | None, other: str | None) -> bool:
    if one == other:
        return True
    known = one in base.procedures and other in base.procedures
    return known and (one in base.lines[str(other)] or other in base.lines[str(one)])


def _condition(base: Base, label: dict[str, Any], found: Question) -> bool:
    wanted = label.get("condition")
    if wanted is None or label["kind"] not in ("client_factor", "already_done"):
        return True
    ids = (
        {f.id for f in found.factors}
        | set(found.activities)
        | {s.id for s in found.named}
        | {found.topic or ""}
    )
    ids |= {up for id_ in list(ids) for up in base.lines.get(id_, ())}
    return bool(({wanted} | CONDITIONS.get(wanted, set())) & ids)


def accuracy(rows: list[Row]) -> Table:
    """What was understood, kind by kind."""
    table = Table(
        "kind",
        "questions",
        "sides and days",
        "factor",
        "kind named",
        "abstained",
        "confident, wrong",
        "disputed",
    )
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    for kind, those in [*by_kind.items(), ("all", rows)]:
        fair = [r for r in those if r.id not in DISPUTED]
        counts = Counter(fault for r in fair for fault in r.faults)
        wrong = sum("sides" in r.faults and not r.abstained for r in fair)
        exact = sum(not {"sides", "days"} & set(r.faults) for r in fair)
        table.add_row(
            kind,
            str(len(fair)),
            f"{exact / max(len(fair), 1):.1%}",
            str(len(fair) - counts["factor"]),
            str(len(fair) - counts["kind"]),
            str(sum(r.abstained and "sides" in r.faults for r in fair)),
            str(wrong),
            str(len(those) - len(fair)),
        )
    return table


def alarms(rows: list[Row]) -> Table:
    """Emergencies and refusals: caught, missed, needless."""
    table = Table("", "asked", "caught", "missed", "needless")
    for kind in ("emergency", "out_of_scope"):
        asked = [r for r in rows if r.kind == kind]
        caught = sum(r.found.kind == kind for r in asked)
        needless = sum(r.found.kind == kind and r.kind != kind and r.id not in DISPUTED for r in rows)
        table.add_row(kind, str(len(asked)), str(caught), str(len(asked) - caught), str(needless))
    return table


def speed(base: Base, questions: list[str]) -> Table:
    """Understanding, in one process and on one core, and the first question of a new process."""
    understand(questions[0], base, DAY)
    spent = []
    for _ in range(5):
        for question in questions:
            start = time.perf_counter()
            understand(question, base, DAY)
            spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    table = Table("time", "ms")
    table.add_row("understanding, median", f"{statistics.median(spent):.2f}")
    table.add_row("understanding, 99th percentile", f"{spent[int(len(spent) * 0.99)]:.2f}")
    ready, first, busy = _first_question()
    table.add_row("a new process: start, to a rulebook from the cache", f"{ready:.0f}")
    table.add_row("a new process: its first question after that", f"{first:.0f}")
    table.add_row("of which the processor was busy with it", f"{busy:.0f}")
    return table


def _first_question() -> tuple[float, float, float]:
    code = (
        "import time; s = time.perf_counter()\n"
        "from entracte.knowledge.cache import rulebook\n"
        "r = rulebook(); t = time.perf_counter(); c = time.process_time()\n"
        "import entracte as en\n"
        "en.ask('can i get micro needling 2 weeks after botox??', r)\n"
        "print((t - s) * 1000, (time.perf_counter() - t) * 1000, (time.process_time() - c) * 1000)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    ready, first, busy = (float(word) for word in done.stdout.split())
    return ready, first, busy


def main() -> None:
    """Print the tables; the path of a file of questions may be given."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else OPEN
    console = Console(width=118)
    if not path.is_file():
        console.print(f"No questions at {path}; give the path of a file like open.jsonl.")
        return
    labels = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    base = rulebook().base
    rows = [judged(base, label) for label in labels]
    for table in (accuracy(rows), alarms(rows)):
        console.print(table)
    strict = [r for r in rows if r.kind in EXACT]
    exact = sum(not {"sides", "days", "factor"} & set(r.faults) for r in strict)
    console.print(
        f"{', '.join(EXACT)}: {exact} of {len(strict)} exact ({exact / len(strict):.1%}), disputed rows "
        f"counted as wrong"
    )
    for row in rows:
        if row.faults and row.id not in DISPUTED:
            console.print(
                f"{row.id} {'+'.join(row.faults)}: {row.label['question'][:90]}",
                highlight=False,
                markup=False,
            )
    console.print("Disputed labels:")
    for id_, reason in DISPUTED.items():
        if any(r.id == id_ for r in rows):
            console.print(f"{id_}: {reason}", highlight=False, markup=False)
    console.print(speed(base, [label["question"] for label in labels]))


if __name__ == "__main__":
    main()
