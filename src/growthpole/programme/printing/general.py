"""General provisions: what the programme is, when it holds, how figures count."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.programme.printing.voice import Voice

__all__ = ["articles"]

_REVIEW = {
    "entered": ("has been entered", "录入"),
    "checked": ("has been checked", "审核"),
    "verified": ("has been verified", "核实"),
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Written out, since the names in the standard library depend on the locale."""


def articles(voice: Voice) -> Iterator[str]:
    """The articles of the first chapter."""
    programme = voice.programme
    name, cluster = voice.name(programme.name), voice.name(programme.cluster)
    yield voice.say(
        f'This measure governs the programme "{name}". It is based on: {programme.reference}.',
        f"为规范和推进{name}，制定本办法（依据：{programme.reference}）。",
    )
    yield voice.say(
        f'In this measure, "{cluster}" means whatever is registered and assessed under it.',
        f"本办法的认定和考核对象称为{cluster}。",
    )
    day = voice.day(programme.in_force)
    yield voice.say(
        f"This measure (version {programme.version}) is in force from {day}.{_changes(voice)}",
        f"本办法（版本{programme.version}）自{day}起施行。{_changes(voice)}",
    )
    en, zh = _REVIEW[programme.review]
    yield voice.say(
        f"Evidence counts once it {en}. A figure that is missing, suppressed or corrupt is unknown; it is never "
        "counted as zero. A test is met, not met or unknown.",
        f"证据经{zh}后方可采用。缺失、保密或损坏的数据按未知处理，不得按零计算。各项判定结果为满足、不满足或未知。",
    )
    yield voice.say(
        "A number marked as official rests on the text named beside it. A number marked as an example is to be set by "
        "the office before this measure is issued.",
        "注明依据的数值出自所列文件；注明示例的数值由主管部门在印发前确定。",
    )
    yield from _classes(voice)
    yield from _report(voice)


def _changes(voice: Voice) -> str:
    """On which days rules change, and which of them are printed."""
    later = [one for one in voice.changes if one > voice.programme.in_force]
    if not later or voice.on is None:
        return ""
    days = voice.listed(voice.day(one) for one in later)
    return voice.say(
        f" Rules change on: {days}; printed are the rules in force on {voice.on}.",
        f"部分规定自{days}起调整，本文本为{voice.day(voice.on)}施行的规定。",
    )


def _classes(voice: Voice) -> Iterator[str]:
    classes = voice.programme.classes
    if classes:
        lines = (f"{voice.name(one.name)}{voice.law(f'class.{one.id}.name', one.basis)}" for one in classes.values())
        head = voice.say("Ranks are given inside the following classes:", "下列各类分别排名：")
        yield head + voice.points(lines)


def _report(voice: Voice) -> Iterator[str]:
    if voice.programme.report_due:
        month, day = (int(part) for part in voice.programme.report_due.split("-"))
        law = voice.law("programme.report_due", voice.programme.basis)
        yield voice.say(
            f"The yearly report is due on {day} {_MONTHS[month - 1]}{law}.",
            f"年度报告应于每年{month}月{day}日前报送{law}。",
        )
