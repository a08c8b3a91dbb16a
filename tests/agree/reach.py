"""Generation that goes on until it has reached all that a proof must speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

unhurried = settings(
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


def generate_until(
    wanted: set[Any],
    seen: Counter[Any],
    collect: Callable[..., None],
    *what: st.SearchStrategy[Any],
    examples: int = 50,
) -> None:
    """Rounds of generated examples, the same on every run, until all that is wanted was seen."""
    for number in range(12):
        if wanted <= seen.keys():
            return
        seed(number)(settings(unhurried, max_examples=examples, database=None)(given(*what)(collect)))()
