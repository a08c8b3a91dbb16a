"""Twenty pairs across all tiers, picked and read by hand: what the sources say, number by number.

Each line of a pair is one source as it was read: its id, grade, stance and number ("same day" for a
statement on one day, "while" for one on a factor that is present). "Wait" stands for everything that
closes a day: avoid and contraindicated too. The rule below them is what the policy makes of these.
Whoever changes a number here has read the source again.
"""

from dataclasses import dataclass
from functools import cache

import pytest

import entracte as en
from entracte.knowledge.policy import BOUNDING
from entracte.knowledge.release import says
from entracte.knowledge.rules import Rule, Rulebook, Voice


@dataclass(frozen=True)
class Read:
    """A pair as the sources tell it, and the rules that follow."""

    first: str
    then: str
    sources: str
    rules: tuple[str, ...]


PAIRS = [
    Read(
        "botulinum-toxin",
        "microneedling",
        """
        necolebitchie-botox-then-microneedling F wait 14 days
        feau-gray-mn-before-botox F wait 14 days
        feau-parker-mn-botox F wait 28 days
        founding-article F wait 14-28 days
        harrisons-mn-after-botox F wait 14-28 days
        eleglobals-mn-botox F wait 7-14 days
        northbrewing-mn-botox F wait 7-14 days
        bv-aesthetics-mn-care E wait 14 days
        yazbek-artistry-mn E wait 14 days
        clinic-winterpark-microneedling E wait 14 days
        medspa-deluxe-mn-care E wait 2 days
        dermatologist-bloomington-dermapen E wait 2 days
        jazminek-mn-prp E wait 5 days
        ash-quarterly-mn E wait 7 days
        forever-medspa-mn E wait 10 days
        balance-dayspa-mn E wait 3 months
        esthetik-mtl-mn E wait 6 months
        flanagan-2024-aad D preferred 14 days
        casabona-2019-mfuv-fillers D allowed same day
        founding-article F wait same day
        """,
        ("wait 2 weeks, better 4 weeks", "closed"),
    ),
    Read(
        "microneedling",
        "botulinum-toxin",
        """
        daymost-botox-after-mn F wait 14 days
        macarthur-mn-botox F wait 14-28 days
        necolebitchie-between-mn-botox F wait 14-28 days
        diaminy-botox-after-mn F wait 1-3 days
        medspa-deluxe-mn-care E wait 2 days
        ash-quarterly-mn E wait 7 days
        forever-medspa-mn E wait 7 days
        yazbek-artistry-mn E wait 21 days
        clinic-amberoak-microneedling E wait 2 days
        necolebitchie-same-day-mn-botox F discouraged same day
        """,
        ("wait 2 weeks", "closed"),
    ),
    Read(
        "botulinum-toxin",
        "rf-microneedling",
        """
        cc-omfs-morpheus8 E wait 7 days
        rejuvenate-hsif-morpheus8 E wait 14 days
        flanagan-2024-aad D wait 14 days
        kilmer-mauiderm D wait same day
        """,
        ("wait 2 weeks", "closed"),
    ),
    Read(
        "botulinum-toxin",
        "venus-viva",
        """
        venus-viva-manual-p6-2 A wait 6 months
        cc-omfs-morpheus8 E wait 7 days
        flanagan-2024-aad D wait 14 days
        """,
        ("wait 6 months", "closed"),
    ),
    Read(
        "botulinum-toxin",
        "ha-filler",
        """
        carruthers-2016-face B allowed same day
        carruthers-2016-face B preferred 7-14 days
        denver-ps-toxin-filler E preferred 7-14 days
        denver-ps-toxin-filler E allowed same day
        majestica-faq E allowed same day
        vegaprism-combining F allowed same day
        """,
        ("no wait, better 2 weeks", "open"),
    ),
    Read(
        "microfocused-ultrasound",
        "botulinum-toxin",
        """
        carruthers-2016-face B preferred same day
        carruthers-2016-face B preferred 7-14 days
        casabona-2019-mfuv-fillers D preferred same day
        alluring-hifu E wait 7 days
        onhaven-kybella E wait 10 days
        """,
        ("wait 10 days, with care before, better 2 weeks", "open"),
    ),
    Read(
        "microfocused-ultrasound",
        "caha-filler",
        """
        carruthers-2016-face B preferred same day
        jcad-2017-asian-lower B allowed same day
        doyle-2024-mfuv-caha C allowed 42 days
        """,
        ("wait 7 days, with care before, better 2 weeks", "open"),
    ),
    Read(
        "isotretinoin",
        "laser-hair-removal",
        """
        asds-isotretinoin-2017 B allowed while
        spring-2017-isotretinoin B allowed while
        asds-isotretinoin-2017 B allowed 0 days
        mahadevappa-2016-iso-aims D allowed 0 days
        laserbeautystudio-lhr E wait 6 months
        meticulous-lhr E wait 6 months
        gettattooideas-iso F wait 6 months
        thismakestattoo-iso F wait 6-12 months
        """,
        ("no bar while it lasts",),
    ),
    Read(
        "isotretinoin",
        "microneedling",
        """
        fda-microneedling-devices-2025 A wait while
        fda-microneedling-devices-2025 A wait 6 months
        mahadevappa-2016-iso-aims D allowed 0 days
        medspa-deluxe-mn-care E wait 6 months
        dermatologist-bloomington-dermapen E wait 6 months
        ecoskin-dermapen E wait 6-12 months
        clinic-browsofjoy-skinpen E wait 12 months
        clinic-sisu-microneedling-ci E wait 12 months
        beauty-brow-orlando-mn E wait 3 months
        """,
        ("avoid while it lasts, 6 months after",),
    ),
    Read(
        "isotretinoin",
        "peel-medium",
        """
        skin-disease-care-medium-peel-ae D wait 12-24 months
        blakely-2022-isotretinoin D wait 5-6 months
        mahadevappa-2016-iso-aims D allowed 0 days
        businessmama-peel-ci E wait 12 months
        bewuweiwell-peel E wait 6 months
        """,
        ("wait while it lasts, 12 months after, better 24 months",),
    ),
    Read(
        "isotretinoin",
        "waxing",
        """
        aad-waxing-isotretinoin B wait 6 months
        asds-isotretinoin-2017 B wait 6 months
        brazilianwax-ci E wait 6 months
        jvskin-wax E wait 6-12 months
        saratoga-wax E wait 12 months
        thewaxchick-when-not E wait 9 months
        gettattooideas-iso F wait 6 months
        """,
        ("avoid while it lasts, 6 months after",),
    ),
    Read(
        "ha-filler",
        "ipl",
        """
        lvlaser-ipl E wait 14-21 days
        studylib-ipl E wait 14 days
        urgentcare-laser E wait 14 days
        renewlaser-ipl E wait 14 days
        sarahlevy-ipl E wait 14 days
        eden-clinic-aftercare E wait 14 days
        flanagan-2024-aad D preferred same day
        """,
        ("wait 2 weeks, better 3 weeks", "closed"),
    ),
    Read(
        "dental-work",
        "ha-filler",
        """
        chapelhill-don E wait 14 days
        pinnacle-derm-filler E wait 14 days
        sonal-advice E wait 14 days
        chicagoderm-prefiller E wait 21 days
        lovmedspa-filler-ci E wait 14 days
        beautyatthelake-filler E wait 14 days
        docboom-hygiene E wait 14 days
        berlin-hyaluron-wann-nicht E wait 7 days
        biko-dental F wait 21 days
        """,
        ("wait 2 weeks", "wait 2 weeks, better 3 weeks, anywhere"),
    ),
    Read(
        "covid-vaccination",
        "ha-filler",
        """
        ace-covid-fillers-news C wait 21 days
        skinoza-covid-filler E wait 21 days
        ab-aesthetics-vax E wait 21-28 days
        """,
        ("wait 3 weeks", "wait 3 weeks, anywhere"),
    ),
    Read(
        "microneedling",
        "laser-hair-removal",
        """
        necole-mn-lhr F wait 28-42 days
        """,
        ("wait 4 weeks, better 6 weeks", "closed"),
    ),
    Read(
        "peel-superficial",
        "waxing",
        """
        clinic-glampowder-wax E wait 7 days
        saratoga-wax E wait 7 days
        beautifulskin-peel-after E wait 14 days
        feau-wax-peel F wait 7 days
        """,
        ("wait 7 days",),
    ),
    Read(
        "fractional-nonablative-laser",
        "botulinum-toxin",
        """
        ortiz-mdedge-same-day D wait 1 day
        ortiz-mdedge-same-day D wait same day
        laser-inactivate-botulinum D preferred same day
        onhaven-kybella E wait 10 days
        sanova-laser-after-toxin E wait 7-14 days
        """,
        ("wait 1 day", "closed"),
    ),
    Read(
        "hydradermabrasion",
        "botulinum-toxin",
        """
        utah-facial-plastics-hydrafacial E allowed 0 days
        corespa-hydrafacial E wait 1 day
        nailsandco-hydrafacial E wait 1 day
        revive-stacking E preferred same day
        """,
        ("no wait", "closed"),
    ),
    Read(
        "botulinum-toxin",
        "botulinum-toxin",
        """
        letybo-uk-api A wait 3 months
        bocouture-leaflet-de A wait 3 months
        azzalure-oladoctor-es A wait 84 days
        cartier-2020-combo C allowed 6 months
        mrbeigi-faq E wait 3 months
        bloom-touchup E wait 14 days
        fresh-aesthetics-12w E wait 84 days
        realself-touchup-month E wait 1 month
        lovmedspa-year-plan E preferred 84-98 days
        dermalfillernews-dysport F wait 90 days
        """,
        ("wait 3 months", "wait 12 weeks, anywhere"),
    ),
    Read(
        "ha-filler",
        "radiofrequency-tightening",
        """
        revitalize-forma F wait 6 months
        eden-clinic-aftercare E wait 14 days
        urdiales-2019-ha-laser B wait same day
        review-combined-toxin-filler-devices D allowed same day
        """,
        ("wait 6 months", "closed"),
    ),
]


