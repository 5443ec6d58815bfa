"""The official measure: chapters and articles numbered through, and an annex of indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from growthpole.errors import NameUnknownError
from growthpole.model.programme import Programme
from growthpole.model.text import LANGUAGES, Text
from growthpole.programme.file import Document
from growthpole.programme.printing import action, annex, criteria, general, ladder, manual, money, moving, plan, scoring
from growthpole.programme.printing.numerals import article, chapter
from growthpole.programme.printing.voice import Voice

__all__ = ["print_programme"]

_CHAPTERS: tuple[tuple[Text, tuple[Callable[[Voice], Iterator[str]], ...]], ...] = (
    (Text("General provisions", "总则"), (general.articles,)),
    (Text("Tiers and gates", "层级与门槛"), (ladder.tiers, ladder.vetoes)),
    (Text("Criteria", "认定条件"), (criteria.articles,)),
    (Text("Score and grades", "评分与等次"), (scoring.articles,)),
    (Text("Moving on the ladder", "动态管理"), (moving.articles,)),
    (Text("Weaknesses and remedies", "短板与措施"), (action.articles,)),
    (Text("The plan", "规划"), (plan.articles,)),
    (Text("The award fund", "奖励资金"), (money.articles,)),
    (Text("The work manual", "工作手册"), (manual.articles,)),
)


def print_programme(programme: Document | Programme, language: str = "en") -> str:
    """Print a programme as the official measure that it is.

    Parameters
    ----------
    programme : Document or Programme
        A document knows the law of every single number; of a programme alone, that of each rule is printed.
    language : {"en", "zh"}, default "en"

    Returns
    -------
    str
        Markdown: chapters and articles numbered through, tests read aloud, each number with what it rests on, and an
        annex of indicators. Chapters that the programme does not fill are left out.

    Raises
    ------
    NameUnknownError
        If the language is not known.

    Examples
    --------
    >>> from growthpole.programme.file import read_document, shipped_programme
    >>> document = read_document(shipped_programme("shanxi-2023"), "shanxi-2023.toml")
    >>> print(print_programme(document, "zh").splitlines()[2])
    ## 第一章 总则
    """
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    voice = (
        Voice(programme.programme, language, programme.bases, programme.given, programme.on, programme.dates)
        if isinstance(programme, Document)
        else Voice(programme, language)
    )
    parts = [f"# {_title(voice)}", *_body(voice), *_annex(voice)]
    return "\n\n".join(parts) + "\n"


def _title(voice: Voice) -> str:
    """The name; in Chinese that of a measure, as official ones are called."""
    name = voice.name(voice.programme.name)
    return voice.say(name, name if name.endswith("办法") else f"{name}实施办法")


def _body(voice: Voice) -> Iterator[str]:
    chapters, count = 0, 0
    for title, writers in _CHAPTERS:
        articles = [one for write in writers for one in write(voice)]
        if not articles:
            continue
        chapters += 1
        yield f"## {chapter(chapters, voice.language)} {voice.name(title)}"
        for text in articles:
            count += 1
            yield f"**{article(count, voice.language)}** {text}"


def _annex(voice: Voice) -> Iterator[str]:
    if voice.programme.indicators:
        yield voice.say("## Annex: indicators", "## 附件 指标")
        yield annex.table(voice)
