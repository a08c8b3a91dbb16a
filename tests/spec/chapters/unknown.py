"""Unknown, and partial dates."""

from tests.spec.world import Chapter, Example

CHAPTER = Chapter(
    "What is not known",
    """Unknown is never clear. A pair of which nothing is published is `ask` while the earlier treatment
settles (peel: 7 days, toxin: 1). A factor that could forbid and was never asked about makes the verdict
`ask`. A day known only to a range is read as the worst day in it.""",
    (
        Example(
            "No guidance: ask while the earlier one settles, in either direction and on the day itself.",
            claims="""kind of source | publisher | claim
                consensus | Panel | filler -> toxin: wait, 14 days""",
            history="""day | what | where | status
                2026-06-10 | peel | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-10 | toxin on face | ask | 2026-06-17 | 2026-06-17 | no-guidance-same-day
                2026-06-16 | toxin on face | ask | 2026-06-17 | 2026-06-17 | no-guidance-after
                2026-06-17 | toxin on face | clear | 2026-06-17 | 2026-06-17 | -
                2026-06-01 | filler on face | ask | 2026-06-17 | 2026-06-17 | no-guidance-before""",
        ),
        Example(
            "A question never asked: ask. Answered no: clear. Answered unknown: still ask.",
            claims="""kind of source | publisher | claim
                label | Maker | during pregnancy, toxin: contraindicated""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-01 | toxin | ask | 2026-06-01 | 2026-06-01 | -""",
        ),
        Example(
            "Answered no.",
            claims="""kind of source | publisher | claim
                label | Maker | during pregnancy, toxin: contraindicated""",
            history="""day | what | where | status
                | pregnancy | | no""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-01 | toxin | clear | 2026-06-01 | 2026-06-01 | -""",
        ),
        Example(
            "Answered unknown.",
            claims="""kind of source | publisher | claim
                label | Maker | during pregnancy, toxin: contraindicated""",
            history="""day | what | where | status
                | pregnancy | | unknown""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-01 | toxin | ask | 2026-06-01 | 2026-06-01 | -""",
        ),
        Example(
            "A no to a family is a no to all that is a kind of it.",
            claims="""kind of source | publisher | claim
                regulator | Agency | during isotretinoin, peel: avoid""",
            history="""day | what | where | status
                | retinoid | | no""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-01 | peel | clear | 2026-06-01 | 2026-06-01 | -""",
        ),
        Example(
            'Botox "some time in May": 14 days are counted from 31 May, and no day of May is sure.',
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> peel: wait, 14 days
                consensus | Panel | peel -> toxin: allowed, 0 days""",
            history="""day | what | where | status
                2026-05 | toxin | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-13 | peel on face | wait | 2026-06-14 | 2026-06-14 | too-soon-after
                2026-05-01 | peel | wait | 2026-06-14 | 2026-06-14 | same-day-closed, far-enough-before
                2026-04-30 | peel on face | clear | 2026-04-30 | 2026-04-30 | far-enough-before""",
        ),
        Example(
            "Where nothing is closed between two treatments, a partial date closes nothing either.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> peel: allowed, 0 days
                consensus | Panel | peel -> toxin: allowed, 0 days""",
            history="""day | what | where | status
                2026-05 | toxin | face | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-05-01 | peel | clear | 2026-05-01 | 2026-05-01 | far-enough-before, same-day-open
                2026-06-01 | peel on face | clear | 2026-06-01 | 2026-06-01 | far-enough-after""",
        ),
    ),
)
