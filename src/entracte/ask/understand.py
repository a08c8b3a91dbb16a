"""A question in plain words to a Question: names, direction, time, areas, negation, kind."""

from __future__ import annotations

import re
from datetime import date, timedelta

from entracte.ask import scope
from entracte.ask.direction import Group, Node, grouped, weigh
from entracte.ask.kind import ONE_DAY, STRAIGHT_AFTER, Named, kind_of
from entracte.ask.lexicon import Mention, lexicon
from entracte.ask.nodes import attach_times, nodes_of
from entracte.ask.question import FactorSaid, Question, Said
from entracte.ask.sides import Sides, elapsed, sides_of
from entracte.ask.signs import Alarm, alarms
from entracte.ask.text import LONGEST, Token, clean, tokens
from entracte.ask.times import When, times
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
        sides = sides_of(self.base, self.words, self.groups, self.said)
        found = self.understood(sides)
        if alarm.signs:
            had = found.before or found.after
            return found.but(
                kind="emergency", signs=alarm.signs, **({} if sides.pair else {"before": had, "after": ()})
            )
        if alarm.in_general and not (found.before or found.after):
            return found.but(kind="risk", signs=alarm.in_general)
        outside = self.outside(found)
        if outside is not None:
            return outside
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
        factors = self.factors(sides)
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

    def factors(self, sides: Sides) -> tuple[FactorSaid, ...]:
        found: dict[str, FactorSaid] = {}
        for node in self.nodes:
            if node.sort == "factor":
                found.setdefault(node.id, self.factor(node))
        for when in self.whens:
            id_ = _age_factor(when)
            if id_ in self.base.factors:
                found.setdefault(id_, FactorSaid(id_))
        return tuple(found.values())

    def factor(self, node: Node) -> FactorSaid:
        pre = " ".join(t.text for t in self.words[max(0, node.start - 5) : node.start]) + " "
        post = " ".join(t.text for t in self.words[node.end : node.end + 6])
        id_ = node.id
        over = "no longer" in pre or re.search(r"^(?:\w+ ){0,2}any ?more\b", post)
        if _NEGATED.search(pre) and not over:
            return FactorSaid(id_, "no")
        past = bool(
            over or _ENDED.search(pre) or _ENDED_AFTER.search(post) or re.search(_SINCE_OFF, self.said)
        )
        if id_.startswith("herpes-simplex"):
            # Cold sores that come and go are a history; a cold sore is one now.
            often = re.search(r"\b(?:sores|used to|past|history|prone|often|get cold)\b", self.said)
            id_ = "herpes-simplex-history" if often else "herpes-simplex-active"
        return FactorSaid(id_, "yes", self.ended(node) if past else None, past)

    def ended(self, node: Node) -> int | None:
        """How many days ago a factor ended, where the text says so."""
        if node.days is not None and node.days < 0:
            return -node.days
        near = sorted(self.whens, key=lambda w: abs(w.start - node.end))
        for when in near:
            if when.days is not None and when.role in ("ago", "gap", "length", "held"):
                return abs(when.days)
        return None

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

    def outside(self, found: Question) -> Question | None:
        """The refusal, where the question is about something else; None where it is ours to answer."""
        topics = scope.out_of_scope(self.said)
        hard = [t for t in topics if t in ("price", "place", "tipping", "self-injection", "legal")]
        if (
            found.but(kind="timing").before
            and found.after
            and found.direction_stated
            and found.kind != "out_of_scope"
        ):
            # A question on spacing with a word on price in it is answered, and the price declined.
            if topics and not _mainly(self.said, topics):
                return found.but(declined=topics)
        if hard or (topics and not self.ours(found, topics)):
            return found.but(
                kind="out_of_scope",
                why=(hard or list(topics))[0],
                topic=found.topic or (hard or list(topics))[0],
            )
        if scope.is_foreign([t.text for t in self.words]):
            return Question("unclear", why="language")
        if scope.is_prompt(self.said) and not (found.before or found.after):
            return Question("out_of_scope", why="prompt")
        if self.empty(found):
            return self.nothing_named(found)
        return None

    def ours(self, found: Question, topics: tuple[str, ...]) -> bool:
        """Whether a question that touches another subject is about spacing or screening all the same."""
        pair = bool(found.before and found.after) or found.kind in ("same_day", "timing", "already_done")
        if "photo" in topics and not self.procedures:
            return False
        if "home-device" in topics:
            return pair or bool(found.factors)
        if "medical-use" in topics:
            return pair or found.kind == "event"
        return pair or (bool(found.factors or found.activities) and bool(self.procedures))

    def empty(self, found: Question) -> bool:
        return not (found.before or found.after)

    def nothing_named(self, found: Question) -> Question:
        """No treatment named: ask which, where the rest is ours; else say what is."""
        generic = any(n.sort == "generic" for n in self.nodes)
        if found.kind == "event" or (found.kind == "repeat" and generic):
            return found.but(why="which-treatment")
        if found.factors and found.kind == "already_done":
            return found.but(why="which-treatment")
        loose = bool(found.factors) and not found.activities and not _VAGUE.search(self.said)
        if _GREETING.fullmatch(self.said):
            return found.but(kind="unclear", why="which-treatment")
        if (
            generic
            or found.activities
            or (found.factors and not loose)
            or (self.areas and not found.factors)
            or _ABOUT_SKIN.search(self.said)
        ):
            return (
                found.but(kind="unclear", why="which-treatment")
                if not _client(found)
                else found.but(why="which-treatment")
            )
        if _VAGUE.search(self.said) and len(self.words) <= 14:
            return found.but(kind="unclear", why="which-treatment")
        return found.but(kind="out_of_scope", why="subject")


