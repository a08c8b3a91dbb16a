"""Families and products."""

from tests.spec.world import Chapter, Example

CHAPTER = Chapter(
    "Families and products",
    """A claim on a family holds for its members, unless a member has claims of its own in as
good a tier. A label speaks for its own product: it never rules the whole procedure.""",
    (
        Example(
            "A member without claims of its own follows its family; one with claims as good goes its way.",
            claims="""kind of source | publisher | claim
                cohort | Birch | toxin -> needling: wait, 14 days
                cohort | Cedar | toxin -> rf-microneedling: wait, 7 days""",
            rules="""rule | reads
                toxin -> microneedling | minimum 14, advised 14; grade D
                toxin -> rf-microneedling | minimum 7, advised 7; grade D""",
        ),
        Example(
            "A worse claim of its own does not free a member from a better one on its family.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> needling: wait, 14 days
                clinic-page | Amber | toxin -> microneedling: wait, 2 days""",
            rules="""rule | reads
                toxin -> microneedling | minimum 14, advised 14; grade B""",
        ),
        Example(
            "A device's manual asks for six months of that device; the procedure keeps its two weeks.",
            claims="""kind of source | publisher | claim
                label | Maker | toxin -> device-m: wait, 6 months
                clinic-page | Amber | toxin -> rf-microneedling: wait, 14 days
                clinic-page | Birch | toxin -> rf-microneedling: wait, 14 days
                clinic-page | Cedar | toxin -> rf-microneedling: wait, 7 days""",
            rules="""rule | reads
                toxin -> device-m | minimum 184, advised 184; grade A
                toxin -> rf-microneedling | minimum 14, advised 14; grade E""",
        ),
        Example(
            "A repeat is a repeat with whichever product.",
            claims="""kind of source | publisher | claim
                label | Maker | rf-microneedling -> rf-microneedling: wait, 4 weeks to 6 weeks""",
            rules="""rule | reads
                device-m -> rf-microneedling | minimum 28, advised 28, overdue after 42; grade A
                device-m -> device-m | minimum 28, advised 28, overdue after 42; grade A""",
        ),
    ),
)
