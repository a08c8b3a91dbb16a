"""A question in plain words to a Question: names, direction, time, areas, negation, kind."""

from __future__ import annotations

import re
from datetime import date, timedelta

from entracte.ask import scope
from entracte.ask.alarms import Alarm, alarms
from entracte.ask.boundary import outside
from entracte.ask.direction import Node, grouped, weigh
from entracte.ask.kind import ONE_DAY, STRAIGHT_AFTER, Named, kind_of
from entracte.ask.lexicon import Mention, lexicon
from entracte.ask.nodes import attach_times, nodes_of
from entracte.ask.question import FactorSaid, Question
from entracte.ask.screening import factors_of
from entracte.ask.sides import Sides, elapsed, sides_of
from entracte.ask.text import LONGEST, Token, clean, tokens
from entracte.ask.times import times
from entracte.knowledge.model import Base

SCANNED = 20_000
MASKING = {"laser", "peel", "light", "facial"}


def understand(question: str, base: Base, today: date) -> Question:
    """The understanding of one question, counted from `today`. Never raises."""
    text = clean(question)
    typed = tokens(text[:SCANNED])
    if not any(not token.is_mark for token in typed):
        return Question("unclear", why="empty")
    if len(text) > LONGEST:
        # Too long to be a question; a danger sign in it is still not to be missed.
        far = alarms((*typed, *tokens(text[-SCANNED:])), frozenset({"treatment"}))
        return Question("emergency", signs=far.signs) if far.signs else Question("unclear", why="too-long")
    words, mentions = lexicon(base).mentions(text, typed)
    return _Reading(base, today, words, mentions).question()


