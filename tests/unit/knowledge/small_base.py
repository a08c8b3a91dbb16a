"""A small sound base on disk, for tests that break or change one thing of it."""

from pathlib import Path

GRADES = """\
kinds:
  label: {grade: A, review: 12 months}
  consensus: {grade: B, review: 36 months}
  rct: {grade: C, review: 60 months}
  clinic-page: {grade: E, review: 12 months}
marks:
  second-hand: {lowers: 1, says: Read in a report.}
"""
PROCEDURES = {
    "treatment": "name: Treatment\nkind: family\n",
    "needling": "name: Needling\nkind: family\nis_a: treatment\n",
    "microneedling": "name: Microneedling\nis_a: needling\n"
    "settling: {days: 3, claims: [page/needling-downtime]}\n",
    "rf-needling": "name: RF needling\nis_a: needling\n"
    "settling: {days: 5, claims: [page/needling-downtime]}\n",
    "toxin": "name: Toxin\nis_a: treatment\nsettling: {days: 14, claims: [label/toxin-onset]}\n",
    "toxin-brand": "name: Toxin brand\nkind: product\nis_a: toxin\n",
    "filler": "name: Filler\nis_a: treatment\nsettling: {days: 14, claims: [page/filler-downtime]}\n",
}
FACTORS = {
    "pregnancy": "name: Pregnancy\nquestion: Are you pregnant?\n",
    "retinoid": "name: Retinoid\nquestion: Do you take a retinoid?\n",
}
LABEL = """\
kind: label
title: Toxin label
publisher: Maker
year: 2024
url: https://example.org/label
read: 2026-01-01
claims:
- id: limit
  kind: limit
  procedure: toxin
  stance: wait
  amount: 100
  unit: U
  per: 3 months
  says: No more than 100 units in three months.
- id: pregnancy
  kind: contraindication
  factor: pregnancy
  procedure: toxin
  stance: contraindicated
  says: Not in pregnancy.
- id: toxin-onset
  kind: onset
  procedure: toxin
  min: 14
  says: The full effect shows after two weeks.
"""
CONSENSUS = """\
kind: consensus
title: A consensus
publisher: A society
year: 2020
doi: 10.1234/abcd
url: https://example.org/consensus
read: 2026-01-01
claims:
- id: needling-then-toxin
  kind: interval
  first: needling
  then: toxin
  stance: wait
  min: 7
  says: Wait a week after needling.
- id: retinoid
  kind: washout
  factor: retinoid
  procedure: needling
  stance: wait
  min: 6 months
  says: Wait six months after a retinoid.
- id: toxin-then-filler
  kind: order
  first: toxin
  then: filler
  stance: preferred
  says: Toxin before filler on one day.
"""
PAGE = """\
kind: clinic-page
title: A page
publisher: A clinic
year: undated
url: https://example.org/page
read: 2026-01-01
claims:
- id: filler-downtime
  kind: downtime
  procedure: filler
  min: 14
  says: Swelling lasts two weeks.
- id: needling-downtime
  kind: downtime
  procedure: needling
  min: 3
  says: Redness lasts three days.
- id: toxin-then-needling
  kind: interval
  first: toxin
  then: needling
  stance: wait
  min: 14
  max: 28
  says: Wait two to four weeks after toxin.
"""
SOURCES = {"label": LABEL, "consensus": CONSENSUS, "page": PAGE}
AREAS = """\
areas:
- id: body
  name: Body
- id: face
  name: Face
  part_of: body
- id: hands
  name: Hands
  part_of: body
"""


def write(folder: Path) -> Path:
    """The small base in a folder; its path."""
    for name in ("procedures", "factors", "sources"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    head = "name: small\nversion: 1.0.0\nreleased: 2026-01-02\nlicence: CC-BY-4.0\n"
    (folder / "base.yaml").write_text(head)
    (folder / "grades.yaml").write_text(GRADES)
    (folder / "areas.yaml").write_text(AREAS)
    (folder / "activities.yaml").write_text("activities:\n- id: exercise\n  name: Exercise\n")
    for place, texts in (("procedures", PROCEDURES), ("factors", FACTORS), ("sources", SOURCES)):
        for id_, text in texts.items():
            (folder / place / f"{id_}.yaml").write_text(text)
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> Path:
    """The base with one text in one file replaced."""
    path = folder / name
    text = path.read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new))
    return folder


def add_claim(folder: Path, source: str, claim: str) -> Path:
    """The base with one more claim at the end of a source."""
    path = folder / "sources" / f"{source}.yaml"
    path.write_text(path.read_text() + claim)
    return folder


def interval(first: str, then: str, least: int, most: int | None = None) -> str:
    """An interval claim as YAML, of an id that sorts last."""
    upper = "" if most is None else f"  max: {most}\n"
    return (
        f"- id: z\n  kind: interval\n  first: {first}\n  then: {then}\n  stance: wait\n"
        f"  min: {least}\n{upper}  says: Wait so many days.\n"
    )
