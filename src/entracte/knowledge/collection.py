"""The garbage collector held off while a base is built: all of it lasts, and none of it is garbage.

A base is some hundred thousand objects. The collector walks them again and again as they grow in
number, which took half the time of a load.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_off() -> Iterator[None]:
    """No collection inside; also a decorator."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
