"""The one door: a rulebook, a history and a proposal in; an assessment out."""

from __future__ import annotations

from operator import itemgetter

from entracte.core.days import from_ordinal
from entracte.core.history import History
from entracte.core.known import Known
from entracte.core.proposal import Proposal
from entracte.engine.assessment import Assessment, Finding, Status, Window
from entracte.engine.earliest import first_free, in_the_way
from entracte.engine.windows import windows
from entracte.knowledge.rules import Rulebook

STATUS = itemgetter(Window._fields.index("status"))


def assess(rulebook: Rulebook, history: History, proposal: Proposal) -> Assessment:
    """Judge one proposal. The same rulebook hash, history and proposal give the same answer.

    Raises Mistake on ids that the base does not know.
    """
    found = windows(rulebook, history, proposal)
    day = proposal.on.toordinal()
    holding = [w for w in found if w.start <= day < w.end]
    timing = max((w.status for w in holding), default=Status.CLEAR)
    unasked = rulebook.forbidding.get(proposal.procedure, frozenset()) - settled(rulebook, history)
    verdict = Status.ASK if unasked and timing < Status.ASK else timing
    blocking = in_the_way(found, day)
    earliest, earliest_after = first_free(blocking, day, Status.CAUTION)
    advised, advised_after = first_free(blocking, day, Status.OVERDUE)
    return Assessment(
        rulebook=rulebook,
        history=history,
        proposal=proposal,
        verdict=verdict.verdict,
        timing=timing.verdict,
        earliest=None if earliest is None else from_ordinal(earliest),
        advised=None if advised is None else from_ordinal(advised),
        earliest_after=earliest_after,
        advised_after=advised_after,
        windows=found,
        findings=tuple(Finding(w, day) for w in sorted(holding, key=STATUS, reverse=True)),
        unasked=unasked,
    )


def settled(rulebook: Rulebook, history: History) -> frozenset[str]:
    """The factors that need no more asking: answered, or a kind of something answered no."""
    found: set[str] = set()
    for period in history.factors:
        if period.answer is Known.YES:
            found.add(period.factor)
        elif period.answer is Known.NO:
            found |= rulebook.covers[period.factor]
    return frozenset(found)
