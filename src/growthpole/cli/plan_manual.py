"""``growthpole plan manual``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.plan_manual import make_manual, write_manual

app = command_app()
_SAID = {
    "en": "{files} files of the work manual written to {out}",
    "zh": "工作手册已写入{out}，共{files}个文件",
}


@app.command()
def manual(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    out: Annotated[Path, typer.Option(help="Folder to write into.")],
    cluster: Annotated[str | None, typer.Option(help="Only this cluster, in full.")] = None,
    formats: Annotated[str, typer.Option("--format", help="word, pdf, html; joined by commas.")] = "word,pdf,html",
    sequence: Annotated[
        Path | None,
        typer.Option(help="Remedies chosen, as `growthpole plan portfolio --out` writes them.", exists=True),
    ] = None,
    until: Annotated[str | None, typer.Option(help="Last year planned; three years ahead by default.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language of the documents and the screen.")] = Language.zh,
) -> None:
    """Write the work manual: one document for each cluster, and all of them in one volume."""
    run = make_manual(path, programme=programme, period=period, until=until, sequence=sequence, cluster=cluster)
    show.warnings(run.inputs.warnings, language)
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    written = list(write_manual(run, out, language, wanted))
    typer.echo(_SAID[language].format(files=len(written), out=out))
