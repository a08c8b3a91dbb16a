"""A question in plain words to an answer: understood, judged by the same engine, told for one reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from entracte.ask import client, professional, refusal, urgent
from entracte.ask.phrases import called, plain
from entracte.ask.question import Kind, Question
from entracte.ask.understand import understand
from entracte.core.fault import mistake
from entracte.engine import care
from entracte.engine.guidance import care_dict, danger_signs, pair_dict
from entracte.engine.pair import pair_view
from entracte.knowledge.rules import Rulebook

Reader = Literal["client", "professional"]
READERS: tuple[Reader, ...] = ("client", "professional")


@dataclass(frozen=True)
class Answer:
    """The answer to one question, with what was understood of it.

    `choices` are offered where the question could mean several things. `guidance` holds what is
    published in general, both directions where the order was not told; `assessment` the judgement
    of one dated case, for the professional reader alone.
    """

    understood: Question
    reader: Reader
    headline: str
    text: str
    choices: tuple[str, ...] = ()
    assessment: dict[str, Any] | None = None
    guidance: dict[str, Any] | None = None

    @property
    def kind(self) -> Kind:
        """The kind of question."""
        return self.understood.kind

    @property
    def urgent(self) -> bool:
        """Whether help is needed at once."""
        return self.understood.kind == "emergency"

    def to_dict(self) -> dict[str, Any]:
        """The answer in the form of INTERFACES.md."""
        found: dict[str, Any] = {
            "kind": self.kind,
            "understood": self.understood.to_dict(),
            "choices": list(self.choices),
            "urgent": self.urgent,
            "headline": self.headline,
            "text": self.text,
            "reader": self.reader,
        }
        if self.assessment is not None:
            found["assessment"] = self.assessment
        if self.guidance is not None:
            found["guidance"] = self.guidance
        return found


def ask(question: str, rulebook: Rulebook, reader: Reader = "client", today: date | None = None) -> Answer:
    """Answer a question in plain words, counted from `today` (the rulebook's day of asking).

    Never raises on what was typed. Raises Mistake on an unknown reader.
    """
    if reader not in READERS:
        raise mistake("reader", "unknown-reader", f"no reader {reader!r}", f"one of {', '.join(READERS)}")
    on = today or rulebook.as_of
    found = understand(question, rulebook.base, on)
    if found.kind == "emergency":
        told = urgent.text(rulebook, found)
        return Answer(found, reader, urgent.headline(found), told, guidance=urgent.guidance(rulebook, found))
    if found.kind in ("out_of_scope", "unclear") or not found.named:
        return _asked_back(rulebook, found, reader)
    if reader == "professional":
        return _for_professional(rulebook, found, on)
    return _for_client(rulebook, found)


def _asked_back(rulebook: Rulebook, found: Question, reader: Reader) -> Answer:
    if found.kind == "risk" and found.signs:
        line = (
            "That is a danger sign. If it is happening now, get medical help at once: call 112, 911 or 999."
        )
        return Answer(found, reader, line, f"{line}\n\n{refusal.ANSWERED}")
    line = refusal.sentence(found if found.why else found.but(why="which-treatment", kind="unclear"))
    return Answer(found, reader, line, line, choices=_choices(rulebook, found))


def _choices(rulebook: Rulebook, found: Question) -> tuple[str, ...]:
    if found.why == "which-treatment" or (found.why is None and not found.named):
        return tuple(plain(rulebook, id_) for id_ in refusal.OFTEN if id_ in rulebook.base.procedures)
    if found.why == "what-about-it" and found.named:
        word = called(rulebook, found.named[0])
        return (
            f"how long to wait after {word}",
            f"what to do before and after {word}",
            f"who should not have {word}",
            f"what can go wrong with {word}",
        )
    if not found.direction_stated and len(found.named) == 2:
        a, b = (called(rulebook, said) for said in found.named)
        return (f"{a} first, then {b}", f"{b} first, then {a}")
    return ()


def _for_client(rulebook: Rulebook, found: Question) -> Answer:
    headline = _capital(client.headline(rulebook, found))
    told = [client.understood(rulebook, found), headline]
    if found.signs:
        told.append("If this is happening to you now, get medical help at once: call 112, 911 or 999.")
    told += [_capital(part) for part in client.paragraphs(rulebook, found)]
    if found.declined:
        told.append(refusal.declined(found))
    text = "\n\n".join(part for part in told if part)
    return Answer(
        found, "client", headline, text, _choices(rulebook, found), guidance=guidance(rulebook, found)
    )


def _for_professional(rulebook: Rulebook, found: Question, today: date) -> Answer:
    assessment = professional.assessment(rulebook, found, today)
    headline = professional.headline(rulebook, found, assessment)
    text = professional.text(rulebook, found, assessment, headline)
    if found.declined:
        text = f"{text}\n\n{refusal.declined(found)}"
    return Answer(
        found,
        "professional",
        headline,
        text,
        _choices(rulebook, found),
        assessment=professional.to_dict(assessment),
        guidance=None if assessment else guidance(rulebook, found),
    )


def guidance(rulebook: Rulebook, found: Question) -> dict[str, Any]:
    """What is published in general on what was named."""
    ids = [said.usable for said in found.named]
    return {
        "pairs": [
            pair_dict(rulebook, pair_view(rulebook, a.usable, b.usable)) for a, b in client.pairs(found)
        ],
        "care": [care_dict(rulebook, told) for told in care.merged(rulebook, ids)],
        "danger_signs": danger_signs(rulebook, *ids),
        "base": rulebook.base.version,
        "policy": rulebook.policy,
        "rulebook": rulebook.hash,
        "as_of": rulebook.as_of.isoformat(),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
