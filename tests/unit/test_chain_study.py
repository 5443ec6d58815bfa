"""The chains of the shipped worlds: what was planted is found, and what is not known stays unknown."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from growthpole.chain.study import ChainStudy
from growthpole.charts.chain_diagram import chain_diagram
from growthpole.charts.chain_gaps import cluster_gaps, gap_waterfall
from growthpole.errors import EvidenceError, NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.verdict import Verdict
from growthpole.reports.chapters.chain import chain_chapter
from growthpole.reports.chapters.chain_cluster import cluster_chapter
from growthpole.services.chain import open_chains
from growthpole.services.chain_frames import gap_frame, leader_frame, stage_frame, write_frame
from growthpole.services.demo import lay_out
from growthpole.worlds.sandbox import towns
from growthpole.worlds.sandbox_chains import CHAINS
from growthpole.worlds.sandbox_firms import missing_stage, suppliers
from growthpole.worlds.world import WORLDS


@pytest.fixture(scope="module")
def studies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ChainStudy]:
    """The study of each world."""
    found = {}
    for name, world in WORLDS.items():
        folder = tmp_path_factory.mktemp(name)
        lay_out(name, folder)
        found[name] = open_chains(folder, period=world.period)[1]
    return found


def test_the_weaknesses_planted_in_the_sandbox_are_measured_and_no_others(studies: dict[str, ChainStudy]) -> None:
    found = {
        one.cluster.id: {finding.id for finding in one.findings if finding.verdict is Verdict.MET}
        for one in studies["sandbox"].clusters
    }
    assert found == {town.id: {town.trait} if town.trait in {"leader", "linkage"} else set() for town in towns()}
    verdicts = {finding.verdict for one in studies["sandbox"].clusters for finding in one.findings}
    assert Verdict.UNKNOWN not in verdicts


def test_missing_stages_and_single_suppliers_of_the_sandbox_are_found(studies: dict[str, ChainStudy]) -> None:
    made = {town.id: town for town in towns()}
    planted = {(one.town.id, one.stage.id): 0 for one in suppliers(towns())}
    for one in suppliers(towns()):
        planted[one.town.id, one.stage.id] += 1
    for one in studies["sandbox"].clusters:
        town = made[one.cluster.id]
        # A town of the county with the same input has suppliers that are this town's too: never more is missing.
        assert {state.stage for state in one.missing} <= {missing_stage(town).id}
        shares = {each.stage: each for each in one.suppliers}
        absent = shares[missing_stage(town).id]
        assert absent.single
        assert absent.suppliers == (f"afar-{missing_stage(town).id}",)
        assert absent.local_share == Interval(0.0, 0.0)
        for stage in CHAINS[town.product]:
            count = planted.get((town.id, stage.id), 0)
            assert len(shares[stage.id].local) == count
    assert sum(bool(one.missing) for one in studies["sandbox"].clusters) > 40


def test_in_the_sandbox_the_gap_is_known_but_where_the_output_is_disputed_or_unknown(
    studies: dict[str, ChainStudy],
) -> None:
    study = studies["sandbox"]
    open_ = {row.cluster for row in study.gaps.stages if not row.known}
    assert open_ == {one.cluster.id for one in study.clusters if not one.output.value.known}
    assert len(open_) == 1
    for row in study.gaps.stages:
        if row.known:
            wanted = row.demand.low + row.rival_demand.low
            assert row.gap.low == pytest.approx(row.demand.low * max(0.0, 1 - row.supply.low / wanted))
            assert row.estimate is not None
            assert row.estimate.low == pytest.approx(row.gap.low)


def test_rivals_of_the_sandbox_share_the_cartons_of_their_county(studies: dict[str, ChainStudy]) -> None:
    study = studies["sandbox"]
    glass, ceramics = (study.gaps.find(f"eastbrook-{name}", stage="cartons") for name in ("glassware", "ceramics"))
    assert glass is not None
    assert ceramics is not None
    assert (glass.rivals, ceramics.rivals) == (("eastbrook-ceramics",), ("eastbrook-glassware",))
    # The figures of docs/explanation/chains.md.
    assert [round(row.demand.low / 1e6) for row in (glass, ceramics)] == [505, 253]
    assert glass.supply == ceramics.supply
    assert [round(row.gap.low / 1e6) for row in (glass, ceramics)] == [291, 146]
    whole = glass.demand.low + ceramics.demand.low - glass.supply.low
    assert glass.gap.low + ceramics.gap.low == pytest.approx(whole)
    told = [line.en for line in chain_chapter(study).on_cluster["eastbrook-ceramics"]]
    assert any(line.startswith("Shares local supply, or may, with: Eastbrook glassware") for line in told)
    # Sand and clay come from one sector and from different pits: those who dig them are no rivals.
    sand = study.gaps.find("eastbrook-glassware", stage="sand")
    assert sand is not None
    assert sand.rivals == ()


@pytest.mark.parametrize("sectors", [False, True])
def test_every_row_of_the_sandbox_adds_up_with_its_share_of_the_supply(
    studies: dict[str, ChainStudy], sectors: bool
) -> None:
    gaps = gap_frame(studies["sandbox"], sectors=sectors)
    known = gaps.filter(*(pl.col(f"{name}_low") == pl.col(f"{name}_high") for name in ("gap_cny", "demand_cny")))
    left = known["demand_cny_low"] - known["supply_share_low"] * known["supply_cny_low"]
    assert known["gap_cny_low"].to_list() == pytest.approx(left.clip(lower_bound=0).to_list())
    assert known.filter(pl.col("rivals") == "")["supply_share_low"].to_list() == pytest.approx(
        [1.0] * known.filter(pl.col("rivals") == "").height
    )
    assert known["supply_share_low"].min() < 0.9


def test_a_sector_is_shared_by_all_who_buy_from_it_and_a_stage_of_it_by_chains_that_name_it(
    studies: dict[str, ChainStudy],
) -> None:
    gaps = studies["sandbox"].gaps
    film, plastics = (gaps.find("clearlake-beef", **key) for key in ({"stage": "film"}, {"sector": "053"}))
    assert film is not None
    assert plastics is not None
    # The figures of docs/explanation/chains.md.
    assert (film.demand, film.supply) == (plastics.demand, plastics.supply)
    assert (film.rivals, film.supply_share) == ((), Interval(1.0, 1.0))
    assert len(plastics.rivals) == 4
    assert round(plastics.supply_share.low, 3) == 0.286
    assert [round(row.gap.low / 1e6, 1) for row in (film, plastics)] == [20.9, 44.5]


def test_a_cluster_of_unknown_industry_may_want_anything_of_its_county(studies: dict[str, ChainStudy]) -> None:
    rows = studies["jiaozuo"].gaps.of("mengzhou")
    # Three clusters stand for the whole city, of which Mengzhou is a part; the other three for other counties.
    assert {row.rivals for row in rows} == {("jiaozuo-cluster-areas", "jiaozuo-industry-area", "jiaozuo-tourism")}
    assert all(row.rival_demand == Interval(0.0, math.inf) for row in rows)
    assert all(row.estimate is not None and row.estimate.high < row.gap.high for row in rows)


def test_in_jinzhong_intervals_are_wide_and_nothing_is_zero_for_want_of_knowing(studies: dict[str, ChainStudy]) -> None:
    study = studies["jinzhong"]
    assert len(study.clusters) == 10
    assert {one.chain.id for one in study.clusters if not one.drawn} == {
        "glassware", "malleable_castings", "textile_machinery_hydraulics", "vinegar"
    }  # fmt: skip
    for row in study.gaps.stages:
        assert not row.known
        assert row.gap.low == 0
        assert 0 < row.gap.high < math.inf
    glass = study.by_cluster["qixian-glassware"]
    assert (glass.output.indicator, glass.output.period, glass.output.capped) == ("revenue", "2024", False)
    assert all(one.output.capped for one in study.clusters if one is not glass)
    assert {finding.verdict for one in study.clusters for finding in one.findings} == {Verdict.UNKNOWN}
    # Whoever is missing is not known: no table of firms was handed in.
    assert all(not one.missing for one in study.clusters)


def test_the_counties_around_qixian_that_could_supply_are_those_that_touch_it(studies: dict[str, ChainStudy]) -> None:
    sources = studies["jinzhong"].by_cluster["qixian-glassware"].sources["sand"]
    assert [source.place.region for source in sources[:2]] == ["140728", "140703"]
    assert sources[0].place.adjacent
    assert all(source.supply.low == 0 < source.supply.high for source in sources)


def test_jiaozuo_has_the_chain_of_automobile_parts_alone(studies: dict[str, ChainStudy]) -> None:
    study = studies["jiaozuo"]
    assert [(one.cluster.id, one.chain.id) for one in study.clusters] == [("mengzhou", "auto_parts")]
    assert len(study.without) == 6
    assert "Without a chain, their industries being unknown:" in chain_chapter(study).lead[-1].en


@pytest.mark.parametrize("name", sorted(WORLDS))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_chapter_of_every_world_is_whole(studies: dict[str, ChainStudy], name: str, language: str) -> None:
    chapter = chain_chapter(studies[name])
    for line in (*chapter.lead, *chapter.notes, *(line for lines in chapter.on_cluster.values() for line in lines)):
        said = line.get(language)
        assert said
        assert "{" not in said
        assert "nan" not in said
    for grid in chapter.grids:
        assert {len(row) for row in grid.rows} == {len(grid.columns)}
        heads = [column.get(language) for column in grid.columns]
        assert len(set(heads)) == len(heads)
    for drawing in chapter.drawings.values():
        assert json.loads(drawing.draw(language).to_json())["layer"]


def test_the_diagram_marks_what_is_missing_by_a_sign_as_well_as_a_colour(studies: dict[str, ChainStudy]) -> None:
    study = studies["sandbox"]
    one = next(each for each in study.clusters if each.missing)
    drawn = json.dumps(chain_diagram(one, study.gaps.of(one.cluster.id), "zh").to_dict(), ensure_ascii=False)
    assert "缺失：无企业" in drawn
    for sign in ("✓", "×"):
        assert sign in drawn
    real = studies["jinzhong"].by_cluster["qixian-glassware"]
    assert "?" in json.dumps(chain_diagram(real, (), "en").to_dict())


def test_the_waterfall_ends_at_the_sum_of_its_steps(studies: dict[str, ChainStudy]) -> None:
    study = studies["sandbox"]
    gaps = study.gaps.of("eastbrook-glassware")
    drawn = gap_waterfall(study.by_cluster["eastbrook-glassware"], gaps, "en").to_dict()
    rows = next(iter(drawn["datasets"].values()))
    assert rows[-1]["end"] == pytest.approx(sum(row.gap.high for row in gaps) / 1e6, abs=1e-3)
    assert [row["begin"] for row in rows[1:-1]] == [row["end"] for row in rows[:-2]]


def test_one_cluster_has_a_chain_and_ten_have(studies: dict[str, ChainStudy]) -> None:
    one, ten = (chain_chapter(studies[world]).lead[0].en for world in ("jiaozuo", "jinzhong"))
    assert one.startswith("1 cluster has a chain")
    assert ten.startswith("10 clusters have a chain")


@pytest.mark.parametrize("world", ["jinzhong", "sandbox"])
def test_behind_every_bar_there_is_room_for_its_figure(studies: dict[str, ChainStudy], world: str) -> None:
    drawn = cluster_gaps(studies[world].clusters, studies[world].gaps, "zh").to_dict()
    rows = next(iter(drawn["datasets"].values()))
    reach = next(
        each["encoding"]["x"]["scale"]["domainMax"] for each in drawn["layer"] if "scale" in each["encoding"]["x"]
    )
    for row in rows:
        # Names on the left take a fifth of the width; a letter of size 11 is some 6 pixels wide.
        assert (1 - row["end"] / reach) * 0.8 * drawn["width"] > 6 * len(row["label"]), row


@pytest.mark.parametrize("draw", [chain_diagram, gap_waterfall])
def test_a_language_that_there_is_not_is_refused(studies: dict[str, ChainStudy], draw: object) -> None:
    study = studies["jinzhong"]
    one = study.by_cluster["qixian-glassware"]
    with pytest.raises(NameUnknownError, match="language"):
        draw(one, study.gaps.of(one.cluster.id), "fr")  # type: ignore[operator]
    with pytest.raises(NameUnknownError, match="language"):
        cluster_gaps(study.clusters, study.gaps, "fr")


def test_frames_hold_numbers_and_leave_out_what_is_unknown(studies: dict[str, ChainStudy]) -> None:
    study = studies["jinzhong"]
    gaps = gap_frame(study)
    sand = gaps.filter(cluster="qixian-glassware", input="sand").row(0, named=True)
    assert sand["demand_cny_low"] == pytest.approx(1_656_000_000 * sand["coefficient_low"])
    assert sand["bought_outside_low"] is None
    assert gap_frame(study, sectors=True).height > 10 * gaps.height
    assert leader_frame(study)["pull"].null_count() == 10
    assert stage_frame(study, "qixian-glassware")["stage"].to_list()[0] == "sand"


def test_an_open_end_is_written_as_an_empty_cell(studies: dict[str, ChainStudy], tmp_path: Path) -> None:
    study, out = studies["jinzhong"], tmp_path / "gaps.csv"
    first, second, *_ = study.gaps.stages
    rows = (replace(first, gap=Interval(3.0, math.inf)), replace(second, demand=Interval(0.0, math.inf)))
    assert write_frame(gap_frame(replace(study, gaps=replace(study.gaps, stages=rows))), out) == 2
    assert "inf" not in out.read_text(encoding="utf-8")
    cells = pl.read_csv(out).select("gap_cny_low", "gap_cny_high", "demand_cny_low", "demand_cny_high").rows()
    assert cells == [(3.0, None, first.demand.low, first.demand.high), (0.0, second.gap.high, None, None)]
    # Of what a frame of leaders or stages has no end, nothing infinite is left either.
    for frame in (leader_frame(study), stage_frame(study)):
        assert not any(column.is_infinite().any() for column in frame.select(pl.col(pl.Float64)))


def test_a_cluster_without_a_chain_is_refused_with_those_that_have_one(studies: dict[str, ChainStudy]) -> None:
    with pytest.raises(
        NameUnknownError, match=r"there is no cluster with a chain 'qixian'\. Did you mean 'qixian-glass"
    ):
        cluster_chapter(studies["jinzhong"], "qixian")


def test_the_output_of_a_cluster_is_named_in_the_language_of_the_page(studies: dict[str, ChainStudy]) -> None:
    lead = cluster_chapter(studies["jinzhong"], "qixian-glassware").lead[0]
    assert lead.en == "Output: 1,656–3,400 mn CNY (revenue of 2024)."
    assert lead.zh == "产值：16.6–34亿元（2024年营业收入）。"


def test_codes_of_another_classification_leave_a_firm_on_no_stage_and_a_cluster_without_a_chain(tmp_path: Path) -> None:
    lay_out("jinzhong", tmp_path)
    register = tmp_path / "clusters.csv"
    register.write_text(register.read_text(encoding="utf-8").replace("C2625", "20.15"), encoding="utf-8")
    (tmp_path / "firms.csv").write_text(
        "firm,name,cluster,industry_code,region_code\nx1,X works,qixian-glassware,23.13,140727\n", encoding="utf-8"
    )
    study = open_chains(tmp_path, period="2024")[1]
    assert [cluster.id for cluster in study.without] == ["lingshi-humic-acid"]
    assert study.by_cluster["qixian-glassware"].nowhere == ("x1",)
    told = [line.en for line in chain_chapter(study).lead]
    assert "Firms on no stage of their chain: 1 (X works). Give them an industry code or a stage." in told


def test_the_office_s_own_chains_come_before_those_that_ship(tmp_path: Path) -> None:
    lay_out("jinzhong", tmp_path)
    own = tmp_path / "chains.toml"
    own.write_text(
        '[chain.own]\nname = "own"\nindustries = ["C3054"]\n'
        '[chain.own.stage.sand]\nname = "sand"\nkind = "raw material"\nfeeds = ["making"]\n'
        'use = { making = "5 %" }\n'
        '[chain.own.stage.making]\nname = "making"\nkind = "processing"\nsectors = ["057"]\nindustries = ["C305"]\n',
        encoding="utf-8",
    )
    study = open_chains(tmp_path, period="2024")[1]
    glass = study.by_cluster["qixian-glassware"]
    assert (glass.chain.id, [stage.id for stage in glass.chain.inputs]) == ("own", ["sand"])
    assert study.gaps.of("qixian-glassware")[0].demand == Interval(1_656_000_000 * 0.05, 3_400_000_000 * 0.05)
    assert study.by_cluster["yuci-huairen-vinegar"].drawn
    own.write_text(own.read_text(encoding="utf-8") + "master = 3\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"chains\.toml, row 14, column chain\.own\.stage\.making\.master"):
        open_chains(tmp_path, period="2024")
