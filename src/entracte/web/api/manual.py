"""The page that describes the API, drawn from its own schema: no script, no outside host."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse

from entracte.articles.render import Page
from entracte.web.api.routes import api
from entracte.web.pages.answering import drawn, tagged


@tagged
def manual(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and an example."""
    said = "The JSON API: assess, windows, ask, and the base behind them."
    return drawn(Page("api/v1/docs", "API", said, "api.html", {"operations": _operations()}))


@cache
def _operations() -> list[dict[str, Any]]:
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    shapes = schema["components"]["schemas"]
    found = []
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            body = (
                told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            )
            shape = shapes.get(body.get("$ref", "").rpartition("/")[2], {})
            found.append(
                {
                    "method": method.upper(),
                    "path": path,
                    "says": told.get("description", ""),
                    "parameters": told.get("parameters", []),
                    "fields": shape.get("properties", {}),
                    "required": shape.get("required", []),
                    "example": json.dumps(shape["example"], indent=2) if shape.get("example") else "",
                }
            )
    return found
