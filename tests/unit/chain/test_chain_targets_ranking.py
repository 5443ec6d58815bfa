"""Industries and firms ranked: figures, what is left out, reasons in words."""

from __future__ import annotations

import math

import numpy as np
import pytest

from growthpole.chain.candidates import candidate_targets
from growthpole.chain.criteria import Criteria, Criterion
from growthpole.chain.fit import Room
from growthpole.chain.gaps import GapTable, InputGap
from growthpole.chain.targets import Place, rank_targets, room_share
from growthpole.chain.targets_facts import Nation, sector_facts
from growthpole.chain.targets_reasons import candidate_reason, target_reason
from growthpole.chain.technology import Technology
from growthpole.errors import ShapeError
from growthpole.model.interval import Interval
from growthpole.model.project import RESOURCES, Candidate
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

ONE = Interval.point
CODES = ("006", "043", "057", "058", "136")
A = np.array(
    [
        [0.10, 0.05, 0.06, 0.06, 0.00],
        [0.00, 0.20, 0.10, 0.08, 0.02],
        [0.00, 0.00, 0.05, 0.00, 0.00],
        [0.00, 0.01, 0.00, 0.05, 0.00],
        [0.01, 0.03, 0.01, 0.01, 0.10],
    ]
)
TECHNOLOGY = Technology(CODES, A, np.ones(5), names={code: Text(f"S{code}", f"部门{code}") for code in CODES})
NATION = Nation(
    np.array([1e9, 2e9, 3e9, 4e9, 5e9]), np.array([1e9, 2e9, 2e9, 4e9, 5e9]),
    np.array([1e3, 1e3, 2e3, 6e3, 1e3]), ("B", "C1", "C2", "C2", "M"),
)  # fmt: skip
FACTS = sector_facts(TECHNOLOGY, NATION, {"006": Interval(1e-3, 2e-3)})


def criterion(name, measure, worst, best, weight=1.0):
    return Criterion(name, Text(name, name), measure, weight, worst, best)


CRITERIA = Criteria(
    (criterion("gap", "gap", 0.0, 100.0), criterion("near", "closeness", 0.0, 1.0), criterion("fit", "room", 0.0, 1.0)),
    (criterion("gap", "gap", 0.0, 100.0), criterion("fit", "fit", 0.0, 1.0), criterion("marks", "patents", 0.0, 10.0)),
    leave_out=frozenset({"006"}),
    least_need=0.01,
)


def row(sector, demand, supply, *, cluster="glass", need=0.1):
    short = Interval(max(0.0, demand.low - supply.high), max(0.0, demand.high - supply.low))
    return InputGap(cluster, "", "", sector, "1", ONE(need), demand, supply, short, Interval(0.0, 1.0))


TABLE = GapTable(
    "2024", (), (row("006", ONE(60.0), ONE(0.0)), row("043", ONE(100.0), Interval(20.0, 40.0)),
                 row("058", ONE(50.0), ONE(50.0)), row("136", Interval(0.0, math.inf), ONE(0.0)),
                 row("057", ONE(5.0), ONE(0.0), need=0.001)),
)  # fmt: skip
FREE = {name: ONE(1e9) for name in RESOURCES}
PLACES = {"1": Place(present=frozenset({"057"}), free=FREE)}


