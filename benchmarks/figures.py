"""Figures and expressions: rows into dense intervals, twenty tests over the whole history, and their reasons.

Run by ``python -m benchmarks figures [ROWS ...]``. A plain loop over the rows, on the smallest size, is the measure of
what the columns are worth; the cost is to be linear in the rows. CPU seconds; each size in a process of its own.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date
from itertools import pairwise
from multiprocessing import get_context

import numpy as np

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import STATUSES, Codes, EvidenceTable
from growthpole.model.interval import Interval
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.programme.figures import build_figures
from growthpole.programme.language import Environment, Evaluation, explain, parse

INDICATORS, YEARS, PLAIN_ROWS = 100, 10, 100_000
SHAPES = (
    "each({0}, years = 3) >= 40 CNY",
    "share({0}, {1}) >= 15 %",
    "any_of({0} >= 50 CNY, growth({1}, years = 3) >= 10 %)",
    "mean({0}, years = 3) > previous({1})",
)
TESTS = [SHAPES[number % 4].format(f"i{number:03d}", f"i{number + 1:03d}") for number in range(20)]


def dossier_of(rows: int) -> tuple[Programme, Dossier]:
    """A full table: every cluster has every indicator in every year, some missing, some bounds."""
    clusters = rows // (INDICATORS * YEARS)
    rng = np.random.default_rng(20230909)
    ids = [tuple(f"c{number:05d}" for number in range(clusters)), tuple(f"i{n:03d}" for n in range(INDICATORS))]
    ids.append(tuple(str(2014 + number) for number in range(YEARS)))
    place = np.indices((clusters, INDICATORS, YEARS), np.int32).reshape(3, -1)
    blank = Codes(("x",), np.zeros(rows, np.int32))
    known = [STATUSES.index(one) for one in (Status.REPORTED, Status.LOWER_BOUND, Status.MISSING)]
    table = EvidenceTable(
        *(Codes(words, np.ascontiguousarray(code)) for words, code in zip(ids, place, strict=True)),
        *(blank,) * 6,
        status=rng.choice(np.array(known, np.int8), rows, p=(0.8, 0.1, 0.1)),
        value=rng.uniform(1, 100, rows),
        low=np.full(rows, np.nan),
        high=np.full(rows, np.nan),
        row=np.arange(rows, dtype=np.int32),
    )
    indicators = {name: Indicator(name, Text(name), "CNY", bounds=Interval(0.0, np.inf)) for name in ids[1]}
    programme = Programme("bench", "1", Text("bench"), Text("town"), "", "", date(2023, 1, 1), indicators=indicators)
    return programme, Dossier(tuple(Cluster(name, Text(name)) for name in ids[0]), table)


def plain(dossier: Dossier) -> dict[tuple[str, str, str], tuple[float, float]]:
    """The same intervals by a loop over the rows."""
    found: dict[tuple[str, str, str], tuple[float, float]] = {}
    for row in dossier.evidence:
        low = high = row.value
        if row.status is Status.MISSING or low is None or high is None:
            low, high = 0.0, np.inf
        elif row.status is Status.LOWER_BOUND:
            high = np.inf
        key = row.subject, row.indicator, row.period
        before = found.get(key, (0.0, np.inf))
        found[key] = max(before[0], low), min(before[1], high)
    return found


def measure(rows: int) -> list[float]:
    """CPU seconds of building, testing and explaining, and MiB above the evidence itself."""
    programme, dossier = dossier_of(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    marks = [time.process_time()]
    figures = build_figures(programme, dossier)
    marks.append(time.process_time())
    environment, tests = Environment(), [parse(test) for test in TESTS]
    evaluation = Evaluation(figures, environment)
    for test in tests:
        evaluation.of(test)
    marks.append(time.process_time())
    for cluster in range(len(figures.clusters)):
        for test in tests:
            explain(test, figures, environment, cluster, YEARS - 1)
    marks.append(time.process_time())
    steps = [after - start for start, after in pairwise(marks)]
    return [*steps, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024]


def measure_plain(rows: int) -> float:
    """CPU seconds of the plain loop."""
    dossier = dossier_of(rows)[1]
    start = time.process_time()
    plain(dossier)
    return time.process_time() - start


def main(*sizes: str) -> None:
    """Print a line for each size; 1e5, 1e6 and 1e7 rows where none is given."""
    with get_context("spawn").Pool(1) as pool:
        loop = pool.apply(measure_plain, (PLAIN_ROWS,)) / PLAIN_ROWS
    print(f"plain loop: {loop * 1e6:.2f} us/row")
    print(f"{'rows':>12} {'build s':>8} {'us/row':>7} {'x plain':>8} {'20 tests s':>11} {'reasons s':>10} {'+MiB':>7}")
    for size in sizes or ("1e5", "1e6", "1e7"):
        rows = int(float(size))
        with get_context("spawn").Pool(1) as pool:
            build, tests, reasons, memory = pool.apply(measure, (rows,))
        ratio = loop / (build / rows)
        print(
            f"{rows:>12,} {build:>8.2f} {build / rows * 1e6:>7.3f} {ratio:>8.0f} {tests:>11.3f} {reasons:>10.2f}"
            f" {memory:>7,.0f}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
