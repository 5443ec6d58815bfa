"""Explain: one cluster's part of an assessment, found by id or name."""

from __future__ import annotations

from pathlib import Path

from growthpole.errors import NameUnknownError
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.programme.assess import assess
from growthpole.services.inputs import Inputs, open_inputs

__all__ = ["explained"]


def explained(
    path: Path, cluster: str, programme: str | None = None, period: str | None = None
) -> tuple[Inputs, Assessment, ClusterAssessment]:
    """Assess, and pick one cluster by its id or by its name in either language.

    Parameters
    ----------
    path : Path
        A folder or workbook.
    cluster : str
        Its id, or its name in English or Chinese.
    programme, period : str, optional
        As for the assessment.

    Returns
    -------
    Inputs, Assessment, ClusterAssessment

    Raises
    ------
    NameUnknownError
        If there is no such cluster; the message offers the nearest.
    """
    inputs = open_inputs(path, programme, period)
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    for one in assessment.clusters:
        if cluster in {one.cluster.id, one.cluster.name.en, one.cluster.name.zh}:
            return inputs, assessment, one
    raise NameUnknownError("cluster", cluster, [one.cluster.id for one in assessment.clusters])