class TestFacts:
    def test_energy_of_a_sector_that_transforms_fuel_is_an_interval(self):
        at = CODES.index("043")
        assert (FACTS.energy_low[at], FACTS.energy_high[at]) == (0.0, 0.05)
        assert FACTS.energy_low[2] == FACTS.energy_high[2] == 0.06
        assert FACTS.tce_high[2] == pytest.approx(0.06 * 2e-3)

    def test_jobs_lie_between_a_split_by_pay_and_by_output(self):
        by_output = 8e3 / 7e9
        assert (FACTS.jobs_low[2], FACTS.jobs_high[2]) == (2e3 / 3e9, by_output)
        assert (FACTS.jobs_low[3], FACTS.jobs_high[3]) == (by_output, 6e3 / 4e9)

    def test_without_prices_energy_in_coal_is_unknown(self):
        bare = sector_facts(TECHNOLOGY, NATION)
        assert np.isinf(bare.tce_high).all()
        assert bare.energy_high[2] == 0.06

    def test_the_nearest_is_the_first_of_equals_and_nothing_of_nobody(self):
        assert FACTS.nearest("057", ("058", "057")) == ("057", 1.0)
        assert FACTS.nearest("057", ())[0] == ""

    def test_a_nation_of_another_size_is_refused(self):
        with pytest.raises(ShapeError, match=r"`nation` must have 5 figures each.*`use` has 2"):
            sector_facts(TECHNOLOGY, Nation(np.ones(5), np.ones(2), np.ones(5), tuple("ABCDE")))


class TestIndustries:
    def test_what_is_made_locally_in_full_left_out_or_too_small_is_no_target(self):
        found = rank_targets(TABLE, FACTS, CRITERIA, PLACES)
        assert {one.gap.sector for one in found} == {"043", "136"}

    def test_what_the_cluster_makes_itself_is_no_target(self):
        found = rank_targets(TABLE, FACTS, CRITERIA, PLACES, own={"glass": frozenset({"043"})})
        assert [one.gap.sector for one in found] == ["136"]

    def test_figures_and_score(self):
        chemicals = next(one for one in rank_targets(TABLE, FACTS, CRITERIA, PLACES) if one.gap.sector == "043")
        assert chemicals.figures["gap"] == Interval(60.0, 80.0)
        assert chemicals.nearest == "057"
        # Land, water and transport per output are not known: there may be room for nothing, or for all.
        assert chemicals.figures["room"] == Interval(0.0, 1.0)
        near = chemicals.figures["closeness"].low
        assert chemicals.scored.score.low == pytest.approx(100 * (0.6 + near + 0.0) / 3)
        assert chemicals.scored.score.high == pytest.approx(100 * (0.8 + near + 1.0) / 3)

    def test_a_place_that_is_not_known_leaves_likeness_and_room_open(self):
        found = rank_targets(TABLE, FACTS, CRITERIA, {})
        assert all("closeness" not in one.figures for one in found)
        assert all(one.scored.points["near"] == Interval(0.0, 1.0) for one in found)

    def test_density_counts_what_is_there_and_leaves_the_rest_open(self):
        whole = {"1": Place(present=frozenset({"057"}), absent=frozenset(CODES) - {"057"})}
        known, open_ = rank_targets(TABLE, FACTS, CRITERIA, whole), rank_targets(TABLE, FACTS, CRITERIA, PLACES)
        assert known[0].figures["density"].known
        assert open_[0].figures["density"].high == pytest.approx(1.0)
        assert {one.gap.sector: one.figures["density"].low for one in known} == pytest.approx(
            {one.gap.sector: one.figures["density"].low for one in open_}
        )

    def test_the_share_for_which_there_is_room(self):
        assert room_share(Room(ONE(30.0), "land", ()), ONE(60.0)) == ONE(0.5)
        assert room_share(Room(ONE(90.0), "land", ()), ONE(60.0)) == ONE(1.0)
        assert room_share(Room(ONE(30.0), "land", ()), Interval(0.0, math.inf)) == Interval(0.0, 1.0)
        assert room_share(Room(ONE(30.0), "land", ()), ONE(0.0)) == Interval(0.0, 1.0)

    def test_the_reason_names_the_figures_in_both_languages(self):
        table = GapTable("2024", (), (row("043", ONE(1e8), Interval(2e7, 4e7)),))
        (chemicals,) = rank_targets(table, FACTS, CRITERIA, PLACES)
        like = f"{chemicals.figures['closeness'].low:.2f}"
        assert target_reason(chemicals, CRITERIA.industry, TECHNOLOGY.name).as_dict() == {
            "en": "10 % of the cluster's output is spent on it; the local gap is 60–80 mn CNY a year; its inputs are "
            f"{like} like those of S057, which is there; the county has room for this part of the gap: unknown; land, "
            "water and transport not known; most points come from gap, most are lost on near.",
            "zh": f"集群每单位产值采购占10%；本地缺口每年6,000–8,000万元；与本地部门057的投入相似度为{like}；"
            "县域要素可保障的缺口比例：未知；土地、用水和运力未知；得分主要来自gap，失分主要在near。",
        }

    def test_the_reason_names_the_limit_that_binds(self):
        table = GapTable("2024", (), (row("043", ONE(1e8), ONE(0.0)),))
        takes = Criteria(CRITERIA.industry, CRITERIA.firm, takes=dict.fromkeys(RESOURCES, ONE(1.0)))
        tight = {"1": Place(frozenset({"057"}), free=dict.fromkeys(RESOURCES, ONE(1e9)) | {"water": ONE(2.5e7)})}
        (chemicals,) = rank_targets(table, FACTS, takes, tight)
        reason = target_reason(chemicals, takes.industry, TECHNOLOGY.name)
        assert "the county has room for this part of the gap: 25 %, water being the scarcest;" in reason.en
        assert "县域要素可保障的缺口比例：25%，最紧的是用水；" in reason.zh


