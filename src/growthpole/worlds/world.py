"""The shipped worlds: what each one is, and its files as an office would hand them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from growthpole.errors import NameUnknownError
from growthpole.model.text import Text
from growthpole.worlds.sandbox import sandbox_files

__all__ = ["WORLDS", "World", "world"]


@dataclass(frozen=True, slots=True)
class World:
    """A shipped example.

    Attributes
    ----------
    id : str
        ``"jinzhong"``, ``"jiaozuo"`` or ``"sandbox"``.
    name : Text
        What it is.
    programme : str
        The shipped programme it is assessed under.
    period : str
        The year that is assessed.
    made : bool
        Whether the figures are made up; every page then says so.
    read : callable
        Gives the files: name to content.
    """

    id: str
    name: Text
    programme: str
    period: str
    made: bool
    read: Callable[[], Mapping[str, bytes]]


def _shipped(name: str) -> Callable[[], Mapping[str, bytes]]:
    def read() -> Mapping[str, bytes]:
        folder = files("growthpole.worlds").joinpath("data", name)
        return {entry.name: entry.read_bytes() for entry in sorted(folder.iterdir(), key=lambda each: each.name)}

    return read


WORLDS: dict[str, World] = {
    each.id: each
    for each in (
        World(
            "jinzhong",
            Text("Jinzhong's ten professional towns: real, and mostly unknown", "晋中十个专业镇（真实数据，多数未知）"),
            "jinzhong-135",
            "2024",
            made=False,
            read=_shipped("jinzhong"),
        ),
        World(
            "jiaozuo",
            Text("Jiaozuo's cluster areas: real, and sparse", "焦作产业集聚区（真实数据，较为稀少）"),
            "jiaozuo-cluster-areas",
            "2013",
            made=False,
            read=_shipped("jiaozuo"),
        ),
        World(
            "sandbox",
            Text("A made-up city with complete evidence", "虚构城市（完整的示例数据）"),
            "jinzhong-135",
            "2024",
            made=True,
            read=sandbox_files,
        ),
    )
}


def world(name: str) -> World:
    """A shipped world by its name.

    Raises
    ------
    NameUnknownError
        If there is none of that name.

    Examples
    --------
    >>> world("jinzhong").programme
    'jinzhong-135'
    """
    if name not in WORLDS:
        raise NameUnknownError("world", name, WORLDS)
    return WORLDS[name]
