"""Change one rule of a programme file, for a what-if; comments and order stay."""

from __future__ import annotations

import tomllib
from typing import Any

import tomlkit

from growthpole.catalogue.units import parse_unit
from growthpole.errors import InputError, NameUnknownError, UnitError

__all__ = ["amend"]


def amend(text: str, path: str, value: str) -> str:
    r"""A programme file with one value changed.

    Parameters
    ----------
    text : str
        A valid programme file.
    path : str
        Keys joined by dots, as in the file; a list of tables is entered by id (``tier.city.target``). The form
        ``gates.TIER.GATE`` means the threshold of a gate for a tier; the start of the gate's id is enough.
    value : str
        As it would stand in the file; text needs no quotation marks. A plain number in place of a quantity is taken
        in the canonical unit (``1.2e9`` for ``"1.2 bn CNY"``).

    Returns
    -------
    str
        The changed file.

    Raises
    ------
    NameUnknownError
        If there is no such rule; the message lists what is there.
    InputError
        If the path names a group of rules instead of one value.

    Examples
    --------
    >>> print(amend('[gate.size]\nthreshold = { city = "1 bn CNY" }', "gates.city.size", "1.2e9"))
    [gate.size]
    threshold = { city = "1200000000 CNY" }
    """
    document = tomlkit.parse(text)
    keys = _spelled_out(document, path.split("."))
    holder = _walk(document, keys[:-1], path)
    last = _key(holder, keys[-1], path)
    old = holder[last]
    if isinstance(old, dict) and "value" in old:
        holder, last, old = old, "value", old["value"]
    if isinstance(old, dict):
        raise InputError(f"{path!r} is a group of rules, not one value. Go on with one of: {', '.join(old)}.")
    holder[last] = _in_the_same_kind(old, _value(value))
    return tomlkit.dumps(document)


def _spelled_out(document: Any, keys: list[str]) -> list[str]:
    """``gates.TIER.GATE`` as the path of the threshold it means."""
    if keys[0] != "gates" or len(keys) != 3:
        return keys
    gates = document.get("gate", {})
    meant = [name for name in gates if name == keys[2]] or [name for name in gates if name.startswith(keys[2])]
    if len(meant) != 1:
        raise NameUnknownError("gate", keys[2], list(gates))
    holder = gates[meant[0]].get("threshold")
    return ["gate", meant[0], "threshold", keys[1]] if isinstance(holder, dict) else ["gate", meant[0], "threshold"]


def _walk(holder: Any, keys: list[str], path: str) -> Any:
    for key in keys:
        holder = holder[_key(holder, key, path)]
    return holder


def _key(holder: Any, key: str, path: str) -> Any:
    """The key or, in a list of tables, the position that a word of the path means."""
    if isinstance(holder, list):
        names = [str(each.get("id", place)) for place, each in enumerate(holder)]
        if key in names:
            return names.index(key)
        raise NameUnknownError(f"rule (in {path!r})", key, names)
    if not isinstance(holder, dict) or key not in holder:
        raise NameUnknownError(f"rule (in {path!r})", key, list(holder) if isinstance(holder, dict) else [])
    return key


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _in_the_same_kind(old: Any, new: Any) -> Any:
    """A plain number in place of a quantity takes its canonical unit."""
    if not isinstance(old, str) or isinstance(new, str | bool) or not isinstance(new, int | float):
        return new
    unit = old.lstrip("+-0123456789.,_e ")
    try:
        canonical = parse_unit(unit).canonical
    except UnitError:
        return str(new)
    return f"{int(new) if float(new).is_integer() else new} {canonical}"
