"""The ladder ahead: 1,000 paths x 500 clusters x 10 years, against climbing year by year with the plain engine.

Run by ``python -m benchmarks echelon``. The clusters are those of the sandbox, repeated with other figures, under
the rules of Jinzhong. The plain twin assesses every path anew in every year with ``judge`` and ``climb``, as an office
would; it runs on a few paths and is scaled. Seconds are of the processor, summed over both workers, and of the clock.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.programme import Programme
from growthpole.plan.climbing import climb_paths
from growthpole.plan.echelon import Ahead, look_ahead, simulate_echelon, walk_ahead
from growthpole.plan.echelon_rules import figures_read
from growthpole.plan.paths import draw_paths
from growthpole.plan.paths_figures import stack_paths
from growthpole.programme.collecting import evidence_table
from growthpole.programme.decisions import climb
from growthpole.programme.figures import Figures
from growthpole.programme.judgement import judge
from growthpole.services.demo import lay_out
from growthpole.services.inputs import open_inputs

CLUSTERS, PATHS, YEARS, LIMIT_S, TWIN_PATHS = 500, 1000, 10, 10.0, 2


def made(clusters: int) -> tuple[Programme, Dossier]:
    """The sandbox's towns, repeated under other names with figures up to a fifth higher or lower."""
    with TemporaryDirectory() as folder:
        lay_out("sandbox", Path(folder))
        inputs = open_inputs(Path(folder))
    rng, towns = np.random.default_rng(7), inputs.dossier.clusters
    copies = {each.id: [] for each in towns}
    register = []
    for number in range(clusters):
        town = towns[number % len(towns)]
        name = f"{number:04d}-{town.id}"
        copies[town.id].append((name, float(rng.uniform(0.8, 1.2))))
        register.append(replace(town, id=name))
    rows: list[Evidence] = []
    for row in inputs.dossier.evidence:
        if row.subject not in copies:
            rows.append(row)
            continue
        scaled = row.value is not None and row.unit in {"亿元", "万元", "百万元", "人"}
        for name, factor in copies[row.subject]:
            rows.append(replace(row, subject=name, value=row.value * factor if scaled else row.value))
    return inputs.programme, replace(inputs.dossier, clusters=tuple(register), evidence=evidence_table(rows))


def plain(ahead: Ahead, stack: Figures, paths: int, years: int) -> np.ndarray:
    """Assess every path in every year, the register holding the tiers of the year before."""
    names, count = ["", *ahead.rules.tiers], len(ahead.dossier.clusters)
    found = np.empty((paths, count, years), np.int8)
    for path in range(paths):
        rows, clusters = slice(path * count, (path + 1) * count), ahead.dossier.clusters
        for year in range(years):
            end = len(stack.periods) - years + year + 1
            cut = {
                side: {key: each[rows, :end] for key, each in getattr(stack, side).items()} for side in ("low", "high")
            }
            table = replace(stack, clusters=stack.clusters[rows], periods=stack.periods[:end], memory={}, **cut)
            judgement = judge(ahead.rules, clusters, table)
            moves = climb(ahead.rules, clusters, judgement, end - 1, table.periods[-1])
            clusters = tuple(replace(one, tier=move.after) for one, move in zip(clusters, moves, strict=True))
            found[path, :, year] = [names.index(one.tier) for one in clusters]
    return found


def timed(act: Callable[[], object]) -> tuple[float, float, object]:
    """Seconds of the clock and of the processor, and the result."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = act()
    return time.perf_counter() - wall, time.process_time() - cpu, result


def main(*arguments: str) -> None:
    """Print the whole run, where its time goes, and the plain twin beside it."""
    paths = int(arguments[0]) if arguments else PATHS
    programme, dossier = made(CLUSTERS)
    print(f"limit at {PATHS} paths x {CLUSTERS} clusters x {YEARS} years: {LIMIT_S:g} s on 2 cores")
    print(f"{'':34}{'wall s':>9}{'cpu s':>9}{'ratio':>9}")
    for workers in (1, 2):
        wall, cpu, _ = timed(
            lambda w=workers: simulate_echelon(programme, dossier, years=YEARS, paths=paths, workers=w)
        )
        print(f"{f'simulate_echelon, {workers} workers':34}{wall:>9.2f}{cpu:>9.2f}{'':>9}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ahead = look_ahead(programme, dossier)
    some = 16
    draw, stacking, climbing = parts(ahead, some)
    for name, seconds in (("  draw", draw), ("  stack", stacking), ("  judge and climb", climbing)):
        print(f"{name:34}{'':>9}{seconds * paths / some:>9.2f}")
    drawn = draw_paths(ahead.growth, (), paths=TWIN_PATHS, years=YEARS, seed=(0, 0))
    stack = stack_paths(ahead.figures, figures_read(ahead.rules), drawn, paths=TWIN_PATHS, years=YEARS)
    _, twin, slow = timed(lambda: plain(ahead, stack, TWIN_PATHS, YEARS))
    _, fast, quick = timed(lambda: walk_ahead(ahead, (), paths=TWIN_PATHS, years=YEARS, seed=(0, 0)).rank)
    assert np.array_equal(slow, quick), "the twin must agree"
    scaled = twin * paths / TWIN_PATHS
    print(f"{'plain twin, scaled':34}{'':>9}{scaled:>9.2f}{scaled / (draw + stacking + climbing) * some / paths:>9.1f}")
    print(f"equal on {TWIN_PATHS} paths; peak {peak:,.0f} MiB; {fast:.2f} s for them at once")


def parts(ahead: Ahead, paths: int) -> tuple[float, float, float]:
    """Processor seconds of drawing, stacking, and judging with climbing."""
    clusters, indicators = ahead.dossier.clusters, figures_read(ahead.rules)
    _, draw, drawn = timed(lambda: draw_paths(ahead.growth, (), paths=paths, years=YEARS, seed=(0, 0)))
    _, pile, stack = timed(lambda: stack_paths(ahead.figures, indicators, drawn, paths=paths, years=YEARS))
    _, walk, _ = timed(lambda: climb_paths(ahead.rules, clusters, stack, paths=paths, years=YEARS))
    return draw, pile, walk


if __name__ == "__main__":
    main(*sys.argv[1:])
