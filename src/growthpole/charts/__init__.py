"""A result becomes an Altair chart; no data access.

Each chart is one function in a file of its own, drawn alike in the report, a notebook and the web. A chart gives
back an Altair object; each of its marks carries the ``id`` of the cluster that it stands for.
"""

from __future__ import annotations

from growthpole.charts.award_methods import award_methods
from growthpole.charts.budget_frontier import budget_frontier_chart
from growthpole.charts.calibration import calibration
from growthpole.charts.county_map import county_map
from growthpole.charts.criteria_matrix import criteria_matrix
from growthpole.charts.echelon_fan import echelon_fan
from growthpole.charts.fund_split import fund_split
from growthpole.charts.gantt import gantt
from growthpole.charts.ladder import ladder
from growthpole.charts.market_quadrant import market_quadrant
from growthpole.charts.next_clusters import next_clusters
from growthpole.charts.openings_gap import openings_gap
from growthpole.charts.partners import partners
from growthpole.charts.plan_portfolio import plan_portfolio
from growthpole.charts.points_bars import points_bars
from growthpole.charts.rank_ranges import rank_ranges
from growthpole.charts.score_intervals import score_intervals
from growthpole.charts.sensitivity import sensitivity
from growthpole.charts.talent_gap import talent_gap
from growthpole.charts.unknowns import unknowns

__all__ = [
    "award_methods",
    "budget_frontier_chart",
    "calibration",
    "county_map",
    "criteria_matrix",
    "echelon_fan",
    "fund_split",
    "gantt",
    "ladder",
    "market_quadrant",
    "next_clusters",
    "openings_gap",
    "partners",
    "plan_portfolio",
    "points_bars",
    "rank_ranges",
    "score_intervals",
    "sensitivity",
    "talent_gap",
    "unknowns",
]
