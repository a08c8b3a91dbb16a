"""The pages of the reference, as Markdown: each thing of the base with its numbers and sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from entracte.core.days import words
from entracte.engine.explain import name, rule_says
from entracte.engine.pair import by_grade, notes
from entracte.knowledge.model import Base, Procedure, Source
from entracte.knowledge.release import says
from entracte.knowledge.rules import Care, Contraindication, Interval, Order, Rule, Rulebook, Voice

GENERATED = "<!-- Written by `make reference` out of the base; edit the base, not this page. -->"
NOTE_HEADS = {
    "benefit": "What it is for",
    "onset": "When it shows",
    "peak": "When it is at its best",
    "duration": "How long it lasts",
    "downtime": "Downtime",
    "course": "A course",
    "adverse-event": "What can go wrong",
    "credential": "Who should perform it",
    "mechanism": "Why",
    "synergy": "Together with others",
    "condition": "Conditions without a number",
}
ROLE_WORDS = {
    "decided": "decides",
    "supported": "supports",
    "dissented": "says otherwise",
    "excluded": "trial criterion, no advice",
    "set-aside": "set aside",
}


def shelf(source_id: str) -> str:
    """The page that holds a source: by the first letter of its id."""
    return source_id[0]


def cite(source: Source, up: str) -> str:
    """A link to a source's entry; `up` leads to the reference's folder."""
    year = f", {source.year}" if source.year != "undated" else ""
    return f"[{plain(source.publisher)}{year}]({up}sources/{shelf(source.id)}.md#{source.id})"


def plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    for mark in "\\[]*_<>`#|":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", " ")


def voice_line(voice: Voice, up: str, role: bool = True) -> str:
    """One claim: number, stance, grade, what it says, who says it, what became of it."""
    claim = voice.claim
    number = f"**{voice.number}**, " if voice.number else ""
    told = getattr(claim, "stance", None)
    stance = f"{told}, " if told else ""
    inferred = ", inferred" if claim.confidence == "inferred" else ""
    marks = f", {', '.join(voice.source.marks)}" if voice.source.marks else ""
    became = f" *({ROLE_WORDS[voice.role]}{f': {plain(voice.why)}' if voice.why else ''})*" if role else ""
    grade = f"grade {voice.source.grade}{marks}{inferred}"
    return f"- {number}{stance}{grade}: {plain(claim.says)} — {cite(voice.source, up)}{became}"


def voice_lines(voices: Iterable[Voice], up: str, role: bool = True) -> list[str]:
    """Claims one below the other, the best grade first."""
    return [voice_line(voice, up, role) for voice in by_grade(tuple(voices))]


def own_lines(rule: Interval | Order | Contraindication, up: str) -> list[str]:
    """The claims on a rule's own subject and all that decide it; claims on families as links."""
    subject = _subject(rule)
    voices = rule.grounds.voices
    near = [v for v in voices if v.role == "decided" or _subject(v.claim) in (subject, subject[::-1])]
    far = Counter(_subject(v.claim) for v in voices if v not in near)
    folder = "factors" if isinstance(rule, Contraindication) else "pairs"
    links = [f"[{a}, then {b}]({up}{folder}/{a}.md) ({n})" for (a, b), n in sorted(far.items())]
    return [*voice_lines(near, up), *([f"- Heard from families too: {'; '.join(links)}."] if links else [])]


def _subject(thing: object) -> tuple[str, str]:
    first = getattr(thing, "first", None) or getattr(thing, "factor", "")
    return str(first), str(getattr(thing, "then", None) or getattr(thing, "procedure", ""))


def weakness(rule: Rule) -> str:
    """How sure a rule is, in a few words."""
    told = [f"grade {rule.grounds.grade}"]
    told += ["fewer than three publishers"] if rule.grounds.thin else []
    told += ["nothing is stated, only inferred"] if rule.grounds.inferred else []
    return ", ".join(told)


def page(title: str, lines: Iterable[str]) -> str:
    """A page with its title and the remark that it is generated."""
    return "\n".join([f"# {title}", "", GENERATED, "", *lines]).rstrip() + "\n"


