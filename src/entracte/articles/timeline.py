"""The calendar of one treatment as a picture: closed, caution and open days, with why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from entracte.engine.explain import name
from entracte.knowledge.rules import Rulebook

# Told apart in grey and by those who see no red: each status has its own lightness.
COLOURS = {
    "clear": "#7fc8a9",
    "caution": "#f2c14e",
    "ask": "#b79ad3",
    "wait": "#d1495b",
    "avoid": "#5c1a26",
}


def draw(rulebook: Rulebook, procedure: str, stretches: Sequence[dict[str, Any]], path: Path) -> None:
    """Write an SVG or HTML picture of stretches of days (`from`, `until`, `status`, `because`)."""
    import altair as alt

    statuses = [s for s in COLOURS if any(stretch["status"] == s for stretch in stretches)]
    rows = [
        {**stretch, "why": "; ".join(stretch["because"]) or "nothing stands in the way"}
        for stretch in stretches
    ]
    first, last = date.fromisoformat(rows[0]["from"]), date.fromisoformat(rows[-1]["until"])
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(height=26, stroke="white")
        .encode(
            x=alt.X("from:T", title=None, axis=alt.Axis(format="%d %b", labelAngle=0, grid=False)),
            x2="until:T",
            y=alt.Y("status:N", sort=statuses, title=None, scale=alt.Scale(domain=statuses)),
            color=alt.Color(
                "status:N",
                scale=alt.Scale(domain=statuses, range=[COLOURS[s] for s in statuses]),
                legend=None,
            ),
            tooltip=[alt.Tooltip("from:T"), alt.Tooltip("until:T"), alt.Tooltip("why:N")],
        )
    )
    title = alt.Title(
        f"{name(rulebook, procedure)}: {first} to {last}",
        subtitle=f"base {rulebook.base.version}, policy {rulebook.policy}, rulebook {rulebook.hash}",
        anchor="start",
    )
    bars.properties(width=640, height=36 * len(statuses), title=title).configure_view(stroke=None).save(
        str(path)
    )
