"""Office files are archives; the hour of writing inside them would make every copy differ."""

from __future__ import annotations

import io
import re
import zipfile

__all__ = ["timeless"]

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip archive can bear."""
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def timeless(content: bytes, day: str = "") -> bytes:
    """The archive again, with the same day on every file of it.

    Parameters
    ----------
    content : bytes
        A Word file or a workbook.
    day : str
        The day to write into its properties (``2024-12-31``); they are left alone by default.

    Returns
    -------
    bytes
        The same for the same content, whenever it is written.
    """
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for entry in old.infolist():
            plain = zipfile.ZipInfo(entry.filename, _STAMP)
            plain.compress_type = zipfile.ZIP_DEFLATED
            plain.external_attr = 0o600 << 16
            data = old.read(entry.filename)
            if day and entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), data)
            new.writestr(plain, data, compresslevel=6)
    return kept.getvalue()
