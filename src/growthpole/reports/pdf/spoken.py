"""A view in one language: plain data that the page template reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from growthpole.model.text import Text
from growthpole.reports.view.names import Names

__all__ = ["spoken"]


def spoken(value: Any, language: str) -> Any:
    """Dataclasses become mappings, texts become words of one language; what only names things is left out.

    Examples
    --------
    >>> spoken({"a": (Text("one", "一"), 2)}, "zh")
    {'a': ['一', 2]}
    """
    if isinstance(value, Text):
        return value.get(language)
    if isinstance(value, Mapping):
        return {str(key): spoken(one, language) for key, one in value.items()}
    if is_dataclass(value):
        named = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: spoken(one, language) for name, one in named if not isinstance(one, Names)}
    return [spoken(one, language) for one in value] if isinstance(value, tuple | list) else value
