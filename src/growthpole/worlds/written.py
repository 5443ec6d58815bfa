"""Tables and documents as bytes, the same on every machine."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["csv_bytes", "json_bytes"]


def csv_bytes(rows: Iterable[Mapping[str, str]]) -> bytes:
    r"""A table as UTF-8 CSV; its columns are those of all rows, in the order of their first appearance.

    Examples
    --------
    >>> csv_bytes([{"a": "1"}, {"a": "2", "b": "x"}])
    b'a,b\n1,\n2,x\n'
    """
    table = list(rows)
    header = list(dict.fromkeys(key for row in table for key in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue().encode()


def json_bytes(document: Any) -> bytes:
    """A document as UTF-8 JSON."""
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
