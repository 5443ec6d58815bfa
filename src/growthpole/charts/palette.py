"""Colours and type, one restrained palette for report, notebook and web.

Verdicts are told apart by lightness and by a symbol as well as by hue: teal and rust stay apart for every common
colour blindness, and a grey print still shows which is which.
"""

from __future__ import annotations

from growthpole.model.verdict import Verdict

__all__ = [
    "ACCENT",
    "FONT",
    "GRID",
    "INK",
    "INK_ON",
    "LAND",
    "NO_TIER",
    "PAPER",
    "PARTS",
    "POSSIBLE",
    "SOFT",
    "SYMBOL",
    "VERDICT",
    "tier_colours",
]

INK = "#1d2733"
SOFT = "#5d6773"
PAPER = "#ffffff"
GRID = "#e4e2dc"
LAND = "#f3f0e8"
NO_TIER = "#d8bf94"
ACCENT = "#a52a1e"
"""The red of a seal; for targets and warnings only."""

POSSIBLE = "#cfdcdc"
"""What may still be: the open part of a bar."""

VERDICT = {Verdict.MET: "#1f6669", Verdict.NOT_MET: "#d98a4b", Verdict.UNKNOWN: "#ebe8e0"}
INK_ON = {Verdict.MET: "#ffffff", Verdict.NOT_MET: "#1d2733", Verdict.UNKNOWN: "#6b6a64"}
"""The colour of the symbol on a verdict's cell."""
SYMBOL = {Verdict.MET: "✓", Verdict.NOT_MET: "×", Verdict.UNKNOWN: "?"}

PARTS = ("#1f6669", "#d9a441", "#7a8fa6", "#9b5d3b", "#8aa57a", "#5a4a78", "#c7b299", "#3d4f60")
"""Parts of a whole, apart from each other in lightness too."""

FONT = (
    "Noto Sans SC, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, "
    "Segoe UI, Helvetica Neue, Arial, sans-serif"
)

_TIERS = ("#b9c7c4", "#6f9c9b", "#1f6669", "#0d3a44")


def tier_colours(count: int) -> list[str]:
    """One colour a tier, from the lowest (light) to the highest (dark); the last one repeats above four."""
    if count < len(_TIERS):
        return list(_TIERS[len(_TIERS) - 1 - count : -1])
    return [*_TIERS, *[_TIERS[-1]] * (count - len(_TIERS))]
