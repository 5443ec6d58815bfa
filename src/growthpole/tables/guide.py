"""The words of the template's first sheet."""

from __future__ import annotations

from growthpole.model.status import Status
from growthpole.model.text import Text

__all__ = ["GUIDE", "STATUS_MEANING"]

STATUS_MEANING: dict[Status, Text] = {
    Status.REPORTED: Text("as published or handed in", "按公布或上报填写"),
    Status.VERIFIED: Text("checked by the office against its proof", "经主管部门对照佐证核实"),
    Status.CORRECTED: Text("an evident misprint put right; the quote says which", "明显的笔误已更正，原文中注明"),
    Status.ESTIMATED: Text(
        "an estimate; give its ends in low and high where they are known", "估计值，知道区间时填下限值和上限值"
    ),
    Status.DERIVED: Text("computed from other figures; the quote says how", "由其他数据推算，原文中注明算法"),
    Status.LOWER_BOUND: Text("known to be at least this: 'more than', 'exceeded'", "至少为此数：“超过”“以上”"),
    Status.UPPER_BOUND: Text("known to be at most this: 'nearly', 'less than'", "至多为此数：“近”“不足”"),
    Status.DISPUTED: Text("sources contradict each other; give a row for each", "来源相互矛盾，每个来源填一行"),
    Status.CORRUPT: Text("the printed figure cannot be right; leave the value empty", "印出的数不可能正确，数值留空"),
    Status.SUPPRESSED: Text("known but not published; leave the value empty", "已知但不公开，数值留空"),
    Status.MISSING: Text(
        "nobody has it; leave the value empty. It is never counted as zero", "没有数据，数值留空；绝不按零计算"
    ),
}
"""What each status says, in words for those who fill in."""

GUIDE = (
    "How to fill in this workbook  填表说明",
    "1. clusters: one row for each cluster. The first column is a short name that every other sheet refers to.\n"
    "   clusters 表：每个集群（专业镇）一行；第一列是简短的编号，其他各表都引用它。",
    "2. evidence: one row for each figure or fact: cluster, indicator, year, value, unit, status, source.\n"
    "   evidence 表：每个数据或事实一行：集群、指标、年份、数值、单位、状态、来源。",
    "3. What is asked for stands in the sheet 'indicators 指标表'. A yes / no question is answered with yes or no.\n"
    "   要填的指标见“indicators 指标表”。是非题填“是”或“否”。",
    "4. Always give the unit: 42 亿元 and 42 万元 differ by a factor of 10,000. Leave out what you do not know.\n"
    "   务必填写单位：42亿元与42万元相差一万倍。不知道的数据不要填。",
    "5. Grey rows that begin with # are examples and are not read. A label after a bar ( | ) is not read either.\n"
    "   以 # 开头的灰色行是示例，不读取；竖线 | 之后的文字也不读取。",
    "6. Save, close, and run:  growthpole check FOLDER   then:  growthpole assess FOLDER\n"
    "   保存并关闭，然后运行：growthpole check 文件夹，再运行：growthpole assess 文件夹",
    "The rules stand in programme.toml beside this workbook; every number in it is an example for you to set.\n"
    "评价规则在同一文件夹的 programme.toml 中，其中的数值均为示例，请自行设定。",
    "Statuses  数据状态",
)  # fmt: skip
"""The lines of the first sheet; the statuses follow them."""
