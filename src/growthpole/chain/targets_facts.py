"""What the national table tells of every sector: energy, labour, knowledge, pull on others, likeness to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.technology import Technology
from growthpole.errors import ShapeError
from growthpole.measures.flows.table import InputOutputTable
from growthpole.measures.matrix.similarity import location_correlation
from growthpole.model.interval import Interval

__all__ = ["ENERGY", "KNOWLEDGE", "Nation", "SectorFacts", "nation_of", "sector_facts"]

Floats = NDArray[np.float64]

ENERGY = ("006", "007", "041", "042", "100", "101")
"""Coal, oil and gas, refined oil, coke and coal products, electricity and heat, town gas (of the 153 sectors)."""
KNOWLEDGE = ("128", "129", "136", "137", "138")
"""Software, IT services, research, professional technical services, promotion of technology."""
# What they buy of fuel is partly raw material that leaves in the product: raw coal for washed, coal for coke and gas,
# crude for petrol, coal for power, gas and coal for chemicals and fertiliser. Electricity never is.
_TRANSFORMING = ("006", "007", "041", "042", "043", "044", "047", "100", "101")
_NEVER_MATERIAL = "100"


@dataclass(frozen=True, eq=False)
class Nation:
    """Totals of the nation by sector.

    Attributes
    ----------
    output, use : ndarray, shape (sectors,)
        CNY a year: made in the country, and used in it.
    persons : ndarray, shape (sectors,)
        Employed persons; where employment is known of groups only, as split among their sectors by pay.
    groups : tuple of str
        The group of each sector of which employment is known.
    """

    output: Floats
    use: Floats
    persons: Floats
    groups: tuple[str, ...]


def nation_of(table: InputOutputTable, persons: Floats, groups: Sequence[str]) -> Nation:
    """The totals of a nation: output and use from its table, employment beside it.

    Parameters
    ----------
    table : InputOutputTable
        In money; its exports are known.
    persons : ndarray, shape (sectors,)
        Employed persons by sector.
    groups : sequence of str
        The group of each sector of which employment is known.

    Returns
    -------
    Nation
        Use is what is sold in the country: intermediate and final use less exports.
    """
    use = table.total_flows.sum(axis=1) + table.final_demand.sum(axis=1) - table.exports
    return Nation(table.output, use, np.asarray(persons, dtype=np.float64), tuple(groups))


@dataclass(frozen=True, eq=False)
class SectorFacts:
    """What the national table tells of every sector; all per unit of its output unless said otherwise.

    Attributes
    ----------
    technology : Technology
        The table itself: codes, names, coefficients.
    energy_low, energy_high : ndarray, shape (sectors,)
        Money spent on energy; the low end leaves out fuels that may be raw material.
    tce_low, tce_high : ndarray, shape (sectors,)
        The same in tonnes of standard coal per CNY.
    knowledge : ndarray, shape (sectors,)
        Output of the sectors of `KNOWLEDGE` in all its inputs, direct and indirect, imports as if made at home.
    value_added : ndarray, shape (sectors,)
        Share of value added.
    pull : ndarray, shape (sectors,)
        Power of dispersion: output it calls forth in all sectors, over the mean of that.
    productivity : ndarray, shape (sectors,)
        CNY of value added per employed person, of its group.
    jobs_low, jobs_high : ndarray, shape (sectors,)
        Persons per CNY, between a split of its group by pay and one by output.
    market : ndarray, shape (sectors,)
        Use in the country, CNY a year.
    likeness : ndarray, shape (sectors, sectors)
        Correlation of what two sectors buy, negative ones as 0.
    """

    technology: Technology
    energy_low: Floats
    energy_high: Floats
    tce_low: Floats
    tce_high: Floats
    knowledge: Floats
    value_added: Floats
    pull: Floats
    productivity: Floats
    jobs_low: Floats
    jobs_high: Floats
    market: Floats
    likeness: Floats

    def takes(self, sector: str) -> dict[str, Interval]:
        """Energy (tce) and labour (persons) that a CNY of output takes; what is unknown of it is absent."""
        at = self.technology.at(sector)
        ends = {"energy": (self.tce_low[at], self.tce_high[at]), "labour": (self.jobs_low[at], self.jobs_high[at])}
        return {name: Interval(float(low), float(high)) for name, (low, high) in ends.items() if low <= high}

    def nearest(self, sector: str, present: Sequence[str]) -> tuple[str, float]:
        """The sector among those present whose inputs are likest, and how like; an empty code where none is there.

        Of equal ones it is the first by code.
        """
        at = self.technology.at(sector)
        alike = [(float(self.likeness[at, self.technology.at(one)]), one) for one in sorted(present)]
        if not alike:
            return "", float("nan")
        most = max(like for like, _ in alike)
        return next(one for like, one in alike if like == most), most


def sector_facts(technology: Technology, nation: Nation, tce: Mapping[str, Interval] | None = None) -> SectorFacts:
    r"""Work out what the national table tells of every sector.

    With the coefficients :math:`A` and :math:`L = (I - A)^{-1}`: value added :math:`1 - \sum_i a_{ij}`; knowledge
    :math:`\sum_{k} (L - I)_{kj}` over the sectors of knowledge; pull :math:`n \sum_i l_{ij} / \sum_{ij} l_{ij}`;
    likeness of two sectors :math:`\max(0, corr_i(a_{ij}, a_{ik}))`.

    Parameters
    ----------
    technology : Technology
        Coefficients of all sectors, imported goods included.
    nation : Nation
        Output, use, employment.
    tce : mapping of str to Interval, optional
        Tonnes of standard coal per CNY spent, by sector that sells energy; without it energy stands in money only.

    Returns
    -------
    SectorFacts
        NaN where the table has no output or nobody employed to divide by.

    Raises
    ------
    ShapeError
        If `nation` does not fit the sectors.

    References
    ----------
    Rasmussen, P. N. (1956), Studies in Inter-Sectoral Relations, ch. 8 (power of dispersion); Ellison, G., Glaeser, E.
    and Kerr, W. (2010), What causes industry agglomeration?, American Economic Review 100, section III (likeness of
    inputs as a correlation); Miller and Blair (2009), section 9.3 (energy inputs).

    Examples
    --------
    >>> table = Technology(("100", "057"), np.array([[0.0, 0.25], [0.0, 0.0]]), np.ones(2))
    >>> found = sector_facts(table, Nation(np.ones(2), np.ones(2), np.ones(2), ("a", "b")))
    >>> found.energy_high.tolist(), found.value_added.tolist(), found.pull.round(3).tolist()
    ([0.0, 0.25], [1.0, 0.75], [0.889, 1.111])
    """
    _check(technology, nation)
    a = technology.coefficients
    # A sector without output has no coefficients; it buys nothing.
    leontief = np.linalg.inv(np.eye(len(a)) - np.nan_to_num(a))
    prices = {code: Interval(1.0, 1.0) for code in ENERGY}
    money, coal = _energy(technology, prices), _energy(technology, tce or {})
    value_added = 1.0 - a.sum(axis=0)
    jobs = _jobs(nation)
    knowing = [technology.at(code) for code in KNOWLEDGE if code in technology.place]
    with np.errstate(invalid="ignore"):
        likeness = np.nan_to_num(np.clip(location_correlation(a), 0.0, None), nan=0.0)
    return SectorFacts(
        technology,
        *money,
        *coal,
        (leontief - np.eye(len(a)))[knowing].sum(axis=0),
        value_added,
        leontief.sum(axis=0) / leontief.sum(axis=0).mean(),
        _by_group(value_added * nation.output, nation.groups) / _by_group(nation.persons, nation.groups),
        jobs.min(axis=0),
        jobs.max(axis=0),
        nation.use,
        likeness,
    )


def _check(technology: Technology, nation: Nation) -> None:
    sizes = {name: len(getattr(nation, name)) for name in ("output", "use", "persons", "groups")}
    wrong = {name: size for name, size in sizes.items() if size != len(technology.sectors)}
    if wrong:
        raise ShapeError(
            f"`nation` must have {len(technology.sectors)} figures each, one for each of the sectors; "
            + ", ".join(f"`{name}` has {size}" for name, size in wrong.items())
            + "."
        )


def _energy(technology: Technology, worth: Mapping[str, Interval]) -> tuple[Floats, Floats]:
    """What a unit of output buys of energy, at a worth per money spent; lowest and highest."""
    low = high = np.zeros(len(technology.sectors))
    material = np.isin(np.array(technology.sectors), _TRANSFORMING)
    for code in sorted(worth):
        if code in technology.place:
            row = technology.coefficients[technology.at(code)]
            low = low + worth[code].low * np.where(material & (code != _NEVER_MATERIAL), 0.0, row)
            high = high + worth[code].high * row
    if not worth:
        high = np.full(len(technology.sectors), np.inf)
    return low, high


def _jobs(nation: Nation) -> Floats:
    """Persons per unit of output: as pay splits its group, and as output does."""
    with np.errstate(divide="ignore", invalid="ignore"):
        by_pay = nation.persons / nation.output
        by_output = _by_group(nation.persons, nation.groups) / _by_group(nation.output, nation.groups)
    return np.stack([by_pay, by_output])


def _by_group(figures: Floats, groups: Sequence[str]) -> Floats:
    """The sum of its group, for every sector."""
    _, code = np.unique(np.array(groups), return_inverse=True)
    sums: Floats = np.bincount(code, weights=figures).astype(np.float64)
    return sums[code]
