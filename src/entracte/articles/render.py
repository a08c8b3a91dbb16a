"""Pages to HTML: one set of templates for the server and for the static site."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from entracte.articles import words as say
from entracte.articles.links import Links
from entracte.core.days import words
from entracte.knowledge.rules import Rulebook

STATIC = Path(__file__).parent / "static"
NAV = (
    ("", "Ask"),
    ("check", "Check"),
    ("plan", "Plan"),
    ("procedures", "Treatments"),
    ("disagreements", "Disagreements"),
    ("coverage", "Coverage"),
)
LIVE_ONLY = frozenset({"check", "plan"})


@dataclass(frozen=True)
class Page:
    """One page before it is drawn: where it stands, what it is called, what fills its template.

    `schema` is its description for search engines (schema.org); `index` whether they may list it.
    """

    path: str
    title: str
    description: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    schema: dict[str, Any] | None = None
    index: bool = True


@dataclass(frozen=True)
class Edition:
    """What every page names at its foot, so that an answer can be had again."""

    version: str
    released: str
    policy: str
    overlay: str | None
    hash: str


def edition(rulebook: Rulebook) -> Edition:
    """The edition that a rulebook's pages belong to."""
    base = rulebook.base
    return Edition(base.version, base.released.isoformat(), rulebook.policy, rulebook.overlay, rulebook.hash)


@cache
def environment() -> Environment:
    """The templates, compiled once; a missing name is an error, never an empty string."""
    made = Environment(
        loader=PackageLoader("entracte.articles"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "NAV": NAV,
        "LIVE_ONLY": LIVE_ONLY,
        "VERDICT_WORD": say.VERDICT_WORD,
        "KIND_SAYS": say.KIND_SAYS,
        "GRADE_SAYS": say.GRADE_SAYS,
        "called": say.called,
        "inline": say.inline,
        "listed": say.listed,
        "counted": say.counted,
        "span": say.span,
        "words": words,
    }
    return made


def render(page: Page, of: Edition, links: Links) -> str:
    """The page as HTML."""
    template = environment().get_template(page.template)
    return template.render(page=page, edition=of, links=links, **page.context)
