"""Growthpole: run a programme for industrial clusters on evidence.

The front door. Each public name is loaded from its room when it is first used, so that ``import growthpole``
costs nothing and ``growthpole --help`` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# Public name -> the module that defines it; sorted. A test holds this table, ``__all__`` and the
# reference documentation equal.
_HOME: dict[str, str] = {
    "GrowthpoleError": "growthpole.errors",
}

__all__ = sorted([*_HOME, "__version__"])


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'growthpole' has no attribute {name!r}")
    module = import_module(home)
    # A name that is a module of its own (``gp.index``) is given as that module.
    value = module if home.rpartition(".")[2] == name and not hasattr(module, name) else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
