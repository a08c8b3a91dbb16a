"""The two sides of a question in the order of time, and the days between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entracte.ask.direction import Group, Node, both_ways
from entracte.ask.question import Said
from entracte.ask.when import When
from entracte.knowledge.model import Base

# Less than this between two sides is no order.
TELLING = 1.5

_TOGETHER = re.compile(
    r"\b(?:and|with|plus|between|gap|apart|same|together|combin\w*|pair\w*|first|order|sequence|one (?:day"
    r"|visit|go"
    r"|session|appointment)|at once|mix\w*|single|spacing|space"
    r"|then|wait|with each other|alongside|simultaneous\w*|days|weeks|safe|ok|possible|can i (?:have|get"
    r"|do)|could i (?:have|get|do)|both)\b"
)
_ABOUT_BOTH = re.compile(
    r"\b(?:avoid|if|touch ups?|top ups?|how many (?:times|sessions|syringes|units|treatments)|lupus"
    r"|pregnan\w*|when i am|on accutane|what (?:not )?to do|restrictions|after ?care|how long do"
    r"|how often|frequency|better|differ\w*|which one"
    r"|hurt|painful|last)\b"
)


_ORDERED = re.compile(r"\b(?:between|gap|apart|same|first|order|then|together)\b")
_TOUCHES = re.compile(r"\b(?:impact on|affect\w*|effects? on|interfere with|harm)\b")


@dataclass(frozen=True)
class Sides:
    """Treatments earlier and later; `pair` where two sides are spoken of, `asking` what is still to come."""

    before: tuple[Said, ...]
    after: tuple[Said, ...]
    stated: bool
    pair: bool
    asking: bool = True


def sides_of(base: Base, groups: list[Group], said: str) -> Sides:
    """The sides that the groups of treatments fall on."""
    lend_generic(groups)
    treatments = merged(base, [g for g in groups if g.nodes[0].sort == "procedure"])
    if not treatments:
        return Sides((), (), True, False)
    if len(treatments) == 1:
        return _one(treatments[0], groups, said)
    found = _several(treatments, said)
    loose = not found.stated and not any(g.strong for g in treatments)
    if loose and any(g.nodes[0].sort == "factor" for g in groups) and not _ORDERED.search(said):
        # "On isotretinoin, are these lasers possible?": none of them is set against another.
        return Sides((), found.before + found.after, True, False)
    return found


def lend_generic(groups: list[Group]) -> None:
    """ "Before the treatment (filler)": what is said of "the treatment" is said of the one that is named."""
    real = [g for g in groups if g.nodes[0].sort == "procedure"]
    if len({id_ for g in real for id_ in g.ids}) != 1:
        return
    for group in groups:
        if group.nodes[0].sort == "generic" and group.strong:
            real[0].weight += group.weight
            real[0].strong = True


def merged(base: Base, groups: list[Group]) -> list[Group]:
    """Groups that speak of one thing twice, as one; a family and its member on one side, as the member."""
    found: list[Group] = []
    for group in groups:
        other = next((g for g in found if _same(base, g, group)), None)
        if other is None:
            found.append(Group(list(group.nodes), group.weight, group.strong, list(group.notes)))
            continue
        if len(found) == 1 and _opposed(other, group) and other.ids == group.ids:
            found.append(group)
            continue
        narrow = group if len(base.lines[group.nodes[0].id]) > len(base.lines[other.nodes[0].id]) else other
        for node in narrow.nodes:
            node.days = (
                node.days if node.days is not None else (other.days if other.days is not None else group.days)
            )
        other.nodes = narrow.nodes
        other.weight += group.weight
        other.strong = other.strong or group.strong
        other.notes += group.notes
    return found


def _same(base: Base, one: Group, other: Group) -> bool:
    if set(one.ids) == set(other.ids):
        return True
    if len(one.ids) != 1 or len(other.ids) != 1:
        return set(other.ids) <= set(one.ids)
    a, b = one.ids[0], other.ids[0]
    if a not in base.lines[b] and b not in base.lines[a]:
        return False
    return not _opposed(one, other) and (
        _alike(one, other) or not {"filler", "injectable"}.isdisjoint((a, b))
    )


def _alike(one: Group, other: Group) -> bool:
    """ "Lip filler" and "the filler" are one; dermaplaning and a facial are two."""
    short, long = sorted((one.nodes[0].word, other.nodes[0].word), key=len)
    return bool(short) and any(word.rstrip("s") in long for word in short.split() if len(word) > 3)


def _opposed(one: Group, other: Group) -> bool:
    return (one.weight > 0) != (other.weight > 0) and (one.strong or other.strong)


def _one(group: Group, groups: list[Group], said: str) -> Sides:
    names = _said(group.nodes)
    ids = {s.id for s in names}
    conditions = any(g.nodes[0].sort in ("activity", "factor", "event") for g in groups)
    done = group.weight >= TELLING
    if _TOUCHES.search(said) and any(g.nodes[0].sort == "factor" and g.start >= group.end for g in groups):
        done = True
    between = both_ways(said) or not (done or _ABOUT_BOTH.search(said))
    if len(ids) > 1 and not conditions and between and _TOGETHER.search(said):
        return Sides((names[0],), tuple(names[1:]), False, True)
    beside = [g for g in groups if g.nodes[0].sort == "activity"]
    if group.days is not None and any(g.days is not None and g.days < group.days for g in beside):
        return Sides((), names, True, False)
    before = done or (group.weight > 0 and bool(beside))
    if beside and not group.strong and abs(group.weight) < TELLING:
        # "Can I drink with botox?": what is done is taken to follow the treatment.
        before = not any(g.strong and g.weight > 0 for g in beside)
    if (
        beside
        and not group.strong
        and any(g.strong and g.weight > 0 for g in beside)
        and group.weight < TELLING
    ):
        before = False
    return Sides(names, (), True, False) if before else Sides((), names, True, False)


def _several(groups: list[Group], said: str) -> Sides:
    days = [g.days for g in groups]
    if all(d is not None for d in days) and len(set(days)) > 1:
        order = sorted(groups, key=lambda g: g.days or 0)
        return Sides(_all(order[:-1]), _said(order[-1].nodes), True, True, (order[-1].days or 0) >= 0)
    asking = any(g.weight < TELLING and "past" not in g.notes for g in groups)
    if both_ways(said):
        return Sides(_said(groups[0].nodes), _all(groups[1:]), False, True, asking)
    top = max(g.weight for g in groups)
    low = min(g.weight for g in groups)
    if top - low < TELLING:
        return Sides(_said(groups[0].nodes), _all(groups[1:]), False, True, asking)
    middle = (top + low) / 2
    early = [g for g in groups if g.weight > middle]
    late = [g for g in groups if g.weight <= middle]
    return Sides(_all(early), _all(late), True, True, asking)


def _all(groups: list[Group]) -> tuple[Said, ...]:
    return _said([n for g in groups for n in g.nodes])


def _said(nodes: list[Node]) -> tuple[Said, ...]:
    found: dict[tuple[str, str | None], Said] = {}
    for node in nodes:
        found.setdefault((node.id, node.product), Said(node.id, node.product, node.days, node.word))
    return tuple(found.values())


_TOLD = re.compile(r"\b(?:told|said|says|recommend\w*|advis\w*)\b")
_RULE_ASKED = re.compile(r"\b(?:reason|why|how come)\b")


def elapsed(sides: Sides, whens: list[When], said: str) -> int | None:
    """The days that the asker names between the two sides, or since the one treatment."""
    early = [s.days for s in sides.before if s.days is not None]
    late = [s.days for s in sides.after if s.days is not None]
    if sides.pair and early and late and max(early) <= min(late):
        return min(late) - max(early)
    gaps = [w.days for w in whens if w.role == "gap" and w.days is not None]
    if gaps:
        if _RULE_ASKED.search(said):
            return None
        # "They said four weeks; can I at three?": the last is what is asked.
        return gaps[-1] if _TOLD.search(said) else gaps[0]
    if early and max(early) < 0:
        return -max(early)
    ago = [w.days for w in whens if w.role == "ago" and w.days is not None]
    if ago:
        return -max(ago)
    lengths = [w.days for w in whens if w.role == "length" and w.days is not None]
    if sides.pair and len(lengths) == 1:
        return lengths[0]
    return None
