"""Words in the two languages of the office: English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LANGUAGES", "Text"]

LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Text:
    """A name or sentence in English and Chinese; a missing language falls back on the other.

    Examples
    --------
    >>> glass = Text("glassware", "玻璃器皿")
    >>> glass.get("zh"), Text("vinegar").get("zh")
    ('玻璃器皿', 'vinegar')
    """

    en: str = ""
    zh: str = ""

    def get(self, language: str) -> str:
        """The text in ``"en"`` or ``"zh"``."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)

    def __str__(self) -> str:
        return self.en or self.zh

    def as_dict(self) -> dict[str, str]:
        """Both languages, for JSON."""
        return {"en": self.get("en"), "zh": self.get("zh")}
