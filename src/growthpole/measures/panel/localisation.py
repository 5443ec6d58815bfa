"""Is an industry more concentrated than the size of its plants alone would make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np
import polars as pl
from scipy import special

from growthpole.errors import InputError, ShapeError
from growthpole.measures.panel.grid import Grid, framed, labelled
from growthpole.measures.panel.kernels import ellison
from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array, as_matrix, is_matrix
from growthpole.measures.panel.plants import MOMENTS, Plants, economy_totals, plants_of

__all__ = ["LocalisationResult", "ellison_glaeser", "maurel_sedillot"]


@dataclass(frozen=True, slots=True)
class LocalisationResult:
    """A plant-based index of each industry, from an array; all of shape (I,).

    Attributes
    ----------
    gamma : ndarray
        The index.
    raw : ndarray
        The geographic concentration it starts from.
    herfindahl : ndarray
        The plants' Herfindahl index, as given.
    """

    gamma: Array
    raw: Array
    herfindahl: Array


def ellison_glaeser(table: Any, *, economy: Any = None, herfindahl: Any = None, **columns: Unpack[Columns]) -> Any:
    """Ellison and Glaeser's index of localisation of every industry, with their test against darts.

    With the industry's regional shares ``s``, the economy's ``x`` and the plants' shares ``z``:
    ``G = sum_r (s_r - x_r)^2``, ``H = sum_p z_p^2``,
    ``gamma = (G - (1 - sum x^2) H) / ((1 - sum x^2) (1 - H))``, and
    ``z = (G - (1 - sum x^2) H) / sd(G)`` with the variance of G when plants are thrown at the map with
    probabilities ``x``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        One row per plant with its employment, >= 0 (plants of size 0 do not count); or employment by region and
        industry.
    economy : frame, or array of shape (R,), optional
        All jobs by region (columns named as in ``table``), where the table does not hold the whole economy: the
        shares ``x`` must be the economy's, not the sample's. By default the sum of the table.
    herfindahl : array of shape (I,), optional
        The plants' Herfindahl index of each industry, over 0 to 1. For arrays, which do not know the plants.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`; ``reference`` does not apply. Under
        ``unknown="leave_out"`` an industry with a plant of unknown size has no value and leaves the economy.

    Returns
    -------
    frame of the same kind, or LocalisationResult
        Per industry: ``gamma`` (0: as by chance; below 0: dispersed; by the authors' custom above 0.05: highly
        concentrated), ``raw`` (G), ``herfindahl`` (H), ``plants``, ``z``, ``p_value`` (one-sided, normal) and
        ``status``. With one plant, one region or no jobs ``gamma`` is null and ``"undefined"``.

    Raises
    ------
    InputError, ShapeError
        If ``economy`` lacks a region of the table, ``reference`` is given, or an array comes without
        ``herfindahl``.
    NameUnknownError
        If a column does not exist.

    References
    ----------
    Ellison, G. and Glaeser, E. L. (1997), Geographic concentration in U.S. manufacturing industries: a dartboard
    approach, Journal of Political Economy 105, 889-927, eq. 5.

    Examples
    --------
    Two equal plants side by side, in an economy of two equal regions: G = 1/2, H = 1/2, sum x^2 = 1/2.

    >>> import polars as pl
    >>> plants = pl.DataFrame({"region": ["a", "a"], "industry": ["glass", "glass"], "employment": [10, 10]})
    >>> jobs = pl.DataFrame({"region": ["a", "b"], "employment": [100, 100]})
    >>> ellison_glaeser(plants, economy=jobs).select("gamma", "raw", "herfindahl").row(0)
    (1.0, 0.5, 0.5)
    >>> ellison_glaeser([[20], [0]], economy=[100, 100], herfindahl=[0.5]).gamma.tolist()
    [1.0]
    """
    if is_matrix(table):
        return _of_array(table, economy, herfindahl, columns, ellison.raw_geographic)
    return _per_industry(table, economy, herfindahl, columns, _ellison_glaeser)


def maurel_sedillot(table: Any, *, economy: Any = None, herfindahl: Any = None, **columns: Unpack[Columns]) -> Any:
    """Maurel and Sedillot's index of localisation of every industry.

    ``gamma = ((sum s^2 - sum x^2) / (1 - sum x^2) - H) / (1 - H)``: an unbiased estimate, under their model, of
    the correlation between the places of two plants of the industry.

    Parameters
    ----------
    table, economy, herfindahl, **columns
        As for :func:`ellison_glaeser`.

    Returns
    -------
    frame of the same kind, or LocalisationResult
        Per industry: ``gamma``, ``raw`` (sum s^2 - sum x^2), ``herfindahl``, ``plants`` and ``status``, as for
        :func:`ellison_glaeser`.

    Raises
    ------
    InputError, NameUnknownError
        As for :func:`ellison_glaeser`.

    References
    ----------
    Maurel, F. and Sedillot, B. (1999), A measure of the geographic concentration in French manufacturing
    industries, Regional Science and Urban Economics 29, 575-604.

    Examples
    --------
    >>> import polars as pl
    >>> plants = pl.DataFrame({"region": ["a", "a"], "industry": ["glass", "glass"], "employment": [10, 10]})
    >>> jobs = pl.DataFrame({"region": ["a", "b"], "employment": [100, 100]})
    >>> maurel_sedillot(plants, economy=jobs)["gamma"].to_list()
    [1.0]
    """
    if is_matrix(table):
        return _of_array(table, economy, herfindahl, columns, ellison.raw_maurel)
    return _per_industry(table, economy, herfindahl, columns, _maurel_sedillot)


def _of_array(table: Any, economy: Any, herfindahl: Any, columns: Columns, raw_of: Any) -> LocalisationResult:
    """The index from sums by region and industry; an industry with an unknown cell has none and leaves the economy."""
    x = as_matrix(table, options=columns)
    if herfindahl is None:
        raise InputError("for an array `herfindahl` must give each industry's plant Herfindahl index; it is None.")
    h = np.asarray(herfindahl, dtype=np.float64)
    total = x[:, ~np.isnan(x).any(axis=0)].sum(axis=1) if economy is None else np.asarray(economy, dtype=np.float64)
    if h.shape != x.shape[1:] or total.shape != x.shape[:1]:
        raise ShapeError(
            f"`herfindahl` and `economy` must have the shapes {x.shape[1:]} and {x.shape[:1]}; "
            f"they have {h.shape} and {total.shape}."
        )
    weights = ratio(total, total.sum())
    raw = raw_of(ratio(x, x.sum(axis=0)), weights)
    return LocalisationResult(ellison.excess(raw, weights, h), raw, h)


def plant_layout(columns: Columns) -> Layout:
    """Read the keyword arguments of a plant-based index."""
    layout = Layout.of(columns)
    if layout.reference is not None:
        raise InputError("`reference` does not apply to plants; pass all jobs by region as `economy`.")
    return layout


def _per_industry(table: Any, economy: Any, herfindahl: Any, columns: Columns, measure: Any) -> Any:
    if herfindahl is not None:
        raise InputError("`herfindahl` is for arrays; of a frame it is measured from the plants. Leave it out.")
    layout = plant_layout(columns)
    totals = economy_totals(economy, layout)

    def of_period(grid: Grid) -> pl.DataFrame:
        plants = plants_of(grid, layout, totals)
        values = measure(plants)
        return labelled(
            grid,
            layout,
            {layout.industry: grid.industries},
            {**values, "status": plants.status(values["gamma"])},
        )

    return framed(table, layout, of_period, *MOMENTS)


def _ellison_glaeser(plants: Plants) -> dict[str, Any]:
    raw = ellison.raw_geographic(plants.share, plants.economy)
    expected = (1 - (plants.economy**2).sum()) * plants.herfindahl
    variance = ellison.null_variance(plants.economy, plants.herfindahl, plants.fourths)
    z = ratio(raw - expected, np.sqrt(np.maximum(variance, 0)))
    return {
        "gamma": ellison.excess(raw, plants.economy, plants.herfindahl),
        "raw": raw,
        "herfindahl": plants.herfindahl,
        "plants": plants.count,
        "z": z,
        "p_value": special.ndtr(-z),
    }


def _maurel_sedillot(plants: Plants) -> dict[str, Any]:
    raw = ellison.raw_maurel(plants.share, plants.economy)
    return {
        "gamma": ellison.excess(raw, plants.economy, plants.herfindahl),
        "raw": raw,
        "herfindahl": plants.herfindahl,
        "plants": plants.count,
    }
