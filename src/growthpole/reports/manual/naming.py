"""What tasks and their owners are called in both languages, although a ledger is kept in one."""

from __future__ import annotations

from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.plan.task_ledger import TaskEntry

__all__ = ["NOBODY", "owner_named", "task_named"]

NOBODY = Text("not named in the programme", "工程文件未列明")
"""An owner whom nobody named."""


def owner_named(name: str, programme: Programme) -> Text:
    """An owner as the ledger has it, in both languages where the programme knows the name.

    Examples
    --------
    >>> from datetime import date
    >>> programme = Programme("p", "1", Text("p"), Text("town"), "", "", date(2024, 1, 1))
    >>> owner_named("", programme).zh, owner_named("工信局", programme).en
    ('工程文件未列明', '工信局')
    """
    if not name.strip():
        return NOBODY
    owners = [one.owner for one in programme.criteria.values()] + [one.owner for one in programme.remedies.values()]
    for owner in owners:
        if name.strip() in (owner.en, owner.zh):
            return owner
    return Text(name.strip(), name.strip())


def task_named(entry: TaskEntry, programme: Programme) -> Text:
    """A task of a ledger by the rule it is for; by its own words where the programme has no such rule."""
    match entry.section:
        case "collect" if entry.rule in programme.indicators:
            name = programme.indicators[entry.rule].name
            return Text(f"collect: {name.get('en')}", f"补充数据：{name.get('zh')}")
        case "criterion" if entry.rule in programme.criteria:
            return programme.criteria[entry.rule].name
        case "gate" if entry.rule in programme.gates:
            name = programme.gates[entry.rule].name
            return Text(f"gate: {name.get('en')}", f"门槛：{name.get('zh')}")
        case "remedy" if entry.rule in programme.remedies:
            return programme.remedies[entry.rule].name
        case _:
            return Text(entry.what or entry.id, entry.what or entry.id)