class TestFirms:
    firm = Candidate(
        "f1", Text("Firm", "企业"), cluster="glass", region="1", sector="043", output=Interval(30.0, 90.0),
        needs={name: ONE(1.0) for name in RESOURCES}, merits={"patents": ONE(5.0)},
    )  # fmt: skip

    def test_a_firm_is_scored_on_what_it_closes_and_takes(self):
        (found,) = candidate_targets([self.firm], TABLE, FACTS, CRITERIA, PLACES)
        assert found.figures["gap"] == Interval(30.0, 80.0)
        assert found.figures["share"] == Interval(0.375, 1.0)
        assert found.fit.verdict is Verdict.MET
        assert found.scored.score == Interval(pytest.approx(100 * (0.3 + 1 + 0.5) / 3), pytest.approx(100 * 2.3 / 3))
        assert found.figures["output-per-land"] == Interval(30.0, 90.0)

    def test_a_firm_of_which_little_is_known_stays_open(self):
        bare = Candidate("f2", Text("F", "F"), sector="058")
        (found,) = candidate_targets([bare], TABLE, FACTS, CRITERIA, PLACES)
        assert found.gap is not None
        assert found.scored.points["fit"] == Interval(0.0, 1.0)
        assert found.scored.points["marks"] == Interval(0.0, 1.0)
        # What it makes is made locally in full: there is nothing to close.
        assert found.scored.points["gap"] == ONE(0.0)

    def test_a_firm_nobody_needs_says_so(self):
        stray = Candidate("f3", Text("F", "F"), stage="nowhere")
        (found,) = candidate_targets([stray], TABLE, FACTS, CRITERIA, PLACES)
        reason = candidate_reason(found, CRITERIA.firm, TECHNOLOGY.name)
        assert reason.en.startswith("No cluster is known to buy what it makes; not known: whether land, water, energy")
        assert reason.zh.startswith("尚无集群采购其产品的记录；县域土地、用水、能耗、用工和运力能否保障尚不确定")

    def test_a_free_firm_goes_where_the_gap_is_widest(self):
        table = GapTable("2024", (), (*TABLE.sectors, row("043", ONE(900.0), ONE(0.0), cluster="other")))
        free = Candidate("f4", Text("F", "F"), sector="043", output=ONE(10.0))
        (found,) = candidate_targets([free], table, FACTS, CRITERIA, PLACES)
        assert found.cluster == "other"
