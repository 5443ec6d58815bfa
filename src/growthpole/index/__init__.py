"""Composite indicators whose ranks carry an error bar.

Each public name is loaded from its module when it is first used, as at the front door of the package: an
assessment that needs only intervals does not pay for the compiler behind the simulations.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Public name -> the module that defines it; sorted.
_HOME: dict[str, str] = {
    "at_least": "ranks",
    "goalposts": "intervals",
    "rank_ranges": "ranks",
    "standing_top": "ranks",
    "weighted_interval": "intervals",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'growthpole.index' has no attribute {name!r}")
    value = getattr(import_module(f"growthpole.index.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
