"""Order: the same day."""

from tests.spec.world import Chapter, Example

CHAPTER = Chapter(
    "Order: two on one day",
    """The same day is its own case. An order rule says which comes first, and whether that is clear,
caution or closed. Without one, an interval above zero in either direction closes the day. Where several
orders are still possible the best is told; what is done already comes before what is only booked.""",
    (
        Example(
            "An interval closes the day itself.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 14 days
                consensus | Panel | microneedling -> toxin: wait, 3 days""",
            history="""day | what | where | status
                2026-06-10 | toxin | face | booked""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-10 | microneedling on face | wait | 2026-06-24 | 2026-06-24 | same-day-closed""",
        ),
        Example(
            "A consensus that allows one order opens the day in that order, and the days up to the minimum "
            "are caution: they are not worse than the day itself.",
            claims="""kind of source | publisher | claim
                consensus | Panel | microneedling -> toxin: wait, 7 days
                consensus | Panel | toxin -> microneedling: wait, 14 days
                consensus | Panel | microneedling, then toxin on one day: allowed""",
            history="""day | what | where | status
                2026-06-10 | microneedling | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-10 | toxin on face | clear | 2026-06-10 | 2026-06-10 | same-day-open
                2026-06-12 | toxin on face | caution | 2026-06-12 | 2026-06-17 | too-soon-after""",
            rules="""rule | reads
                microneedling, then toxin | clear; grade B
                microneedling -> toxin | minimum 7 (caution before), advised 7; grade B
                toxin -> microneedling | minimum 14, advised 14; grade B""",
        ),
        Example(
            "The order counts: where the other one is done already, the allowed order can no longer happen.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 14 days
                consensus | Panel | microneedling, then toxin on one day: allowed""",
            history="""day | what | where | status
                2026-06-10 | toxin | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-10 | microneedling on face | wait | 2026-06-24 | 2026-06-24 | same-day-closed""",
        ),
        Example(
            "It takes more to open a day than to close one: one study does not open what an interval closes, "
            "two independent ones open it with caution, and pages never do.",
            claims="""kind of source | publisher | claim
                clinic-page | Amber | toxin -> microneedling: wait, 14 days
                clinic-page | Amber | peel -> microneedling: wait, 7 days
                clinic-page | Amber | filler -> microneedling: wait, 14 days
                cohort | Birch | toxin, then microneedling on one day: allowed
                cohort | Birch | peel, then microneedling on one day: allowed
                case-series | Cedar | peel, then microneedling on one day: allowed
                clinic-page | Amber | filler, then microneedling on one day: allowed
                clinic-page | Birch | filler, then microneedling on one day: allowed
                clinic-page | Cedar | filler, then microneedling on one day: allowed""",
            rules="""rule | reads
                toxin, then microneedling | wait; grade D
                peel, then microneedling | caution; grade D
                filler, then microneedling | wait; grade E""",
        ),
        Example(
            "What only discourages the same day opens nothing that an interval closes.",
            claims="""kind of source | publisher | claim
                clinic-page | Amber | toxin -> microneedling: wait, 14 days
                consensus | Panel | toxin, then microneedling on one day: discouraged
                consensus | Panel | peel, then toxin on one day: discouraged""",
            rules="""rule | reads
                toxin, then microneedling | wait; grade B
                peel, then toxin | caution; grade B""",
        ),
        Example(
            "Where an open day is all that is told of a pair, the days after it are caution while the first "
            "settles (filler: 14 days).",
            claims="""kind of source | publisher | claim
                consensus | Panel | filler, then toxin on one day: allowed, in either order""",
            rules="""rule | reads
                filler -> toxin | minimum 0, advised 14; grade B
                toxin -> filler | minimum 0, advised 1; grade B
                filler, then toxin | clear; grade B
                toxin, then filler | clear; grade B""",
        ),
    ),
)
