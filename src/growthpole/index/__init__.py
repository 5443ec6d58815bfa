"""Composite indicators whose ranks carry an error bar.

Each public name is loaded from its module when it is first used, as at the front door of the package: an
assessment that needs only intervals does not pay for the compiler behind the simulations.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Public name -> the module that defines it; sorted.
_HOME: dict[str, str] = {
    "AgreementResult": "judges",
    "AhpResult": "judged_weights",
    "BestWorstResult": "judged_weights",
    "ComparisonResult": "comparison",
    "CompositeIndex": "composite",
    "ExitResult": "stability",
    "ExplanationLine": "explanation",
    "ExplanationResult": "explanation",
    "Framework": "framework",
    "ImputeResult": "imputation",
    "Indicator": "framework",
    "IntervalResult": "ranges",
    "LiftResult": "lifting",
    "Node": "framework",
    "PanelDraw": "judges",
    "PanelScores": "judges",
    "SensitivityResult": "sobol",
    "SobolResult": "sobol",
    "SwapResult": "stability",
    "TreatResult": "treatment",
    "Treatment": "outliers",
    "Uncertainty": "uncertainty",
    "UncertaintyResult": "montecarlo",
    "UnknownResult": "unknowns",
    "adjust": "adjustments",
    "aggregate": "aggregation",
    "ahp_weights": "judged_weights",
    "at_least": "ranks",
    "availability": "screening",
    "benefit_of_the_doubt": "frontier",
    "best_worst_weights": "judged_weights",
    "build": "building",
    "cheapest_lift": "lifting",
    "compare": "comparison",
    "copeland": "outranking",
    "denominate": "screening",
    "dominance": "montecarlo",
    "draw_panels": "judges",
    "exits": "stability",
    "explain": "explanation",
    "framework_from_document": "documents",
    "framework_from_table": "documents",
    "framework_from_toml": "documents",
    "goalposts": "intervals",
    "impute": "imputation",
    "index_intervals": "ranges",
    "judge_agreement": "judges",
    "lift": "lifting",
    "mazziotta_pareto": "means",
    "normalise": "normalisation",
    "panel_scores": "judges",
    "probability_at_least": "chances",
    "probability_top": "chances",
    "rank": "aggregation",
    "rank_probabilities": "montecarlo",
    "rank_ranges": "ranks",
    "reversals": "stability",
    "screen": "screening",
    "sensitivity": "sobol",
    "simulate": "montecarlo",
    "sobol_indices": "sobol",
    "sobol_points": "sobol",
    "standing_top": "ranks",
    "start": "building",
    "swap_weights": "stability",
    "treat": "treatment",
    "unknown_influence": "unknowns",
    "weight": "weighting",
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
