"""axe-core finds nothing against WCAG 2.2 AA, on any kind of page, by day or by night."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitors
from tests.browser.test_visits import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", KINDS)
def test_no_barrier_is_found(visitors: Visitors, address: str, scheme: str) -> None:
    page = visitors.open(address, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(page, options=RULES).response["violations"]
    told = [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:120]}" for v in found]
    assert not told
