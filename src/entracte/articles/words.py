"""How pages say things: names inside a sentence, spans, grades, verdicts, joined lists."""

from __future__ import annotations

from collections.abc import Iterable

from entracte.core.days import FOREVER, words
from entracte.knowledge.model import Grade, Procedure, SourceKind

GRADE_SAYS: dict[Grade, str] = {
    "A": "a label or a regulator",
    "B": "a guideline or a consensus of experts",
    "C": "a randomised trial or a systematic review",
    "D": "cohorts, case series, narrative reviews or a maker",
    "E": "clinic pages",
    "F": "consumer pages",
    "H": "the house's own policy",
}
KIND_SAYS: dict[SourceKind, str] = {
    "label": "label",
    "regulator": "regulator",
    "guideline": "guideline",
    "consensus": "expert consensus",
    "systematic-review": "systematic review",
    "rct": "randomised trial",
    "cohort": "cohort study",
    "case-series": "case series",
    "narrative-review": "narrative review",
    "manufacturer": "maker",
    "clinic-page": "clinic page",
    "consumer-page": "consumer page",
    "clinic-policy": "house policy",
}
STRENGTH: dict[Grade, str] = {
    "A": "strong",
    "B": "good",
    "C": "fair",
    "D": "limited",
    "E": "practice only",
    "F": "practice only",
    "H": "house policy",
}
ROLE_SAYS = {
    "decided": "decides",
    "supported": "agrees",
    "dissented": "says otherwise",
    "set-aside": "set aside",
    "excluded": "no advice",
}
VERDICT_WORD = {
    "clear": "Clear",
    "caution": "Caution",
    "ask": "Ask first",
    "wait": "Wait",
    "avoid": "Avoid",
}


def inline(name: str) -> str:
    """A name inside a sentence: "Botulinum toxin" -> "botulinum toxin"; "IPL" stays."""
    head = name.split(maxsplit=1)[0] if name else ""
    ordinary = head[:1].isupper() and head[1:].islower() and head.isalpha()
    return name[:1].lower() + name[1:] if ordinary else name


def called(procedure: Procedure) -> str:
    """A procedure's name inside a sentence; a product keeps its capital."""
    return procedure.name if procedure.kind == "product" else inline(procedure.name)


def span(days: int) -> str:
    """A count of days with both readings: 14 -> "2 weeks (14 days)", 3 -> "3 days"."""
    said = words(days)
    return said if days >= FOREVER or said.endswith(("day", "days")) else f"{said} ({days} days)"


def stretch(low: int, high: int) -> str:
    """A range of days: "2 days to 6 months", or one number where both ends meet."""
    if low == high:
        return words(low) if low else "no wait"
    return f"{words(low) if low else 'no wait'} to {words(high)}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Joined as people join: one, two and three."""
    found = list(items)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last} {found[-1]}"


def counted(n: int, thing: str, things: str | None = None) -> str:
    """A number with its thing: 1 source, 3 sources."""
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"


def sentence(text: str) -> str:
    """With a capital at the head and a full stop at the foot."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!', '”', '…')) else '.'}"
