"""Kernels of change between two dates.

``before`` and ``after`` have the shape (R, I) and hold NaN where unknown; ``economy_before`` and ``economy_after``
have the shape (I,). Everything is elementwise in the cells or a sum over industries; O(R I).
"""

from __future__ import annotations

import numpy as np

from growthpole.measures.panel.kernels.shares import across, ratio, shares
from growthpole.measures.panel.matrix_input import Array

__all__ = ["arcelus", "contributions", "dunn", "esteban", "lilien", "moore_angle", "nav"]


def dunn(before: Array, after: Array, economy_before: Array, economy_after: Array) -> tuple[Array, Array, Array]:
    """National growth, industry mix and regional effect; they add up to the change, cell by cell."""
    growth = _growth(economy_before, economy_after)
    everywhere = _total_growth(economy_before, economy_after)
    national, mix = before * everywhere, _applied(before, growth - everywhere)
    return national, mix, after - before - national - mix


def esteban(
    before: Array, after: Array, economy_before: Array, economy_after: Array
) -> tuple[Array, Array, Array, Array]:
    """National growth, industry mix, competition on homothetic jobs, and allocation."""
    national, mix, regional = dunn(before, after, economy_before, economy_after)
    homothetic = before.sum(axis=1, keepdims=True) * shares(economy_before)
    lead = ratio(regional, before)
    competitive = homothetic * lead
    # A cell that starts from nothing has no growth rate: what arrives there is allocation, all of it.
    competitive = np.where(before == 0, 0.0, competitive) + 0 * homothetic
    return national, mix, competitive, regional - competitive


def arcelus(before: Array, after: Array, economy_before: Array, economy_after: Array) -> tuple[Array, ...]:
    """Eight parts: national growth, industry mix, regional growth and regional mix, each on homothetic and other jobs.

    The regional effect of Dunn is split into the region's own growth ``g_r - G`` and what its industry did
    beyond that, ``(g_ri - g_r) - (g_i - G)``.
    """
    growth = _growth(economy_before, economy_after)
    everywhere = _total_growth(economy_before, economy_after)
    total = before.sum(axis=1, keepdims=True)
    homothetic = total * shares(economy_before)
    region = ratio(after.sum(axis=1, keepdims=True), total) - 1
    mix = growth - everywhere
    rates = (everywhere, mix, region - everywhere)
    parts = [part for rate in rates for part in (_applied(homothetic, rate), _applied(before - homothetic, rate))]
    rest = after - before - sum(parts)
    on_homothetic = np.where(before == 0, 0.0, homothetic * ratio(rest, before)) + 0 * homothetic
    return (*parts, on_homothetic, rest - on_homothetic)


def contributions(before: Array, after: Array) -> tuple[Array, Array]:
    """Share of each industry in its region's change, and its pull in points of the region's growth."""
    change = after - before
    total = change.sum(axis=1, keepdims=True)
    return ratio(change, total), ratio(change, before.sum(axis=1, keepdims=True))


def lilien(before: Array, after: Array) -> Array:
    """Root of the share-weighted squared deviations of the industries' log growth from the region's."""
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = np.log(after / before)
        total = np.log(across(after) / across(before))
        deviation = (growth - total[:, None]) ** 2
    usable = (before > 0) & (after > 0)
    weights = (shares(before) + shares(after)) / 2
    return np.sqrt(across(np.where(usable, weights * deviation, 0.0)) + 0 * across(before + after))


def moore_angle(before: Array, after: Array) -> Array:
    """Angle in radians between the vectors of shares, 0 to pi / 2."""
    length = np.sqrt(across(before**2) * across(after**2))
    return np.arccos(np.clip(ratio(across(before * after), length), -1.0, 1.0))


def nav(before: Array, after: Array) -> Array:
    """Half the sum of absolute changes of the shares, 0 to 1."""
    return across(np.abs(shares(after) - shares(before))) / 2


def _applied(x: Array, rate: Array) -> Array:
    """Multiply; nothing stays nothing whatever the rate, so that an industry new to the economy spoils no sum."""
    return np.where(x == 0, 0.0, x * rate)


def _growth(before: Array, after: Array) -> Array:
    return ratio(after, before) - 1


def _total_growth(before: Array, after: Array) -> Array:
    return ratio(after.sum(), before.sum()) - 1
