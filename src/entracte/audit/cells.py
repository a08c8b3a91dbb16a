"""Cells of an export to typed values, and the reason why a row cannot be judged."""

from __future__ import annotations

from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir

from entracte.audit.mapping import DateOrder
from entracte.core.history import STATUSES

FIRST_DAY, LAST_DAY = "1900-01-01", "2200-01-01"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SLASHED = r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})"
ISO = r"^\d{4}-\d{2}-\d{2}([T ].*)?$"
COMPACT = r"^\d{8}$"
WORDED = r"^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ ,-]+(\d{4})$"
# Text that a spreadsheet would run when the findings are opened in one.
SIGNED = r"^[+-][A-Za-z(=@]"
LARGEST_DOSE = 1e9


def text(cell: Any) -> Any:
    """A cell as trimmed text; null where it is empty."""
    return cell.cast("string").strip().nullif("")


def slashed(table: ir.Table, column: str) -> DateOrder | None:
    """The order of 03/04/2026 in a column, as its own days tell: whichever part passes 12 is the day."""
    said = text(table[column])
    only = said.re_search(SLASHED)
    first = only.ifelse(said.re_extract(SLASHED, 1), ibis.null("string")).cast("int32")
    second = only.ifelse(said.re_extract(SLASHED, 2), ibis.null("string")).cast("int32")
    found = table.aggregate(first=first.max(), second=second.max()).to_pyarrow().to_pylist()[0]
    day_first, month_first = (found["first"] or 0) > 12, (found["second"] or 0) > 12
    if day_first == month_first:
        return None
    return "day-month" if day_first else "month-day"


def day(table: ir.Table, column: str, order: DateOrder | None) -> Any:
    """A column as days, null where it is not one: ISO, 20261201, 01/12/2026, 1 Dec 2026."""
    cell = table[column]
    if cell.type().is_date():
        return cell
    if cell.type().is_timestamp():
        return cell.cast("date")
    said = text(cell)
    cases = [
        (said.re_search(ISO), said.substr(0, 10)),
        (said.re_search(COMPACT), _iso(said.substr(0, 4), said.substr(4, 2), said.substr(6, 2))),
        (said.re_search(WORDED), _worded(said)),
    ]
    if order is not None:
        at = (2, 1) if order == "day-month" else (1, 2)
        month, number = (said.re_extract(SLASHED, n) for n in at)
        cases.append((said.re_search(SLASHED + "$"), _iso(said.re_extract(SLASHED, 3), month, number)))
    return ibis.cases(*cases, else_=ibis.null("string")).try_cast("date")


def _worded(said: Any) -> Any:
    name = said.re_extract(WORDED, 2).lower()
    month = ibis.cases(*((name == m, f"{n:02}") for n, m in enumerate(MONTHS, 1)), else_="00")
    return _iso(said.re_extract(WORDED, 3), month, said.re_extract(WORDED, 1))


def _iso(year: Any, month: Any, number: Any) -> Any:
    return year + "-" + month.lpad(2, "0") + "-" + number.lpad(2, "0")


def number(cell: Any, kind: str) -> Any:
    """A cell as a number; null where it is none."""
    return cell.cast(kind) if cell.type().is_numeric() else text(cell).try_cast(kind)


def first_reason(*faults: tuple[Any, str]) -> Any:
    """The first fault that holds, in words; null where none does."""
    return ibis.cases(*faults, else_=ibis.null("string"))


def formula(table: ir.Table, columns: list[str]) -> Any:
    """Whether any of these columns holds a formula."""

    def runs(cell: Any) -> Any:
        first = cell.substr(0, 1)
        # Few cells begin with a sign, and only those are worth a closer look.
        return first.isin(("=", "@")) | (first.isin(("+", "-")) & cell.re_search(SIGNED))

    return reduce(lambda a, b: a | b, (runs(text(table[c])).fill_null(False) for c in columns))


def session_faults(table: ir.Table, raw: dict[str, Any]) -> Any:
    """Why a row of sessions cannot be judged; `table` holds the typed values, `raw` the cells."""
    dated = table["on"].between(ibis.date(FIRST_DAY), ibis.date(LAST_DAY))
    faults = [
        (table["session"].isnull(), "no session id"),
        (table["client"].isnull(), "no client"),
        (table["procedure"].isnull(), "no procedure"),
        (raw["on"].isnull(), "no day"),
        (table["on"].isnull(), "a day that cannot be read; write 2026-12-01, or say `dates: day-month`"),
        (~dated, f"a day outside {FIRST_DAY[:4]} to {LAST_DAY[:4]}"),
        (table["status"].isnull(), "no status"),
        (~table["status"].isin(STATUSES), f"a status that is none of {', '.join(STATUSES)}"),
    ]
    if "dose" in raw:
        wrong = table["dose"].isnull() | table["dose"].isnan() | ~table["dose"].between(0, LARGEST_DOSE)
        faults.append((raw["dose"].notnull() & wrong, "a dose that is no number from zero"))
    if "sequence" in raw:
        wrong = raw["sequence"].notnull() & table["sequence"].isnull()
        faults.append((wrong, "a sequence that is no whole number"))
    faults.append((table["formula"], "a formula where a plain value belongs"))
    return first_reason(*faults)


def factor_faults(table: ir.Table, raw: dict[str, Any]) -> Any:
    """Why a row of factors cannot be used."""
    faults = [
        (table["client"].isnull(), "no client"),
        (table["factor"].isnull(), "no factor"),
        (~table["answer"].isin(("yes", "no", "unknown")), "an answer that is none of yes, no, unknown"),
    ]
    for column in ("from", "to"):
        if column in raw:
            unread = raw[column].notnull() & table[column].isnull()
            faults.append((unread, f"a day in {column!r} that cannot be read; write 2026-12-01"))
    dated = table["from"].notnull() | table["to"].notnull()
    faults.append((dated & (table["answer"] != "yes"), "an answer of no with days"))
    faults.append((table["to"] < table["from"], "a period that ends before it starts"))
    faults.append((table["formula"], "a formula where a plain value belongs"))
    return first_reason(*faults)
