"""From claims to a rule."""

from tests.spec.world import Chapter, Example

PAGES = """kind of source | publisher | claim
                clinic-page | Amber | toxin -> microneedling: wait, 2 days
                clinic-page | Birch | toxin -> microneedling: wait, 14 days
                clinic-page | Cedar | toxin -> microneedling: wait, 14 days to 28 days
                consumer-page | Dune | toxin -> microneedling: wait, 14 days
                consumer-page | Elder | toxin -> microneedling: wait, 180 days"""

CHAPTER = Chapter(
    "From claims to a rule",
    """Claims are graded by their source: A label, regulator; B guideline, consensus; C systematic review,
trial; D cohort, case series, narrative review, manufacturer; E clinic page; F consumer page. The tiers
are {A,B}, {C,D} and {E,F}, and the best tier present decides. Within the first two the longest wait
stands; within pages the upper median is the minimum and the upper quartile of the upper ends is advised.
Nothing vanishes: what did not decide is kept as support or dissent.""",
    (
        Example(
            "Pages hold outliers: 2 and 180 days do not move the median of five publishers.",
            claims=PAGES,
            rules="""rule | reads
                toxin -> microneedling | minimum 14, advised 28; grade E""",
        ),
        Example(
            "One publisher counts once, and fewer than three are thin.",
            claims="""kind of source | publisher | claim
                clinic-page | Amber | toxin -> microneedling: wait, 2 days
                clinic-page | Amber | toxin -> microneedling: wait, 3 days
                clinic-page | Birch | toxin -> microneedling: wait, 14 days""",
            rules="""rule | reads
                toxin -> microneedling | minimum 14, advised 14; grade E, thin""",
        ),
        Example(
            "One consensus outweighs any number of pages; within its tier the longest wait stands.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 7 days to 14 days
                label | Maker | toxin -> microneedling: wait, 10 days
                clinic-page | Amber | toxin -> microneedling: wait, 28 days
                clinic-page | Birch | toxin -> microneedling: wait, 28 days
                clinic-page | Cedar | toxin -> microneedling: wait, 28 days""",
            rules="""rule | reads
                toxin -> microneedling | minimum 10, advised 14; grade A""",
        ),
        Example(
            "It takes more to open a day than to close one: what one study allows and three clinics would "
            "close opens as caution.",
            claims="""kind of source | publisher | claim
                cohort | Panel | toxin -> microneedling: allowed, 0 days
                clinic-page | Amber | toxin -> microneedling: wait, 14 days
                clinic-page | Birch | toxin -> microneedling: wait, 14 days
                clinic-page | Cedar | toxin -> microneedling: wait, 28 days""",
            rules="""rule | reads
                toxin -> microneedling | minimum 0, advised 14; grade D""",
        ),
        Example(
            "Two independent sources, one of them a trial, open it as clear.",
            claims="""kind of source | publisher | claim
                rct | Trial | toxin -> microneedling: allowed, 0 days
                cohort | Panel | toxin -> microneedling: allowed, 0 days
                clinic-page | Amber | toxin -> microneedling: wait, 14 days
                clinic-page | Birch | toxin -> microneedling: wait, 14 days
                clinic-page | Cedar | toxin -> microneedling: wait, 28 days""",
            rules="""rule | reads
                toxin -> microneedling | minimum 0, advised 0; grade C""",
        ),
        Example(
            "What is preferred or discouraged moves only what is advised.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 7 days
                consensus | Panel | toxin -> microneedling: preferred, 14 days""",
            rules="""rule | reads
                toxin -> microneedling | minimum 7, advised 14; grade B""",
        ),
        Example(
            "A trial's exclusion criterion is no advice and makes no rule.",
            claims="""kind of source | publisher | claim
                rct | Trial | toxin -> microneedling: excluded, 6 months""",
            rules="""rule | reads
                toxin -> microneedling | no rule""",
        ),
        Example(
            "An inferred claim decides only where nothing else is known, and that is said.",
            claims="""kind of source | publisher | claim
                consensus | Panel | toxin -> microneedling: wait, 28 days, inferred
                clinic-page | Amber | toxin -> microneedling: wait, 14 days
                consensus | Panel | toxin -> peel: wait, 28 days, inferred""",
            rules="""rule | reads
                toxin -> microneedling | minimum 14, advised 14; grade E, thin
                toxin -> peel | minimum 28, advised 28; grade B, inferred""",
        ),
        Example(
            "A ruling sets a claim aside (here the first), with its reason.",
            claims="""kind of source | publisher | claim
                label | Maker | toxin -> microneedling: wait, 90 days
                clinic-page | Amber | toxin -> microneedling: wait, 14 days""",
            rules="""rule | reads
                toxin -> microneedling | minimum 14, advised 14; grade E, thin""",
            set_aside="s1",
        ),
        Example(
            "`cautious` takes the longest wait of all; what is beyond three times the median is set apart.",
            claims=PAGES,
            rules="""rule | reads
                toxin -> microneedling | minimum 14, advised 28; grade E""",
            policy="cautious",
        ),
        Example(
            "`cautious` is never shorter than `standard`: a label far beyond the clinics' median stands.",
            claims="""kind of source | publisher | claim
                label | Maker | toxin -> microneedling: wait, 90 days
                clinic-page | Amber | toxin -> microneedling: wait, 14 days
                clinic-page | Birch | toxin -> microneedling: wait, 14 days
                clinic-page | Amber | toxin -> peel: wait, 28 days
                consensus | Panel | toxin -> peel: wait, 14 days""",
            rules="""rule | reads
                toxin -> microneedling | minimum 90, advised 90; grade A
                toxin -> peel | minimum 28, advised 28; grade E, thin""",
            policy="cautious",
        ),
    ),
)
