"""Areas."""

from tests.spec.world import Chapter, Example

SAME_AREA = """kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 14 days"""

CHAPTER = Chapter(
    "Areas",
    """Two areas overlap when one is the other or lies inside it. A rule for the same area holds where two
areas overlap; a rule that holds anywhere holds wherever they lie. An area that nobody told is any area.""",
    (
        Example(
            "The face holds the forehead; the chin lies apart from it; no area given is any area.",
            claims=SAME_AREA,
            history="""day | what | where | status
                2026-06-01 | toxin | forehead | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-05 | microneedling on forehead | wait | 2026-06-15 | 2026-06-15 | too-soon-after
                2026-06-05 | microneedling on face | wait | 2026-06-15 | 2026-06-15 | too-soon-after
                2026-06-05 | microneedling on chin | clear | 2026-06-05 | 2026-06-05 | -
                2026-06-05 | microneedling | wait | 2026-06-15 | 2026-06-15 | too-soon-after""",
        ),
        Example(
            "A rule that holds anywhere closes the hands too.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 14 days, anywhere""",
            history="""day | what | where | status
                2026-06-01 | toxin | forehead | done""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-05 | microneedling on hands | wait | 2026-06-15 | 2026-06-15 | too-soon-after""",
        ),
    ),
)
