"""The few files that pages need: read once, sent with a tag. No outside host serves any of them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import django_htmx
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from entracte.articles.render import STATIC

HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
FILES = {
    "entracte.css": (STATIC / "entracte.css", "text/css"),
    "mark.svg": (STATIC / "mark.svg", "image/svg+xml"),
    "find.js": (STATIC / "find.js", "text/javascript"),
    "widget.js": (STATIC / "widget.js", "text/javascript"),
    "htmx.js": (HTMX, "text/javascript"),
}


@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """One file."""
    if name not in FILES:
        raise Http404
    body, kind, tag = _read(name)
    headers = {"ETag": tag, "Cache-Control": "public, max-age=3600"}
    if name == "widget.js":
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.headers.get("If-None-Match") in (tag, f"W/{tag}"):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(body, content_type=f"{kind}; charset=utf-8", headers=headers)


@cache
def _read(name: str) -> tuple[bytes, str, str]:
    path, kind = FILES[name]
    body = path.read_bytes()
    return body, kind, f'"{hashlib.sha256(body).hexdigest()[:20]}"'
