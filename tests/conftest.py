"""How much Hypothesis tries: little in `make check`, more in `make test`, most in `make agree`."""

import os

from hypothesis import settings

settings.register_profile("check", max_examples=25, deadline=None)
settings.register_profile(
    "test",
    max_examples=250,
    deadline=None,
    derandomize="CI" in os.environ,  # a change is not refused for what it did not touch
    print_blob=True,
)
settings.register_profile("agree", max_examples=10_000, deadline=None, print_blob=True)
settings.load_profile("check")  # for a bare `pytest`; --hypothesis-profile comes later
