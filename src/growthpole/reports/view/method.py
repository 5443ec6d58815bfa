"""How verdicts, scores and decisions come about, in a few plain paragraphs."""

from __future__ import annotations

from growthpole.model.text import Text

__all__ = ["METHOD"]

METHOD = (
    Text(
        "Every verdict is met, not met or unknown. A test is computed on intervals: a reported or verified figure is "
        "one value, an estimate the interval given with it, a bound a half-open interval, disputed figures the hull of "
        "what was published. Corrupt, suppressed and missing figures may be anything the indicator allows. A verdict "
        "is given only where every value that the figures may still take gives the same one.",
        "每项结论为达到、未达到或未知。检验按区间计算：上报或核实的数据是一个值，估计值取所附区间，上下限是半开区间，"
        "有争议的数据取各公布值之间的全部范围；损坏、不公开和缺失的数据可能取指标允许的任何值。"
        "只有当数据可能取的每个值都给出同一结论时，才下结论。",
    ),
    Text(
        "A score adds the points of each indicator between two fixed references, times its weight; with unknown "
        "figures it is an interval. The best and the worst rank follow from the intervals inside each class. A "
        "decision is safe when no value that the unknown figures may take changes it, otherwise borderline. The fund "
        "is split to the cent and never exceeds its budget.",
        "得分由各指标在两个固定参照值之间的得分乘以权重相加；有未知数据时，得分是区间。同类之内的最好和最差位次由得分区间推出。"
        "无论未知数据取何值都不改变的决定为稳妥，否则为临界。资金分配精确到分，不超过预算。",
    ),
    Text(
        "The programme is a file, and the same programme with the same evidence gives the same result, byte for byte. "
        "The fingerprints below identify what this report was made from.",
        "规则是一个文件；同样的规则和同样的证据得出逐字节相同的结果。下列校验值标明本报告依据的文件。",
    ),
)
