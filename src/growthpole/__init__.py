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
    "ArcelusResult": "growthpole.measures.panel.shift_share",
    "Classification": "growthpole.catalogue.classification",
    "CoagglomerationResult": "growthpole.measures.matrix.coagglomeration",
    "ComplexityResult": "growthpole.measures.matrix.complexity",
    "ComplexityWarning": "growthpole.measures.matrix.complexity",
    "Concordance": "growthpole.catalogue.concordance",
    "ContributionResult": "growthpole.measures.panel.structure",
    "CountyChange": "growthpole.catalogue.counties",
    "CouplingResult": "growthpole.measures.panel.coupling",
    "CrossTable": "growthpole.measures.matrix.inputs",
    "CurvesResult": "growthpole.measures.points.results",
    "DensityResult": "growthpole.measures.matrix.density",
    "EconomicBaseResult": "growthpole.measures.panel.base",
    "EntropyResult": "growthpole.measures.panel.diversity",
    "EntryExitResult": "growthpole.measures.matrix.change",
    "EstebanResult": "growthpole.measures.panel.shift_share",
    "FitnessResult": "growthpole.measures.matrix.fitness",
    "GrowthpoleError": "growthpole.errors",
    "HerfindahlResult": "growthpole.measures.panel.diversity",
    "InputOutputTable": "growthpole.measures.flows.table",
    "LocalMResult": "growthpole.measures.points.mmap",
    "LocalisationResult": "growthpole.measures.panel.localisation",
    "OutlookResult": "growthpole.measures.matrix.outlook",
    "PairWork": "growthpole.measures.points.onepass",
    "RcaBoundsResult": "growthpole.measures.matrix.bounds",
    "ReflectionsResult": "growthpole.measures.matrix.reflections",
    "RipleyResult": "growthpole.measures.points.ripley",
    "ShiftShareResult": "growthpole.measures.panel.shift_share",
    "SiteChecks": "growthpole.measures.points.sites",
    "StructuralChangeResult": "growthpole.measures.panel.structure",
    "TheilResult": "growthpole.measures.panel.composition",
    "ValidationResult": "growthpole.measures.matrix.validation",
    "VarietyResult": "growthpole.measures.panel.composition",
    "aggregate": "growthpole.catalogue.aggregate",
    "census_employment": "growthpole.worlds.census",
    "census_sections": "growthpole.worlds.census",
    "charts": "growthpole.charts",
    "check_against": "growthpole.tables",
    "city_quotients": "growthpole.worlds.census",
    "classification": "growthpole.catalogue.classification",
    "classification_from": "growthpole.catalogue.classification",
    "coagglomeration": "growthpole.measures.matrix.coagglomeration",
    "complexity": "growthpole.measures.matrix.complexity",
    "concordance": "growthpole.catalogue.concordance",
    "contribution": "growthpole.measures.panel.structure",
    "convert": "growthpole.catalogue.concordance",
    "cooccurrence": "growthpole.measures.matrix.cooccurrence",
    "county_changes": "growthpole.catalogue.counties",
    "county_concordance": "growthpole.catalogue.counties",
    "coupling": "growthpole.measures.panel.coupling",
    "cross_table": "growthpole.measures.matrix.crosstable",
    "curve_chart": "growthpole.charts.points",
    "density": "growthpole.measures.matrix.density",
    "economic_base": "growthpole.measures.panel.base",
    "ellison_glaeser": "growthpole.measures.panel.localisation",
    "ellison_glaeser_bounds": "growthpole.measures.panel.localisation_bounds",
    "ellison_glaeser_interval": "growthpole.measures.panel.localisation_interval",
    "emerging_share": "growthpole.measures.panel.composition",
    "entropy": "growthpole.measures.panel.diversity",
    "entry_exit": "growthpole.measures.matrix.change",
    "examine": "growthpole.tables",
    "fitness": "growthpole.measures.matrix.fitness",
    "gamma_chart": "growthpole.charts.points",
    "gini": "growthpole.measures.panel.dissimilarity",
    "group_coagglomeration": "growthpole.measures.matrix.coagglomeration",
    "hachman": "growthpole.measures.panel.dissimilarity",
    "herfindahl": "growthpole.measures.panel.diversity",
    "hoover": "growthpole.measures.panel.dissimilarity",
    "index": "growthpole.index",
    "industrial_districts": "growthpole.measures.panel.districts",
    "input_output_table": "growthpole.measures.flows.table",
    "kd": "growthpole.measures.points.kd",
    "krugman": "growthpole.measures.panel.dissimilarity",
    "litzenberger_sternberg": "growthpole.measures.panel.cluster_index",
    "local_m_map": "growthpole.charts.points",
    "location_correlation": "growthpole.measures.matrix.similarity",
    "location_quotient": "growthpole.measures.panel.quotient",
    "location_quotient_bounds": "growthpole.measures.panel.quotient_bounds",
    "location_quotient_interval": "growthpole.measures.panel.quotient_interval",
    "log_location_quotient": "growthpole.measures.panel.quotient",
    "m_density": "growthpole.measures.points.mfunction",
    "m_function": "growthpole.measures.points.mfunction",
    "m_map": "growthpole.measures.points.mmap",
    "maurel_sedillot": "growthpole.measures.panel.localisation",
    "mean_similarity": "growthpole.measures.matrix.similarity",
    "minimum_requirements": "growthpole.measures.panel.base",
    "outlook": "growthpole.measures.matrix.outlook",
    "presence": "growthpole.measures.matrix.specialisation",
    "print_programme": "growthpole.programme.printing",
    "productivity": "growthpole.measures.panel.productivity",
    "proximity": "growthpole.measures.matrix.proximity",
    "proximity_location_quotient": "growthpole.measures.panel.proximity_quotient",
    "purchase_similarity": "growthpole.measures.matrix.similarity",
    "rca": "growthpole.measures.matrix.specialisation",
    "rca_bounds": "growthpole.measures.matrix.bounds",
    "read_cases": "growthpole.programme.cases",
    "read_dossier": "growthpole.tables",
    "read_programme": "growthpole.programme.file",
    "reference_score": "growthpole.measures.panel.productivity",
    "reflections": "growthpole.measures.matrix.reflections",
    "related_variety": "growthpole.measures.panel.composition",
    "relatedness": "growthpole.measures.matrix.relatedness",
    "reports": "growthpole.reports",
    "resource_dependence": "growthpole.measures.panel.composition",
    "ripley": "growthpole.measures.points.ripley",
    "run_case": "growthpole.programme.cases",
    "shift_share": "growthpole.measures.panel.shift_share",
    "shift_share_arcelus": "growthpole.measures.panel.shift_share",
    "shift_share_dynamic": "growthpole.measures.panel.shift_share",
    "shift_share_esteban": "growthpole.measures.panel.shift_share",
    "shipped_programme": "growthpole.programme.file",
    "shipped_programmes": "growthpole.programme.file",
    "strong_clusters": "growthpole.measures.panel.cluster_rules",
    "structural_change": "growthpole.measures.panel.structure",
    "symmetric_location_quotient": "growthpole.measures.panel.quotient",
    "theil": "growthpole.measures.panel.composition",
    "three_stars": "growthpole.measures.panel.cluster_rules",
    "validation_scores": "growthpole.measures.matrix.validation",
    "write_marked_copy": "growthpole.tables",
    "write_template": "growthpole.tables",
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
