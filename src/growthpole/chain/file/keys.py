"""The one table of keys of a chain file, read by validator and documentation."""

from __future__ import annotations

from growthpole.model.chain import KINDS
from growthpole.programme.file.schema import Key, tree_of

__all__ = ["KEYS", "SCHEMA"]

KEYS: tuple[Key, ...] = (
    Key("chains", "table", "what holds for all chains of the file", "全部产业链的共同说明"),
    Key("chains.firms", "choice", "whether the table of firms holds every firm of the counties and the table of "
        "links every purchase (all), or those that are known (some)", "企业表和供需对接表是否包含全部企业与交易",
        options=("all", "some"), default="some", example='"all"', dated=False),
    Key("chain", "tables", "the industry chains", "产业链"),
    Key("chain.*", "rule", "one chain", "一条产业链"),
    Key("chain.*.name", "text", "its name", "名称", required=True, dated=False),
    Key("chain.*.industries", "strings", "codes of GB/T 4754 of the clusters it is the chain of: what they make is "
        "its core", "核心行业代码（GB/T 4754）", required=True, example='["C3054"]', dated=False),
    Key("chain.*.clusters", "strings", "ids of clusters it is the chain of, whatever their industries",
        "所属集群（专业镇）编号", default="those with its industries", example='["qixian-glassware"]', dated=False),
    Key("chain.*.leader", "text", "the chain leader: the official who answers for it", "链长",
        default="nobody is named", example='{ en = "vice mayor Li", zh = "李副市长" }', dated=False),
    Key("chain.*.master", "words", "the chain master: id of an enterprise of the table of firms", "链主企业编号",
        default="none is named", example='"qx-001"', dated=False),
    Key("chain.*.national_leader", "quantity", "what the nation's largest enterprise of its core makes in a year, to "
        "measure its leader by", "全国同行业最大企业年产值", default="unknown", example='"3 bn CNY"'),
    Key("chain.*.circular", "choice", "whether goods may come back, as scrap does", "是否允许循环（如废料回用）",
        options=("yes", "no"), default="no", example='"yes"', dated=False),
    Key("chain.*.stage", "tables", "the stages, from raw material to market", "环节，由上游到下游", required=True),
    Key("chain.*.stage.*", "rule", "one stage", "一个环节"),
    Key("chain.*.stage.*.name", "text", "its name", "名称", required=True, dated=False),
    Key("chain.*.stage.*.kind", "choice", "what it is", "类别", required=True, options=tuple(KINDS),
        example='"raw material"', dated=False),
    Key("chain.*.stage.*.sectors", "strings", "codes of the input-output table whose goods it makes",
        "对应的投入产出部门代码", default="none: what is spent on it is unknown", example='["010"]', dated=False),
    Key("chain.*.stage.*.industries", "strings", "codes of GB/T 4754 of its firms; a shorter code holds all below it",
        "企业行业代码（GB/T 4754），可用较短代码", default="none: firms name it in the column `stage`",
        example='["C101"]', dated=False),
    Key("chain.*.stage.*.feeds", "names", "the stages that buy from it", "供应的下游环节", default="none: an end",
        example='["melting"]', dated=False),
    Key("chain.*.stage.*.use", "table", "money spent on it per unit of output of a stage that it feeds, where the "
        "office knows better than the national table", "单位产出的采购比例（优先于全国投入产出系数）"),
    Key("chain.*.stage.*.use.*", "words", "the share, in per cent, or two joined by ..", "比例（%），可填范围",
        example='"2 % .. 4 %"', dated=False),
)  # fmt: skip
"""Every key, in the order in which a chain is best read."""

SCHEMA = tree_of(KEYS)
"""The keys as a tree."""
