"""From the judge's answer to bytes, with a tag: the same rulebook and question give the same tag."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from pydantic_core import to_json

from entracte.engine.assessment import Assessment
from entracte.engine.explain import arithmetic, cited
from entracte.engine.pair import by_grade
from entracte.knowledge.rules import Care, Contraindication, Interval, Limit, Order, Rule, Rulebook


def answer(request: HttpRequest, book: Rulebook, told: dict[str, Any]) -> HttpResponse:
    """JSON that names its edition, tagged by rulebook, day and question."""
    body = to_json({**named(book), **told})
    asked = f"{request.get_full_path()} {book.as_of}".encode() + request.body
    tag = f'"{book.hash}-{hashlib.blake2b(asked, digest_size=8).hexdigest()}"'
    headers = {"ETag": tag}
    if request.method in ("GET", "HEAD") and request.headers.get("If-None-Match") in (tag, f"W/{tag}"):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(body, content_type="application/json", headers=headers)


def named(book: Rulebook) -> dict[str, Any]:
    """The edition that an answer belongs to."""
    return {"base": book.base.version, "policy": book.policy, "rulebook": book.hash}


def brief(found: Assessment) -> dict[str, Any]:
    """An assessment without its sources, which stand under its rules: a line of a batch."""
    return {
        "verdict": found.verdict,
        "timing": found.timing,
        "earliest": found.earliest.isoformat() if found.earliest else None,
        "advised": found.advised.isoformat() if found.advised else None,
        "same_day_order": list(found.same_day_order) if found.same_day_order else None,
        "findings": [
            {
                "code": f.code,
                "kind": f.kind,
                "rule": f.rule.id if f.rule else None,
                "status": f.status.word,
                "severity": f.severity,
                "grade": f.grade,
                "event": f.event.name if f.event else None,
                "from": f.window.since.isoformat() if f.window.since else None,
                "until": f.window.until.isoformat() if f.window.until else None,
                "arithmetic": arithmetic(f),
            }
            for f in found.findings
        ],
        "screening": {"open": list(found.screening.open), "answered": list(found.screening.answered)},
    }


def rule_dict(rule: Rule) -> dict[str, Any]:
    """A rule with its numbers and every claim on its subject."""
    grounds = rule.grounds
    return {
        "id": rule.id,
        "kind": rule.kind,
        **_numbers(rule),
        "severity": rule.severity if not isinstance(rule, Care) else None,
        "grade": grounds.grade,
        "thin": grounds.thin,
        "inferred": grounds.inferred,
        "voices": [cited(voice) for voice in by_grade(grounds.voices)],
    }


def _numbers(rule: Rule) -> dict[str, Any]:
    own: tuple[str, ...]
    match rule:
        case Interval():
            own = ("first", "then", "scope", "minimum", "advised", "best_before", "closes")
        case Order():
            own = ("first", "then", "scope", "status")
        case Contraindication():
            own = ("factor", "procedure", "during", "minimum", "advised")
        case Limit():
            own = ("procedure", "amount", "unit", "days")
        case Care():
            own = ("procedure", "phase", "activity", "stance", "hours", "longest_hours")
    return {name: getattr(rule, name) for name in own}
