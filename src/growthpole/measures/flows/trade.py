"""Trade between the regions of a table, gross and net, and what each sector buys and sells elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from growthpole.measures.flows.multiregion import MultiRegionTable

__all__ = ["RegionalTrade", "regional_trade"]

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RegionalTrade:
    """Who sells to whom among regions.

    Attributes
    ----------
    regions, sectors : tuple of str
        In the order of the table.
    intermediate : ndarray, shape (regions, regions), money
        Inputs sold by the region of the row to sectors of the region of the column.
    final : ndarray, shape (regions, regions), money, or None
        Products sold to final demand of the region of the column; None where the table does not say whose it is.
    bought_elsewhere : ndarray, shape (regions, sectors), share
        Of the inputs of each sector, the part from the other regions; nan where a sector buys nothing.
    imported : ndarray, shape (regions, sectors), share
        The part from outside all regions, as far as the table has such inputs among its flows.
    sold_elsewhere : ndarray, shape (regions, sectors), share
        Of the output of each sector, the part that other regions take as inputs, and for final demand where that is
        known; nan where there is no output.
    region_bought_elsewhere : ndarray, shape (regions,), share
        As ``bought_elsewhere``, for all inputs of a region.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    intermediate: Floats
    final: Floats | None
    bought_elsewhere: Floats
    imported: Floats
    sold_elsewhere: Floats
    region_bought_elsewhere: Floats

    @property
    def gross(self) -> Floats:
        """Inputs and, where known, final products, shape (regions, regions); within regions on the diagonal."""
        return self.intermediate if self.final is None else self.intermediate + self.final

    @property
    def net(self) -> Floats:
        """Gross sales less gross purchases, shape (regions, regions); ``net[r, s] == -net[s, r]``."""
        return self.gross - self.gross.T

    @property
    def exports(self) -> Floats:
        """Sales to all other regions, shape (regions,)."""
        sold: Floats = self._beyond.sum(axis=1)
        return sold

    @property
    def imports(self) -> Floats:
        """Purchases from all other regions, shape (regions,)."""
        bought: Floats = self._beyond.sum(axis=0)
        return bought

    @property
    def balance(self) -> Floats:
        """Exports less imports, shape (regions,); of all regions together 0."""
        return self.exports - self.imports

    @property
    def _beyond(self) -> Floats:
        return self.gross * (1.0 - np.eye(len(self.regions)))


def regional_trade(table: MultiRegionTable) -> RegionalTrade:
    r"""Trade between regions, gross and net, and the part of inputs and of output that crosses their borders.

    .. math::
       t^{rs} = \sum_{ij} z^{rs}_{ij} + \sum_{ik} f^{rs}_{ik}, \qquad n^{rs} = t^{rs} - t^{sr}, \qquad
       b^s_j = \frac{\sum_{r \ne s} \sum_i z^{rs}_{ij}}{\sum_r \sum_i z^{rs}_{ij} + \sum_i m^s_{ij}}

    Parameters
    ----------
    table : MultiRegionTable
        Where it does not tell imports from abroad apart, every buyer is taken to import the same part of a product.

    Returns
    -------
    RegionalTrade
        An unknown final demand makes the trade it belongs to unknown.

    Raises
    ------
    InputError
        If imports stand in one column and nobody said which columns of final demand are exports.

    References
    ----------
    Miller and Blair (2022), sections 3.3 and 3.4.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> flows = input_output_table([[10, 10], [20, 10]], [100, 100], final_demand=[[50, 30], [0, 70]])
    >>> found = regional_trade(MultiRegionTable(flows, ["a", "b"], ["all", "all"], ["a", "b"]))
    >>> found.gross, found.balance
    (array([[60., 40.],
           [20., 80.]]), array([ 20., -20.]))
    >>> found.bought_elsewhere.ravel().round(3), found.sold_elsewhere.ravel()
    (array([0.667, 0.5  ]), array([0.4, 0.2]))
    """
    count, width = len(table.region_names), len(table.sector_names)
    home, total = table.table.domestic_flows, table.table.total_flows
    blocks = home.reshape(count, width, count, width)
    by_buyer, by_seller = blocks.sum(axis=1), blocks.sum(axis=3)
    all_inputs = total.sum(axis=0).reshape(count, width)
    places = range(count)
    elsewhere = by_buyer.sum(axis=0) - by_buyer[places, places]
    sold = by_seller.sum(axis=2) - by_seller[places, :, places]
    final = _final(table)
    if final is not None:
        sold = sold + final.sum(axis=2) - final[places, :, places]
    return RegionalTrade(
        table.region_names,
        table.sector_names,
        blocks.sum(axis=(1, 3)),
        None if final is None else final.sum(axis=1),
        _part(elsewhere, all_inputs),
        _part(all_inputs - by_buyer.sum(axis=0), all_inputs),
        _part(sold, table.table.output.reshape(count, width)),
        _part(elsewhere.sum(axis=1), all_inputs.sum(axis=1)),
    )


def _final(table: MultiRegionTable) -> Floats | None:
    """Final products by seller, sector and region of the buyer, shape (regions, sectors, regions)."""
    if table.final_regions is None:
        return None
    members = np.array([[one == region for region in table.region_names] for one in table.final_regions], dtype=bool)
    demand = table.table.domestic_final_demand
    # Column by column: what is unknown for one region's buyers leaves the others known.
    sums = np.stack([demand[:, members[:, place]].sum(axis=1) for place in range(members.shape[1])], axis=1)
    return sums.reshape(len(table.region_names), len(table.sector_names), -1)


def _part(part: Floats, whole: Floats) -> Floats:
    found: Floats = np.divide(part, whole, out=np.full_like(part, np.nan), where=whole != 0)
    return found
