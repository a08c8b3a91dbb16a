from datetime import date

import pytest

from entracte.knowledge.cache import rulebook as cached
from entracte.knowledge.model import Base
from entracte.knowledge.rules import Rulebook

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return cached(as_of=TODAY)


@pytest.fixture(scope="session")
def base(rulebook: Rulebook) -> Base:
    return rulebook.base
