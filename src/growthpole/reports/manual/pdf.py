"""A document of blocks as a PDF."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from growthpole.reports.manual.blocks import Document
from growthpole.reports.manual.spoken_blocks import charts_of, spoken_document
from growthpole.reports.pdf.pictures import fonts

__all__ = ["write_manual_pdf"]


def write_manual_pdf(document: Document, path: str | Path, language: str = "zh") -> Path:
    """Write a document as a PDF (PDF/A-2b) on A4 paper in one language.

    Parameters
    ----------
    document : Document
        Any document.
    path : str or Path
        The file to write; its folder must exist.
    language : {"zh", "en"}
        The language.

    Returns
    -------
    Path
        The file written. The same document gives the same bytes.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    target = Path(path)
    data = spoken_document(document, language)
    # The files of the document by name; the compiler takes them in memory though its stubs know only one file.
    inputs: Any = {
        "main.typ": files("growthpole.reports.manual").joinpath("manual.typ").read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
        **{f"{name}.svg": svg for name, svg in charts_of(document, language).items()},
    }
    pdf = typst.compile(inputs, font_paths=[str(fonts())], ignore_system_fonts=True, pdf_standards=["a-2b"])
    target.write_bytes(pdf)
    return target
