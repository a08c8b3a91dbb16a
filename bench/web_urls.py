"""The site's own addresses and one more: a handler of the same stack that does nothing."""

from django.http import HttpRequest, HttpResponse

from entracte.web.api.routes import api


@api.post("/bare")
def bare(request: HttpRequest) -> HttpResponse:
    """A constant answer, once the body is read."""
    assert request.body
    return HttpResponse(b'{"verdict": "clear"}', content_type="application/json")


# Read only now: the addresses of the API are fixed when the site's are imported.
from entracte.web.urls import handler400, handler404, handler500, urlpatterns  # noqa: E402

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]