def _age_factor(when: When) -> str:
    """The factor that an age in years means; empty where none does."""
    if when.role != "age" or when.days is None:
        return ""
    years = when.days // 365
    return (
        "age-under-18"
        if years < 18
        else "age-under-22"
        if years < 22
        else "age-75-plus"
        if years >= 75
        else ""
    )


def _client(found: Question) -> bool:
    return found.kind == "client_factor"


def _mainly(said: str, topics: tuple[str, ...]) -> bool:
    """Whether what is out of scope is all that is asked."""
    return not re.search(
        r"\b(?:how long|how soon|when can|when is|after|before|same day|wait|safe|gap|between)\b", said
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
    r"\b(?:last|lasts|stay|stays|months of|how many months|years of|wear(?:s|ing)? off|worn off|gone"
    r"|results|start (?:to|giving)|kick in|goes? away|going away"
    r"|make every|end up|show up|gets? dissolved|my (?:\w+ )?(?:filler|fillers|botox|lips|tox"
    r"|dysport) (?:is|are|feels?|looks?|has|have|was|were|went|keeps?|sore))\b"
)
_NEGATED = re.compile(
    r"\b(?:not|no|never|without|nor|no longer)(?: (?:a|an|any|been|currently|on|taking|take|have|had|get"
    r"|getting|having|using|use|diagnosed|with|or|yet"
    r"|history|of|am|and|actually|even))* $"
)
_ENDED = re.compile(
    r"\b(?:stopped|stopping|quit|came off|come off|coming off|been off|off|finished|finishing|completed"
    r"|after|since|ended|done with|was on|used to (?:take|get|have|be"
    r"|on)|no longer on|having taken|had|following|post|once off|got over)(?: (?:a|an|my|the|taking"
    r"|course|of|using|being|had|on|i|was|have|got|having|bad))* $"
)
_ENDED_AFTER = re.compile(
    r"^(?:\w+ ){0,2}(?:stopped|finished|ended|is over|is done|has (?:gone|healed|cleared)|cleared up|in the past|months ago|years ago|weeks ago)"
)
_SINCE_OFF = r"\b(?:since i (?:came|have come|was|went) off|since (?:stopping|finishing)|since i (?:stopped|finished))\b"
_ABOUT_SKIN = re.compile(
    r"\b(?:skin|wrinkles?|face|lips|pores|derma\w*|aesthetic\w*|cosmetic\w*|injector|jab|injected)\b"
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|help|thanks?|thank you)(?: there| please)?[ .!?,]*"
)
_VAGUE = re.compile(
    r"\b(?:how long (?:should|do|must) (?:i|you|we) wait|can i (?:do|have|get) (?:it|this|that|both)"
    r"|is it (?:safe|ok)|same day|how many weeks|when can i|again|which first"
    r"|what if|side effects?|after ?care|is (?:it|this|that)|can i (?:still )?(?:have|get))\b"
)

__all__ = ["Group", "Said", "When", "understand"]
