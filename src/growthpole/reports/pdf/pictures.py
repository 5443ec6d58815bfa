"""Charts as SVG, which the page keeps as lines and text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import vl_convert

from growthpole.charts.selection import LIMIT, by_award, by_rank, by_score, leading
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.reports.chapters.chapter import Chapter, drawn_in
from growthpole.reports.drawings import drawings

__all__ = ["chapter_pictures", "fonts", "pictures"]

_WIDTH = 560
"""Pixels; the type of a chart then has the size of a caption on A4."""
_BARS = 36
"""More bars than this do not fit under each other on one page."""

_ORDERS: Mapping[str, Callable[[Assessment, int], tuple[ClusterAssessment, ...]]] = {
    "criteria_matrix": leading,
    "score_intervals": by_score,
    "points_bars": by_score,
    "rank_ranges": by_rank,
    "fund_split": by_award,
}
"""Charts with a bar a cluster, and the order of their bars."""


@cache
def fonts() -> Path:
    """The folder of Noto Sans SC, from its package; known to the chart engine after the first call."""
    folder = Path(str(files("justmytype_intl_cjk"))) / "fonts" / "ofl" / "notosanssc"
    vl_convert.register_font_directory(str(folder))
    return folder


def pictures(assessment: Assessment, boundaries: Mapping[str, Any] | None, language: str) -> dict[str, list[bytes]]:
    """The charts by name; one with a bar a cluster goes over several sheets where they do not fit on one."""
    fonts()
    return {
        name: [
            _svg(drawings(sheet, boundaries)[name](language).to_dict(validate=False))
            for sheet in _sheets(assessment, name)
        ]
        for name in drawings(assessment, boundaries)
    }


def chapter_pictures(chapters: Sequence[Chapter], language: str) -> dict[str, list[bytes]]:
    """The charts of chapters by name, each on one sheet."""
    fonts()
    return {name: [_svg(draw(language).to_dict(validate=False))] for name, draw in drawn_in(chapters).items()}


def _sheets(assessment: Assessment, name: str) -> list[Assessment]:
    """The assessment cut into pieces of a page each; beyond 80 clusters the first piece speaks for all."""
    count = len(assessment.clusters)
    if name not in _ORDERS or count <= _BARS or (name == "criteria_matrix" and count > LIMIT):
        return [assessment]
    ordered = _ORDERS[name](assessment, LIMIT)
    starts = range(0, len(ordered), _BARS)[: 1 if count > LIMIT else None]
    return [replace(assessment, clusters=ordered[start : start + _BARS]) for start in starts]


def _svg(spec: dict[str, Any]) -> bytes:
    """The drawing; charts side by side have widths of their own."""
    sized = {**spec, "width": _WIDTH} if "width" in spec else spec
    picture: str = vl_convert.vegalite_to_svg(json.dumps(sized))
    return _regular(picture).encode()


def _regular(picture: str) -> str:
    """Give plain text the weight of a regular face: inside an SVG a variable font is drawn at its thinnest."""
    return re.sub(
        r'(<text (?![^>]*(?:font-weight|stroke))[^>]*?fill="(#[0-9a-f]+)")',
        r'\1 stroke="\2" stroke-width="0.4"',
        picture,
    )
