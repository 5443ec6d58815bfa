"""Values that are words: names, ids, choices, tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from growthpole.model.text import LANGUAGES, Text
from growthpole.programme.file.faults import UnfitError

__all__ = ["choice", "expression", "id_", "label", "names", "slug", "strings", "text", "words"]


def words(value: object) -> str:
    """A text in quotation marks that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise UnfitError("a text in quotation marks, not empty", "Write it in quotation marks.")
    return value


def text(value: object) -> Text:
    """A name in both languages, or one text for both.

    Examples
    --------
    >>> text({"en": "city-level", "zh": "市级"})
    Text(en='city-level', zh='市级')
    """
    if isinstance(value, str):
        return Text(words(value), value)
    if not isinstance(value, Mapping) or not value or set(value) - set(LANGUAGES):
        raise UnfitError(
            "a text, or a table of `en` and `zh`", 'Write { en = "professional town", zh = "专业镇" } or one text.'
        )
    return Text(**{language: words(one) for language, one in value.items()})


def id_(value: object) -> str:
    """A name that expressions can use: small letters, digits and underscores."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", value):
        raise UnfitError(
            "an id: small letters, digits and underscores, a letter first", "Rename it, such as output_size.", "id-form"
        )
    return value


def label(value: object) -> str:
    """A short name as registers write it: small letters, digits, blanks, hyphens and underscores."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z][a-z0-9_]*(?:[ -][a-z0-9_]+)*", value):
        raise UnfitError("small letters, digits and single blanks, a letter first", "Rename it.", "id-form")
    return value


def slug(value: object) -> str:
    """A name that a file can have: small letters, digits and hyphens."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise UnfitError("small letters, digits and hyphens", "Rename it, such as jinzhong-135.", "id-form")
    return value


def names(value: object) -> tuple[str, ...]:
    """A list of ids, each once."""
    listed = strings(value)
    for one in listed:
        id_(one)
    return listed


def strings(value: object) -> tuple[str, ...]:
    """A list of texts, each once."""
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise UnfitError("a list of texts", 'Write a list in square brackets, such as ["a", "b"].')
    if len(set(value)) < len(value):
        twice = next(one for one in value if value.count(one) > 1)
        raise UnfitError(f"each named once; {twice!r} is named twice", "Remove the second one.", "named-twice")
    return tuple(value)


def choice(value: object, options: tuple[str, ...]) -> str:
    """One of the words that the key allows."""
    if value not in options:
        near = get_close_matches(str(value), options, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]!r}?" if near else "Choose one of them."
        raise UnfitError("one of " + ", ".join(repr(one) for one in options), hint, "choice")
    return str(value)


def expression(value: object) -> str:
    """The text of a test or formula; a number stands for itself."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    if not isinstance(value, str) or not value.strip():
        raise UnfitError("an expression, as text", 'Write it in quotation marks, such as "has(development_plan)".')
    return value.strip()
