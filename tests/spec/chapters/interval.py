"""Interval."""

from tests.spec.world import Chapter, Example

TWO_TO_FOUR = """kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 2 weeks to 4 weeks"""
REPEAT = """kind of source | publisher | claim
                label | Maker | microneedling -> microneedling: wait, 4 weeks to 6 weeks"""

CHAPTER = Chapter(
    "Interval: after one, before the other",
    """An interval has a minimum (not before), an advised day (comfortable from), and for a repeat a day
after which it is overdue. Between the minimum and the advised day the answer is caution. The direction
matters: after A, before B is another rule than after B, before A.""",
    (
        Example(
            '"2-4 weeks" is minimum 14 and advised 28: caution from day 14, clear from day 28.',
            claims=TWO_TO_FOUR,
            history="""day | what | where | status
                2026-06-01 | toxin | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-10 | microneedling on face | wait | 2026-06-15 | 2026-06-29 | too-soon-after
                2026-06-15 | microneedling | caution | 2026-06-15 | 2026-06-29 | short-of-advised-after
                2026-06-29 | microneedling on face | clear | 2026-06-29 | 2026-06-29 | far-enough-after""",
        ),
        Example(
            "What is booked afterwards closes the days before it: the same rule, read backwards.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 2 weeks to 4 weeks
                consensus | Panel | microneedling -> toxin: allowed, 0 days""",
            history="""day | what | where | status
                2026-06-29 | microneedling | face | booked""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-01 | toxin on face | clear | 2026-06-01 | 2026-06-01 | far-enough-before
                2026-06-10 | toxin on face | caution | 2026-06-10 | 2026-06-30 | short-of-advised-before
                2026-06-20 | toxin on face | wait | 2026-06-30 | 2026-06-30 | too-soon-before""",
        ),
        Example(
            "A repeat has a rhythm: closed, then ideal, then overdue. Ideal and overdue are clear.",
            claims=REPEAT,
            history="""day | what | where | status
                2026-06-01 | microneedling | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-20 | microneedling on face | wait | 2026-06-29 | 2026-06-29 | too-soon-after
                2026-06-29 | microneedling on face | clear | 2026-06-29 | 2026-06-29 | ideal-again
                2026-07-13 | microneedling on face | clear | 2026-07-13 | 2026-07-13 | overdue-again""",
        ),
        Example(
            '"Never after" has no end.',
            claims="""kind of source | publisher | claim
                label | Maker | filler -> rf-microneedling: contraindicated, always""",
            history="""day | what | where | status
                2026-01-01 | filler | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-12-01 | rf-microneedling on face | avoid | never | never | never-after""",
        ),
        Example(
            "Cancelled sessions are no sessions.",
            claims=TWO_TO_FOUR,
            history="""day | what | where | status
                2026-06-01 | toxin | face | cancelled""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-02 | microneedling on face | clear | 2026-06-02 | 2026-06-02 | -""",
        ),
    ),
)
