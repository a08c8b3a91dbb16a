"""Every address of the site."""

from __future__ import annotations

from django.urls import path, register_converter

from entracte.web.api.manual import manual
from entracte.web.api.routes import api
from entracte.web.pages import asking, assets, checking, planning, reading

LISTS = ("procedures", "factors", "sources", "disagreements", "coverage", "glossary", "intended-use")


class Id:
    """An id of the base, and nothing else."""

    regex = "[a-z0-9][a-z0-9-]{0,127}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Id, "id")

urlpatterns = [
    path("api/v1/docs", manual),
    path("api/v1/", api.urls),
    path("", asking.home),
    path("embed", asking.embed),
    path("embed.css", asking.embed_css),
    path("check", checking.check),
    path("plan", planning.plan),
    path("pairs", reading.choose),
    path("pairs/<id:first>/<id:then>", reading.pair),
    *(
        path(f"{shelf}/<id:id_>", reading.about, {"shelf": shelf})
        for shelf in ("procedures", "factors", "sources")
    ),
    *(path(name, reading.listing, {"name": name}) for name in LISTS),
    path("sitemap.xml", reading.map_of_site),
    path("robots.txt", reading.for_robots),
    path("static/<str:name>", assets.asset),
]

handler400 = "entracte.web.errors.bad_request"
handler404 = "entracte.web.errors.not_found"
handler500 = "entracte.web.errors.broken"
