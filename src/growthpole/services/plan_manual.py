"""The work manual: made from what an office hands in, and written as Word, PDF and HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from growthpole.errors import NameUnknownError
from growthpole.plan.manual import WorkManual, work_manual
from growthpole.programme.assess import assess
from growthpole.reports.manual.blocks import Document
from growthpole.reports.manual.html import write_manual_html
from growthpole.reports.manual.pdf import write_manual_pdf
from growthpole.reports.manual.view import documents, volume
from growthpole.reports.word.document import write_word
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.services.plan_sequence import read_sequence

__all__ = ["FORMATS", "ManualRun", "make_manual", "write_manual"]

FORMATS: dict[str, tuple[str, Callable[[Document, Path, str], Path]]] = {
    "word": (".docx", write_word),
    "pdf": (".pdf", write_manual_pdf),
    "html": (".html", write_manual_html),
}
"""What the manual can be written as: the ending and the printer of each."""


@dataclass(frozen=True)
class ManualRun:
    """A manual and what it was made from."""

    inputs: Inputs
    manual: WorkManual


def make_manual(
    path: Path,
    *,
    programme: str | None = None,
    period: str | None = None,
    until: str | None = None,
    sequence: Path | None = None,
    cluster: str | None = None,
) -> ManualRun:
    """Make the work manual of a folder or workbook.

    Parameters
    ----------
    path : Path
        What the office hands in; its task ledger says how far each task has come.
    programme, period : str, optional
        As for the assessment.
    until : str, optional
        The last year planned; three years after the one assessed by default.
    sequence : Path, optional
        Remedies chosen, as ``growthpole plan portfolio --out`` writes them.
    cluster : str, optional
        Only this cluster, and in full.

    Returns
    -------
    ManualRun

    Raises
    ------
    NameUnknownError
        If there is no such cluster.
    EvidenceError
        With every fault of the files.
    """
    inputs = open_inputs(path, programme, period)
    chosen = None if sequence is None else read_sequence(sequence, inputs.programme, inputs.dossier.cluster_index)
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    made = work_manual(assessment, inputs.dossier, undertakings=chosen, until=until, cluster=cluster)
    return ManualRun(inputs, made)


def write_manual(
    run: ManualRun, folder: Path, language: str = "zh", formats: Sequence[str] = tuple(FORMATS)
) -> Iterator[Path]:
    """Write one document for each cluster and, unless only one was asked for, the bound volume.

    Parameters
    ----------
    run : ManualRun
        From `make_manual`.
    folder : Path
        Where to write; made where it is not there.
    language : {"zh", "en"}
        The language of the documents.
    formats : sequence of {"word", "pdf", "html"}
        What to write.

    Yields
    ------
    Path
        Each file, as soon as it is written.

    Raises
    ------
    NameUnknownError
        If a format is another one.
    """
    for name in formats:
        if name not in FORMATS:
            raise NameUnknownError("format", name, FORMATS)
    folder.mkdir(parents=True, exist_ok=True)
    boundaries = dict(run.inputs.dossier.boundaries)
    one = len(run.manual.towns) == 1
    bound = () if one else (volume(run.manual, boundaries),)
    for document in (*bound, *documents(run.manual, boundaries)):
        for ending, write in (FORMATS[name] for name in formats):
            yield write(document, folder / f"{document.id}{ending}", language)