def procedure_page(book: Rulebook, procedure: Procedure) -> str:
    """What a procedure is, when it settles, its rules alone, its care, its effects and harms."""
    lines = [*_is(book, procedure), *_settling(book, procedure)]
    own = book.pairs.get((procedure.id, procedure.id))
    if own and own.overlapping:
        lines += ["", "## Again", "", f"{rule_says(book, own.overlapping)} ({weakness(own.overlapping)})."]
        lines += ["", *voice_lines(own.overlapping.grounds.voices, "../")]
    limits = book.limits.get(procedure.id, ())
    if limits:
        lines += ["", "## Dose"]
    for limit in limits:
        lines += ["", f"{says(limit)} ({weakness(limit)}).", "", *voice_lines(limit.grounds.voices, "../")]
    lines += _cares(book, procedure.id)
    bars = book.bars.get(procedure.id, {})
    if bars:
        lines += ["", "## Factors", ""]
        lines += [f"- [{name(book, f)}](../factors/{f}.md): {says(rule)}" for f, rule in sorted(bars.items())]
    for kind, voices in notes(book, procedure.id).items():
        own_notes = [v for v in voices if getattr(v.claim, "procedure", None) == procedure.id]
        if own_notes:
            lines += ["", f"## {NOTE_HEADS[kind]}", "", *voice_lines(own_notes, "../", role=False)]
    lines += ["", f"Before and after other treatments: [pairs](../pairs/{procedure.id}.md)."]
    return page(procedure.name, lines)


def _is(book: Rulebook, procedure: Procedure) -> Iterator[str]:
    base = book.base
    yield f"`{procedure.id}`, a {procedure.kind}."
    yield ""
    if procedure.is_a:
        above = base.procedures[procedure.is_a]
        yield f"- A kind of: [{above.name}]({above.id}.md)"
    members = sorted(p.id for p in base.procedures.values() if p.is_a == procedure.id)
    if members:
        yield f"- Members: {', '.join(f'[{base.procedures[m].name}]({m}.md)' for m in members)}"
    for word, found in (("Also called", procedure.synonyms), ("Brands", procedure.brands)):
        if found:
            yield f"- {word}: {plain(', '.join(found))}"
    if procedure.areas:
        yield f"- Areas: {', '.join(base.areas[a].name.lower() for a in procedure.areas)}"
    if procedure.layers:
        yield f"- Reaches: {', '.join(procedure.layers)}"


def _settling(book: Rulebook, procedure: Procedure) -> list[str]:
    holder = next((a for a in book.base.lines[procedure.id] if book.base.procedures[a].settling), None)
    if holder is None:
        return []
    settling = book.base.procedures[holder].settling
    assert settling is not None
    inherited = "" if holder == procedure.id else f", as {name(book, holder).lower()}"
    claims = [book.base.claims[c] for c in settling.claims]
    found = [Voice(c, book.base.sources[c.source], "supported") for c in claims]
    said = f"{words(settling.days) if settling.days else 'at once'}{inherited}."
    return ["", "## Settled after", "", said, "", *voice_lines(found, "../", role=False)]


def _cares(book: Rulebook, procedure: str) -> Iterator[str]:
    for phase in ("before", "after"):
        told = [care for care in book.cares.get(procedure, ()) if care.phase == phase]
        if told:
            yield from ("", f"## Care {phase}")
        for care in told:
            said = f"{name(book, care.activity)}: {_care_words(care)}"
            if care.procedure == procedure:
                yield from ("", f"### {said}", "", *voice_lines(care.grounds.voices, "../"))
        inherited = [care for care in told if care.procedure != procedure]
        yield from ["", "### As its family", ""] if inherited else []
        for care in inherited:
            link = f"[{name(book, care.procedure).lower()}]({care.procedure}.md)"
            yield f"- {name(book, care.activity)}: {_care_words(care)}, as {link}"


def _care_words(care: Care) -> str:
    hours = "" if care.hours is None else f" for {care.hours} hours"
    longer = care.longest_hours is not None and care.longest_hours != care.hours
    return f"{care.stance}{hours}{f' to {care.longest_hours}' if longer else ''} ({weakness(care)})"


