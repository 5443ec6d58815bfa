"""Panel measures on a register in Parquet, through DuckDB, against the same written by hand in SQL.

``python -m benchmarks panel [ROWS ...]``: 2, 10 and 50 million establishments by default, 3,000 regions and 1,000
industries. Each measure runs in a process of its own, so that its peak memory is its own; ours and the hand-written
one take turns. ``python -m benchmarks panel gini`` times the locational Gini of 1,000 industries alone.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np

import growthpole as gp

ROWS = (2_000_000, 10_000_000, 50_000_000)
REGIONS, INDUSTRIES = 3000, 1000
CELLS = "c as (select region, industry, sum(employment)::double x from t group by all)"
SQL = {
    "lq": f"""with {CELLS} select region, industry,
        x * sum(x) over () / (sum(x) over (partition by region) * sum(x) over (partition by industry)) v from c""",
    "krugman": f"""with {CELLS}, s as (select region, industry, x / sum(x) over (partition by region) s,
        sum(x) over (partition by industry) / sum(x) over () e from c)
        select region, sum(abs(s - e) - e) + 1 v from s group by region""",
    "herfindahl": f"""with {CELLS} select region, sum(x * x) / (sum(x) * sum(x)) v from c group by region""",
    "gini": f"""with {CELLS}, r as (select region, sum(x) / (select sum(x) from c) w from c group by region),
        g as (select r.region, i.industry, r.w, coalesce(c.x, 0) x from r cross join (select distinct industry from c) i
              left join c on c.region = r.region and c.industry = i.industry),
        s as (select industry, region, w, x / sum(x) over (partition by industry) s from g),
        q as (select industry, w, s, sum(s) over (partition by industry order by s / w, region) h from s)
        select industry, 1 - sum(w * (2 * h - s)) v from q group by industry""",
    "ellison_glaeser": """with c as (select region, industry, sum(employment)::double x,
            sum(employment::double * employment) q from t group by all),
        r as (select region, sum(x) / (select sum(x) from c) w from c group by region),
        i as (select industry, sum(x) x, sum(q) / (sum(x) * sum(x)) h from c group by industry),
        k as (select sum(w * w) k from r),
        g as (select c.industry, sum((c.x / i.x - w) ** 2 - w * w) + any_value(k) g, any_value(h) h, any_value(k) k
              from c join r using (region) join i using (industry), k group by c.industry)
        select industry, (g / (1 - k) - h) / (1 - h) v from g""",
}
OURS = {
    "lq": (gp.location_quotient, {}, "lq"),
    "krugman": (gp.krugman, {}, "krugman"),
    "herfindahl": (gp.herfindahl, {}, "herfindahl"),
    "gini": (gp.gini, {}, "gini"),
    "ellison_glaeser": (gp.ellison_glaeser, {}, "gamma"),
}


def register(rows: int, folder: Path) -> Path:
    """Establishments with log-normal sizes, written once."""
    path = folder / f"register-{rows}.parquet"
    con = duckdb.connect()
    con.execute("set threads = 1; select setseed(0.5)")
    con.execute(
        f"""copy (select (3000 * random() * random())::int region, (1000 * pow(random(), 1.5))::int industry,
        ceil(exp(1.2 * sqrt(-2 * ln(random() + 1e-12)) * cos(6.2831853 * random()) + 2))::int employment
        from range({rows})) to '{path}' (format parquet)"""
    )
    return path


def once(kind: str, name: str, path: str) -> None:
    """Run one measure in this process and print what it cost and a checksum."""
    duckdb.execute("set threads = 2; set memory_limit = '3500MB'")
    began, clock = time.process_time(), time.perf_counter()
    relation = duckdb.read_parquet(path)
    if kind == "ours":
        measure, options, column = OURS[name]
        table = measure(relation, **options).to_arrow_table()
        values = table.column(column).to_numpy()
    else:
        relation.create_view("t")
        values = duckdb.sql(SQL[name]).to_arrow_table().column("v").to_numpy()
    spent = time.process_time() - began, time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    kept = values[np.isfinite(values)]
    print(json.dumps([*spent, peak, len(kept), float(kept.sum())]))


def measured(kind: str, name: str, path: Path, times: int) -> list[float]:
    """Run it in a process of its own, so many times, and keep the fastest."""
    command = [sys.executable, "-m", "benchmarks", "panel", "once", kind, name, str(path)]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(times)
    ]
    return min(runs)


def against_sql(rows: tuple[int, ...]) -> None:
    """The table of ratios."""
    print(
        f"{'rows':>11} {'measure':16} {'ours CPU s':>10} {'SQL CPU s':>10} {'CPU':>5} {'wall':>5} {'peak GB':>8} same"
    )
    with tempfile.TemporaryDirectory() as folder:
        for count in rows:
            path = register(count, Path(folder))
            for name in SQL:
                times = 1 if count >= ROWS[-1] else 2
                ours, hand = (measured(kind, name, path, times) for kind in ("ours", "hand"))
                same = ours[3] == hand[3] and np.isclose(ours[4], hand[4], rtol=1e-9)
                print(
                    f"{count:>11,} {name:16} {ours[0]:>10.2f} {hand[0]:>10.2f} {ours[0] / hand[0]:>5.2f} "
                    f"{ours[1] / hand[1]:>5.2f} {ours[2]:>8.2f} {'yes' if same else 'NO'}",
                    flush=True,
                )
            path.unlink()


def locational_gini() -> None:
    """1,000 industries at three numbers of regions; EconGeo 1.3 needs 15.4 CPU s for 3,000 x 1,000 (design/peers)."""
    print(f"{'regions':>8} {'industries':>10} {'CPU s':>8} {'per cell ns':>12}")
    for regions in (300, 1000, 3000):
        x = np.random.default_rng(1).poisson(3, size=(regions, INDUSTRIES)).astype(float)
        gp.gini(x[:10])
        began = time.process_time()
        gp.gini(x)
        spent = time.process_time() - began
        print(f"{regions:>8} {INDUSTRIES:>10} {spent:>8.3f} {1e9 * spent / x.size:>12.0f}")


def main(*arguments: str) -> None:
    if arguments[:1] == ("once",):
        once(*arguments[1:])
    elif arguments[:1] == ("gini",):
        locational_gini()
    else:
        against_sql(tuple(int(word) for word in arguments) or ROWS)
        locational_gini()
