"""The study of chains as frames of numbers, for those who go on working with it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from growthpole.chain.gaps import InputGap
from growthpole.chain.study import ChainStudy, ClusterChain
from growthpole.services.frame_columns import amount, ends, frame_of
from growthpole.tables.plain import write_table

__all__ = ["gap_frame", "leader_frame", "stage_frame", "write_frame"]


def gap_frame(study: ChainStudy, *, sectors: bool = False) -> pl.DataFrame:
    """The gaps, a row for each cluster and stage, or sector.

    Parameters
    ----------
    study : ChainStudy
        Of a city.
    sectors : bool
        Whether the rows are sectors of the national table rather than stages.

    Returns
    -------
    polars.DataFrame
        ``cluster``, ``chain``, ``input`` (id of the stage or code of the sector), ``name_en``, ``name_zh``, ``region``,
        then for ``coefficient``, ``demand_cny``, ``supply_cny``, ``supply_share`` (of that supply, what falls to this
        cluster: the gap is demand less share times supply, at least 0), ``gap_cny``, ``estimate_cny``,
        ``outside_share``, ``domestic_share`` and ``bought_outside`` a column ``..._low`` and ``..._high`` (a year;
        empty where unknown or without end, as in the tables of markets, partners and talent), ``suppliers``,
        ``rivals``, ``rival_demand_cny_low`` and ``..._high`` (what they want of the same supply), and ``around``
        (counties that could supply it, for stages). On a sector all clusters of the place that buy from it are
        rivals, on a stage those whose chains name the same goods or makers.
    """
    rows = study.gaps.sectors if sectors else study.gaps.stages
    return frame_of([_gap(study, row) for row in rows])


def _gap(study: ChainStudy, row: InputGap) -> dict[str, object]:
    name = study.sectors[row.sector] if row.sector else study.by_cluster[row.cluster].chain.by_id[row.stage].name
    return {
        "cluster": row.cluster,
        "chain": row.chain,
        "input": row.stage or row.sector,
        "name_en": name.get("en"),
        "name_zh": name.get("zh"),
        "region": row.region,
        **ends("coefficient", row.coefficient),
        **amount("demand_cny", row.demand),
        **amount("supply_cny", row.supply),
        **ends("supply_share", row.supply_share),
        **amount("gap_cny", row.gap),
        **amount("estimate_cny", row.estimate),
        **ends("outside_share", row.outside_share),
        **ends("domestic_share", row.domestic_share),
        **ends("bought_outside", row.bought_outside),
        "suppliers": row.suppliers,
        "rivals": " ".join(row.rivals),
        **amount("rival_demand_cny", row.rival_demand),
        "around": " ".join(source.place.region for source in study.by_cluster[row.cluster].sources.get(row.stage, ())),
    }


def leader_frame(study: ChainStudy) -> pl.DataFrame:
    """Leading enterprises and the measured weaknesses, a row for each cluster; CNY a year and shares 0 to 1.

    Ends that are unknown, or that there are not, are empty.
    """
    return frame_of([_leader(one) for one in study.clusters], pull=pl.Float64)


def _leader(one: ClusterChain) -> dict[str, object]:
    leader, findings = one.leader, {finding.id: finding for finding in one.findings}
    return {
        "cluster": one.cluster.id,
        "enterprise": leader.enterprise,
        "chain_master": leader.named,
        "chain_leader": one.chain.leader_official.get("zh"),
        **amount("output_cny", leader.output),
        **ends("cr1", leader.dominance.cr1),
        **ends("cr4", leader.dominance.cr4),
        **ends("hhi", leader.dominance.hhi),
        "listed": leader.dominance.listed,
        **ends("covered", leader.dominance.covered),
        **ends("national", leader.national),
        **ends("local_purchases", leader.local_purchases),
        "pull": leader.pull,
        "place": leader.place,
        "of": leader.of,
        **{
            f"{name}_weak{part}": value
            for name, finding in findings.items()
            for part, value in (
                ("", finding.verdict.value),
                ("_reason_en", finding.reason.get("en")),
                ("_reason_zh", finding.reason.get("zh")),
            )
        },
    }


def stage_frame(study: ChainStudy, cluster: str = "") -> pl.DataFrame:
    """Who is on each stage, a row for each cluster and stage; of one cluster where it is named.

    An end of the output, CNY a year, that is unknown, or that there is not, is empty.
    """
    rows = [
        {
            "cluster": one.cluster.id,
            "chain": one.chain.id,
            "stage": state.stage,
            "name_en": one.chain.by_id[state.stage].name.get("en"),
            "name_zh": one.chain.by_id[state.stage].name.get("zh"),
            "kind": one.chain.by_id[state.stage].kind,
            "anybody": state.there.value,
            "firms": " ".join(state.firms),
            **amount("output_cny", state.output),
        }
        for one in study.clusters
        if cluster in ("", one.cluster.id)
        for state in one.stages
    ]
    return frame_of(rows)


def write_frame(frame: pl.DataFrame, out: Path) -> int:
    """Write a frame as CSV, TSV, Parquet or Excel, by the ending; how many rows were written."""
    write_table(frame, out)
    return frame.height
