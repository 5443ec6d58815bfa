"""The project ledger: what is read, what is refused, what a project closes and draws on."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from growthpole.chain.fit import fit, room
from growthpole.chain.fit_county import capacities_of, county_use
from growthpole.chain.gaps import GapTable, InputGap
from growthpole.chain.projects import Setting, candidates_of, projects_of
from growthpole.chain.projects_change import gap_change
from growthpole.chain.projects_gap import link_projects, started_in, with_producing
from growthpole.errors import EvidenceError, InputError
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.project import RESOURCES, Project
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

ONE = Interval.point
SETTING = Setting({"043", "057"}, {"glass": "140727"}, {"glass": ("sand", "soda_ash")})
PROJECT = (
    "project", "name_en", "name_zh", "cluster", "region_code", "stage", "sector", "state", "year", "investment",
    "output", "jobs", "land", "energy", "water", "transport", "firm", "source",
)  # fmt: skip
CANDIDATE = (
    "firm", "name_en", "name_zh", "home_region", "cluster", "region_code", "stage", "sector", "output", "investment",
    "jobs", "land", "energy", "water", "transport", "patents", "quality_marks", "demonstration", "source",
)  # fmt: skip


def record(columns, row, **cells):
    figures = {"investment", "output", "jobs", "land", "energy", "water", "transport", "patents", "quality_marks"}
    blank = {name: None if name in figures else "" for name in columns}
    return Record({**blank, **cells}, "projects.csv", row)


def project(row=2, **cells):
    return record(PROJECT, row, **{"project": f"p{row}", "cluster": "glass", "state": "signed", **cells})


def gap(demand, supply, *, cluster="glass", sector="043", stage=""):
    short = Interval(max(0.0, demand.low - supply.high), max(0.0, demand.high - supply.low))
    return InputGap(cluster, "", stage, sector, "140727", ONE(0.1), demand, supply, short, Interval(0, 1))


TEN = ONE(10.0)


def works(name, state="producing", year=2024, output=TEN, **more):
    fields = {"sector": "043", "region": "140727", "output": output, **more}
    return Project(name, Text(name), "glass", state=state, year=year, **fields)


class TestReading:
    def test_blank_cells_stay_unknown_and_the_county_is_the_clusters(self):
        (found,) = projects_of([project(sector="43")], SETTING)
        assert (found.sector, found.region, found.output, dict(found.needs), found.year) == (
            "043", "140727", None, {}, None,
        )  # fmt: skip
        assert found.name == Text("p2", "p2")

    def test_needs_are_kept_by_resource(self):
        (found,) = projects_of([project(jobs=ONE(40.0), land=Interval(0.1, 0.2))], SETTING)
        assert found.needs == {"land": Interval(0.1, 0.2), "labour": ONE(40.0)}

    def test_every_fault_is_named_with_its_row_and_column_at_once(self):
        rows = [
            project(2, sector="75", state="producing"),
            project(3, stage="soda", output=Interval(-1.0, 5.0)),
            project(4, sector="057"),
        ]
        with pytest.raises(EvidenceError) as caught:
            projects_of(rows, SETTING)
        assert [str(problem) for problem in caught.value.problems] == [
            "projects.csv, row 2, column sector: found '75'; must be a sector of the input-output table. "
            "Correct the code.",
            "projects.csv, row 2, column year: found an empty cell; must be the year since which a project that "
            "produces does so. Fill in the year: the change of the gap is measured from it.",
            "projects.csv, row 3, column output: found [-1, 5]; must be 0 or more. Correct the figure; leave the cell "
            "empty where nothing is known.",
            "projects.csv, row 3, column stage: found 'soda'; must be a stage of the chain of 'glass'. Correct it, or "
            "leave it empty and give the sector. Did you mean 'soda_ash'?",
        ]

    def test_a_candidate_is_refused_for_the_same_faults(self):
        row = record(CANDIDATE, 5, firm="f1", sector="999", patents=ONE(-1.0), demonstration=None)
        with pytest.raises(EvidenceError) as caught:
            candidates_of([row], SETTING)
        assert [(one.row, one.column) for one in caught.value.problems] == [(5, "patents"), (5, "sector")]

    def test_a_negative_capacity_is_refused(self):
        row = Record({"region_code": "1", "resource": "land", "free": ONE(-2.0), "source": ""}, "capacity.csv", 3)
        with pytest.raises(
            EvidenceError, match=r"capacity\.csv, row 3, column free: found -2 km2; must be 0 or more\."
        ):
            capacities_of([row])


class TestStates:
    table = GapTable("2024", (), (gap(ONE(100.0), ONE(20.0)),))

    def test_each_state_closes_what_the_more_certain_ones_leave(self):
        ledger = [works("a", output=ONE(30.0)), works("b", "started", output=ONE(30.0)), works("c", "contacted")]
        ledger += [works("d", "signed", output=ONE(40.0)), works("e", "dropped")]
        (link,) = link_projects(self.table, ledger, 2024)
        assert {state: one.low for state, one in link.closes.items()} == {
            "producing": 30.0, "started": 30.0, "signed": 20.0, "contacted": 0.0,
        }  # fmt: skip
        assert [link.left[state].low for state in ("producing", "started", "signed")] == [50.0, 20.0, 0.0]
        assert [one.id for one in link.projects] == ["a", "b", "d", "c", "e"]

    def test_an_unknown_output_may_close_nothing_or_all(self):
        (link,) = link_projects(self.table, [works("a", "signed", output=None)], 2024)
        assert link.closes["signed"] == Interval(0.0, 80.0)
        assert link.left["signed"] == Interval(0.0, 80.0)

    def test_a_state_of_a_later_year_does_not_count(self):
        (link,) = link_projects(self.table, [works("a", year=2025)], 2024)
        assert link.closes["producing"] == ONE(0.0)

    def test_a_project_whose_firm_is_listed_closes_nothing_more(self):
        (link,) = link_projects(self.table, [works("a", firm="f9")], 2024)
        assert link.closes["producing"] == ONE(0.0)

    def test_a_link_without_a_gap_row_is_unknown(self):
        (link,) = link_projects(self.table, [works("a", sector="057")], 2024)
        assert link.gap.gap == Interval(0.0, math.inf)
        assert link.closes["producing"] == Interval(0.0, 10.0)


class TestChange:
    def test_works_that_produce_join_the_supply_in_their_year(self):
        table = GapTable("2024", (), (gap(ONE(100.0), ONE(20.0)),))
        ledger = [works("a", output=ONE(30.0))]
        assert with_producing(table, ledger, 2024).sectors[0].gap == ONE(50.0)
        assert with_producing(table, ledger, 2023).sectors[0].gap == ONE(80.0)
        listed = [works("a", output=ONE(15.0), firm="f1")]
        assert with_producing(table, listed, 2023).sectors[0].supply == ONE(5.0)
        assert with_producing(table, listed, 2024).sectors[0].supply == ONE(20.0)

    def test_who_started_in_a_year(self):
        ledger = [works("a"), works("b", year=2023), works("c", "started"), works("d", output=None)]
        table = GapTable("2024", (), (gap(ONE(100.0), ONE(20.0)),))
        assert started_in(table, ledger, 2024) == {("glass", "043", ""): {"a": ONE(10.0), "d": Interval(0.0, math.inf)}}

    def test_works_supply_the_rivals_of_their_cluster_too(self):
        rows = [gap(ONE(30.0), ONE(20.0), cluster=name) for name in ("glass", "soap")]
        rows = [
            replace(row, rivals=(other,), rival_demand=ONE(30.0))
            for row, other in zip(rows, ("soap", "glass"), strict=True)
        ]
        elsewhere = replace(gap(ONE(30.0), ONE(20.0), cluster="paper"), region="140728")
        table = GapTable("2024", (), (*rows, elsewhere))
        now = with_producing(table, [works("a", output=ONE(16.0))], 2024)
        assert [row.gap for row in now.sectors] == [ONE(12.0), ONE(12.0), ONE(10.0)]
        assert sum(row.gap.low for row in now.sectors[:2]) == 60.0 - 20.0 - 16.0
        assert sorted(started_in(table, [works("a")], 2024)) == [("glass", "043", ""), ("soap", "043", "")]

    def test_two_works_that_close_the_same_part_are_not_counted_twice(self):
        before, after = gap(ONE(100.0), ONE(90.0)), gap(ONE(100.0), ONE(130.0))
        found = gap_change(before, after, {"a": ONE(20.0), "b": ONE(20.0)}, others=ONE(90.0))
        assert found.projects == ONE(-10.0)
        assert found.each == {"a": ONE(0.0), "b": ONE(0.0)}
        assert (found.change, found.demand, found.other_supply) == (ONE(-10.0), ONE(0.0), ONE(0.0))

    def test_two_links_cannot_be_compared(self):
        with pytest.raises(InputError, match="must be of one link; they are glass / 043 and glass / 057"):
            gap_change(gap(ONE(1.0), ONE(0.0)), gap(ONE(1.0), ONE(0.0), sector="057"), {})


class TestLimits:
    def test_only_projects_under_way_draw_on_what_is_free(self):
        ledger = [
            works("a", "started", needs={"land": ONE(1.0)}), works("b", "signed", needs={"land": ONE(2.0)}),
            works("c", "producing", needs={"land": ONE(9.0)}), works("d", "dropped", needs={"land": ONE(9.0)}),
        ]  # fmt: skip
        use = county_use(ledger, {"140727": {"land": ONE(2.5)}}, 2024)[0]
        assert {state: one.low for state, one in use.asked_by.items()} == {
            "started": 1.0, "signed": 3.0, "contacted": 3.0,
        }  # fmt: skip
        assert [use.verdicts[state] for state in ("started", "signed")] == [Verdict.MET, Verdict.NOT_MET]

    def test_unknown_needs_and_unknown_room_decide_nothing(self):
        use = {one.resource: one for one in county_use([works("a", "signed")], {"140727": {"land": ONE(5.0)}}, 2024)}
        assert use["land"].verdicts["signed"] is Verdict.UNKNOWN
        assert use["water"].free is None
        assert use["water"].verdicts["signed"] is Verdict.UNKNOWN

    def test_nothing_asked_of_nothing_free_fits(self):
        needs, free = dict.fromkeys(RESOURCES, ONE(0.0)), dict.fromkeys(RESOURCES, ONE(0.0))
        assert fit(needs, free).verdict is Verdict.MET
        assert fit(needs, free).served == ONE(1.0)

    def test_the_scarcest_resource_bounds_the_room(self):
        takes = dict.fromkeys(RESOURCES, Interval(1.0, 2.0))
        found = room(takes, dict.fromkeys(RESOURCES, ONE(10.0)) | {"energy": ONE(4.0)})
        assert (found.output, found.binding) == (Interval(2.0, 4.0), "energy")

    def test_what_takes_nothing_is_not_bounded(self):
        assert room(dict.fromkeys(RESOURCES, ONE(0.0)), {}).output == Interval(math.inf, math.inf)
