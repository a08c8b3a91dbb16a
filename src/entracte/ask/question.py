"""What was understood of a question, before any answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

Kind = Literal[
    "timing",
    "same_day",
    "already_done",
    "client_factor",
    "repeat",
    "effect",
    "risk",
    "event",
    "out_of_scope",
    "emergency",
    "unclear",
]


@dataclass(frozen=True)
class Said:
    """A treatment that was named: the procedure or family, the product where one was, and its day.

    `word` is what the asker calls it. `days` counts from the day of asking (below zero: past); None
    where no day was told.
    """

    id: str
    product: str | None = None
    days: int | None = None
    word: str = field(default="", compare=False)

    @property
    def usable(self) -> str:
        """The id that the engine is asked about: the product's own, where a product was named."""
        return self.product or self.id


@dataclass(frozen=True)
class FactorSaid:
    """A factor that was named, whether it is present, and how many days ago it ended."""

    id: str
    answer: Literal["yes", "no", "unknown"] = "yes"
    ended: int | None = None
    past: bool = False


@dataclass(frozen=True)
class Question:
    """The understanding of one question.

    `before` and `after` hold the treatments of the two sides in the order of time; where the order
    was not told (`direction_stated` false) both directions are meant. `topic` is what is asked
    besides treatments: aftercare, eligibility, preparation, work, price …; `why` tells a refusal.
    """

    kind: Kind
    before: tuple[Said, ...] = ()
    after: tuple[Said, ...] = ()
    direction_stated: bool = True
    elapsed_days: int | None = None
    areas: tuple[str, ...] = ()
    factors: tuple[FactorSaid, ...] = ()
    activities: tuple[str, ...] = ()
    topic: str | None = None
    event: date | None = None
    event_days: int | None = None
    choices: tuple[str, ...] = ()
    guessed: tuple[tuple[str, str], ...] = ()
    signs: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    why: str | None = None

    @property
    def earlier(self) -> str | None:
        """The first-named treatment of the earlier side."""
        return self.before[0].id if self.before else None

    @property
    def later(self) -> str | None:
        """The first-named treatment of the later side."""
        return self.after[0].id if self.after else None

    @property
    def named(self) -> tuple[Said, ...]:
        """Every treatment named, in the order of time where told, each once."""
        return tuple({said.usable: said for said in (*self.after[::-1], *self.before[::-1])}.values())[::-1]

    @property
    def condition(self) -> str | None:
        """The factor, activity or topic that is asked about, if one is."""
        if self.factors:
            return self.factors[0].id
        return self.activities[0] if self.activities else self.topic

    def but(self, **changes: Any) -> Question:
        """The same understanding with changes."""
        return replace(self, **changes)

    def to_dict(self) -> dict[str, Any]:
        """`understood` as INTERFACES.md has it."""
        return {
            "earlier": self.earlier,
            "later": self.later,
            "direction_stated": self.direction_stated,
            "procedures": list(dict.fromkeys(said.id for said in self.named)),
            "products": [said.product for said in self.named if said.product],
            "elapsed_days": self.elapsed_days,
            "areas": list(self.areas),
            "factors": [{"id": f.id, "answer": f.answer} for f in self.factors],
            "activities": list(self.activities),
            "condition": self.condition,
            "event": self.event.isoformat() if self.event else None,
            "corrected": [{"typed": typed, "read_as": read} for typed, read in self.guessed],
        }
