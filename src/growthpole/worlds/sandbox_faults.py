"""The sandbox's planted faults: what real evidence looks like."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from growthpole.worlds.sandbox_figures import row
from growthpole.worlds.town import LAST_YEAR, Town

__all__ = ["plant_faults"]


def plant_faults(rows: Sequence[dict[str, str]], made: Sequence[Town]) -> list[dict[str, str]]:
    """Plant a few faults in complete evidence: disputed, corrupt, suppressed, bounded, estimated and slipped figures.

    Parameters
    ----------
    rows : sequence of dict
        Rows of ``evidence.csv``; they are not changed.
    made : sequence of Town
        The towns; the faults go to steady ones, so that they do not hide what else is planted. One rising town on
        the city rung lacks the figure that would decide its promotion.

    Returns
    -------
    list of dict
        The rows with their faults; one figure is disputed and so stands twice.
    """
    steady = islice((town.id for town in made if town.trait == "steady"), 6)
    disputed, corrupt, suppressed, bounded, estimated, slipped = steady
    undecided = next(town.id for town in made if town.trait == "rising" and town.tier == "city")
    changed = {
        (undecided, "sme_output"): {"value": "", "status": "missing", "quote": ""},
        (disputed, "output"): {"status": "disputed", "quote": "the town's report"},
        (corrupt, "export_markets"): {"value": "", "status": "corrupt", "quote": "exported to more than <> countries"},
        (suppressed, "leader_revenue"): {"value": "", "status": "suppressed", "quote": "one enterprise only"},
        (bounded, "employment"): {"status": "lower bound", "quote": "more than"},
        (estimated, "specialised_smes"): {"value": "6", "status": "estimated", "low": "4", "high": "8"},
    }
    found = []
    for each in rows:
        key = (each["cluster"], each["indicator"])
        last = each["period"] == str(LAST_YEAR)
        found.append({**each, **changed[key]} if last and key in changed else dict(each))
        if last and key == (slipped, "rd_spending"):
            # The unit says 百万元, the figure was typed in 元/100: ten thousand times too much.
            found[-1]["value"] = f"{float(each['value']) * 10_000:.2f}"
        if last and key == (disputed, "output"):
            other = f"{float(each['value']) * 1.25:.3f}"
            found.append({**row(disputed, "output", LAST_YEAR, other, each["unit"], "disputed"), "quote": "tax office"})
    return found
