"""Hold a chain file against the registers: its clusters and chain masters are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from growthpole.chain.file.read import ChainFile
from growthpole.errors import EvidenceError, NameUnknownError, Problem
from growthpole.model.chain import Chain
from growthpole.model.dossier import Dossier

__all__ = ["check_register"]


def check_register(file: ChainFile, dossier: Dossier) -> None:
    """See that the clusters and chain masters of a chain file are handed in.

    Parameters
    ----------
    file : ChainFile
        The office's own chains.
    dossier : Dossier
        Clusters and firms.

    Raises
    ------
    EvidenceError
        With every name that no register holds, and its line. A chain master is asked for in the table of firms.
    """
    problems = [problem for chain in file.chains for problem in _of(chain, file, dossier)]
    if problems:
        raise EvidenceError(sorted(problems, key=lambda one: (one.row or 0, one.column or "")))


def _of(chain: Chain, file: ChainFile, dossier: Dossier) -> Iterator[Problem]:
    for name in chain.clusters:
        if name not in dossier.cluster_index:
            yield _unknown("cluster", name, f"chain.{chain.id}.clusters", file, dossier.cluster_index)
    firms = {firm.id: firm for firm in dossier.firms}
    if chain.master_enterprise and chain.master_enterprise not in firms:
        yield _unknown("firm", chain.master_enterprise, f"chain.{chain.id}.master", file, firms)


def _unknown(kind: str, name: str, path: str, file: ChainFile, known: Iterable[str]) -> Problem:
    hint = str(NameUnknownError(kind, name, sorted(known))).partition(". ")[2]
    return Problem(
        f"{kind}-unknown", file.file, f"the {kind} {name!r}", f"one of the {kind}s handed in",
        f"{hint} Or add it to {kind}s.".strip(), row=file.lines.get(path), column=path,
    )  # fmt: skip
