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
    "CoagglomerationResult": "growthpole.measures.matrix.coagglomeration",
    "ComplexityResult": "growthpole.measures.matrix.complexity",
    "ComplexityWarning": "growthpole.measures.matrix.complexity",
    "CrossTable": "growthpole.measures.matrix.inputs",
    "CurvesResult": "growthpole.measures.points.results",
    "DensityResult": "growthpole.measures.matrix.density",
    "EntryExitResult": "growthpole.measures.matrix.change",
    "FitnessResult": "growthpole.measures.matrix.fitness",
    "GrowthpoleError": "growthpole.errors",
    "OutlookResult": "growthpole.measures.matrix.outlook",
    "PairWork": "growthpole.measures.points.onepass",
    "RcaBoundsResult": "growthpole.measures.matrix.bounds",
    "ReflectionsResult": "growthpole.measures.matrix.reflections",
    "SiteChecks": "growthpole.measures.points.sites",
    "coagglomeration": "growthpole.measures.matrix.coagglomeration",
    "complexity": "growthpole.measures.matrix.complexity",
    "cooccurrence": "growthpole.measures.matrix.cooccurrence",
    "cross_table": "growthpole.measures.matrix.crosstable",
    "density": "growthpole.measures.matrix.density",
    "entry_exit": "growthpole.measures.matrix.change",
    "fitness": "growthpole.measures.matrix.fitness",
    "group_coagglomeration": "growthpole.measures.matrix.coagglomeration",
    "kd": "growthpole.measures.points.kd",
    "outlook": "growthpole.measures.matrix.outlook",
    "presence": "growthpole.measures.matrix.specialisation",
    "proximity": "growthpole.measures.matrix.proximity",
    "rca": "growthpole.measures.matrix.specialisation",
    "rca_bounds": "growthpole.measures.matrix.bounds",
    "read_dossier": "growthpole.tables",
    "reflections": "growthpole.measures.matrix.reflections",
    "relatedness": "growthpole.measures.matrix.relatedness",
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
