"""On which tier each cluster stood in earlier years, as the office kept it in the ledger ``standing``.

The tier of a year is the one in the register when that year's assessment begins: what the assessment decides shows in
the row of the year after. A cluster without a row stood nobody knows where; that is not the same as on no tier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthpole.errors import EvidenceError, InputError, Problem
from growthpole.model.dossier import Dossier
from growthpole.model.ledger import Record
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.plan.climbing import climb_paths
from growthpole.plan.echelon_rules import ladder_rules
from growthpole.programme.assess import counted
from growthpole.programme.figures import build_figures
from growthpole.programme.periods import periods_of

__all__ = ["TierHistory", "as_of", "by_the_rules", "doubtful_standing", "read_standing", "registered_in"]

NONE = frozenset({"none", "无"})
"""How the ledger says that a cluster held no tier; an empty cell is a fault, since it might mean that nobody knows."""


@dataclass(frozen=True)
class TierHistory:
    """The tiers of earlier years.

    Attributes
    ----------
    tiers : mapping of (str, str) to str
        By year and cluster; empty text for no tier. What is not there is not known.
    """

    tiers: Mapping[tuple[str, str], str]

    @property
    def years(self) -> tuple[str, ...]:
        """The years of which anything is known."""
        return tuple(sorted({year for year, _ in self.tiers}))

    def decided(self, programme: Programme, clusters: Sequence[Cluster], years: Sequence[str]) -> npt.NDArray[np.int8]:
        """The rung that the assessment of each year gave each cluster: the one held in the year after.

        Returns
        -------
        ndarray of int8, shape (clusters, years)
            0 for no tier, -1 where it is not known.
        """
        ranks = {"": 0, **{name: rung for rung, name in enumerate(programme.tiers, 1)}}
        after = [str(int(year) + 1) for year in years]
        rows = [[ranks.get(self.tiers.get((year, each.id), "?"), -1) for year in after] for each in clusters]
        return np.array(rows, dtype=np.int8).reshape(len(clusters), len(years))


def read_standing(dossier: Dossier, programme: Programme) -> TierHistory:
    """The tiers of earlier years that lie in the folder.

    Parameters
    ----------
    dossier : Dossier
        With or without the ledger ``standing``.
    programme : Programme
        Whose tiers they are, by id or by name.

    Returns
    -------
    TierHistory
        Empty where the ledger is not handed in.

    Raises
    ------
    EvidenceError
        With every row whose tier or cluster does not exist, and every second row of a cluster and year.
    """
    words = _words(programme)
    tiers: dict[tuple[str, str], str] = {}
    faults: list[Problem] = []
    for row in dossier.ledgers.get("standing", ()):
        key, word = (row.text("year"), row.text("cluster")), _word(row)
        faults += _faults(row, dossier, programme, known=word in words, twice=key in tiers)
        tiers[key] = words.get(word, "")
    if faults:
        raise EvidenceError(faults)
    return TierHistory(tiers)


def doubtful_standing(dossier: Dossier, programme: Programme) -> tuple[Problem, ...]:
    """Warn of rows of the last year of the evidence that contradict the register.

    Parameters
    ----------
    dossier, programme
        As for `read_standing`.

    Returns
    -------
    tuple of Problem
        Most often the decision of a year was written into that year itself. Faulty rows are left to `read_standing`.
    """
    rows = dossier.ledgers.get("standing", ())
    if not rows:
        return ()
    try:
        latest = periods_of(dossier.evidence, None, programme.indicators).years[-1]
    except InputError:  # evidence without a year: there is no last one to compare
        return ()
    words = _words(programme)
    tiers = {each.id: each.tier if each.tier in programme.tiers else "" for each in dossier.clusters}
    found = []
    for row in (one for one in rows if one.text("year") == latest and _word(one) in words):
        held = tiers.get(row.text("cluster"))
        if held is not None and held != words[_word(row)]:
            must = f"{held or 'none'}, as the register says: the tier held before the assessment of {latest}"
            do = "Write what an assessment decides into the row of the year after, or correct the register."
            found.append(replace(_fault(row, "tier", repr(row.text("tier")), must, do), severity="warning"))
    return tuple(found)


def as_of(dossier: Dossier, history: TierHistory, year: str) -> Dossier:
    """The dossier with the register of a year.

    Parameters
    ----------
    dossier : Dossier
    history : TierHistory
        From `read_standing`.
    year : str

    Returns
    -------
    Dossier
        Of the clusters whose tier of that year is known, each with it; the same dossier where nothing is known of the
        year.

    Examples
    --------
    >>> from growthpole.model.text import Text
    >>> towns = Dossier((Cluster("a", Text("A"), tier="city"), Cluster("b", Text("B"))), ())
    >>> [(one.id, one.tier) for one in as_of(towns, TierHistory({("2021", "a"): "county"}), "2021").clusters]
    [('a', 'county')]
    """
    if year not in history.years:
        return dossier
    known = [each for each in dossier.clusters if (year, each.id) in history.tiers]
    return replace(dossier, clusters=tuple(replace(each, tier=history.tiers[year, each.id]) for each in known))


def registered_in(programme: Programme, dossier: Dossier, period: str) -> Dossier:
    """The dossier with the register of the year that is assessed.

    Parameters
    ----------
    programme, dossier : Programme, Dossier
        As handed in; the register is that of the last year of the evidence.
    period : str
        The year that is assessed.

    Returns
    -------
    Dossier
        That of `as_of` for an earlier year, else the same dossier.

    Raises
    ------
    EvidenceError
        As `read_standing`.
    """
    history = read_standing(dossier, programme)
    latest = periods_of(dossier.evidence, None, programme.indicators).years[-1]
    return as_of(dossier, history, period) if period < latest else dossier


def by_the_rules(programme: Programme, dossier: Dossier, history: TierHistory) -> tuple[int, int]:
    """How many known decisions of earlier years are those that today's rules make on the evidence kept.

    Parameters
    ----------
    programme, dossier
        The rules, and the evidence of all years.
    history : TierHistory
        Two successive years of a cluster make a known decision.

    Returns
    -------
    tuple of int
        Decisions that agree, and all that are known; of those that unknown figures leave open, the rules keep the tier.
    """
    rules, alike, known = ladder_rules(programme), 0, 0
    latest = build_figures(programme, counted(programme, dossier)).periods
    for year in (one for one in history.years if one in latest):
        then = as_of(dossier, history, year)
        figures = build_figures(programme, counted(programme, then), year)
        by_rule = climb_paths(rules, then.clusters, figures, paths=1, years=1).rank[0, :, 0]
        in_fact = history.decided(programme, then.clusters, [year])[:, 0]
        known += int((in_fact >= 0).sum())
        alike += int((in_fact == by_rule).sum())
    return alike, known


def _words(programme: Programme) -> dict[str, str]:
    """What may stand for each tier, and for none."""
    words = dict.fromkeys(NONE, "")
    for tier in programme.tiers.values():
        words |= {word.casefold(): tier.id for word in (tier.id, tier.name.en, tier.name.zh) if word}
    return words


def _word(row: Record) -> str:
    return row.text("tier").strip().casefold()


def _faults(row: Record, dossier: Dossier, programme: Programme, *, known: bool, twice: bool) -> Iterator[Problem]:
    if row.text("cluster") not in dossier.cluster_index:
        must, do = "a cluster of the register", "Correct it, or add it to clusters."
        yield _fault(row, "cluster", repr(row.text("cluster")), must, do)
    if not known:
        must = f"one of {', '.join(programme.tiers)}, or none"
        yield _fault(row, "tier", repr(row.text("tier")), must, "Name a tier of the programme, by id or by name.")
    if twice:
        found = f"{row.text('cluster')} a second time in {row.text('year')}"
        yield _fault(row, "year", found, "one tier for each cluster and year", "Delete one of the two rows.")


def _fault(row: Record, column: str, found: str, must: str, do: str) -> Problem:
    return Problem("standing-invalid", row.file, found, must, do, row=row.row, column=column)
