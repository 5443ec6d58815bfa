"""The whole assessment: 10,000 clusters x 100 indicators x 10 years, cost against rows.

Run by ``python -m benchmarks assess``. The programme has twenty criteria, eight gates on two tiers, two vetoes, four
weaknesses and an index of sixty items, over the evidence of ``benchmarks.evidence``. Reading, judging with reasons, and
the record in bytes are timed apart, each size in a process of its own.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from benchmarks.evidence import INDICATORS, UNITS, write_evidence
from growthpole.programme.assess import assess
from growthpole.reports.record import record_lines
from growthpole.services.inputs import open_inputs

LIMIT_S, LIMIT_MIB = 60.0, 6 * 1024
QUANTITIES = {
    "亿元": "20 亿元",
    "万元": "20 万元",
    "CNY": "20 CNY",
    "persons": "20 persons",
    "%": "20 %",
    "count": "20",
}
QUANTITIES |= {"km2": "20 km2", "tce": "20 tce", "万kWh": "20 万kWh"}


def unit(number: int) -> str:
    return UNITS[number % len(UNITS)]


def test(number: int) -> str:
    name = f"indicator_{number:03d}"
    if unit(number) == "yes/no":
        return f"has({name})"
    shapes = (f"{name} >= {{0}}", f"each({name}, years=3) >= {{0}}", f"mean({name}, years=3) >= {{0}}")
    return shapes[number % 3].format(QUANTITIES[unit(number)])


def programme() -> str:
    """The text of the programme."""
    parts = [
        '[programme]\nid = "bench"\nversion = "1"\nname = { en = "bench" }\ncluster = { en = "cluster" }\n'
        'reference = "none"\nsince = 2014-01-01\ncurrency = "CNY"\n',
        '[[tier]]\nid = "city"\nname = { en = "city" }\n',
        f'[[tier]]\nid = "province"\nname = {{ en = "province" }}\ngates = {[f"g{k}" for k in range(8)]}\n'.replace(
            "'", '"'
        ),
    ]
    for k in range(INDICATORS):
        bounds = "" if unit(k) == "yes/no" else "range = [0, inf]\n"
        parts.append(f'[indicator.indicator_{k:03d}]\nname = {{ en = "indicator {k}" }}\nunit = "{unit(k)}"\n{bounds}')
    for kind, count, start in (("criterion", 20, 0), ("gate", 8, 20), ("veto", 2, 26), ("weakness", 4, 30)):
        more = 'remedies = ["act"]\n' if kind == "weakness" else ""
        for k in range(count):
            head = f'[{kind}.{kind[0]}{k}]\nname = {{ en = "{kind} {k}" }}\n'
            parts.append(f'{head}test = "{test(start + k)}"\n{more}')
    parts.append(
        '[breakthrough.all]\nname = { en = "all" }\n[remedy.act]\nbreakthrough = "all"\nname = { en = "act" }\n'
    )
    parts.append('[index]\nscale = 100\naggregate = "arithmetic"\n')
    for group in range(6):
        parts.append(
            f'[index.group{group}]\nname = {{ en = "group {group}" }}\nweight = {(20, 20, 15, 15, 15, 15)[group]}\n'
        )
        for k in range(group * 10, group * 10 + 10):
            best = "1" if unit(k) == "yes/no" else f'"{QUANTITIES[unit(k)]}"'.replace('"20"', "20")
            worst = best.replace("20", "0") if unit(k) != "yes/no" else "0"
            share = (20, 20, 15, 15, 15, 15)[group] / 10
            parts.append(f"[index.group{group}.indicator_{k:03d}]\nweight = {share}\nworst = {worst}\nbest = {best}\n")
    return "\n".join(parts)


def measure(folder: str) -> list[float]:
    """Seconds of reading, assessing and recording, rows, and peak MiB, in this process."""
    marks = [time.perf_counter()]
    inputs = open_inputs(Path(folder))
    marks.append(time.perf_counter())
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    marks.append(time.perf_counter())
    record = Path(folder) / "assessment.json"
    with record.open("wb") as file:
        file.writelines(record_lines(assessment))
    marks.append(time.perf_counter())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    steps = [after - before for before, after in pairwise(marks)]
    return [len(inputs.dossier.evidence), *steps, record.stat().st_size / 2**20, time.process_time(), peak]


def main(*sizes: str) -> None:
    """Print a line for each size; 1e5, 1e6 and 1e7 rows where none is given."""
    print(f"limits at 1e7 rows: {LIMIT_S:g} s, {LIMIT_MIB:,} MiB")
    heads = ("rows", "read s", "assess s", "record s", "all s", "us/row", "MiB out", "cpu s", "peak MiB")
    print(" ".join(f"{head:>10}" for head in heads))
    for size in sizes or ("1e5", "1e6", "1e7"):
        with tempfile.TemporaryDirectory() as folder, get_context("spawn").Pool(1) as pool:
            write_evidence(Path(folder), int(float(size)))
            (Path(folder) / "programme.toml").write_text(programme(), encoding="utf-8")
            rows, read, judged, recorded, out, cpu, peak = pool.apply(measure, (folder,))
        total = read + judged + recorded
        cells = (read, judged, recorded, total, total / rows * 1e6, out, cpu)
        print(f"{rows:>10,.0f}", *(f"{cell:>10.2f}" for cell in cells), f"{peak:>10,.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
