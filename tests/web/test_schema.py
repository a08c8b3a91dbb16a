"""schemathesis asks the whole API what its own description allows, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as trying

from entracte.web.wsgi import application
from tests.web.conftest import FOUNDING

assert settings.configured
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
checks = schemathesis.checks
CHECKED = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@schema.parametrize()
@trying(suppress_health_check=list(HealthCheck), deadline=None)
def test_no_answer_breaks_or_leaves_the_schema(case: Any) -> None:
    case.call_and_validate(checks=CHECKED)


@pytest.mark.parametrize(
    "address", ["/assess", "/assess/batch", "/windows", "/ask", "/procedures", "/factors"]
)
def test_every_promised_address_is_described(address: str) -> None:
    assert f"/api/v1{address}" in set(schema.raw_schema["paths"])


def test_the_example_in_the_description_is_answered(post: Any) -> None:
    example = schema.raw_schema["components"]["schemas"]["AssessIn"]["example"]
    assert example["proposal"] == FOUNDING["proposal"]
    assert post("assess", example).status_code == 200
