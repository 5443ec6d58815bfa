"""The register that the sandbox's office kept of 2019 to 2024: what the rules decided, year after year.

It is a file and not drawn anew, as an office's would be. Each town starts on the tier from which the rules, on its own
figures, lead to the tier that the register holds today; of several, on the one nearest to it. Seven towns that no
course since 2019 leads there were registered later, and have no rows before.
"""

from __future__ import annotations

from importlib.resources import files

__all__ = ["standing_bytes"]


def standing_bytes() -> bytes:
    """The content of ``standing.csv``."""
    return files("growthpole.worlds").joinpath("data", "sandbox", "standing.csv").read_bytes()
