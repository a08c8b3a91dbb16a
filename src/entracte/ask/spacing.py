"""Two treatments, or one again, as short sentences: one day, the wait, a family's kinds."""

from __future__ import annotations

from collections.abc import Iterator

from entracte.ask.phrases import called, listed, plain, span, wait_in_short
from entracte.ask.question import Said
from entracte.engine.pair import notes, pair_view
from entracte.knowledge.rules import Order, Rulebook

MANY = 6


def days(count: int) -> str:
    """A count of days as the asker said it."""
    return (
        f"{count} day{'' if count == 1 else 's'}"
        if count % 7 or not count
        else f"{count // 7} week{'' if count == 7 else 's'}"
    )


def spread(rulebook: Rulebook, first: Said, then: Said) -> tuple[int, int]:
    """The shortest and the longest least wait among the kinds that two words may mean, in days."""
    waits = []
    for a in kinds(rulebook, first):
        for b in kinds(rulebook, then):
            rule = pair_view(rulebook, a.usable, b.usable).interval
            if rule is not None and a.usable != b.usable:
                waits.append(0 if rule.closes == "caution" else rule.minimum)
    return (min(waits), max(waits)) if waits else (0, 0)


def kinds(rulebook: Rulebook, said: Said) -> list[Said]:
    """The treatments that a word may mean: itself, or the members of a family that are in common use."""
    if rulebook.base.procedures[said.usable].kind != "family":
        return [said]
    inside = [
        id_ for id_ in rulebook.covers[said.usable] if rulebook.base.procedures[id_].kind == "procedure"
    ]
    # Those that most is published on are those that people have.
    inside.sort(key=lambda id_: (-len(rulebook.bars.get(id_, ())) - len(rulebook.cares.get(id_, ())), id_))
    return [Said(id_) for id_ in inside[:MANY]]


def same_day(rulebook: Rulebook, first: Said, then: Said) -> str:
    """What is said of two treatments on one day; where a family's kinds differ, each of them."""
    told: dict[str, list[str]] = {}
    for a in kinds(rulebook, first):
        for b in kinds(rulebook, then):
            if a.usable != b.usable:
                kind = a if a is not first else b
                told.setdefault(_same_day_status(rulebook, a, b), []).append(plain(rulebook, kind.usable))
    if len(told) < 2:
        a, b = (kinds(rulebook, first) or [first])[0], (kinds(rulebook, then) or [then])[0]
        return _same_day(rulebook, first, then, a, b)
    lines = [
        f"{listed(dict.fromkeys(names[:4]))}{' and others' if len(names) > 4 else ''}: {status}."
        for status, names in told.items()
    ]
    return (
        f"{called(rulebook, first)} and {called(rulebook, then)} on the same day: it depends on the kind. "
        + " ".join(line[:1].upper() + line[1:] for line in lines)
    )


def _same_day_status(rulebook: Rulebook, first: Said, then: Said) -> str:
    view = pair_view(rulebook, first.usable, then.usable)
    statuses = [o.status for o in (view.order, view.reverse_order) if o is not None]
    if "clear" in statuses:
        return "published as fine"
    if "caution" in statuses:
        return "with care"
    waits = [r for r in (view.interval, view.reverse_interval) if r is not None and r.minimum]
    return "no" if waits or statuses else "nothing published"


def _same_day(rulebook: Rulebook, first: Said, then: Said, one: Said, other: Said) -> str:
    """One day, where all kinds agree: the rules of `one` and `other`, in the asker's words."""
    view = pair_view(rulebook, one.usable, other.usable)
    a, b = called(rulebook, first), called(rulebook, then)
    orders = [(view.order, a, b), (view.reverse_order, b, a)]
    opened = [(order, x, y) for order, x, y in orders if order is not None and order.status != "wait"]
    if (
        len(opened) == 2
        and view.order
        and view.reverse_order
        and view.order.status == view.reverse_order.status
    ):
        return f"{a} and {b} on the same day are {_open(view.order)}, in either order."
    if opened:
        order, x, y = opened[0]
        closed = next(
            (
                f" The other order is {'not advised' if o else 'not spoken of'}."
                for o, p, _ in orders
                if p != x
            ),
            "",
        )
        return f"{a} and {b} on the same day are {_open(order)} with {x} first and {y} after.{closed}"
    if (
        any(rule is not None and rule.minimum for rule in (view.interval, view.reverse_interval))
        or view.order
        or view.reverse_order
    ):
        return f"{a} and {b} on the same day: published advice says no."
    return f"{a} and {b} on the same day: we found nothing published. That is not a yes."


