"""The work manual."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.programme.printing.voice import Voice

__all__ = ["articles"]

_SHORT = {"all others": "其他全部"}


def articles(voice: Voice) -> Iterator[str]:
    """Who is treated in full, and the sections of each chapter."""
    manual = voice.programme.manual
    if manual is None:
        return
    cluster = voice.name(voice.programme.cluster)
    full = voice.listed(manual.full) or voice.say("none", "无")
    yield voice.say(
        f"The work manual treats in full: {full}; in short: {manual.short}.",
        f"工作手册详写的{cluster}：{full}；简写的{cluster}：{_SHORT.get(manual.short, manual.short)}。",
    )
    if manual.sections:
        head = voice.say(f"The chapter of a {cluster} has these sections:", f"每个{cluster}一章，内容包括：")
        yield head + voice.points(voice.name(one.name) for one in manual.sections)
