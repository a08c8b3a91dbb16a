"""Care."""

from tests.spec.world import Chapter, Example

CHAPTER = Chapter(
    "Care: before and after",
    """Care says what to avoid or do, for so many hours. It never closes a day. For two procedures on
one visit the strictest instruction on each activity is told.""",
    (
        Example(
            "Of two procedures on one visit the longer prohibition stands; an upper end is kept beside it.",
            claims="""kind of source | publisher | claim
                label | Maker | after microneedling, avoid exercise, 24 hours
                consensus | Panel | after toxin, avoid exercise, 4 hours to 48 hours
                consensus | Panel | after microneedling, do sunscreen, 7 days
                clinic-page | Amber | before microneedling, avoid exercise""",
            care="""when | stance | activity | at least | up to
                before | avoid | exercise | - | -
                after | avoid | exercise | 24 hours | 48 hours
                after | do | sunscreen | 168 hours | 168 hours""",
        ),
    ),
)
