"""What one key of the programme file is."""

from __future__ import annotations

from dataclasses import dataclass

from growthpole.model.text import Text

__all__ = ["LAW", "Key"]


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the table of keys.

    Attributes
    ----------
    path : str
        With ``*`` where an id stands: ``"gate.*.test"``.
    kind : str
        What may stand there; see `growthpole.programme.file.values`. The kinds ``"table"``, ``"rule"``, ``"tables"``
        and ``"list"`` are tables themselves: a rule carries its law (basis, reference, note, since), ``tables``
        holds tables by id, and a ``list`` is written ``[[path]]`` with an ``id`` in each element.
    en, zh : str
        What it means.
    required : bool
        Whether it must stand there.
    options : tuple of str
        The words allowed, for a choice.
    default : str
        What holds when it is absent, in words.
    example : str
        As it would be written.
    dated : bool
        Whether it may change by date and carry a basis of its own.
    """

    path: str
    kind: str
    en: str
    zh: str
    required: bool = False
    options: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    dated: bool = True

    @property
    def meaning(self) -> Text:
        """What it means, in both languages."""
        return Text(self.en, self.zh)

    @property
    def parts(self) -> tuple[str, ...]:
        """The path, split."""
        return tuple(self.path.split("."))

    @property
    def is_table(self) -> bool:
        """Whether keys stand below it."""
        return self.kind in {"table", "rule", "tables", "list"}


LAW = (
    Key("basis", "choice", "whether the number is official or an example that the office must set itself",
        "数值性质：官方（official）或示例（example，由主管部门确定）", options=("official", "example"),
        default="example", example='"official"', dated=False),
    Key("reference", "words", "the published rule that the number rests on; an official number needs one",
        "数值所依据的公开文件；官方数值必须注明", example='"MIIT 2022-119"', dated=False),
    Key("note", "words", "what a reader should know about it", "说明", example='"as in Zhejiang"', dated=False),
    Key("since", "date", "the first day on which it holds", "生效日期", default="from the beginning",
        example="2024-01-01", dated=False),
)  # fmt: skip
"""The keys that every rule may carry, and every value that is written as a table with `value`."""
