"""A compiled rulebook kept on disk, so that a cold start reads one file and not a thousand.

The key is every file's name, size and time of change with the policy and the version of the code. The
cache lies in the user's own cache folder; where that cannot be written, the base is compiled anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

from entracte.knowledge import SHIPPED
from entracte.knowledge.collection import held_off
from entracte.knowledge.rules import PolicyName, Rulebook


@held_off()
def rulebook(
    path: Path | str | None = None,
    policy: PolicyName = "standard",
    overlay: Path | str | None = None,
    as_of: date | None = None,
) -> Rulebook:
    """The compiled rulebook of a base folder (the shipped one), from the cache where nothing changed.

    Raises FaultyKnowledge on a faulty base or overlay, Mistake on an unknown policy.
    """
    day = as_of or date.today()
    kept = _folder() / f"{_key(Path(path) if path else SHIPPED, policy, overlay)}.pickle"
    with suppress(OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError):
        found = pickle.loads(kept.read_bytes())
        if isinstance(found, Rulebook) and found.holds[0] <= day < found.holds[1]:
            return found.on(day)
    made = _compiled(path, policy, overlay, day)
    with suppress(OSError):
        _keep(kept, made)
    return made


def _compiled(path: Path | str | None, policy: PolicyName, overlay: Path | str | None, day: date) -> Rulebook:
    # Only a miss needs the loader and pydantic, which take longer to import than a hit takes in all.
    from entracte.knowledge.compile import compile_rulebook
    from entracte.knowledge.load import load
    from entracte.knowledge.overlay import load_overlay

    base = load(path)
    return compile_rulebook(base, policy, load_overlay(overlay, base) if overlay else None, day)


def _key(folder: Path, policy: str, overlay: Path | str | None) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]} {policy} {folder.resolve()}".encode())
    code = Path(__file__).parent
    for part in (*_files(code, ".py"), *_files(code.parent / "core", ".py"), *_files(folder, ".yaml")):
        digest.update(part.encode())
    if overlay:
        with suppress(OSError):
            digest.update(Path(overlay).read_bytes())
        digest.update(str(overlay).encode())
    return digest.hexdigest()[:32]


def _files(folder: Path, suffix: str) -> list[str]:
    """Name, size and time of change of every file that a rulebook is made of."""
    found: list[str] = []
    folders = [str(folder)]
    while folders:
        here = folders.pop()
        for entry in os.scandir(here) if os.path.isdir(here) else ():
            if entry.name.endswith(suffix):
                stat = entry.stat()
                found.append(f"{entry.path} {stat.st_size} {stat.st_mtime_ns}\n")
            elif suffix == ".yaml" and entry.name != "cases" and entry.is_dir():
                folders.append(entry.path)
    return sorted(found)


def _folder() -> Path:
    kept = os.environ.get("XDG_CACHE_HOME")
    return (Path(kept) if kept else Path.home() / ".cache") / "entracte"


def _keep(kept: Path, made: Rulebook) -> None:
    """Write whole or not at all, readable by the user alone: a pickle is code to whoever loads it."""
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as file:
        file.write(pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
    os.replace(file.name, kept)
    for old in sorted(kept.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)


KEPT = 8
