"""What goals and awards are worked out from: figures, verdicts and moves of one assessment, still as arrays."""

from __future__ import annotations

from dataclasses import dataclass

from growthpole.model.assessment import Decision
from growthpole.model.dossier import Dossier
from growthpole.model.programme import Programme
from growthpole.programme.assess import counted
from growthpole.programme.decisions import climb
from growthpole.programme.figures import Figures, build_figures
from growthpole.programme.judgement import Judgement, judge

__all__ = ["Grounds", "grounds_of"]


@dataclass(frozen=True, eq=False)
class Grounds:
    """What an assessment worked out on its way.

    Attributes
    ----------
    programme : Programme
        The rules.
    dossier : Dossier
        What was handed in.
    figures : Figures
        What is known, by cluster and year; the last year is the one assessed.
    judgement : Judgement
        What the rules say of it.
    decisions : tuple of Decision
        The move of each cluster, in the order of ``figures.clusters``.
    """

    programme: Programme
    dossier: Dossier
    figures: Figures
    judgement: Judgement
    decisions: tuple[Decision, ...]

    @property
    def column(self) -> int:
        """The year assessed, as a column."""
        return len(self.figures.periods) - 1

    @property
    def period(self) -> str:
        """The year assessed."""
        return self.figures.periods[self.column]


def grounds_of(programme: Programme, dossier: Dossier, period: str | None = None) -> Grounds:
    """Work out what an assessment stands on, by the steps of `growthpole.programme.assess.assess`.

    Parameters
    ----------
    programme : Programme
        The rules in force.
    dossier : Dossier
        What was handed in.
    period : str, optional
        The year assessed; the latest year of the evidence by default.

    Returns
    -------
    Grounds
        In the order of ``dossier.clusters``.

    Raises
    ------
    InputError
        As for `assess`.
    """
    figures = build_figures(programme, counted(programme, dossier), period)
    judgement = judge(programme, dossier.clusters, figures)
    column = len(figures.periods) - 1
    decisions = climb(programme, dossier.clusters, judgement, column, figures.periods[column])
    return Grounds(programme, dossier, figures, judgement, decisions)
