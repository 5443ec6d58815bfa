"""Names for the arrays this room passes about."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
# Simulated curves: their own error is many times that of single precision.
Singles: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
# What a kernel takes: an array of the type its docstring names, a scalar in the precision of the distances.
Array: TypeAlias = NDArray[Any]
Real: TypeAlias = np.floating[Any]
