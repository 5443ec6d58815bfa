"""The vocabulary of the files: which tables there are, which columns they have, and how each may be called.

One table of words, read by the reader, by the template and by the reference page.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["TABLES", "Column", "Table", "plain", "table_called"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : str
        Its name in the shipped files.
    meaning : str
        What stands in it.
    aliases : tuple of str
        Other headings that are understood, in English and Chinese.
    required : bool
        Whether the table cannot be read without it.
    """

    name: str
    meaning: str
    aliases: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is understood: a file of a folder or a sheet of a workbook.

    Attributes
    ----------
    name : str
        Name of the file or sheet, without its ending.
    meaning : str
        What it holds.
    aliases : tuple of str
        Other names that are understood.
    columns : tuple of Column
        Its columns, in the order of the template.
    keeps_others : bool
        Whether columns that are not understood are kept beside the known ones.
    """

    name: str
    meaning: str
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    keeps_others: bool = False


_REGION = (
    "region",
    "county",
    "county_code",
    "adcode",
    "地区",
    "地区代码",
    "区划代码",
    "行政区划代码",
    "县区",
    "所在县区",
)
_NOTE = ("remark", "remarks", "comment", "备注", "说明", "注")

TABLES: dict[str, Table] = {
    "clusters": Table(
        "clusters",
        "the register: one row for each cluster",
        ("cluster", "towns", "集群", "产业集群", "专业镇", "名录", "集群名录"),
        (
            Column(
                "cluster",
                "short stable name (letters, digits, hyphens); every other table refers to it",
                ("id", "code", "area", "town", "集群", "专业镇", "编号", "集群编号", "代码"),
                required=True,
            ),
            Column("name_en", "name in English", ("name", "english name", "英文名", "英文名称")),
            Column("name_zh", "name in Chinese", ("chinese name", "名称", "中文名", "中文名称", "集群名称", "专业镇名称")),
            Column("region_code", "code of the region it lies in (GB/T 2260, NUTS ...)", _REGION),
            Column(
                "industries",
                "codes of its leading industries, parted by `;`",
                ("industry", "industry_code", "gbt4754_2017", "gbt4754", "nace", "行业", "行业代码", "主导产业", "产业代码"),
            ),
            Column("tier", "the tier it holds now; empty when it holds none", ("level", "级别", "层级", "等级")),
            Column("peer_class", "the class inside which it is ranked", ("class", "类别", "分类", "同类组")),
            Column("batch", "the batch in which it was named", ("批次",)),
            Column("source", "the source that says so", ("source_id", "来源", "来源编号")),
            Column("longitude", "degrees east", ("lon", "lng", "x", "经度")),
            Column("latitude", "degrees north", ("lat", "y", "纬度")),
        ),
        keeps_others=True,
    ),
    "evidence": Table(
        "evidence",
        "the figures and facts: one row for each",
        ("data", "figures", "facts", "证据", "数据", "指标数据", "佐证"),
        (
            Column(
                "cluster",
                "the cluster it is said of; `*programme*` for the programme itself, `*all*` for every cluster at once",
                ("area", "subject", "town", "district", "zone", "cluster_id", "集群", "专业镇", "对象", "主体", "集群编号"),
            ),
            Column("region_code", "the region it is said of, where it is not said of a cluster", _REGION),
            Column(
                "indicator", "what is measured", ("indicator_id", "measure", "指标", "指标编号", "指标名称"), required=True
            ),
            Column("period", "when: a year such as 2023", ("year", "date", "年份", "年度", "年", "时期", "期间"), required=True),
            Column("value", "the figure, or yes / no", ("figure", "amount", "数值", "值", "数据", "指标值"), required=True),
            Column("unit", "what it is counted in", ("units", "单位", "计量单位")),
            Column("status", "how far it is known", ("quality", "状态", "数据状态")),
            Column("low", "lower end of an estimate", ("lower", "minimum", "下限值", "最小值", "低值")),
            Column("high", "upper end of an estimate", ("upper", "maximum", "上限值", "最大值", "高值")),
            Column("source", "id of the source", ("source_id", "来源", "来源编号", "数据来源")),
            Column("quote", "the words of the source", ("quotation", "text", "原文", "引文", "摘录")),
            Column("entered_by", "who typed it", ("entered", "author", "填报人", "录入人")),
            Column("checked_by", "who checked it", ("checked", "reviewer", "审核人", "复核人", "核实人")),
            Column("note", "a note for people; not read", _NOTE),
        ),
    ),
    "sources": Table(
        "sources",
        "where the evidence was published, or who handed it in",
        ("source", "references", "来源", "资料来源", "数据来源"),
        (
            Column("source", "short stable name", ("id", "source_id", "code", "来源", "来源编号", "编号"), required=True),
            Column("title", "its title", ("name", "title_en", "标题", "题名", "名称")),
            Column("title_zh", "its title in Chinese", ("name_zh", "中文标题")),
            Column("publisher", "who published it", ("发布者", "发布单位", "出版者", "单位")),
            Column("published", "when", ("date", "year", "发布日期", "日期", "年份")),
            Column("url", "where it can be read", ("link", "web", "网址", "链接")),
            Column("note", "a note", _NOTE),
        ),
    ),
    "regions": Table(
        "regions",
        "the units of the region classification",
        ("region", "counties", "地区", "区划", "行政区划", "县区"),
        (
            Column("region_code", "code", ("id", "code", "region", "adcode", "代码", "地区代码", "区划代码", "地区"), required=True),
            Column("name_en", "name in English", ("name", "英文名", "英文名称")),
            Column("name_zh", "name in Chinese", ("名称", "中文名", "中文名称", "地区名称")),
            Column("parent", "code of the region it is part of", ("parent_code", "上级", "上级代码")),
        ),
        keeps_others=True,
    ),
    "industries": Table(
        "industries",
        "the units of the industry classification",
        ("industry", "行业", "产业", "行业分类"),
        (
            Column("industry_code", "code", ("id", "code", "industry", "代码", "行业代码", "行业"), required=True),
            Column("name_en", "name in English", ("name", "英文名", "英文名称")),
            Column("name_zh", "name in Chinese", ("名称", "中文名", "中文名称", "行业名称")),
            Column("parent", "code of the industry it is part of", ("parent_code", "上级", "上级代码")),
        ),
        keeps_others=True,
    ),
    "firms": Table(
        "firms",
        "the enterprises; a column such as `revenue (万元)` or `employment` is a figure of the firm",
        ("firm", "enterprises", "companies", "企业", "企业名录", "公司"),
        (
            Column("firm", "short stable name, such as the credit code", ("id", "firm_id", "code", "企业", "企业编号", "统一社会信用代码"), required=True),
            Column("name_en", "name in English", ("name", "英文名", "英文名称")),
            Column("name_zh", "name in Chinese", ("名称", "中文名", "企业名称", "单位名称")),
            Column("cluster", "the cluster it belongs to", ("area", "town", "cluster_id", "集群", "专业镇", "所属集群", "所属专业镇")),
            Column("industry_code", "code of its industry", ("industry", "行业", "行业代码")),
            Column("region_code", "code of the region it lies in", _REGION),
        ),
        keeps_others=True,
    ),
}  # fmt: skip


def plain(word: str) -> str:
    """A heading or name as it is compared: without case, spaces, width, underscores or a bracketed remark.

    Examples
    --------
    >>> plain(" Region_Code "), plain("指标（必填）"), plain("Ｎａｍｅ EN *")
    ('regioncode', '指标', 'nameen')
    """
    folded = unicodedata.normalize("NFKC", word).casefold()
    return re.sub(r"\(.*?\)|\[.*?\]|[\s_\-*:]", "", folded)


def table_called(name: str) -> str | None:
    """The table that a file or sheet of this name holds, or ``None``.

    A year or part after the name is allowed: ``evidence-2023``, ``指标数据_2023``.

    Examples
    --------
    >>> table_called("专业镇"), table_called("Evidence-2023"), table_called("attractions")
    ('clusters', 'evidence', None)
    """
    words = _table_words()
    asked = plain(name)
    if asked in words:
        return words[asked]
    head = plain(re.split(r"[-_ .]", name.strip())[0])
    return words.get(head) if re.search(r"[-_ .]?\d+$", name) else None


def _table_words() -> dict[str, str]:
    return {plain(word): table.name for table in TABLES.values() for word in (table.name, *table.aliases)}
