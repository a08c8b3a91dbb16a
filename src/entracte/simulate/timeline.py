"""Clients whose sessions keep every rule: arrays, one row a client, one column a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from entracte.simulate.ground import MOST, Ground, Whole, Yes

FAVOURITES = 3
SAME_VISIT = 0.15
# How likely a client comes in a month, January first: quiet summers, a rush before the feasts.
SEASON = np.array([0.7, 0.8, 1.0, 1.0, 0.9, 0.8, 0.6, 0.5, 0.9, 1.0, 1.0, 0.9])
SUNDAY = 6


@dataclass(frozen=True)
class Timeline:
    """Sessions by client: procedure, day (ordinal), place in the visit, area, whether it took place."""

    procedure: Whole
    day: Whole
    place: Whole
    area: Whole
    real: Yes


def timelines(ground: Ground, random: np.random.Generator, clients: int, days: tuple[int, int]) -> Timeline:
    """Clients of a shop that never breaks a rule, between two days."""
    first, last = days
    shape = (clients, MOST)
    weights = np.where(ground.barred, 0, ground.weights)
    liked = random.choice(len(weights), (clients, FAVOURITES), p=weights / weights.sum())
    chosen = np.take_along_axis(liked, random.integers(0, FAVOURITES, shape), axis=1)
    habit = random.integers(0, 1 << 30, clients)
    wanted = 1 + random.poisson(11, clients)
    made = Timeline(
        procedure=chosen,
        day=np.zeros(shape, np.int64),
        place=np.zeros(shape, np.int64),
        area=np.broadcast_to(habit[:, None], shape).copy(),
        real=np.zeros(shape, np.bool_),
    )
    newest = first + random.integers(0, max(1, (last - first) // 2), clients) - 1
    pause = random.exponential(18, shape).astype(np.int64)
    for k in range(MOST):
        newest = _add(ground, random, made, k, newest, pause[:, k], (wanted > k, last))
    return made


def _add(
    ground: Ground,
    random: np.random.Generator,
    made: Timeline,
    k: int,
    newest: Whole,
    pause: Whole,
    limits: tuple[Yes, int],
) -> Whole:
    """The k-th session of every client, after a pause, or on the day of the one before it."""
    wanted, last = limits
    now = made.procedure[:, k]
    free, free_but_last = newest + 1, np.zeros_like(newest)
    for j in range(k):
        bound = np.where(made.real[:, j], made.day[:, j] + ground.apart[made.procedure[:, j], now], 0)
        free = np.maximum(free, bound)
        if j < k - 1:
            free_but_last = np.maximum(free_but_last, bound)
    day = _in_season(random, free + pause)
    day += (day - 1) % 7 == SUNDAY
    if k:
        before = made.procedure[:, k - 1]
        shares = (
            made.real[:, k - 1]
            & (made.place[:, k - 1] == 0)
            & ground.together[before, now]
            & (free_but_last <= made.day[:, k - 1])
            & (random.random(len(now)) < SAME_VISIT)
        )
        day = np.where(shares, made.day[:, k - 1], day)
    else:
        shares = np.zeros(len(now), np.bool_)
    real = wanted & (day <= last)
    shares &= real
    made.day[:, k], made.real[:, k] = day, real
    made.place[:, k] = np.where(shares, 2, 0)
    if k:
        made.place[:, k - 1] = np.where(shares, 1, made.place[:, k - 1])
    moved: Whole = np.where(real, day, newest)
    return moved


def _in_season(random: np.random.Generator, day: Whole) -> Whole:
    """Some who would come in a quiet month come a month or so later."""
    # Ordinal 719163 is the first day of 1970, from which numpy counts.
    month = (day - 719163).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    stays = random.random(len(day)) < SEASON[month]
    later: Any = np.where(stays, day, day + random.integers(20, 50, len(day)))
    moved: Whole = later
    return moved
