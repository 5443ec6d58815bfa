"""Other packages on the same matrix, in an interpreter that has them: prints PEER, name, CPU seconds, peak MiB."""

from __future__ import annotations

import resource
import sys
import time
import warnings
from collections.abc import Callable

import economic_complexity
import numpy as np
import pandas as pd
from ecomplexity import ecomplexity, proximity

warnings.filterwarnings("ignore")


def clocked(name: str, work: Callable[[], object]) -> object:
    start = time.process_time()
    result = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"PEER\t{name}\t{time.process_time() - start}\t{peak}", flush=True)
    return result


def main(path: str) -> None:
    x = np.load(path)
    wide = pd.DataFrame(x, index=[f"r{r:04d}" for r in range(len(x))], columns=[f"i{i:04d}" for i in range(x.shape[1])])
    present = clocked("economic-complexity rca", lambda: economic_complexity.rca(wide) >= 1).astype(int)
    clocked(
        "economic-complexity complexity (20 reflections)",
        lambda: economic_complexity.complexity(present, iterations=20),
    )
    clocked("economic-complexity relatedness (with proximity)", lambda: economic_complexity.relatedness(present))
    long = wide.rename_axis("region").reset_index().melt("region", var_name="industry", value_name="value")
    long["year"] = 2000
    columns = {"time": "year", "loc": "region", "prod": "industry", "val": "value"}
    clocked("ecomplexity proximity", lambda: proximity(long, columns))
    clocked("ecomplexity, everything", lambda: ecomplexity(long, columns))


if __name__ == "__main__":
    main(sys.argv[1])
