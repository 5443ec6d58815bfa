"""Who is matched with whom: needs down, institutes across."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

from growthpole.chain.partners import PartnersResult
from growthpole.charts.palette import INK_ON, VERDICT
from growthpole.charts.theme import Row, layered, rows
from growthpole.errors import NameUnknownError
from growthpole.model.text import LANGUAGES, Text
from growthpole.model.verdict import Verdict

__all__ = ["partners"]

LIMIT = 60
"""More needs than this cannot be read on one page."""
_WORDS = {
    "matched": Text("matched", "已匹配"),
    "open": Text("shares a discipline, not matched", "学科相符，未匹配"),
    "barred": Text("ruled out", "已排除"),
    "fit": Text("fit", "匹配度"),
    "first": Text("The first {shown} of {all} needs", "列出前 {shown} 项需求，共 {all} 项"),
    "unasked": Text("unasked", "未填报"),
}
_FILL = {"matched": VERDICT[Verdict.MET], "open": "#cfdcdc", "barred": "#ebe8e0"}
_SIGN = {"matched": "●", "open": "", "barred": "×"}


def partners(result: PartnersResult, clusters: Mapping[str, Text], language: str) -> alt.LayerChart:
    """Draw needs against institutes: matched pairs dark, pairs that would do pale, the rest empty.

    Parameters
    ----------
    result : PartnersResult
        The first 60 needs are drawn.
    clusters : mapping of str to Text
        Names of the clusters.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One row a need, one column an institute with its places used and had.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    made = _cells(result, clusters, language)
    heads = list(_heads(result, language).values())
    needs = list(_labels(result, clusters, language).values())
    domain = [_WORDS[key].get(language) for key in _FILL]
    base = alt.Chart(rows(made)).encode(
        alt.X(
            "institute:N", title=None, scale=alt.Scale(domain=heads),
            axis=alt.Axis(orient="top", labelAngle=-35, labelLimit=240),
        ),
        alt.Y("need:N", title=None, scale=alt.Scale(domain=needs), axis=alt.Axis(labelLimit=300)),
        tooltip=[alt.Tooltip("need:N", title=" "), alt.Tooltip("institute:N", title=" "),
                 alt.Tooltip("fit:N", title=_WORDS["fit"].get(language))],
    )  # fmt: skip
    colour = alt.Color(
        "state:N",
        scale=alt.Scale(domain=domain, range=list(_FILL.values())),
        legend=alt.Legend(orient="bottom", columns=1),
    )
    cells = base.mark_rect(stroke="white", strokeWidth=2, cornerRadius=3).encode(colour)
    signs = base.mark_text(fontSize=12).encode(text="sign:N", color=alt.Color("ink:N", scale=None))
    total = len(result.records.needs)
    note = _WORDS["first"].get(language).format(shown=LIMIT, all=total) if total > LIMIT else ""
    chart = layered(cells, signs, height=alt.Step(22), note=note)
    # The chart engine measures a slanting label a little too short and would cut off its end.
    return chart.properties(padding={"left": 5, "top": 5, "bottom": 5, "right": 60})


def _cells(result: PartnersResult, clusters: Mapping[str, Text], language: str) -> list[Row]:
    matched = {(one.need, one.institute) for one in result.matches}
    heads, labels = _heads(result, language), _labels(result, clusters, language)
    return [
        {
            "id": f"{need}:{institute}",
            "need": labels[need],
            "institute": heads[institute],
            "fit": f"{fit.total.low:.2f}" if fit.total.known else f"{fit.total.low:.2f}–{fit.total.high:.2f}",
            "state": _WORDS[state].get(language),
            "sign": _SIGN[state],
            "ink": INK_ON[Verdict.MET if state == "matched" else Verdict.UNKNOWN],
        }
        for (need, institute), fit in result.fits.items()
        if fit.shared and need in labels
        for state in ["barred" if fit.barred else "matched" if (need, institute) in matched else "open"]
    ]


def _heads(result: PartnersResult, language: str) -> dict[str, str]:
    names = {one.id: one.name.get(language) or one.id for one in result.records.institutes}
    unasked = _WORDS["unasked"].get(language)
    return {
        one.institute: f"{names[one.institute]} {one.used}/{unasked if one.capacity is None else one.capacity}"
        for one in result.loads
    }


def _labels(result: PartnersResult, clusters: Mapping[str, Text], language: str) -> dict[str, str]:
    """Cluster and need; the id of the need parts those that read alike."""
    joint = {"en": ": ", "zh": "："}[language]
    found: dict[str, str] = {}
    for need in result.records.needs[:LIMIT]:
        cluster = clusters.get(need.cluster, Text(need.cluster)).get(language)
        label = f"{cluster}{joint}{need.name.get(language) or need.id}"
        found[need.id] = f"{label} ({need.id})" if label in found.values() else label
    return found
