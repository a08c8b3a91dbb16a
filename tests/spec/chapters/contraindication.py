"""Contraindication."""

from tests.spec.world import Chapter, Example

CHAPTER = Chapter(
    "Contraindication: something about the client",
    """A factor forbids a procedure, or asks for care, while it lasts; a wash-out closes days after it
ended. `avoid` from a clinical source stands whatever else says; from pages alone it is caution. What
must be waited out afterwards must not be done meanwhile.""",
    (
        Example(
            "Avoid while it lasts, wait six months (184 days) after its last day.",
            claims="""kind of source | publisher | claim
                regulator | Agency | during isotretinoin, microneedling: avoid
                regulator | Agency | after isotretinoin ends, microneedling: wait, 6 months""",
            history="""day | what | where | status
                2026-01-01..2026-05-01 | isotretinoin | | yes""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-05-01 | microneedling | avoid | 2026-11-01 | 2026-11-01 | factor-present
                2026-05-02 | microneedling | wait | 2026-11-01 | 2026-11-01 | factor-recent
                2026-11-01 | microneedling | clear | 2026-11-01 | 2026-11-01 | factor-past""",
            rules="""rule | reads
                isotretinoin, microneedling | avoid; after it minimum 184, advised 184; grade A""",
        ),
        Example(
            "A factor without an end lasts; one without any day has always been there.",
            claims="""kind of source | publisher | claim
                label | Maker | during pregnancy, toxin: contraindicated""",
            history="""day | what | where | status
                2026-06-01.. | pregnancy | | yes""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-05-31 | toxin | clear | 2026-05-31 | 2026-05-31 | -
                2026-06-01 | toxin | avoid | never | never | factor-present""",
        ),
        Example(
            "Pages alone make it caution; a clinical source makes it avoid, whatever a better one allows.",
            claims="""kind of source | publisher | claim
                clinic-page | Amber | during pregnancy, peel: avoid
                consensus | Panel | during pregnancy, microneedling: allowed
                case-series | Birch | during pregnancy, microneedling: avoid""",
            rules="""rule | reads
                pregnancy, peel | caution; after it minimum 0, advised 0; grade E, thin
                pregnancy, microneedling | avoid; after it minimum 0, advised 0; grade D""",
        ),
        Example(
            "Two consensus statements see no reason to wait; the clinics that ask for six months dissent.",
            claims="""kind of source | publisher | claim
                consensus | Panel | after isotretinoin ends, peel: allowed, 0 days
                guideline | Society | after isotretinoin ends, peel: allowed, 0 days
                clinic-page | Amber | after isotretinoin ends, peel: wait, 6 months
                clinic-page | Birch | after isotretinoin ends, peel: wait, 6 months
                clinic-page | Cedar | after isotretinoin ends, peel: wait, 6 months""",
            rules="""rule | reads
                isotretinoin, peel | clear; after it minimum 0, advised 0; grade B""",
        ),
        Example(
            "What one study allows and three clinics do not is caution; two clinics are too few to say so.",
            claims="""kind of source | publisher | claim
                cohort | Panel | during pregnancy, peel: allowed
                clinic-page | Amber | during pregnancy, peel: avoid
                clinic-page | Birch | during pregnancy, peel: avoid
                clinic-page | Cedar | during pregnancy, peel: caution
                cohort | Panel | during retinoid, peel: allowed
                clinic-page | Amber | during retinoid, peel: avoid
                clinic-page | Birch | during retinoid, peel: avoid""",
            rules="""rule | reads
                pregnancy, peel | caution; after it minimum 0, advised 0; grade E
                retinoid, peel | clear; after it minimum 0, advised 0; grade D""",
        ),
        Example(
            "A factor holds for everything that is a kind of it.",
            claims="""kind of source | publisher | claim
                regulator | Agency | during retinoid, peel: avoid""",
            history="""day | what | where | status
                | isotretinoin | | yes
                | retinoid | | yes""",
            asked="""day | asked | verdict | earliest | advised | findings
                2026-06-01 | peel | avoid | never | never | factor-present, factor-present""",
        ),
    ),
)
