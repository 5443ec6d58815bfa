"""The programmes that ship with the package, as text."""

from __future__ import annotations

from importlib.resources import files

from growthpole.errors import NameUnknownError

__all__ = ["shipped_programme", "shipped_programmes", "starter_programme", "worked_cases"]

_FOLDER = files("growthpole.programme").joinpath("programmes")
_STARTER = "starter"


def shipped_programmes() -> tuple[str, ...]:
    """The names of the programmes that ship with the package, sorted.

    Returns
    -------
    tuple of str
        Ids, each the name of a file without ``.toml``.

    Examples
    --------
    >>> "jinzhong-135" in shipped_programmes()
    True
    """
    names = (one.name.removesuffix(".toml") for one in _FOLDER.iterdir() if one.name.endswith(".toml"))
    return tuple(sorted(set(names) - {_STARTER}))


def shipped_programme(name: str) -> str:
    """The text of a shipped programme.

    Parameters
    ----------
    name : str
        One of `shipped_programmes`.

    Returns
    -------
    str
        The TOML file.

    Raises
    ------
    NameUnknownError
        If no such programme ships.

    Examples
    --------
    >>> '"jinzhong-135"' in shipped_programme("jinzhong-135")
    True
    """
    if name not in shipped_programmes():
        raise NameUnknownError("shipped programme", name, shipped_programmes())
    return _FOLDER.joinpath(f"{name}.toml").read_text("utf-8")


def starter_programme() -> str:
    """The text of the commented programme to start from, valid as it stands."""
    return _FOLDER.joinpath(f"{_STARTER}.toml").read_text("utf-8")


def worked_cases(name: str) -> str:
    """The text of the worked cases of a shipped programme: given figures, expected decisions."""
    if name not in shipped_programmes():
        raise NameUnknownError("shipped programme", name, shipped_programmes())
    return _FOLDER.joinpath("cases").joinpath(f"{name}.toml").read_text("utf-8")
