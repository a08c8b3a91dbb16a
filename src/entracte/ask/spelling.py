"""The known words that a misspelling lies nearest to."""

from __future__ import annotations

# What a word of four letters may be a misspelling of; any other is left as it is.
_SHORT_TARGETS = ("botox", "filler", "laser", "facial")


def nearest(word: str, targets: dict[int, tuple[str, ...]]) -> list[str]:
    """The known words within reach of a misspelling, all equally near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    reach = 1 if len(word) <= 8 else 2
    if len(word) == 4:
        near = [t for t in _SHORT_TARGETS if t[0] == word[0] and OSA.distance(word, t) <= 1]
        return near[:1]
    choices = [t for n in range(len(word) - reach, len(word) + reach + 1) for t in targets.get(n, ())]
    found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=reach, limit=3)
    # A first letter is seldom mistyped, and "shaving" must not become "having".
    close = [
        (w, d)
        for w, d, _ in found
        if w[0] == word[0] or (len(word) > 6 and sorted(w[:2]) == sorted(word[:2]))
    ]
    best = min((d for _, d in close), default=0)
    return sorted({w for w, d in close if d == best})
