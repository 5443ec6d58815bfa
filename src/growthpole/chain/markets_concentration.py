"""How concentrated exports are over products or markets, from figures that may be known as intervals only."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from growthpole.chain.concentration import concentration_ratio, herfindahl_bounds
from growthpole.errors import InputError
from growthpole.model.interval import Interval

__all__ = ["ExportConcentration", "export_concentration"]


@dataclass(frozen=True, slots=True)
class ExportConcentration:
    """How concentrated exports are.

    Attributes
    ----------
    parts : int
        How many products or markets something goes to, or may.
    herfindahl : Interval
        Sum of squared shares, 1 / parts to 1.
    equivalent_number : Interval
        Its inverse: how many equal parts would give the same.
    entropy : Interval
        Shannon's entropy in nats, 0 to ln(parts).
    ratios : tuple of Interval
        CR1, CR2 ...: share of the largest, of the two largest, and so on, as many as were asked for.
    """

    parts: int
    herfindahl: Interval
    equivalent_number: Interval
    entropy: Interval
    ratios: tuple[Interval, ...]


def export_concentration(amounts: Sequence[Interval], *, largest: int = 4) -> ExportConcentration | None:
    """Herfindahl-Hirschman index, its equivalent number, entropy and concentration ratios of exports.

    ``H = sum s^2``, ``n = 1 / H``, ``E = -sum s ln s``, ``CR_k =`` sum of the k largest shares. The most that E may be
    is exact, at figures as equal as their intervals let them be; the least is ``-ln H`` at the most that H may be,
    which E never lies below.

    Parameters
    ----------
    amounts : sequence of Interval
        One for each product or market, >= 0, any unit; from 0 to infinity where nothing is known.
    largest : int, >= 1
        How many concentration ratios to give.

    Returns
    -------
    ExportConcentration or None
        ``None`` where nothing is exported for certain.

    Raises
    ------
    InputError
        If an amount is negative or ``largest`` is below 1.

    References
    ----------
    Hirschman, A. O. (1964), The paternity of an index, American Economic Review 54, 761-762; Shannon, C. E. (1948),
    Bell System Technical Journal 27, 379-423; Renyi, A. (1961), On measures of entropy and information, for
    ``E >= -ln H``.

    Examples
    --------
    >>> found = export_concentration([Interval.point(each) for each in (50.0, 30.0, 20.0)])
    >>> str(found.herfindahl), str(found.ratios[0]), str(found.ratios[1])
    ('0.38', '0.5', '0.8')
    >>> export_concentration([Interval.point(50.0), Interval(50.0, 100.0)]).ratios[0].low
    0.5
    """
    for place, one in enumerate(amounts):
        if one.low < 0:
            raise InputError(f"`amounts` must not be negative; number {place} is {one}.")
    if largest < 1:
        raise InputError(f"`largest` must be at least 1; it is {largest}.")
    there = [one for one in amounts if one.high > 0]
    if not there:
        return None
    index = herfindahl_bounds(there)
    ratios = tuple(concentration_ratio(there, k) for k in range(1, min(largest, len(there)) + 1))
    return ExportConcentration(
        len(there), index, Interval(1 / index.high, 1 / index.low), _entropy(there, index), ratios
    )


def _entropy(amounts: Sequence[Interval], index: Interval) -> Interval:
    most = max(_shannon([min(max(level, one.low), one.high) for one in amounts]) for level in _levels(amounts))
    least = most if all(one.known for one in amounts) else min(most, abs(math.log(index.high)))
    return Interval(least, most)


def _levels(amounts: Sequence[Interval]) -> Iterator[float]:
    """The levels of equal figures at which E can be largest: the ends, and where its slope is 0 between two of them.

    With n figures at the level t and the rest f at an end, the slope is 0 where ``ln t = sum f ln f / sum f``.
    Infinity is stood for by a level beside which all that is known is nothing.
    """
    finite = [end for one in amounts for end in (one.low, one.high) if math.isfinite(end) and end > 0]
    beyond = 1e12 * max(finite, default=1.0)
    ends = sorted({min(end, beyond) for one in amounts for end in (one.low, one.high)})
    yield from ends
    for low, high in pairwise(ends):
        rest = [min(max(low, one.low), one.high) for one in amounts if one.low >= high or one.high <= low]
        if (whole := math.fsum(rest)) > 0:
            level = math.exp(math.fsum(each * math.log(each) for each in rest if each) / whole)
            if low < level < high:
                yield level


def _shannon(figures: Sequence[float]) -> float:
    whole = math.fsum(figures)
    shares = [each / whole for each in figures if each] if whole else []
    return abs(math.fsum(share * math.log(share) for share in shares))
