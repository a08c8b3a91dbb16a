"""The answer to an emergency: what to do now, and nothing that delays it."""

from __future__ import annotations

import re
from typing import Any

from entracte.ask.question import Question
from entracte.knowledge.model import RedFlag
from entracte.knowledge.rules import Rulebook

CALL = (
    "Get medical help now. Call the emergency number (112, 911 or 999) or go to the nearest emergency "
    "department, and say what was done and where. Then ring the clinic that treated you."
)
CRISIS = (
    "You matter. If you may hurt yourself, call the emergency number (112, 911 or 999) or a crisis line now, "
    "and stay with someone."
)
# What a red flag of the base speaks of, when one of our signs was seen.
_SPEAKS_OF = {
    "breathing-or-swallowing": r"swallow|breath",
    "function": r"swallow|breath|sight|vision",
    "necrosis": r"white|mottled|grey",
    "burn": r"burns|blisters",
    "speech": r"speak|speech|voice",
    "sight": r"\bsight\b|vision",
    "blocked-vessel": r"white|mottled|grey",
    "severe-pain": r"pain that is severe|pain",
    "infection": r"\bpus\b|redness",
    "allergy": r"hives|swelling of face",
    "spread-of-toxin": r"weakness|fever",
    "collapse": r"faint|heartbeat|chest",
}
ORDER = ("serious", "moderate", "minor")


def flags(rulebook: Rulebook, question: Question) -> list[RedFlag]:
    """The red flags of the base that the signs point to, for the treatments named (any, if none was)."""
    base = rulebook.base
    covered = {up for said in question.named for up in base.lines[said.usable]}
    fitting = [f for f in base.red_flags.values() if not covered or covered & set(f.procedures)]
    found = [f for f in fitting if f.id in question.signs]
    for sign in question.signs:
        words = _SPEAKS_OF.get(sign)
        found += [
            f
            for f in fitting
            if words and re.search(words, f.sign, re.IGNORECASE) and f.severity == "serious"
        ]
    named = [f for f in found if covered & set(f.procedures) - {"cosmetic-treatment", "treatment"}]
    chosen = (named or found) if covered else []
    return sorted({f.id: f for f in chosen}.values(), key=lambda f: (ORDER.index(f.severity), f.id))[:2]


def headline(question: Question) -> str:
    """The one sentence that comes before all else."""
    if "kill" in question.signs:
        return CRISIS
    return "This may be an emergency: get medical help now."


def text(rulebook: Rulebook, question: Question) -> str:
    """The urgent advice: ours, which is always safe to follow, then the base's for these treatments."""
    told = [headline(question), CALL]
    told += [flag.advice for flag in flags(rulebook, question)]
    told.append(
        "Do not wait for a reply here. This page cannot examine you, and gives no dates in an emergency."
    )
    return "\n\n".join(told)


def guidance(rulebook: Rulebook, question: Question) -> dict[str, Any]:
    """The red flags with the sources of their advice."""
    return {
        "signs": list(question.signs),
        "red_flags": [
            {"id": f.id, "sign": f.sign, "advice": f.advice, "severity": f.severity, "claims": list(f.claims)}
            for f in flags(rulebook, question)
        ],
    }
