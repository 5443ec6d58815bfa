"""The sandbox's industry chains: what goes into each product, and what share of its output that takes. Made up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from growthpole.worlds.town import Town

__all__ = ["CHAINS", "Made", "chains_text"]


@dataclass(frozen=True, slots=True)
class Made:
    """A stage of a made chain: what it gives, of which kind, sector and industry, for what share of output."""

    id: str
    english: str
    chinese: str
    kind: str
    sector: str
    industry: str
    share: float


def _stages(*rows: tuple[str, str, str, str, str, str, float]) -> tuple[Made, ...]:
    return tuple(Made(*row) for row in rows)


CHAINS: tuple[tuple[Made, ...], ...] = (
    _stages(
        ("soda_ash", "soda ash", "纯碱", "raw material", "043", "C2612", 0.07),
        ("sand", "quartz sand", "石英砂", "raw material", "010", "B1019", 0.05),
        ("moulds", "moulds", "模具", "machinery", "075", "C3525", 0.03),
        ("cartons", "cartons", "纸箱", "parts", "037", "C2231", 0.04),
        ("furnaces", "furnaces", "窑炉", "machinery", "071", "C3461", 0.02),
    ),
    _stages(
        ("pig_iron", "pig iron", "生铁", "raw material", "063", "C3110", 0.14),
        ("power", "electricity", "电力", "raw material", "100", "D4411", 0.06),
        ("refractories", "refractories", "耐火材料", "parts", "059", "C3089", 0.03),
        ("machine_tools", "machine tools", "机床", "machinery", "068", "C3421", 0.03),
    ),
    _stages(
        ("steel_bars", "steel bars", "钢材", "raw material", "062", "C3130", 0.12),
        ("castings", "castings", "铸件", "parts", "066", "C3392", 0.09),
        ("seals", "rubber seals", "橡胶密封件", "parts", "052", "C2913", 0.04),
        ("bearings", "bearings", "轴承", "parts", "073", "C3451", 0.06),
    ),
    _stages(
        ("grain", "milled grain", "谷物磨制品", "raw material", "012", "C1310", 0.18),
        ("bottles", "glass bottles", "玻璃瓶", "parts", "057", "C3055", 0.08),
        ("caps", "plastic caps", "塑料瓶盖", "parts", "053", "C2926", 0.03),
        ("lines", "filling lines", "灌装设备", "machinery", "078", "C3532", 0.02),
    ),
    _stages(
        ("cattle", "cattle", "肉牛", "raw material", "003", "A0311", 0.40),
        ("feed", "feed additives", "饲料添加剂", "raw material", "013", "C1329", 0.03),
        ("spices", "spices", "调味料", "parts", "021", "C1469", 0.03),
        ("film", "packing film", "包装膜", "parts", "053", "C2921", 0.03),
    ),
    _stages(
        ("plants", "medicinal plants", "中药材", "raw material", "001", "A0171", 0.25),
        ("solvents", "solvents", "溶剂", "raw material", "043", "C2614", 0.04),
        ("boxes", "boxes", "包装盒", "parts", "037", "C2231", 0.03),
        ("devices", "medical devices", "医疗器械", "machinery", "077", "C3581", 0.01),
    ),
    _stages(
        ("lacquer", "raw lacquer", "生漆涂料", "raw material", "046", "C2646", 0.06),
        ("blanks", "wood blanks", "木坯", "parts", "035", "C2039", 0.12),
        ("fittings", "fittings", "五金件", "parts", "066", "C3359", 0.03),
    ),
    _stages(
        ("board", "board", "板材", "raw material", "035", "C2021", 0.22),
        ("hinges", "hinges", "铰链五金", "parts", "066", "C3351", 0.05),
        ("paint", "paint", "油漆", "parts", "046", "C2641", 0.04),
    ),
    _stages(
        ("clay", "clay", "陶土", "raw material", "010", "B1012", 0.09),
        ("glazes", "glazes", "釉料", "parts", "046", "C2643", 0.04),
        ("kilns", "kilns", "窑炉", "machinery", "071", "C3461", 0.03),
        ("cartons", "cartons", "纸箱", "parts", "037", "C2231", 0.04),
    ),
    _stages(
        ("pellets", "plastic pellets", "塑料粒料", "raw material", "053", "C2929", 0.20),
        ("foil", "aluminium foil", "铝箔", "raw material", "065", "C3252", 0.06),
        ("printing", "printing", "印刷", "services", "038", "C2319", 0.03),
    ),
)
"""By product, in the order of the sandbox's products."""

_CORE = ("057", "066", "070", "021", "016", "050", "039", "036", "058", "050")
# Officials by product, dealt out in turn; nobody of these names exists.
_OFFICIALS = (("Vice mayor A", "副市长甲"), ("Vice mayor B", "副市长乙"), ("Vice mayor C", "副市长丙"))


def chains_text(made: Iterable[Town], products: tuple[tuple[str, str, str, str], ...]) -> bytes:
    """The file ``chains.toml`` of the sandbox: ten chains, every firm and purchase of which is in the tables."""
    towns = tuple(made)
    parts = [
        "# The industry chains of the sandbox. All of it is made up.",
        '[chains]\nfirms = "all"',
        *(_chain(number, product, towns) for number, product in enumerate(products)),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _chain(number: int, product: tuple[str, str, str, str], towns: tuple[Town, ...]) -> str:
    english, chinese, code, _ = product
    largest = max((town for town in towns if town.product == number), key=lambda town: (town.size, town.id))
    official = _OFFICIALS[number % len(_OFFICIALS)]
    lines = [
        f"[chain.{english}]",
        f'name            = {{ en = "{english}", zh = "{chinese}" }}',
        f'industries      = ["{code}"]',
        f'leader          = {{ en = "{official[0]}", zh = "{official[1]}" }}',
        f'master          = "{largest.id}-01"',
        'national_leader = "60亿元"',
        'note            = "made up"',
    ]
    stages = [_stage(english, one) for one in CHAINS[number]]
    core = (
        f'[chain.{english}.stage.making]\nname       = {{ en = "making {english}", zh = "{chinese}制造" }}\n'
        f'kind       = "processing"\nsectors    = ["{_CORE[number]}"]\nindustries = ["{code}"]\nfeeds      = ["sales"]'
    )
    sales = (
        f'[chain.{english}.stage.sales]\nname       = {{ en = "sales and export", zh = "销售与出口" }}\n'
        'kind       = "markets"\nsectors    = ["109"]\nindustries = ["F51"]'
    )
    return "\n\n".join(["\n".join(lines), *stages, core, sales])


def _stage(chain: str, one: Made) -> str:
    return (
        f"[chain.{chain}.stage.{one.id}]\n"
        f'name       = {{ en = "{one.english}", zh = "{one.chinese}" }}\n'
        f'kind       = "{one.kind}"\n'
        f'sectors    = ["{one.sector}"]\n'
        f'industries = ["{one.industry}"]\n'
        'feeds      = ["making"]\n'
        f'use        = {{ making = "{100 * one.share:.3g} %" }}'
    )
