"""The forecast that the sandbox's office made a year ago and kept: 1,000 paths from the figures up to 2023.

It is a file and not drawn anew, as an office's would be: a forecast that changes after the year is no forecast.
"""

from __future__ import annotations

from importlib.resources import files

__all__ = ["forecast_bytes"]


def forecast_bytes() -> bytes:
    """The content of ``forecasts.csv``, as ``growthpole plan echelon --out`` wrote it."""
    return files("growthpole.worlds").joinpath("data", "sandbox", "forecasts.csv").read_bytes()
