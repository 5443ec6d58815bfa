"""``python -m benchmarks [NAME [ARGUMENTS]]``: run one benchmark, or list them.

A benchmark prints ratios measured side by side in one run; seconds are CPU seconds where that is possible, since they
are steadier than the clock on a shared machine.
"""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def run() -> int:
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        print("benchmarks: " + ", ".join(NAMES))
        return 0 if len(sys.argv) < 2 else 1
    import_module(f"benchmarks.{sys.argv[1]}").main(*sys.argv[2:])
    return 0


if __name__ == "__main__":
    sys.exit(run())
