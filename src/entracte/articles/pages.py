"""Every public page of a rulebook: its address, its title, and what fills it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entracte.articles.answer import Answer
from entracte.articles.directory import factor_article, in_order, source_article, treatment_article
from entracte.articles.overview import coverage, disagreements
from entracte.articles.pair import PairArticle, pair_article
from entracte.articles.render import Page
from entracte.articles.words import counted
from entracte.knowledge.model import Area, Factor, Procedure
from entracte.knowledge.rules import Rulebook

SECTIONS = (
    ("why", "Why the gap matters"),
    ("who", "Who says what"),
    ("treatments", "The treatments"),
    ("before-you-go", "Before, between and after"),
    ("questions", "Questions people ask"),
    ("sources", "Sources"),
)


def pair_page(rulebook: Rulebook, first: str, then: str) -> Page:
    """The page of an ordered pair; KeyError on an unknown id."""
    article = pair_article(rulebook, first, then)
    return Page(
        path=f"pairs/{first}/{then}",
        title=f"{article.title}: {article.answer.short.lower()}",
        description=_brief(article.answer),
        template="pair.html",
        context={"article": article, "sections": SECTIONS},
        schema=_medical(rulebook, article),
    )


def _brief(found: Answer) -> str:
    """At most about 160 characters, whole sentences."""
    said = f"{found.short}."
    for sentence in found.says:
        if len(said) + len(sentence) > 158:
            break
        said += f" {sentence}"
    return said


def _medical(rulebook: Rulebook, article: PairArticle) -> dict[str, Any]:
    """schema.org: a medical page that answers questions."""
    faq = [
        {"@type": "Question", "name": q.question, "acceptedAnswer": {"@type": "Answer", "text": q.answer}}
        for q in article.asked
    ]
    about = [{"@type": "MedicalProcedure", "name": t.procedure.name} for t in article.treatments]
    page = {
        "@type": "MedicalWebPage",
        "name": article.question,
        "about": about,
        "description": _brief(article.answer),
        "lastReviewed": rulebook.base.released.isoformat(),
        "audience": {"@type": "Patient"},
        "citation": [s.url for _, s in article.sources if s.url.startswith("http")][:12],
    }
    return {"@context": "https://schema.org", "@graph": [page, {"@type": "FAQPage", "mainEntity": faq}]}


def treatment_page(rulebook: Rulebook, id_: str) -> Page:
    """The page of a treatment; KeyError on an unknown id."""
    article = treatment_article(rulebook, id_)
    name = article.about.procedure.name
    return Page(
        f"procedures/{id_}",
        f"{name}: what may come before and after it",
        f"{name}: what {counted(len(article.sources), 'source')} say of its effects, risks and care, "
        "and of the treatments before and after it.",
        "procedure.html",
        {"article": article},
        {"@context": "https://schema.org", "@type": "MedicalWebPage", "name": name},
    )


def factor_page(rulebook: Rulebook, id_: str) -> Page:
    """The page of a factor; KeyError on an unknown id."""
    article = factor_article(rulebook, id_)
    name = article.factor.name
    return Page(
        f"factors/{id_}",
        f"{name} and aesthetic treatments",
        f"{name}: which treatments sources advise against or ask care for, and how long to wait.",
        "factor.html",
        {"article": article},
        {"@context": "https://schema.org", "@type": "MedicalWebPage", "name": name},
    )


def source_page(rulebook: Rulebook, id_: str) -> Page:
    """The page of a source; KeyError on an unknown id."""
    article = source_article(rulebook, id_)
    source = article.source
    said = f"{counted(len(article.claims), 'claim')} of {source.publisher}, as filed."
    return Page(f"sources/{id_}", source.title, said, "source.html", {"article": article})


def list_pages(rulebook: Rulebook) -> Iterator[Page]:
    """The pages of which there is one each."""
    yield home_page(rulebook)
    base = rulebook.base
    named = in_order(rulebook)
    products = sorted((p for p in base.procedures.values() if p.kind == "product"), key=lambda p: p.name)
    said = f"{counted(len(named), 'treatment')} and {counted(len(products), 'product')}, each on a page."
    yield Page("procedures", "Treatments", said, "procedures.html", {"named": named, "products": products})
    factors = sorted(base.factors.values(), key=lambda f: f.name.casefold())
    said = "Conditions, medicines and life events that rule a treatment out or ask for care."
    yield Page("factors", "Conditions and medicines", said, "factors.html", {"factors": factors})
    sources = sorted(base.sources.values(), key=lambda s: (s.grade, s.title.casefold()))
    said = f"The {counted(len(sources), 'source')} behind every answer, best grade first."
    yield Page("sources", "Sources", said, "sources.html", {"sources": sources})
    found = disagreements(rulebook)
    said = f"{counted(len(found), 'rule')} on which sources name different waits, the most contested first."
    yield Page("disagreements", "Where sources disagree", said, "disagreements.html", {"found": found})
    said = "Which pairs of treatments have guidance, how good it is, and where nobody has spoken."
    yield Page(
        "coverage", "What is covered, and how well", said, "coverage.html", {"coverage": coverage(rulebook)}
    )
    said = "Every word, verdict and grade on this site in a sentence each."
    yield Page("glossary", "Words and grades", said, "glossary.html")
    said = "What this site is for, what it is not, and how its answers are made."
    yield Page("intended-use", "Intended use", said, "intended_use.html", {"base": base})


def home_page(rulebook: Rulebook, **context: Any) -> Page:
    """The question page; the server adds the question and its answer."""
    title = "May this treatment follow that one, and when?"
    said = "Ask about two aesthetic treatments: how long to wait, who says so, and who disagrees."
    filled = {"question": "", "reply": None, "problem": "", "colours": {}, **naming(rulebook), **context}
    return Page("", title, said, "home.html", {**filled, "examples": EXAMPLES})


def naming(rulebook: Rulebook) -> dict[str, Any]:
    """What the question's form needs: the treatments to choose from, and a name for every id."""
    base, named = rulebook.base, in_order(rulebook)
    things: tuple[Area | Factor | Procedure, ...] = (
        *base.areas.values(),
        *base.factors.values(),
        *base.procedures.values(),
    )
    names = {thing.id: thing.name for thing in things}
    return {"named": named, "named_ids": {p.id for p in named}, "names": names}


EXAMPLES = (
    "Can I get micro-needling after Botox?",
    "How long after filler can I have laser?",
    "Chemical peel and Botox on the same day?",
    "I take isotretinoin. Can I have laser hair removal?",
)


def subjects(rulebook: Rulebook) -> list[str]:
    """The ids that have pair pages: procedures and families. A product's own are told on its page."""
    return [p.id for p in in_order(rulebook)]


def addresses(rulebook: Rulebook) -> Iterator[tuple[str, ...]]:
    """Every public page that is about something, as the parts of its path."""
    base = rulebook.base
    yield from (("procedures", p.id) for p in base.procedures.values() if p.is_a)
    yield from (("factors", id_) for id_ in base.factors)
    yield from (("sources", id_) for id_ in base.sources)
    ids = subjects(rulebook)
    yield from (("pairs", first, then) for first in ids for then in ids)


def page_at(rulebook: Rulebook, parts: tuple[str, ...]) -> Page:
    """The page of one of `addresses`; KeyError where there is none."""
    match parts:
        case ("pairs", first, then):
            return pair_page(rulebook, first, then)
        case ("procedures", id_):
            return treatment_page(rulebook, id_)
        case ("factors", id_):
            return factor_page(rulebook, id_)
        case ("sources", id_):
            return source_page(rulebook, id_)
    raise KeyError("/".join(parts))