def pairs_page(book: Rulebook, first: str) -> str:
    """Every pair that starts with one procedure: its own rules with every claim, others by a line."""
    own: dict[str, list[Interval | Order]] = defaultdict(list)
    family: dict[str, list[Interval | Order]] = defaultdict(list)
    for (a, b), pair in sorted(book.pairs.items()):
        for rule in pair if a == first else ():
            if rule is not None:
                (own if (rule.first, rule.then) == (a, b) else family)[b].append(rule)
    lines = [f"What follows [{name(book, first).lower()}](../procedures/{first}.md), and when."]
    for then, rules in own.items():
        lines += ["", f"## {name(book, first)}, then {name(book, then).lower()}"]
        for rule in _distinct(rules):
            lines += ["", f"**{rule_says(book, rule)}** ({weakness(rule)}). `{rule.id}`", ""]
            lines += own_lines(rule, "../")
    if family:
        lines += ["", "## By family", ""]
    for then, rules in family.items():
        links = [f"{says(r)} ([{r.kind}](../pairs/{r.first}.md), {weakness(r)})" for r in _distinct(rules)]
        lines.append(f"- {name(book, then)}: {'; '.join(links)}")
    silent = [name(book, p.id).lower() for p in book.base.procedures.values() if _silent(book, first, p)]
    if silent:
        lines += ["", "## No guidance found", "", f"{'; '.join(silent)}."]
    return page(f"After {name(book, first).lower()}", lines)


def _silent(book: Rulebook, first: str, then: Procedure) -> bool:
    """Whether nothing is published on a treatment after another, neither on it nor on its family."""
    return then.kind == "procedure" and (first, then.id) not in book.pairs


def _distinct(rules: list[Interval | Order]) -> list[Interval | Order]:
    """Rules without those that only repeat another for areas apart."""
    near = {r.grounds.voices for r in rules if not r.id.endswith("/anywhere")}
    return [r for r in rules if not r.id.endswith("/anywhere") or r.grounds.voices not in near]


def factor_page(book: Rulebook, factor: str) -> str:
    """What a factor means for every procedure that a claim on it names."""
    node = book.base.factors[factor]
    lines = [f"`{factor}`. {node.question}", ""]
    if node.is_a:
        lines.append(f"- A kind of: [{name(book, node.is_a)}]({node.is_a}.md)")
    if node.synonyms:
        lines.append(f"- Also called: {plain(', '.join(node.synonyms))}")
    rules = [r for r in book.rules.values() if isinstance(r, Contraindication) and r.factor == factor]
    for rule in sorted(rules, key=lambda r: r.procedure):
        link = f"[{name(book, rule.procedure)}](../procedures/{rule.procedure}.md)"
        lines += ["", f"## {link}: {says(rule)}", "", f"{weakness(rule)}. `{rule.id}`", ""]
        lines += own_lines(rule, "../")
    if not rules:
        lines += ["", "No rule of its own."]
    return page(node.name, lines)


def sources_page(base: Base, letter: str, sources: Iterable[Source]) -> str:
    """The sources whose id starts with a letter, each with everything it claims."""
    claims: dict[str, list[str]] = defaultdict(list)
    for claim in base.claims.values():
        claims[claim.source].append(f"- `{claim.id.partition('/')[2]}`: {plain(claim.says)}")
    lines: list[str] = []
    for source in sources:
        lines += [f'## <a id="{source.id}"></a>{plain(source.title)}', ""]
        who = f"{plain(source.authors)}. " if source.authors else ""
        year = "undated" if source.year == "undated" else str(source.year)
        lines.append(f"{who}{plain(source.publisher)}, {year}. A {source.kind}, grade {source.grade}.")
        if source.marks:
            lines.append(f"Marked: {', '.join(source.marks)}.")
        place = f"<{source.url}>" if source.url.startswith("http") else plain(source.url)
        doi = f", DOI {source.doi}" if source.doi else ""
        lines.append(f"{place}{doi}. Read {source.read}.")
        if source.note:
            lines.append(plain(source.note))
        lines += ["", *(claims[source.id] or ["Nothing of it is used."]), ""]
    return page(f"Sources: {letter}", lines)
