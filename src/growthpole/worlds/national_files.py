"""Where the national input-output tables lie in the package."""

from __future__ import annotations

import gzip
from importlib.resources import files

__all__ = ["DATA", "packed"]

DATA = files("growthpole.worlds") / "data" / "china_io_2020"


def packed(name: str) -> bytes:
    """The text of one of the shipped files."""
    return gzip.decompress((DATA / name).read_bytes())
