"""The matrix of what is covered, as a heat map that a person can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from entracte.core.fault import mistake
from entracte.knowledge.coverage import Cell, Coverage
from entracte.knowledge.model import Base

# Strong to weak, own claims before a family's, in colours that the colour-blind tell apart and with a
# lightness that falls with the evidence.
SHADES = {
    "own claims, A–B": "#08306b",
    "own claims, C–D": "#2171b5",
    "own claims, E–F": "#6baed6",
    "family only, A–B": "#7f6000",
    "family only, C–D": "#d9a400",
    "family only, E–F": "#fbe7a1",
    "nothing found": "#f2f2f2",
}
KINDS = (".svg", ".png", ".html")
SIDE = 11


def draw(coverage: Coverage, base: Base, path: Path) -> None:
    """Write both matrices to an SVG, PNG or HTML file. Raises Mistake on another kind of file."""
    import altair as alt

    if path.suffix not in KINDS:
        raise mistake(
            "--picture", "unknown-picture", f"no picture {path.suffix!r}", f"one of {', '.join(KINDS)}"
        )
    alt.data_transformers.disable_max_rows()
    used = [cell for cell in coverage.factors if cell.cover != "none"]
    asked_of = {cell.subject for cell in used}
    factors = [cell for cell in coverage.factors if cell.subject in asked_of]
    chart = alt.vconcat(
        _matrix(alt, coverage.pairs, base, "First", "Then, after it", "Ordered pairs of treatments"),
        _matrix(alt, factors, base, "Factor", "Treatment", "Factors that some claim speaks of"),
    ).resolve_scale(color="shared")
    chart.configure_axis(labelFontSize=9, labelLimit=220).save(str(path))


def _matrix(alt: Any, cells: Any, base: Base, row: str, column: str, title: str) -> Any:
    rows = [_row(cell, base) for cell in cells]
    names = list(dict.fromkeys(entry["subject"] for entry in rows))
    columns = list(dict.fromkeys(entry["then"] for entry in rows))
    size = {"width": SIDE * len(columns), "height": SIDE * len(names)}
    encoded = alt.Chart(alt.InlineData(values=rows), title=title).encode(
        x=alt.X("then:N", title=column, sort=columns, axis=alt.Axis(orient="top", labelAngle=-90)),
        y=alt.Y("subject:N", title=row, sort=names),
    )
    shade = alt.Color(
        "covered:N",
        title="Covered by",
        scale=alt.Scale(domain=list(SHADES), range=list(SHADES.values())),
    )
    tooltip = ["subject:N", "then:N", "covered:N", "claims:Q", "asked:Q"]
    squares = encoded.mark_rect(stroke="white", strokeWidth=0.5).encode(color=shade, tooltip=tooltip)
    # A ring marks what people ask about, so that a hole that matters stands out.
    asked = encoded.transform_filter("datum.asked > 0").mark_point(size=14, color="black", strokeWidth=0.8)
    return alt.layer(squares, asked).properties(**size)


def _row(cell: Cell, base: Base) -> dict[str, Any]:
    things: dict[str, Any] = {**base.factors, **base.procedures}
    covered = "nothing found"
    if cell.tier is not None:
        word = "own claims" if cell.cover == "own" else "family only"
        covered = f"{word}, {cell.tier.replace('-', '–')}"
    return {
        "subject": things[cell.subject].name,
        "then": base.procedures[cell.then].name,
        "covered": covered,
        "claims": cell.claims,
        "asked": cell.asked,
    }
