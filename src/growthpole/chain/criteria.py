"""An office's criteria for investment targets: what is measured, how much it counts, between which goalposts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from growthpole.model.interval import Interval
from growthpole.model.rules import Basis
from growthpole.model.text import Text

__all__ = [
    "FIRM_MEASURES", "INDUSTRY_MEASURES", "JUDGEMENT", "KINDS", "SHIFT_MEASURES", "Criteria", "Criterion", "Measure",
]  # fmt: skip

JUDGEMENT = "judgement"
"""The measure of a criterion that the office scores itself."""

KINDS = ("industry", "firm", "shift")
"""What is scored: industries, firms, ways to diversify."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure by which targets can be compared.

    Attributes
    ----------
    name : Text
        What it is.
    unit : str
        Canonical unit; ``"1"`` for shares and plain numbers.
    shown : str
        The unit in which people read it.
    """

    name: Text
    unit: str = "1"
    shown: str = ""


INDUSTRY_MEASURES: Mapping[str, Measure] = {
    "need": Measure(Text("spent on it per unit of output", "单位产出的采购额"), "1", "%"),
    "gap": Measure(Text("local gap in money", "本地缺口金额"), "CNY", "亿元"),
    "closeness": Measure(Text("likeness of inputs to an industry that is there", "与现有产业的投入相似度")),
    "density": Measure(Text("relatedness density among the sectors", "部门层面的关联密度")),
    "section-density": Measure(Text("relatedness density of its section in the county", "县域门类层面的关联密度")),
    "section-complexity": Measure(Text("complexity of its section", "所属门类的复杂度")),
    "knowledge": Measure(Text("research, technical and software services in it", "研发技术软件投入含量"), "1", "%"),
    "value-added": Measure(Text("value added per unit of output", "增加值率"), "1", "%"),
    "productivity": Measure(Text("value added per worker", "人均增加值"), "CNY/person", "万元/人"),
    "energy": Measure(Text("energy bought per unit of output", "单位产出的能源采购额"), "1", "%"),
    "pull": Measure(Text("pull on other industries, the mean being 1", "影响力系数（平均为1）")),
    "room": Measure(Text("share of the gap for which the county has room", "要素可保障的缺口比例"), "1", "%"),
    "market": Measure(Text("use of such goods in the country", "全国使用额"), "CNY", "亿元"),
    JUDGEMENT: Measure(Text("points given by the office", "主管部门评分")),
}  # fmt: skip
"""What can be measured of an industry."""

FIRM_MEASURES: Mapping[str, Measure] = {
    "gap": Measure(Text("part of the local gap it closes, in money", "可弥补的本地缺口金额"), "CNY", "亿元"),
    "share": Measure(Text("share of the local gap it closes", "可弥补的本地缺口比例"), "1", "%"),
    "closeness": Measure(Text("likeness of inputs to an industry that is there", "与现有产业的投入相似度")),
    "knowledge": Measure(Text("such services in what its sector makes", "所属部门研发技术软件投入含量"), "1", "%"),
    "pull": Measure(Text("pull of its sector on others, the mean being 1", "所属部门影响力系数（平均为1）")),
    "fit": Measure(Text("share of what it takes that the county has", "要素可保障比例"), "1", "%"),
    "investment": Measure(Text("investment", "投资额"), "CNY", "亿元"),
    "output-per-land": Measure(Text("output per land", "亩均产值"), "CNY/km2", "万元/亩"),
    "output-per-job": Measure(Text("output per job", "人均产值"), "CNY/person", "万元/人"),
    "energy-per-output": Measure(Text("energy per output", "单位产值能耗"), "tce/CNY", "tce/万元"),
    "patents": Measure(Text("patents in force", "有效专利数")),
    "quality-marks": Measure(Text("marks of quality", "质量荣誉数")),
    "demonstration": Measure(Text("demonstration effect", "示范带动")),
    JUDGEMENT: Measure(Text("points given by the office", "主管部门评分")),
}  # fmt: skip
"""What can be measured of a firm."""

SHIFT_MEASURES: Mapping[str, Measure] = {
    "relatedness": Measure(Text("relatedness to what the region lives on", "与现有主导产业的关联度")),
    "energy": INDUSTRY_MEASURES["energy"],
    "knowledge": INDUSTRY_MEASURES["knowledge"],
    "value-added": INDUSTRY_MEASURES["value-added"],
    "productivity": INDUSTRY_MEASURES["productivity"],
    "jobs": Measure(Text("jobs per output", "单位产值用工"), "person/CNY", "人/亿元"),
    "section-density": INDUSTRY_MEASURES["section-density"],
    "section-complexity": INDUSTRY_MEASURES["section-complexity"],
    JUDGEMENT: Measure(Text("points given by the office", "主管部门评分")),
}
"""What can be measured of an industry into which a region might diversify."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion.

    Attributes
    ----------
    id : str
        Its name in the file.
    name : Text
        What the office calls it.
    measure : str
        One of `INDUSTRY_MEASURES` or `FIRM_MEASURES`.
    weight : float
        Above 0; the weights are divided by their sum.
    worst, best : float
        The goalposts, in the canonical unit of the measure: a figure at ``worst`` scores 0, one at ``best`` 1.
    basis : Basis
        Whether it is official, and what it rests on.
    """

    id: str
    name: Text
    measure: str
    weight: float
    worst: float
    best: float
    basis: Basis = Basis()


@dataclass(frozen=True)
class Criteria:
    """The criteria of an office.

    Attributes
    ----------
    industry, firm, shift : tuple of Criterion
        For industries, for firms and for diversification, in the order of the file; empty where it says nothing of
        them.
    least_need : float
        Inputs on which a cluster spends less per unit of its output are no targets.
    leave_out : frozenset of str
        Sectors that cannot be attracted.
    judgements : mapping of str to mapping of str to Interval
        Points by criterion, then by sector code or by the short name of a firm.
    tce : mapping of str to Interval
        Tonnes of standard coal per CNY spent, by sector that sells energy.
    takes : mapping of str to Interval
        What a CNY of output takes of a resource, by resource, where neither the national table nor a ledger says it.
    basis : Basis
        Of the file.
    file : str
        Its name.
    lent : frozenset of str
        Which of ``"industry"``, ``"firm"`` and ``"shift"`` were taken from other criteria, since the file has none.
    """

    industry: tuple[Criterion, ...]
    firm: tuple[Criterion, ...]
    shift: tuple[Criterion, ...] = ()
    least_need: float = 0.0
    leave_out: frozenset[str] = frozenset()
    judgements: Mapping[str, Mapping[str, Interval]] = field(default_factory=dict)
    tce: Mapping[str, Interval] = field(default_factory=dict)
    takes: Mapping[str, Interval] = field(default_factory=dict)
    basis: Basis = Basis()
    file: str = ""
    lent: frozenset[str] = frozenset()

    def completed(self, other: Criteria) -> Criteria:
        """The same, with the criteria of another file for each kind of target of which it says nothing itself."""
        lent = {kind: getattr(other, kind) for kind in KINDS if not getattr(self, kind) and getattr(other, kind)}
        return replace(self, **lent, lent=self.lent | lent.keys())
