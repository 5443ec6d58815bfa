"""Splitting money to the cent.

All arithmetic is exact (fractions), so that the parts add up to the whole for any input, a larger weight never
receives less, and no machine rounds otherwise than another.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from growthpole.errors import InputError

__all__ = ["in_tranches", "proportional", "to_cents"]


def to_cents(amounts: Sequence[Fraction], total: int, weights: Sequence[Fraction] = ()) -> list[int]:
    """Round amounts to whole cents that add up to ``total`` (Hamilton's largest remainders).

    A larger amount never rounds to fewer cents than a smaller one. Of equal remainders the larger weight comes
    first, then the earlier place.

    Parameters
    ----------
    amounts : sequence of Fraction, in cents
        Not negative; they add up to ``total``.
    total : int
        Whole cents.
    weights : sequence of Fraction, optional
        What breaks ties between equal amounts (shares at a floor, say); one for each amount.

    Returns
    -------
    list of int
        One for each amount; empty for none.

    Raises
    ------
    InputError
        If the amounts do not add up to ``total``.

    Examples
    --------
    >>> to_cents([Fraction(10, 3)] * 3, 10)
    [4, 3, 3]
    """
    if amounts and sum(amounts) != total:
        raise InputError(f"`amounts` must add up to `total`; they add up to {sum(amounts)} and `total` is {total}.")
    floors = [amount.numerator // amount.denominator for amount in amounts]
    short = total - sum(floors) if amounts else 0
    claim = weights or [Fraction(0)] * len(amounts)
    order = sorted(range(len(amounts)), key=lambda place: (floors[place] - amounts[place], -claim[place], place))
    for place in order[:short]:
        floors[place] += 1
    return floors


def proportional(
    total: int, weights: Sequence[float], *, floor: int | None = None, cap: int | None = None
) -> tuple[list[int], int]:
    """Split ``total`` cents in proportion to weights, each share between a floor and a cap.

    Each receives ``clip(x * weight, floor, cap)`` with the one ``x`` that spends the total. Where all weights are
    zero the split is equal. Floors that the total cannot pay are lowered to an equal share; what the caps leave over
    is returned.

    Parameters
    ----------
    total : int, cents, >= 0
    weights : sequence of float, >= 0, finite
    floor, cap : int or None, cents
        ``floor <= cap``.

    Returns
    -------
    shares : list of int
        Cents, in the order of the weights; empty for no weights.
    left : int
        What the caps leave over; ``sum(shares) + left == total`` always.

    Raises
    ------
    InputError
        If an amount or weight is negative, a weight is not finite, or the cap lies below the floor.

    Examples
    --------
    >>> proportional(100_00, [3.0, 1.0])
    ([7500, 2500], 0)
    >>> proportional(100_00, [3.0, 1.0], cap=60_00)
    ([6000, 4000], 0)
    >>> proportional(100_00, [3.0, 1.0], cap=40_00)
    ([4000, 4000], 2000)
    """
    _check(total, weights, floor, cap)
    if not weights:
        return [], total
    exact = [Fraction(weight) for weight in weights]
    if not any(exact):
        exact = [Fraction(1)] * len(exact)
    low = min(Fraction(floor or 0), Fraction(total, len(exact)))
    high = None if cap is None else Fraction(cap)
    spend = total if high is None else min(total, int(high) * len(exact))
    return to_cents(_clipped(Fraction(spend), exact, low, high), spend, exact), total - spend


def in_tranches(cents: int, shares: Sequence[float]) -> tuple[int, ...]:
    """Split one award into its tranches.

    Parameters
    ----------
    cents : int, >= 0
    shares : sequence of float
        The tranches' shares, in order of payment.

    Returns
    -------
    tuple of int
        They add up to ``cents``.

    Examples
    --------
    >>> in_tranches(101, [0.5, 0.5])
    (51, 50)
    """
    return tuple(proportional(cents, shares)[0])


def _check(total: int, weights: Sequence[float], floor: int | None, cap: int | None) -> None:
    if total < 0:
        raise InputError(f"`total` must not be negative; it is {total}.")
    for place, weight in enumerate(weights):
        if not 0 <= weight < float("inf"):
            raise InputError(f"`weights` must be finite and not negative; number {place} is {weight}.")
    if floor is not None and floor < 0:
        raise InputError(f"`floor` must not be negative; it is {floor}.")
    if cap is not None and cap < (floor or 0):
        raise InputError(f"`cap` must not lie below `floor`; they are {cap} and {floor}.")


def _clipped(spend: Fraction, weights: list[Fraction], low: Fraction, high: Fraction | None) -> list[Fraction]:
    """The amounts ``clip(x * weight, low, high)`` that add up to ``spend``.

    Each round freezes the side that is violated more; the other side can then only be violated less, so that the
    loop ends with the one solution (the argument by which flexible boxes are laid out).
    """
    amounts = [low] * len(weights)
    active = list(range(len(weights)))
    left = spend
    while active:
        # Where only zero weights are left (the others stand at the cap), they share equally.
        claim = weights if any(weights[place] for place in active) else [Fraction(1)] * len(weights)
        factor = left / sum(claim[place] for place in active)
        wanted = {place: factor * claim[place] for place in active}
        under = {place: low for place, amount in wanted.items() if amount < low}
        over = {} if high is None else {place: high for place, amount in wanted.items() if amount > high}
        lack = sum(low - wanted[place] for place in under)
        excess = sum(wanted[place] - amount for place, amount in over.items())
        frozen = (over if excess >= lack else under) or wanted
        for place, amount in frozen.items():
            amounts[place] = amount
            left -= amount
        active = [place for place in active if place not in frozen]
    return amounts
