"""What nobody knows, and what to collect first."""

from __future__ import annotations

from dataclasses import dataclass, field

from growthpole.model.assessment import Unknown
from growthpole.model.text import Text
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import both, joined

__all__ = ["UnknownView", "collect_first"]

_NAMED = 8


@dataclass(frozen=True)
class UnknownView:
    """One figure to collect, over all clusters that lack it.

    Attributes
    ----------
    name : Text
        The indicator.
    period : str
        For when.
    settles : int
        Open questions that it would settle, added up.
    lacking : int
        How many clusters lack it.
    subjects : tuple of (str, Text)
        The first of them, by id and name.
    opens : Text
        The verdicts and scores that stand open because of it.
    proof : Text
        What must be shown.
    """

    name: Text
    period: str
    settles: int
    lacking: int
    subjects: tuple[tuple[str, Text], ...]
    opens: Text
    proof: Text


@dataclass
class _Sum:
    settles: int = 0
    subjects: dict[str, None] = field(default_factory=dict)
    of: dict[str, None] = field(default_factory=dict)

    def add(self, one: Unknown) -> None:
        self.settles += one.settles
        self.subjects[one.subject] = None
        self.of.update(dict.fromkeys(one.of))


def collect_first(names: Names) -> tuple[UnknownView, ...]:
    """The missing figures by indicator and period, the one that settles most first."""
    sums: dict[tuple[str, str], _Sum] = {}
    for one in names.assessment.unknowns:
        sums.setdefault((one.indicator, one.period), _Sum()).add(one)
    order = sorted(sums, key=lambda key: (-sums[key].settles, key))
    return tuple(_view(indicator, period, sums[indicator, period], names) for indicator, period in order)


def _view(indicator: str, period: str, total: _Sum, names: Names) -> UnknownView:
    known = names.assessment.programme.indicators.get(indicator)
    proof = known.proof if known else Text()
    if not (proof.en or proof.zh) and indicator in names.assessment.programme.criteria:
        proof = names.assessment.programme.criteria[indicator].proof
    return UnknownView(
        names.indicator(indicator),
        period,
        total.settles,
        len(total.subjects),
        tuple((id_, names.subject(id_)) for id_ in list(total.subjects)[:_NAMED]),
        joined(list(dict.fromkeys(_opened(one, names) for one in total.of))[:_NAMED]),
        proof,
    )


def _opened(one: str, names: Names) -> Text:
    """``gate:city:output_size`` as people say it."""
    kind, _, rest = one.partition(":")
    if kind == "gate" and ":" in rest:
        tier, _, gate = rest.partition(":")
        return both(Text("{gate} ({tier})", "{gate}（{tier}）"), gate=names.rule(gate), tier=names.tier(tier))
    if kind == "score":
        return both(Text("points for {item}", "{item}得分"), item=names.item(rest))
    return names.rule(rest or kind)
