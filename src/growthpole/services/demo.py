"""The demonstration: lay out a shipped world as an office's folder, assess it, write everything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from growthpole.errors import Problem
from growthpole.model.assessment import Assessment
from growthpole.programme.file import shipped_programme
from growthpole.services.assess import Written, assess_path, write_results
from growthpole.services.chapters import chapters_of
from growthpole.services.inputs import PROGRAMME_FILE
from growthpole.worlds.world import World, world

__all__ = ["Demonstration", "demonstrate", "lay_out"]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A world, its assessment, the files written and what is doubtful about the inputs."""

    world: World
    assessment: Assessment
    inputs: Path
    written: Written
    warnings: tuple[Problem, ...] = ()


def lay_out(name: str, folder: Path) -> World:
    """Write a world's files and its programme into a folder, as an office would keep them."""
    shown = world(name)
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in shown.read().items():
        (folder / file).write_bytes(content)
    (folder / PROGRAMME_FILE).write_text(shipped_programme(shown.programme), encoding="utf-8")
    return shown


def demonstrate(name: str, folder: Path) -> Demonstration:
    """Assess a shipped world and write its report.

    Parameters
    ----------
    name : str
        ``"jinzhong"``, ``"jiaozuo"`` or ``"sandbox"``.
    folder : Path
        Where to write; the inputs go to ``input`` inside it, so that a replay finds them.

    Returns
    -------
    Demonstration
    """
    inputs = folder / "input"
    shown = lay_out(name, inputs)
    opened, assessment = assess_path(inputs, period=shown.period)
    chapters = chapters_of(opened, assessment)
    written = write_results(assessment, folder, opened.dossier.boundaries, made=shown.made, chapters=chapters)
    return Demonstration(shown, assessment, inputs, written, opened.warnings)
