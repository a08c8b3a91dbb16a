"""The report as one page: figures, pictures and the worst findings, with nothing fetched from anywhere."""

from __future__ import annotations

from html import escape
from typing import Any

import altair as alt

from entracte.audit.report import STATUSES, Report
from entracte.core.days import FOREVER
from entracte.knowledge.rules import Rulebook

COLOURS = {"avoid": "#7a0019", "wait": "#c8102e", "caution": "#e0a100"}
TITLES = {
    "month": "By month",
    "rule": "By rule",
    "procedure": "By procedure",
    "clinic": "By clinic",
    "practitioner": "By practitioner",
}
SHOWN = 15
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a }
table { border-collapse: collapse; margin: 0.5rem 0 1.5rem } caption { text-align: left; font-weight: 600 }
th, td { padding: 0.2rem 0.75rem 0.2rem 0; text-align: left; vertical-align: top }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums } tr { border-bottom: 1px solid #ddd }
figure { margin: 0 0 1rem } svg { max-width: 100%; height: auto }
.aside { background: #fff6dd; padding: 0.5rem 1rem }
"""


def page(found: Report, rulebook: Rulebook) -> str:
    """A whole HTML page."""
    base = rulebook.base
    parts = [
        "<h1>Audit of a book</h1>",
        f"<p>{found.sessions:,} sessions of {found.clients:,} clients, {found.booked:,} of them booked. "
        f"{found.touched:,} sessions have a finding. Base {escape(base.version)}, policy "
        f"{rulebook.policy}, rulebook <code>{found.rulebook}</code>.</p>",
        _aside(found),
        _table(
            "Findings", ("", *STATUSES), [(w, *(c[s] for s in STATUSES)) for w, c in found.findings.items()]
        ),
    ]
    for group, title in TITLES.items():
        rows = found.groups.get(group) or []
        if rows:
            parts += [f"<h2>{title}</h2>", picture(rows, group), _group(rows)]
    if found.worst:
        parts += ["<h2>The worst</h2>", _worst(found.worst)]
    body = "\n".join(parts)
    head = f'<meta charset="utf-8"><title>Audit of a book</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="en">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def picture(rows: list[dict[str, Any]], by: str) -> str:
    """Findings by status as bars: months in their order, all else the most first."""
    shown = sorted(rows, key=lambda r: str(r["name"]))[-36:] if by == "month" else rows[:SHOWN]
    long = [
        {"name": str(row["name"] or "not told"), "status": status, "findings": row[status]}
        for row in shown
        for status in STATUSES
    ]
    name = alt.X("name:N", title=None, sort=None) if by == "month" else alt.Y("name:N", title=None, sort=None)
    count = alt.Y("findings:Q") if by == "month" else alt.X("findings:Q")
    colour = alt.Color(
        "status:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), title=None
    )
    chart = alt.Chart(alt.InlineData(values=long)).mark_bar().encode(name, count, colour)
    svg = _svg(chart.properties(width=620))
    return f'<figure role="img" aria-label="{TITLES[by]}: the same figures stand in the table">{svg}</figure>'


def _svg(chart: alt.Chart) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_json()))


def _group(rows: list[dict[str, Any]]) -> str:
    columns = ("", "sessions", *STATUSES, "booked")
    more = f", {SHOWN} of {len(rows)}" if len(rows) > SHOWN else ""
    told = [(r["name"] or "not told", *(r[c] for c in columns[1:])) for r in rows[:SHOWN]]
    return _table(f"The most first{more}", columns, told)


def _worst(rows: list[dict[str, Any]]) -> str:
    columns = ("status", "session", "client", "procedure", "on", "other", "days", "bound", "rule", "grade")
    told = [tuple("always" if r[c] == FOREVER else r[c] for c in columns) for r in rows]
    return _table("Worst first", columns, told)


def _table(caption: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in columns)
    body = "".join(f"<tr>{''.join(_cell(v) for v in row)}</tr>\n" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><tr>{head}</tr>\n{body}</table>"


def _cell(value: Any) -> str:
    if isinstance(value, int):
        return f'<td class="n">{value:,}</td>'
    return f"<td>{'' if value is None else escape(str(value))}</td>"


def _aside(found: Report) -> str:
    """What was not judged; a report that leaves it out would be taken for the whole book."""
    lines = [f"{rows:,} rows set aside: {reason}" for reason, rows in found.counts.items()]
    lines += [f"{rows:,} rows of {name!r}: no such treatment known" for name, rows in found.unlinked.items()]
    lines += [
        f"{rows:,} rows on {name!r}: unknown, taken for any area" for name, rows in found.anywhere.items()
    ]
    if not lines:
        return "<p>Every row was judged.</p>"
    items = "".join(f"<li>{escape(line)}</li>" for line in (*lines[:SHOWN], *found.aside[:SHOWN]))
    return f'<section class="aside"><h2>Not judged</h2><ul>{items}</ul></section>'
