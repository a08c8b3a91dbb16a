"""Limit."""

from tests.spec.world import Chapter, Example

CHAPTER = Chapter(
    "Limit: at most so much in so many days",
    """A limit closes every day on which some run of its days, with the proposal in it, would hold more
than the amount. It looks both ways: what is booked afterwards counts too. A dose that nobody told counts
as nothing in the past, and as more than nothing in a proposal.""",
    (
        Example(
            "50 units in 10 days: with 30 given on the 1st, 30 more must wait until the 11th; 20 need not.",
            claims="""kind of source | publisher | claim
                label | Maker | toxin: at most 50 U in 10 days
                label | Maker | toxin -> toxin: allowed, 0 days""",
            history="""day | what | where | status
                2026-06-01 | toxin 30 U | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-05 | toxin 30 U on hands | wait | 2026-06-11 | 2026-06-11 | over-limit
                2026-06-11 | toxin 30 U on hands | clear | 2026-06-11 | 2026-06-11 | -
                2026-06-05 | toxin 20 U on hands | clear | 2026-06-05 | 2026-06-05 | -""",
        ),
        Example(
            "More than the ceiling in one dose is never open; and a ceiling for one visit counts one day.",
            claims="""kind of source | publisher | claim
                label | Maker | toxin: at most 50 U in session
                label | Maker | toxin -> toxin: allowed, 0 days""",
            history="""day | what | where | status
                2026-06-01 | toxin 30 U | face | booked""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-05 | toxin 60 U on hands | avoid | never | never | over-limit
                2026-06-01 | toxin 30 U on hands | wait | 2026-06-02 | 2026-06-02 | over-limit
                2026-06-02 | toxin 30 U on hands | clear | 2026-06-02 | 2026-06-02 | -""",
        ),
        Example(
            "What is booked later counts: the run of 10 days reaches both ways.",
            claims="""kind of source | publisher | claim
                label | Maker | toxin: at most 50 U in 10 days
                label | Maker | toxin -> toxin: allowed, 0 days""",
            history="""day | what | where | status
                2026-06-20 | toxin 40 U | face | booked""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-10 | toxin 20 U on hands | clear | 2026-06-10 | 2026-06-10 | -
                2026-06-11 | toxin 20 U on hands | wait | 2026-06-30 | 2026-06-30 | over-limit
                2026-06-11 | toxin on hands | clear | 2026-06-11 | 2026-06-11 | -""",
        ),
    ),
)
