"""The office's words for units and scales: one table, read by the unit reader, the template and the reference page."""

from __future__ import annotations

__all__ = ["CHINESE_SCALES", "DEFINITIONS", "LATIN_SCALES", "NO_PREFIX", "PARTS", "WORDS", "YES_NO"]

DEFINITIONS = """
CNY = [money_cny]
EUR = [money_eur]
USD = [money_usd]
person = [people]
tce = [energy_coal]
mu = 2000/3 * meter ** 2
"""
"""What the units library does not know. 1 mu is 10,000/15 m2; coal equivalent is kept apart from electricity,
as the factor between them is a matter of convention."""

NO_PREFIX = frozenset({"CNY", "EUR", "USD", "person", "mu"})
"""Units that take no metric prefix: ``mCNY`` is more likely a slip for millions than a thousandth."""

WORDS: dict[str, str] = {
    "": "1", "-": "1", "1": "1", "无": "1", "count": "1", "number": "1", "share": "1", "ratio": "1", "index": "1",
    "yes/no": "1", "yes_no": "1", "是/否": "1", "有/无": "1",
    "points": "1", "point": "1", "score": "1", "分": "1",
    "pieces": "1", "piece": "1", "firms": "1", "firm": "1", "enterprises": "1", "enterprise": "1", "visits": "1",
    "patents": "1", "patent": "1", "times": "1", "比例": "1", "占比": "1", "倍": "1",
    "家": "1", "户": "1", "个": "1", "件": "1", "项": "1", "种": "1", "次": "1", "人次": "1", "台": "1", "套": "1",
    "条": "1", "处": "1", "所": "1",
    "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "¥": "CNY", "元": "CNY", "圆": "CNY", "块": "CNY", "人民币": "CNY",
    "人民币元": "CNY", "元人民币": "CNY",
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "€": "EUR", "欧元": "EUR",
    "usd": "USD", "dollar": "USD", "dollars": "USD", "$": "USD", "美元": "USD",
    "person": "person", "persons": "person", "people": "person", "jobs": "person", "job": "person",
    "employees": "person", "employee": "person", "workers": "person", "人": "person", "名": "person", "位": "person",
    "mu": "mu", "亩": "mu", "ha": "hectare", "hectare": "hectare", "hectares": "hectare", "公顷": "hectare",
    "km2": "km2", "sq km": "km2", "平方公里": "km2", "平方千米": "km2", "m2": "m2", "平方米": "m2",
    "km": "km", "公里": "km", "千米": "km", "m": "m", "米": "m",
    "m3": "m3", "立方米": "m3",
    "tce": "tce", "吨标准煤": "tce", "吨标煤": "tce",
    "t": "t", "tonne": "t", "tonnes": "t", "tons": "t", "吨": "t", "kg": "kg", "千克": "kg", "公斤": "kg",
    "kwh": "kWh", "千瓦时": "kWh", "度": "kWh", "mwh": "MWh", "gwh": "GWh",
    "day": "day", "days": "day", "天": "day", "日": "day", "month": "month", "months": "month", "月": "month",
    "个月": "month", "year": "year", "years": "year", "年": "year", "hour": "hour", "hours": "hour", "小时": "hour",
}  # fmt: skip
"""Unit as written, in lower case, to its name in the units library; ``"1"`` is a plain number."""

YES_NO = ("yes/no", "yes_no", "是/否", "有/无")
"""Units of what is answered with yes or no."""

PARTS: dict[str, int] = {
    "%": 100, "percent": 100, "per cent": 100, "百分点": 100, "个百分点": 100, "percentage points": 100,
    "percentage point": 100, "pp": 100, "‰": 1000, "per mille": 1000, "千分点": 1000, "个千分点": 1000,
}  # fmt: skip
"""Parts of a whole: how many make 1."""

CHINESE_SCALES: dict[str, int] = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
"""Scales that stand before a Chinese unit, also several in a row: 百万, 千万, 万亿."""

LATIN_SCALES: dict[str, int] = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6, "millions": 10**6,
    "bn": 10**9, "billion": 10**9, "billions": 10**9, "tn": 10**12, "trillion": 10**12, "wan": 10**4, "yi": 10**8,
    "hundred": 10**2,
}  # fmt: skip
"""Scales that stand before an English unit with a space between, also after a number: ``100 million yuan``."""
