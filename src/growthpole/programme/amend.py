"""Change one rule of a programme file, for a what-if; comments and order stay."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import tomlkit

from growthpole.catalogue.units import parse_unit
from growthpole.errors import InputError, NameUnknownError, UnitError
from growthpole.programme.file.schema import KEYS, Key

__all__ = ["amend"]


def amend(text: str, path: str, value: str, on: date | None = None) -> str:
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
        in the canonical unit (``1.2e9`` for ``"1.2 bn CNY"``); in place of a percentage or a duration it could mean
        two things and is refused.
    on : date, optional
        Where a value changes by date, the version in force on that day is the one changed; the last by default.

    Returns
    -------
    str
        The changed file.

    Raises
    ------
    NameUnknownError
        If there is no such rule; the message lists what is there.
    InputError
        If the path names a group of rules instead of one value or one that the file leaves at its default, if the
        value has more than one line, or if it lacks a unit that it needs.

    Examples
    --------
    >>> print(amend('[gate.size]\nthreshold = { city = "1 bn CNY" }', "gates.city.size", "1.2e9"))
    [gate.size]
    threshold = { city = "1200000000 CNY" }
    """
    if "\n" in value or "\r" in value:
        raise InputError(f"the value of {path!r} must stand on one line; it has several. Write it without line breaks.")
    document = tomlkit.parse(text)
    keys = _spelled_out(document, path.split("."))
    holder = _walk(document, keys[:-1], path)
    if isinstance(holder, dict) and keys[-1] not in holder and (known := _default(keys)):
        raise _not_stated(path, keys, known)
    last = _key(holder, keys[-1], path)
    if _dated(holder[last]):
        holder, last = holder[last], _version(holder[last], on, path)
    if isinstance(holder[last], dict) and "value" in holder[last]:
        holder, last = holder[last], "value"
    if isinstance(holder[last], dict):
        raise InputError(f"{path!r} is a group of rules, not one value. Go on with one of: {', '.join(holder[last])}.")
    holder[last] = _in_the_same_kind(holder[last], _value(value), path)
    return tomlkit.dumps(document)


def _dated(value: Any) -> bool:
    """Whether a value is a list of versions by date."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "value" in one for one in value)


def _version(versions: list[Any], on: date | None, path: str) -> int:
    """The position of the version in force on a day."""
    begun = [place for place, one in enumerate(versions) if on is None or one.get("since", date.min) <= on]
    if not begun:
        raise InputError(f"{path!r} is not in force on {on}; it begins on {versions[0]['since']}. Assess a later year.")
    return max(begun, key=lambda place: versions[place].get("since", date.min))


def _default(keys: list[str]) -> Key | None:
    """The key of the table of keys that the path means, if there is one that the file may leave out."""
    matching = (
        key
        for key in KEYS
        if len(key.parts) == len(keys)
        and not key.is_table
        and all(part in ("*", given) for part, given in zip(key.parts, keys, strict=True))
    )
    return next(matching, None)


def _not_stated(path: str, keys: list[str], key: Key) -> InputError:
    holds = f"without it holds: {key.default}" if key.default else "without it nothing is asked for"
    line = f"{keys[-1]} = {key.example or '...'}"
    return InputError(
        f"{path!r} is not stated in the file; {holds}. Add a line such as `{line}` to {'.'.join(keys[:-1])} in the "
        "programme file, then change it."
    )


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


def _in_the_same_kind(old: Any, new: Any, path: str) -> Any:
    """A plain number in place of a quantity takes its canonical unit."""
    if not isinstance(old, str) or isinstance(new, str | bool) or not isinstance(new, int | float):
        return new
    unit = old.lstrip("+-0123456789.,_e ")
    if not unit:
        return new
    try:
        parsed = parse_unit(unit)
    except UnitError:
        return str(new)
    number = int(new) if float(new).is_integer() else new
    if parsed.factor == 1:
        return f"{number} {unit}"
    if parsed.canonical in _AMBIGUOUS:
        raise InputError(
            f"{path!r} is {old!r} now, and {number} alone does not say of what. Write {number} {unit}, with the unit."
        )
    return f"{number} {parsed.canonical}"


_AMBIGUOUS = {"1", "day"}
"""12 for a share may be 12 % or twelve times; 5 for a time may be days or years."""
