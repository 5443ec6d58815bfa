"""Merging sectors into fewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from growthpole.errors import InputError, NameUnknownError
from growthpole.measures.flows.table import InputOutputTable
from growthpole.model.text import Text

__all__ = ["aggregate_sectors"]

Floats: TypeAlias = NDArray[np.float64]


def aggregate_sectors(
    table: InputOutputTable, groups: Mapping[str, Sequence[str]], *, names: Mapping[str, Text] | None = None
) -> InputOutputTable:
    r"""Merge sectors: flows, final demand, value added and output of each group are added up.

    .. math:: Z^* = S Z S', \qquad f^* = S f, \qquad v^* = v S', \qquad x^* = S x

    Parameters
    ----------
    table : InputOutputTable
    groups : mapping from new code to the codes it takes in
        A sector that no group names stays as it is. The new sectors stand where their first member stood.
    names : mapping from new code to Text, optional
        Names of the new sectors; by default that of the member of the same code, else of a single member, else the
        code.

    Returns
    -------
    InputOutputTable
        Amounts are kept; multipliers are not those of the finer table (aggregation bias), unless the members buy alike.

    Raises
    ------
    NameUnknownError
        When a member is not in the table.
    InputError
        When a group is empty, a sector is named twice, or a new code is that of a sector outside its group.

    References
    ----------
    Miller and Blair (2022), section 4.9.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> table = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> one = aggregate_sectors(table, {"all": ["1", "2"]})
    >>> one.sectors, one.flows, one.output
    (('all',), array([[950.]]), array([3000.]))
    """
    members = _members(table, groups)
    codes = tuple(members)
    rows = np.repeat(np.arange(len(codes)), [len(places) for places in members.values()])
    # Row k of S picks the members of the new sector k.
    S: Any = sparse.csr_array((np.ones(table.size), (rows, np.concatenate(list(members.values())))))
    return replace(
        table,
        sectors=codes,
        names=tuple(_name(table, code, members[code], names or {}) for code in codes),
        flows=S @ table.flows @ S.T,
        final_demand=S @ table.final_demand,
        value_added=table.value_added @ S.T,
        output=S @ table.output,
        imports=None if table.imports is None else S @ table.imports @ S.T,
        imports_final=None if table.imports_final is None else S @ table.imports_final,
        total_imports=None if table.total_imports is None else S @ table.total_imports,
    )


def _members(table: InputOutputTable, groups: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """The places of each new sector's members, in the order of the table."""
    new_code: dict[str, str] = {}
    for code, members in groups.items():
        if not members or isinstance(members, str):
            raise InputError(f"`groups` must give each new sector a list of codes; {code!r} has {members!r}.")
        for member in members:
            if member not in table.sectors:
                raise NameUnknownError("sector", member, table.sectors)
            if member in new_code:
                raise InputError(f"`groups` must name a sector once; {member!r} is named again in {code!r}.")
            new_code[member] = code
    for code in groups:
        if code in table.sectors and new_code.get(code) != code:
            raise InputError(f"`groups` must not give a group the code of a sector outside it; found {code!r}.")
    found: dict[str, list[int]] = {}
    for place, sector in enumerate(table.sectors):
        found.setdefault(new_code.get(sector, sector), []).append(place)
    return found


def _name(table: InputOutputTable, code: str, places: list[int], names: Mapping[str, Text]) -> Text:
    if code in names:
        return names[code]
    if code in table.sectors:
        return table.names[table.sectors.index(code)]
    return table.names[places[0]] if len(places) == 1 else Text(code)
