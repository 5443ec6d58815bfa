"""Chances in the words of a page."""

from __future__ import annotations

from growthpole.model.text import Text

__all__ = ["per_cent"]


def per_cent(share: float) -> Text:
    """A share to whole points; what was nearly never or nearly always seen is not rounded to certainty."""
    said = "< 1 %" if 0 < share < 0.005 else "> 99 %" if 0.995 < share < 1 else f"{100 * share:.0f} %"
    return Text(said, said.replace(" ", ""))
