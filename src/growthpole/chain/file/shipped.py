"""The worked chains that ship with the package, as text."""

from __future__ import annotations

from importlib.resources import files

from growthpole.errors import NameUnknownError

__all__ = ["shipped_chain", "shipped_chains"]

_FOLDER = files("growthpole.chain").joinpath("chains")


def shipped_chains() -> tuple[str, ...]:
    """The names of the chains that ship with the package, sorted.

    Returns
    -------
    tuple of str
        Names, each that of a file without ``.toml``.

    Examples
    --------
    >>> shipped_chains()
    ('auto_parts', 'glassware', 'malleable_castings', 'textile_machinery_hydraulics', 'vinegar')
    """
    return tuple(sorted(one.name.removesuffix(".toml") for one in _FOLDER.iterdir() if one.name.endswith(".toml")))


def shipped_chain(name: str) -> str:
    """The text of a shipped chain: a starting point for the office's own ``chains.toml``.

    Parameters
    ----------
    name : str
        One of `shipped_chains`.

    Returns
    -------
    str
        The TOML file.

    Raises
    ------
    NameUnknownError
        If no such chain ships.

    Examples
    --------
    >>> "[chain.glassware]" in shipped_chain("glassware")
    True
    """
    if name not in shipped_chains():
        raise NameUnknownError("shipped chain", name, shipped_chains())
    return _FOLDER.joinpath(f"{name}.toml").read_text("utf-8")