@cache
def rulebook() -> Rulebook:
    return en.compile(en.load())


def rules_of(read: Read) -> list[tuple[str, tuple[Voice, ...]]]:
    book = rulebook()
    found: list[Rule] = []
    if read.first in book.base.factors:
        found = [book.bars[read.then][read.first]]
    else:
        found = [rule for rule in book.pairs[read.first, read.then] if rule is not None]
    return [(says(rule), rule.grounds.voices) for rule in found]


def line(voice: Voice) -> str:
    """A claim as the lines above write it."""
    number = voice.number
    if voice.claim.kind == "order":
        number = "same day"
    elif voice.claim.kind == "contraindication":
        number = "while"
    stance = getattr(voice.claim, "stance", "")
    return f"{voice.source.id} {voice.source.grade} {'wait' if stance in BOUNDING else stance} {number}"


def test_there_are_twenty_pairs_and_every_tier_among_them() -> None:
    assert len({(read.first, read.then) for read in PAIRS}) == 20
    grades = {text.split()[1] for read in PAIRS for text in read.sources.strip().splitlines()}
    assert grades == set("ABCDEF")


@pytest.mark.parametrize("read", PAIRS, ids=lambda read: f"{read.first}, then {read.then}")
def test_each_source_says_what_was_read(read: Read) -> None:
    told = {line(voice) for _, voices in rules_of(read) for voice in voices}
    assert {text.strip() for text in read.sources.strip().splitlines()} - told == set()


@pytest.mark.parametrize("read", PAIRS, ids=lambda read: f"{read.first}, then {read.then}")
def test_the_rule_follows_from_them(read: Read) -> None:
    assert tuple(words for words, _ in rules_of(read)) == read.rules
