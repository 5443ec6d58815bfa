"""A framework from a document (the ``[index]`` section of a programme, or a TOML of its own) or from a
table.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Literal, cast

import narwhals as nw
from narwhals.typing import IntoDataFrame

from growthpole.errors import InputError
from growthpole.index.framework import Framework, Indicator, Node

__all__ = ["framework_from_document", "framework_from_table", "framework_from_toml"]

NUMBERS = ("weight", "worst", "best", "target", "reference", "lowest", "highest")
LEAF_KEYS = {*NUMBERS, "direction", "unit", "name", "scale", "denominator"}
NODE_KEYS = {"weight", "name", "aggregate", "missing"}
NOTES = {"basis", "note", "source", "law"}
TABLE_KEYS = {"id", "parent", "aggregate", *LEAF_KEYS}


def framework_from_toml(text: str) -> Framework:
    """Read a framework from the text of a TOML file.

    The file holds a table ``[index]`` (or is that table): every sub-table with sub-tables of its own is a
    node, every other one an indicator. A number may be written plainly or as ``{ value = 25, basis =
    "example" }``.

    Parameters
    ----------
    text : str
        The text of the file.

    Returns
    -------
    Framework
        The tree, indicators in the order of the file.

    Raises
    ------
    InputError
        If the text is not TOML, a key is unknown, or the tree is not sound (see `Framework`).

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 1 (theoretical framework).

    Examples
    --------
    >>> tree = framework_from_toml('''
    ... [index.size]
    ... weight = 3
    ... [index.size.output]
    ... worst = 0
    ... best = 40
    ... [index.decline]
    ... worst = 10
    ... best = 0
    ... ''')
    >>> tree.columns, tree.shares["size"], tree.signs.tolist()
    (('output', 'decline'), 0.75, [1.0, -1.0])
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"the framework must be valid TOML; the parser says: {error}.") from error
    return framework_from_document(document)


def framework_from_document(document: Mapping[str, Any]) -> Framework:
    """Read a framework from a parsed document.

    Parameters
    ----------
    document : mapping
        The ``index`` section of a programme, or a document that holds one under the key ``index``.

    Returns
    -------
    Framework
        The tree, indicators in the order of the document.

    Raises
    ------
    InputError
        If a key is unknown, a number is not a number, or the tree is not sound (see `Framework`).

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 1 (theoretical framework).

    Examples
    --------
    >>> framework_from_document({"a": {"weight": {"value": 3}}, "b": {}}).effective_weights.tolist()
    [0.75, 0.25]
    """
    section = document.get("index", document)
    found = list(_walk("index", section, None))
    return Framework(
        tuple(one for one in found if isinstance(one, Indicator)),
        tuple(one for one in found if isinstance(one, Node)),
    )


def framework_from_table(table: IntoDataFrame) -> Framework:
    """Read a framework from a table with one row for each indicator and node.

    A row whose id is the parent of another row is a node; the others are indicators. The columns ``id`` and
    ``parent`` are needed (the root has no parent); ``weight``, ``direction``, ``unit``, ``name``, ``worst``,
    ``best``, ``target``, ``reference``, ``scale``, ``lowest``, ``highest``, ``denominator`` and ``aggregate``
    are optional, and an empty cell means the default.

    Parameters
    ----------
    table : pandas, Polars or PyArrow frame
        The rows.

    Returns
    -------
    Framework
        The tree, indicators in the order of the rows.

    Raises
    ------
    InputError
        If a column is missing or unknown, or the tree is not sound (see `Framework`).

    References
    ----------
    Becker, Caperna, Del Sorbo, Norlen, Papadimitriou and Saisana (2022), COINr: an R package for developing
    composite indicators, Journal of Open Source Software 7(78), 4567 (the table of indicator metadata).

    Examples
    --------
    >>> import polars as pl
    >>> rows = pl.DataFrame({"id": ["all", "a", "b"], "parent": [None, "all", "all"], "direction": [None, 1, -1]})
    >>> framework_from_table(rows).signs.tolist()
    [1.0, -1.0]
    """
    frame = nw.from_native(table, eager_only=True)
    if not {"id", "parent"} <= set(frame.columns):
        raise InputError(f"a framework table needs the columns `id` and `parent`; it has {frame.columns}.")
    _known("the framework table", set(frame.columns), TABLE_KEYS)
    rows = [{key: value for key, value in row.items() if not _empty(value)} for row in frame.iter_rows(named=True)]
    parents = {row.get("parent") for row in rows}
    return Framework(
        tuple(_indicator(str(row["id"]), row, str(row["parent"])) for row in rows if row["id"] not in parents),
        tuple(_node(str(row["id"]), row, row.get("parent")) for row in rows if row["id"] in parents),
    )


def _walk(name: str, section: Mapping[str, Any], parent: str | None) -> Iterator[Indicator | Node]:
    """Yield the node or indicator of a section, then everything below it."""
    reserved = LEAF_KEYS | NODE_KEYS | NOTES
    below = {key: value for key, value in section.items() if isinstance(value, Mapping) and key not in reserved}
    own = {key: value for key, value in section.items() if key not in below}
    if below:
        _known(name, set(own), NODE_KEYS | NOTES)
        yield _node(name, own, parent)
        for key, value in below.items():
            yield from _walk(key, value, name)
    else:
        _known(name, set(own), LEAF_KEYS | NOTES)
        yield _indicator(name, own, parent or "index")


def _node(name: str, own: Mapping[str, Any], parent: str | None) -> Node:
    return Node(
        id=name,
        parent=parent,
        weight=_number(name, "weight", own.get("weight", 1.0)),
        name=_text(own.get("name", "")),
        how=own.get("aggregate"),
    )


def _indicator(name: str, own: Mapping[str, Any], parent: str) -> Indicator:
    numbers = {key: _number(name, key, own[key]) for key in NUMBERS if key in own}
    direction = own.get("direction")
    return Indicator(
        id=name,
        parent=parent,
        direction=None if direction is None else cast("Literal[1, -1]", int(direction)),
        unit=str(own.get("unit", "")),
        name=_text(own.get("name", "")),
        scale=own.get("scale", "linear"),
        denominator=own.get("denominator"),
        **numbers,
    )


def _number(name: str, key: str, given: object) -> float:
    """Take a plain number, or the ``value`` of a number that carries its basis."""
    value = given.get("value") if isinstance(given, Mapping) else given
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"`{key}` of {name!r} must be a number, or a table with a `value`; it is {given!r}.")
    return float(value)


def _text(given: object) -> str:
    """Take a plain text, or the first of several languages."""
    return str(next(iter(given.values()), "")) if isinstance(given, Mapping) else str(given)


def _known(place: str, keys: set[str], allowed: set[str]) -> None:
    unknown = sorted(keys - allowed)
    if unknown:
        raise InputError(f"{place!r} has a key that is not known: {unknown}. Known: {', '.join(sorted(allowed))}.")


def _empty(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))
