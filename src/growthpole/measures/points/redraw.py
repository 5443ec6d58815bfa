"""M and m of industries and of industries redrawn among the plants of the economy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed

from growthpole.measures.points.arrays import Floats, Ints
from growthpole.measures.points.bands import simulated_null
from growthpole.measures.points.kernels.neighbours import extend_rows
from growthpole.measures.points.kernels.prefix import gather
from growthpole.measures.points.nulls import IndustryNull
from growthpole.measures.points.observed import Industry
from growthpole.measures.points.permutation import random_orders
from growthpole.measures.points.surroundings import Field


def around_own(field: Field, industries: Sequence[Industry]) -> dict[int, IndustryNull]:
    """Each industry around its own plants, against redrawn labels; by position, those of 2 plants or more."""
    able = {i: one for i, one in enumerate(industries) if one.n > 1}
    sizes = np.unique([one.n for one in able.values()]).astype(np.int64)
    if not sizes.size:
        return {}
    plan = field.plan
    orders = random_orders(len(field.xyz), int(sizes[-1]), plan.simulations, plan.seed)
    run = Parallel(n_jobs=field.work.n_jobs, prefer="threads")
    curves = np.concatenate(run(delayed(_redrawn)(field, batch, sizes) for batch in orders))
    return {
        i: _null(
            field, field.ratio(field.neighbours(one.members), one.members), curves[:, np.searchsorted(sizes, one.n)]
        )
        for i, one in able.items()
    }


def around_another(field: Field, reference: Ints, one: Industry) -> IndustryNull:
    """An industry around the plants of another, against redrawing both."""
    plan = field.plan
    others = None if np.array_equal(reference, one.members) else one.members
    observed = field.ratio(field.neighbours(reference, others), reference, others)
    length = len(reference) + (0 if others is None else one.n)
    orders = np.concatenate(random_orders(len(field.xyz), length, plan.simulations, plan.seed))
    parts = [(order[: len(reference)], None if others is None else order[len(reference) :]) for order in orders]
    run = Parallel(n_jobs=field.work.n_jobs, prefer="threads")
    curves = run(delayed(lambda a, b: field.ratio(field.neighbours(a, b), a, b))(a, b) for a, b in parts)
    return _null(field, observed, np.array(curves))


def _redrawn(field: Field, orders: Ints, sizes: Ints) -> Floats:
    """Curves (orders, sizes, R) of the industries made of the first plants of each order."""
    real = np.float32 if field.work.single else np.float64
    top, curve = real(field.bins.top), real(field.bins.curve)
    scaled = field.xyz / field.bins.width
    curves = np.empty((len(orders), len(sizes), len(field.matrix)))
    for s, order in enumerate(orders):
        x, y, z = gather(scaled, order, top)
        rows = np.zeros((len(order), field.bins.top + 1))
        begin = 0
        for k, n in enumerate(sizes):
            extend_rows(x, y, z, field.weights[order], begin, n, top, curve, rows)
            curves[s, k] = field.ratio(rows[:n, :0:-1] @ field.matrix.T, order[:n])
            begin = n
    return curves


def _null(field: Field, observed: Floats, curves: Floats) -> IndustryNull:
    """Where a redraw has no neighbours at r its curve is unknown; it counts there as the mean of the others."""
    known = ~np.isnan(curves)
    mean = np.divide(
        np.where(known, curves, 0.0).sum(axis=0),
        known.sum(axis=0),
        out=np.zeros(curves.shape[1]),
        where=known.any(axis=0),
    )
    null = simulated_null(np.where(known, curves, mean).T, field.plan.level)
    return IndustryNull(observed, null, "permutation", len(field.xyz))
