"""Counting days."""

from tests.spec.world import Chapter, Example

CHAPTER = Chapter(
    "Counting days",
    """The engine knows whole days and no clock. "Wait 14 days after 1 June" first allows 15 June. A week
is 7 days. A month is kept as its source wrote it: where it bounds from below it counts as the longest
that span can be (1 month is 31 days, 6 months are 184), and where it bounds from above as the shortest
(6 months are 181).""",
    (
        Example(
            "Fourteen days after 1 June is 15 June: the 14th is too soon, the 15th is open.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 14 days""",
            history="""day | what | where | status
                2026-06-01 | toxin | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-14 | microneedling on face | wait | 2026-06-15 | 2026-06-15 | too-soon-after
                2026-06-15 | microneedling on face | clear | 2026-06-15 | 2026-06-15 | far-enough-after""",
        ),
        Example(
            "Two weeks are 14 days; 20 hours are a day; a month to wait is 31 days, whatever month it is.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 2 weeks
                consensus | Panel | filler -> microneedling: wait, 20 hours
                consensus | Panel | peel -> microneedling: wait, 1 month
                consensus | Panel | microneedling -> peel: wait, 6 months""",
            rules="""rule | reads
                toxin -> microneedling | minimum 14, advised 14; grade B
                filler -> microneedling | minimum 1, advised 1; grade B
                peel -> microneedling | minimum 31, advised 31; grade B
                microneedling -> peel | minimum 184, advised 184; grade B""",
        ),
        Example(
            'A month that bounds from above is the shortest it can be: "every 4 weeks, within 6 months".',
            claims="""kind of source | publisher | claim
                label | Maker | toxin -> toxin: wait, 4 weeks to 6 months""",
            rules="""rule | reads
                toxin -> toxin | minimum 28, advised 28, overdue after 181; grade A""",
        ),
        Example(
            "A wait of one day closes the day itself and nothing after it.",
            claims="""kind of source | publisher | claim
                consensus | Panel | filler -> microneedling: wait, 1 days""",
            history="""day | what | where | status
                2026-06-01 | filler | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-01 | microneedling on face | wait | 2026-06-02 | 2026-06-02 | same-day-closed
                2026-06-02 | microneedling on face | clear | 2026-06-02 | 2026-06-02 | far-enough-after""",
        ),
    ),
)
