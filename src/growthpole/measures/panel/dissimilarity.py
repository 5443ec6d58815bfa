"""How different a region's economy is from the whole, or an industry's map from that of all jobs."""

from __future__ import annotations

from typing import Any, Literal, Unpack

from growthpole.errors import InputError
from growthpole.measures.panel.grid import Of, per_unit
from growthpole.measures.panel.kernels import shares
from growthpole.measures.panel.layout import Columns

__all__ = ["gini", "hachman", "hoover", "krugman"]


def krugman(table: Any, *, of: Of = "region", **columns: Unpack[Columns]) -> Any:
    """Krugman's dissimilarity: the part of the jobs, counted twice, that would have to change industry.

    ``K_r = sum_i |s_ri - S_i|`` with the region's shares ``s`` and the economy's ``S``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment or output, >= 0, any unit.
    of : {"region", "industry"}
        Regions measured over industries (specialisation), or industries over regions (concentration).
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or array of shape (R,) or (I,)
        The unit, ``krugman`` (0 to 2) and ``status`` (``"known"``, ``"partial"``, ``"unknown"``,
        ``"undefined"``), the last two with null; a unit with nothing at all is undefined.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        For a negative figure in an array, an array that is not R x I, a column that does not exist.

    References
    ----------
    Krugman, P. (1991), Geography and Trade, p. 75-76.

    Examples
    --------
    >>> import numpy as np
    >>> krugman(np.array([[20, 20], [0, 40]])).tolist()
    [0.5, 0.5]
    """
    return per_unit(table, shares.krugman, "krugman", of, columns)


def hoover(table: Any, *, of: Of = "industry", **columns: Unpack[Columns]) -> Any:
    """Hoover's index: the part of an industry that would have to move to be spread like all jobs.

    ``H_i = sum_r |s_ri - S_r| / 2`` with the industry's regional shares ``s`` and the economy's ``S``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment or output, >= 0, any unit.
    of : {"industry", "region"}
        Industries measured over regions (concentration), or regions over industries (specialisation).
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or array of shape (I,) or (R,)
        The unit, ``hoover`` (0 to 1) and ``status``, as for :func:`krugman`.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`krugman`.

    References
    ----------
    Hoover, E. M. (1936), The measurement of industrial localization, Review of Economic Statistics 18, 162-171.

    Examples
    --------
    >>> import numpy as np
    >>> hoover(np.array([[20, 20], [0, 40]])).round(4).tolist()
    [0.5, 0.1667]
    """
    return per_unit(table, shares.hoover, "hoover", of, columns)


def gini(
    table: Any,
    *,
    of: Of = "industry",
    weights: Literal["economy", "equal"] = "economy",
    **columns: Unpack[Columns],
) -> Any:
    """Gini coefficient of the location quotients: locational (of industries) or of specialisation (of regions).

    With the quotients ``q_k = s_k / S_k`` sorted: under ``weights="economy"`` one minus twice the area below
    the Lorenz curve of ``s`` against ``S``; under ``"equal"``
    ``2 / (K^2 mean(q)) * sum_k k (q_k - mean(q))``, every region (or industry) counting once however small.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment or output, >= 0, any unit.
    of : {"industry", "region"}
        Industries measured over regions, or regions over industries.
    weights : {"economy", "equal"}
        Krugman's curve, or the textbook's unweighted coefficient, which depends on how the map is cut.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or array of shape (I,) or (R,)
        The unit, ``gini`` (0 to 1) and ``status``, as for :func:`krugman`.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`krugman`, and for an unknown ``weights``.

    References
    ----------
    Krugman, P. (1991), Geography and Trade, p. 55-59 (economy); Nakamura, R. and Morrison Paul, C. J. (2009),
    Measuring agglomeration, in Handbook of Regional Growth and Development Theories, p. 305-328 (equal).

    Examples
    --------
    >>> import numpy as np
    >>> gini(np.array([[20, 20], [0, 40]])).round(4).tolist()
    [0.5, 0.1667]
    """
    kernels = {"economy": shares.lorenz_gini, "equal": shares.unweighted_gini}
    if weights not in kernels:
        raise InputError(f"`weights` must be 'economy' or 'equal'; it is {weights!r}.")
    return per_unit(table, kernels[weights], "gini", of, columns)


def hachman(table: Any, *, of: Of = "region", **columns: Unpack[Columns]) -> Any:
    """Hachman index: how much a region's economy looks like the whole; 1 is a copy.

    ``HI_r = 1 / sum_i (s_ri^2 / S_i) = 1 / sum_i lq_ri s_ri``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment or output, >= 0, any unit.
    of : {"region", "industry"}
        Regions measured over industries, or industries over regions.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or array of shape (R,) or (I,)
        The unit, ``hachman`` (over 0, to 1) and ``status``, as for :func:`krugman`.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`krugman`.

    References
    ----------
    Bureau of Economic and Business Research, University of Utah (1994), Hachman's index of economic diversity.

    Examples
    --------
    Shares 1/2, 1/2 against 1/4, 3/4: one over (1/4) / (1/4) + (1/4) / (3/4).

    >>> import numpy as np
    >>> hachman(np.array([[20, 20], [0, 40]])).round(4).tolist()
    [0.75, 0.75]
    """
    return per_unit(table, shares.hachman, "hachman", of, columns)