class _Reading:
    """One question being read."""

    def __init__(self, base: Base, today: date, words: tuple[Token, ...], mentions: list[Mention]) -> None:
        self.base, self.today, self.words, self.mentions = base, today, words, mentions
        self.said = " ".join(token.text for token in words)
        self.whens = times(words, today)
        self.nodes, self.areas = nodes_of(base, words, mentions, self.said)
        self.whens = attach_times(words, self.nodes, self.whens, today)
        self.groups = grouped(words, self.nodes)
        weigh(words, self.groups, self.whens)
        self.procedures = [n for n in self.nodes if n.sort == "procedure"]

    def question(self) -> Question:
        alarm = self.alarm()
        sides = sides_of(self.base, self.groups, self.said)
        found = self.understood(sides)
        if alarm.signs:
            had = found.before or found.after
            return found.but(
                kind="emergency", signs=alarm.signs, **({} if sides.pair else {"before": had, "after": ()})
            )
        if alarm.in_general and not (found.before or found.after):
            return found.but(kind="risk", signs=alarm.in_general)
        refused = outside(found, self.said, self.words, self.nodes, self.areas)
        if refused is not None:
            return refused
        if alarm.in_general:
            found = found.but(
                signs=alarm.in_general, kind="risk" if found.kind in ("effect", "unclear") else found.kind
            )
        return found

    def alarm(self) -> Alarm:
        families = frozenset(
            next((up for up in self.base.lines[n.id] if up in MASKING), n.id) for n in self.procedures
        )
        covered = {up for n in self.procedures for up in self.base.lines[n.id]}
        phrases = {
            " ".join(t.text for t in tokens(clean(phrase)) if not t.is_mark): flag.id
            for flag in self.base.red_flags.values()
            if flag.severity == "serious" and "not an emergency" not in flag.advice.lower()
            if covered & set(flag.procedures) or not covered
            for phrase in flag.phrases
        }
        return alarms(self.words, families, phrases)

    def understood(self, sides: Sides) -> Question:
        factors = factors_of(self.base, self.words, self.nodes, self.whens)
        activities = tuple(dict.fromkeys(n.id for n in self.nodes if n.sort == "activity"))
        event = next((n for n in self.nodes if n.sort == "event"), None)
        topic = scope.topic(self.said) or ("age" if any(w.role == "age" for w in self.whens) else None)
        named = self.named(sides, factors, activities, event, topic)
        kind = kind_of(named)
        found = Question(
            kind=kind,
            before=sides.before,
            after=sides.after,
            direction_stated=sides.stated,
            elapsed_days=self.elapsed(sides, kind, factors),
            areas=self.areas,
            factors=factors,
            activities=activities,
            topic="event" if event is not None else topic,
            event=None if event is None or event.days is None else self.today + timedelta(event.days),
            event_days=event.days if event is not None else None,
            guessed=self.guessed(),
        )
        return _finished(found, self.said)

    def named(
        self,
        sides: Sides,
        factors: tuple[FactorSaid, ...],
        activities: tuple[str, ...],
        event: Node | None,
        topic: str | None,
    ) -> Named:
        past = [g for g in self.groups if "past" in g.notes and g.nodes[0].sort == "procedure"]
        vaccines = [n for n in self.procedures if "vaccination" in self.base.lines[n.id]]
        return Named(
            said=self.said,
            pair=sides.pair,
            again=sides.pair and {s.id for s in sides.before} == {s.id for s in sides.after},
            single=bool(sides.before or sides.after),
            both_past=sides.pair
            and len(past) > 1
            and not sides.asking
            and not re.search(r"\bif (?:i|you)\b", self.said),
            activity=bool(activities),
            activity_past=any(n.past for n in self.nodes if n.sort == "activity"),
            factor=bool(factors),
            topic=topic,
            event=event is not None,
            vaccination=bool(vaccines),
            past=bool(sides.before),
            timed=any(w.days is not None and w.role != "every" for w in self.whens),
        )

    def elapsed(self, sides: Sides, kind: str, factors: tuple[FactorSaid, ...]) -> int | None:
        ended = next((f.ended for f in factors if f.ended is not None), None)
        if ended is not None and not sides.pair:
            return ended
        days = elapsed(sides, self.whens, self.said)
        if days is None and sides.pair and (kind == "same_day" or ONE_DAY.search(self.said)):
            return 0
        if (
            days is None
            and sides.pair
            and STRAIGHT_AFTER.search(self.said)
            and kind in ("timing", "already_done")
        ):
            return 0
        return days

    def guessed(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (m.guessed, " ".join(t.text for t in self.words[m.start : m.end]))
            for m in self.mentions
            if m.guessed
        )


def _finished(found: Question, said: str) -> Question:
    """A repeat is the same treatment on both sides; a bare name asks nothing yet."""
    if found.kind == "repeat":
        same = found.before or found.after
        return found.but(before=same, after=same, direction_stated=True)
    if found.kind in ("effect", "risk") and not found.before and re.search(_HAD_IT, said):
        found = found.but(before=found.after, after=())
    if (
        found.kind == "event"
        and found.before
        and not found.after
        and not re.search(r"\b(?:had|got|did)\b", said)
    ):
        found = found.but(before=(), after=found.before)
    if (
        found.kind == "effect"
        and len(found.before) + len(found.after) == 1
        and re.fullmatch(r"[\w ]+", said)
        and len(said.split()) < 3
    ):
        return found.but(kind="unclear", why="what-about-it")
    if found.kind == "unclear" and (found.before or found.after):
        return found.but(why="what-about-it")
    return found


# Words on results and their end are of a treatment that was had.
_HAD_IT = (
    r"\b(?:lasts|last(?! (?:\w+day|week|night|month|time|year))|stay|stays|months of|how many months"
    r"|years of|wear(?:s|ing)? off|worn off|gone"
    r"|results|start (?:to|giving)|kick in|goes? away|going away"
    r"|make every|end up|show up|gets? dissolved|my (?:\w+ )?(?:filler|fillers|botox|lips|tox"
    r"|dysport) (?:is|are|feels?|looks?|has|have|was|were|went|keeps?|sore))\b"
)
