"""Observed curves and nulls of all industries, as one result."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from growthpole.measures.points.arrays import Floats
from growthpole.measures.points.bands import bands
from growthpole.measures.points.nulls import IndustryNull
from growthpole.measures.points.observed import Industry
from growthpole.measures.points.plans import Plan
from growthpole.measures.points.results import CurvesResult
from growthpole.measures.points.sites import Sites


def assemble(
    measure: str,
    sites: Sites,
    seen: Sequence[Industry],
    nulls: dict[int, IndustryNull],
    plan: Plan,
    note: str,
) -> CurvesResult:
    """One row per industry; NaN where there is no null."""
    made = {i: bands(one.observed, one.null, plan.level) for i, one in nulls.items()}
    unknown = np.full(len(plan.r), np.nan)
    rows = range(len(seen))

    def stack(found: dict[int, Floats]) -> Floats:
        return np.array([found.get(i, unknown) for i in rows]).reshape(len(seen), len(plan.r))

    def column(found: dict[int, float]) -> Floats:
        return np.array([found.get(i, np.nan) for i in rows], dtype=np.float64)

    return CurvesResult(
        measure=measure,
        industries=tuple(sites.name(one.members) for one in seen),
        r=plan.r,
        observed=stack({i: one.observed for i, one in nulls.items()}),
        expected=stack({i: one.null.mean for i, one in nulls.items()}),
        lower_local=stack({i: one.lower_local for i, one in made.items()}),
        upper_local=stack({i: one.upper_local for i, one in made.items()}),
        lower_global=stack({i: one.lower_global for i, one in made.items()}),
        upper_global=stack({i: one.upper_global for i, one in made.items()}),
        p_localised=column({i: one.p_localised for i, one in made.items()}),
        p_dispersed=column({i: one.p_dispersed for i, one in made.items()}),
        n_plants=np.array([one.n for one in seen], dtype=np.int64),
        n_sites=np.array([nulls[i].n_sites if i in nulls else 0 for i in rows], dtype=np.int64),
        method=tuple(nulls[i].method if i in nulls else "none" for i in rows),
        bandwidth=np.array([np.nan if plan.cumulative else one.bandwidth for one in seen]),
        level=plan.level,
        dropped=sites.dropped,
        notes=_notes(nulls, note),
    )


def _notes(nulls: dict[int, IndustryNull], note: str) -> tuple[str, ...]:
    methods = [one.method for one in nulls.values()]
    notes = [note] if note else []
    if "hybrid" in methods:
        notes.append("pairs beyond the nearest bins were counted on a grid")
    if "permutation" in methods and len(set(methods)) > 1:
        notes.append(
            f"{methods.count('permutation')} of {len(methods)} industries are too skewed for bands from exact moments "
            "and were simulated"
        )
    return tuple(notes)