def _open(order: Order | None) -> str:
    return (
        "published as fine"
        if order is not None and order.status == "clear"
        else "published as possible, with care,"
    )


def against(rulebook: Rulebook, first: Said, then: Said, told: int) -> str:
    """The time that the asker names, set beside what is published; never a clearance."""
    rule = pair_view(rulebook, first.usable, then.usable).interval
    a, b = called(rulebook, first), called(rulebook, then)
    if rule is None:
        return f"You name {days(told)}. We hold no number to set beside that for {b} after {a}."
    if rule.closes == "avoid" and rule.minimum > told:
        return f"You name {days(told)}. The rule we hold does not open that."
    if rule.minimum > told:
        less = f"{days(rule.minimum - told)} short of the least wait"
        if rule.closes == "caution":
            return f"You name {days(told)}. The same day is fine, yet the days soon after call for care."
        return (
            f"You name {days(told)}. That is {less} of {span(rule.minimum)}: too soon by what is published."
        )
    if rule.advised > told:
        return (
            f"You name {days(told)}. That meets the least wait that is published, but not the "
            f"{span(rule.advised)} that is better."
        )
    return f"You name {days(told)}. What is published on {b} after {a} asks for no more than that."


def members(rulebook: Rulebook, first: Said, then: Said) -> Iterator[str]:
    """The differences between the members of a family, where a generic word was used."""
    base = rulebook.base
    for family, others in ((first, True), (then, False)):
        if base.procedures[family.usable].kind != "family":
            continue
        whole = pair_view(rulebook, first.usable, then.usable).interval
        lines = []
        for id_ in sorted(rulebook.covers[family.usable]):
            if base.procedures[id_].kind != "procedure":
                continue
            a, b = (id_, then.usable) if others else (first.usable, id_)
            rule = pair_view(rulebook, a, b).interval
            if rule is not whole and (
                rule is None
                or whole is None
                or (rule.minimum, rule.advised) != (whole.minimum, whole.advised)
            ):
                lines.append(f"- {plain(rulebook, id_)}: {wait_in_short(rule)}.")
        if lines:
            side = "after" if others else "before"
            yield f"The wait {side} {called(rulebook, family)} depends on which kind it is:\n" + "\n".join(
                lines[: MANY + 2]
            )


def again(rulebook: Rulebook, said: Said) -> str:
    """How soon the same treatment may be had again."""
    rule = pair_view(rulebook, said.usable, said.usable).interval
    word = called(rulebook, said)
    told = notes(rulebook, said.usable)
    course = next((v for v in told.get("course", ()) if getattr(v.claim, "sessions", None)), None)
    said_course = ""
    if course is not None:
        lower, _, upper = str(course.claim.sessions).partition("..")  # type: ignore[union-attr]
        said_course = f" A course is often {lower}{f' to {upper}' if upper else ''} sessions."
    if rule is None:
        return f"We found no published wait between two sessions of {word}.{said_course}"
    said_course += "".join(
        f" At most {limit.amount:g} {limit.unit} "
        f"{f'in {span(limit.days)}' if limit.days else 'in one visit'} is published."
        for limit in rulebook.limits.get(said.usable, ())[:2]
    )
    late = f" It is usually due again by {span(rule.best_before)}." if rule.best_before else ""
    if not rule.minimum:
        return f"No least wait is published between sessions of {word}.{late}{said_course}"
    better = f"; {span(rule.advised)} is better" if rule.advised > rule.minimum else ""
    return f"Leave at least {span(rule.minimum)} between sessions of {word}{better}.{late}{said_course}"
