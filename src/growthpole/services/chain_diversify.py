"""Related diversification of an office's region, or of any county or city of the census."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from growthpole.chain.diversification_study import Seen, Shift, dependent_region, study_shift
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.assessment import Assessment
from growthpole.model.dossier import Dossier
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.chapters.diversification import diversification_chapter, option_cells
from growthpole.services.chain_facts import (
    census_view,
    criteria_beside,
    mining_shares,
    national_facts,
    sections_of_sectors,
)
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.tables.plain import write_table
from growthpole.worlds.national import sectors_of

__all__ = ["diversification_of", "diversification_study", "shift_table", "write_shift"]

_CITY = 4
"""So many digits of a county's code are its city's."""


def diversification_of(
    place: str,
    *,
    base: Sequence[str] = (),
    region: str = "",
    criteria: Path | None = None,
    programme: str | None = None,
    period: str | None = None,
) -> Shift:
    """Rank where a region might go.

    Parameters
    ----------
    place : str
        A folder or workbook, or the code of a county (six digits) or city (four) of the census.
    base : sequence of str
        Sectors to move on from; by default coal and coke.
    region : str
        The region of the folder; by default its city where a cluster stands for it, else the county with a cluster
        whose share of mining is largest.
    criteria : Path, optional
        A file of criteria; ``targets.toml`` beside the evidence by default.
    programme, period : str, optional
        As for the assessment.

    Returns
    -------
    Shift

    Raises
    ------
    NameUnknownError
        If there is no such folder, county, region or sector.
    """
    path = Path(place)
    if path.exists():
        inputs = open_inputs(path, programme, period)
        return _shift_of_dossier(inputs.dossier, path, base=base, region=region, criteria=criteria)
    if not place.isdigit():
        raise InputError(
            "PLACE must be a folder, a workbook, or the code of a county or city such as 140729 or 4108; it is "
            f"{place!r}."
        )
    view = census_view(place)
    if view is None:
        raise NameUnknownError("county of the census", place, mining_shares(place[:_CITY]))
    shares = mining_shares(place)
    name = next(iter(shares.values()))[0] if len(shares) == 1 else place
    seen = Seen(place, Text(name, name), view=view, others=_named(shares, {}))
    return _study(seen, None, base, criteria)


def _shift_of_dossier(
    dossier: Dossier, path: Path, *, base: Sequence[str] = (), region: str = "", criteria: Path | None = None
) -> Shift:
    return _study(_seen(dossier, region), path, base, criteria)


def _study(seen: Seen, path: Path | None, base: Sequence[str], criteria: Path | None) -> Shift:
    rules = criteria_beside(path, criteria)
    facts, links = national_facts(rules)
    return study_shift(facts, links, rules, seen, sections=sections_of_sectors(), asked=base)


def _seen(dossier: Dossier, asked: str) -> Seen:
    """What is known of the region of an office."""
    names = {region.code: region.name for region in dossier.regions}
    if asked and asked not in names:
        raise NameUnknownError("region", asked, names)
    code = asked or _chosen(dossier)
    if not code:
        raise InputError(
            "no region is known: no cluster says where it lies. Fill in `region_code` in clusters, or give the code "
            "of a county or city instead of the folder."
        )
    inside = {code, *(region.code for region in dossier.regions if region.parent == code)}
    prefix = code[:_CITY] if len(inside) > 1 else code
    shares = mining_shares(prefix[:_CITY])
    return Seen(
        code,
        names.get(code, Text(code, code)),
        _present(dossier, inside),
        census_view(prefix),
        _named(shares, names),
    )


def _named(shares: Mapping[str, tuple[str, float]], names: Mapping[str, Text]) -> tuple[tuple[Text, float], ...]:
    """The shares of counties with the office's names, else those of the census."""
    return tuple((names.get(code, Text(name, name)), share) for code, (name, share) in sorted(shares.items()))


def _chosen(dossier: Dossier) -> str:
    """The city where a cluster stands for it, else the county with a cluster that depends most on mining."""
    parents = {region.parent for region in dossier.regions if region.parent}
    homes = {cluster.region for cluster in dossier.clusters if cluster.region}
    whole = sorted(homes & parents)
    if whole:
        return whole[0]
    shares = {code: share for home in homes for code, (_, share) in mining_shares(home).items() if code == home}
    known = {region.code for region in dossier.regions}
    return dependent_region(shares, homes) or next(iter(sorted(parents & known)), next(iter(sorted(homes)), ""))


def _present(dossier: Dossier, inside: set[str]) -> frozenset[str]:
    """Sectors that are there for certain: of industries that fall into one sector only."""
    codes = [code for cluster in dossier.clusters if cluster.region in inside for code in cluster.industries]
    codes += [firm.industry for firm in dossier.firms if firm.industry and firm.region in inside]
    found = set()
    for code in sorted(set(codes)):
        try:
            sectors = sectors_of(code)
        except (NameUnknownError, InputError):
            continue
        if len(sectors) == 1:
            found.add(sectors[0])
    return frozenset(found)


def shift_table(shift: Shift, language: str = "en") -> pl.DataFrame:
    """Every option with each axis, as numbers where they are known."""
    return pl.DataFrame(list(option_cells(shift, language)))


def write_shift(shift: Shift, out: Path, language: str) -> None:
    """Write the table of options."""
    write_table(shift_table(shift, language), out)


def diversification_study(inputs: Inputs, assessment: Assessment) -> Chapter | None:  # noqa: ARG001
    """The chapter of diversification; nothing where no region is known."""
    if not any(cluster.region for cluster in inputs.dossier.clusters):
        return None
    return diversification_chapter(_shift_of_dossier(inputs.dossier, inputs.path))
