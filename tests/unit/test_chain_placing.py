"""Which firm stands where, who buys what from whom, and every cell that names what there is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.chain_glass import SECTORS, firm, glass_chain

from growthpole.chain.file import ChainFile
from growthpole.chain.file.register import check_register
from growthpole.chain.ground import inside
from growthpole.chain.links import Link, check_links, links_of, read_links
from growthpole.chain.neighbours import around
from growthpole.chain.placing import check_firms, firm_output, on_no_stage, place_firms
from growthpole.chain.suppliers import input_suppliers, outside_share, pulls
from growthpole.errors import EvidenceError
from growthpole.model.chain import Chain, Stage
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.places import Cluster, Firm, Region
from growthpole.model.text import Text
from growthpole.programme.collecting import evidence_table
from growthpole.tables import examine

ONE = Interval.point


def told(caught: pytest.ExceptionInfo[EvidenceError]) -> list[str]:
    """The faults with their places."""
    return [str(problem) for problem in caught.value.problems]


def test_a_firm_stands_where_its_row_says_in_either_language_else_by_its_industry() -> None:
    firms = [
        firm("a", "C3054", 1.0, stage="soda"), firm("b", "", 1.0, 环节="石英砂"), firm("c", "2612", 1.0),
        firm("d", "C1353", 1.0), firm("e", "", 1.0),
    ]  # fmt: skip
    placing = place_firms(glass_chain(), firms)
    assert {one.firm.id: one.stages for one in placing.firms} == {
        "a": ("soda",), "b": ("sand",), "c": ("soda",), "d": (), "e": ()
    }  # fmt: skip
    assert [one.id for one in placing.nowhere] == ["d", "e"]
    assert [one.firm.id for one in placing.firms if one.told] == ["a", "b"]


def test_the_longest_beginning_wins_and_a_tie_leaves_both_open() -> None:
    fine = Stage("fine", Text("fine"), "parts", ("057",), ("C3054",), ("making",))
    broad = Stage("broad", Text("broad"), "parts", ("057",), ("C305",), ("making",))
    twin = Stage("twin", Text("twin"), "parts", ("057",), ("C3054",), ("making",))
    chain = Chain("x", Text("x"), (fine, broad, twin), ("C3054",))
    placing = place_firms(chain, [firm("a", "C3054", 1.0), firm("b", "C3051", 1.0)])
    assert [one.stages for one in placing.firms] == [("fine", "twin"), ("broad",)]
    assert placing.sure["fine"] == ()
    assert [one.id for one in placing.possible["fine"]] == ["a"]


def test_a_firm_without_a_figure_makes_anything() -> None:
    assert firm_output(firm("a", "C3054", None)).low == 0
    assert firm_output(firm("a", "C3054", None)).high == float("inf")
    revenue = Firm("a", Text("a"), "", figures={"营业收入": 5.0, "output": 7.0})
    assert firm_output(revenue) == ONE(7.0)


def test_a_stage_that_there_is_not_is_told_with_the_firm() -> None:
    with pytest.raises(EvidenceError) as caught:
        check_firms([glass_chain()], [firm("qx-1", "C3054", 1.0, stage="sodda"), firm("qx-2", "C3054", 1.0)])
    assert told(caught) == [
        "firms, column stage: found 'sodda', for the firm 'qx-1'; must be the id or name of a stage of one of the "
        "chains. Did you mean 'soda' or 'soda ash' or 'sand'? Or empty the cell: the firm is then placed by its "
        "industry."
    ]


def test_a_negative_output_is_told_with_the_firm() -> None:
    with pytest.raises(EvidenceError) as caught:
        check_firms([glass_chain()], [firm("qx-1", "C3054", -5e6), firm("qx-2", "C3054", 0.0)])
    assert told(caught) == [
        "firms, column output: found -5,000,000 CNY, for the firm 'qx-1'; must be 0 or more. Correct it, or empty "
        "the cell where nothing is known."
    ]


def record(row: int, **cells: str | Interval | None) -> Record:
    """A row of links.csv."""
    empty = {"supplier": "", "buyer": "", "stage": "", "value": None, "year": "2024", "supplier_region": ""}
    return Record({**empty, **cells}, "links.csv", row)


def test_links_that_name_what_there_is_not_are_told_with_their_cells() -> None:
    rows = [
        record(2, supplier="a", buyer="b", stage="sodda"),
        record(3, supplier="b", buyer="b", stage="soda"),
        record(4, supplier="a", buyer="b", stage="043", value=Interval(-5.0, -5.0)),
        record(5, supplier="a", buyer="b", stage="999"),
    ]
    with pytest.raises(EvidenceError) as caught:
        check_links(rows, [glass_chain()], SECTORS)
    assert told(caught) == [
        "links.csv, row 2, column stage: found 'sodda'; must be the id or name of a stage of one of the chains, or the "
        "code of a sector such as '057'. Correct it. Did you mean 'soda' or 'soda ash' or 'sand'?",
        "links.csv, row 3, column buyer: found 'b'; must be a buyer other than the supplier. Correct one of the two, "
        "or delete the row.",
        "links.csv, row 4, column value: found -5; must be 0 or more: what was paid for goods. Correct it; enter "
        "returned goods as a lower amount.",
        "links.csv, row 5, column stage: found '999'; must be the id or name of a stage of one of the chains, or the "
        "code of a sector such as '057'. Correct it. Known: 'making', 'making glass', 'sales', 'sand', 'soda', 'soda "
        "ash', '玻璃制造', '石英砂', '纯碱', '销售'.",
    ]


def test_the_links_of_the_year_or_of_the_latest_before_it() -> None:
    firms = {"a": firm("a", "C2612", 1.0)}
    rows = [
        record(2, supplier="a", buyer="b", stage="soda", year="2022", value=ONE(1.0)),
        record(3, supplier="a", buyer="b", stage="soda", year="2023", value=ONE(2.0)),
        record(4, supplier="far", buyer="b", stage="sand", year="2023", supplier_region="9"),
        record(5, supplier="a", buyer="b", stage="soda", year="2025", value=ONE(9.0)),
    ]
    found = read_links(reversed(rows), firms, "2024")
    assert [(one.supplier, one.goods, one.value.high, one.region) for one in found] == [
        ("a", "soda", 2.0, "1"), ("far", "sand", float("inf"), "9"),
    ]  # fmt: skip
    assert read_links(rows, firms, "2021") == ()


def test_purchases_go_to_their_stage_by_name_by_sector_or_by_the_seller() -> None:
    links = [
        Link("a", "g", "纯碱", ONE(1.0), ""), Link("b", "g", "010", ONE(1.0), ""), Link("c", "g", "057", ONE(1.0), ""),
        Link("a", "other", "soda", ONE(1.0), ""),
    ]  # fmt: skip
    found = links_of(links, ["g"], glass_chain(), {"c": "sand"})
    assert {stage: [one.supplier for one in listed] for stage, listed in found.items()} == {
        "soda": ["a"], "sand": ["b", "c"]
    }  # fmt: skip


def test_a_single_supplier_is_a_single_point_of_failure() -> None:
    local = frozenset({"1"})
    alone = input_suppliers("soda", [Link("a", "g", "soda", Interval(0.0, 5.0), "1")], local)
    assert (alone.single, alone.cr1, alone.hhi, alone.local) == (True, ONE(1.0), ONE(1.0), ("a",))
    links = [Link("a", "g", "soda", ONE(6.0), "1"), Link("b", "g", "soda", ONE(2.0), "")]
    both = input_suppliers("soda", links, local)
    assert not both.single
    assert both.local_share == Interval(0.75, 1.0)  # nobody knows where b is
    assert outside_share(links, local) == Interval(0.0, 0.25)


def test_pull_of_unknown_purchases_is_not_none() -> None:
    links = [Link("a", "g", "soda", Interval(0.0, float("inf")), ""), Link("a", "h", "soda", ONE(4.0), "")]
    ranks = pulls(links)
    assert ranks["g"] == pytest.approx(ranks["h"])
    assert sum(ranks.values()) == pytest.approx(1.0)
    assert pulls([]) == {}


def test_a_chain_master_and_a_cluster_that_are_not_handed_in_are_told_with_their_line() -> None:
    chain = Chain("glass", Text("glass"), (), clusters=("qixian",), master_enterprise="qx-9")
    file = ChainFile((chain,), "chains.toml", {"chain.glass.clusters": 4, "chain.glass.master": 6})
    dossier = Dossier((Cluster("qixian-glassware", Text()),), evidence_table([]), firms=(firm("qx-1", "C3054", 1.0),))
    with pytest.raises(EvidenceError) as caught:
        check_register(file, dossier)
    assert told(caught) == [
        "chains.toml, row 4, column chain.glass.clusters: found the cluster 'qixian'; must be one of the clusters "
        "handed in. Did you mean 'qixian-glassware'? Or add it to clusters.",
        "chains.toml, row 6, column chain.glass.master: found the firm 'qx-9'; must be one of the firms handed in. Did "
        "you mean 'qx-1'? Or add it to firms.",
    ]


SQUARE = [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]


def county(code: str, shift: float) -> dict[str, object]:
    """A square of one degree."""
    ring = [[x + shift, y] for x, y in SQUARE]
    return {"properties": {"adcode": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_the_counties_that_touch_come_first_then_the_nearest() -> None:
    map_ = {"features": [county("3", 4.0), county("2", 1.0), county("1", 0.0), county("4", 2.5)]}
    near = around("1", (), map_, frozenset({"1"}))
    assert [(one.region, one.adjacent) for one in near] == [("2", True), ("4", False), ("3", False)]
    assert near[0].kilometres == pytest.approx(111.2, abs=0.5)  # a degree of longitude at the equator


def test_without_a_map_the_counties_of_the_same_city_are_around() -> None:
    regions = [Region("c", Text()), Region("1", Text(), "c"), Region("2", Text(), "c"), Region("9", Text(), "d")]
    assert [(one.region, one.adjacent) for one in around("1", regions, {}, frozenset({"1"}))] == [("2", None)]
    assert inside(regions)["c"] == {"c", "1", "2"}


def test_a_fault_of_a_firm_names_the_file_the_row_and_the_column(tmp_path: Path) -> None:
    """Row and column are those of the file as a clerk sees it, whatever the order of the firms."""
    (tmp_path / "clusters.csv").write_text("cluster,name_en\nqx,Glass\n", encoding="utf-8")
    (tmp_path / "evidence.csv").write_text(
        "cluster,indicator,period,value,unit,status,source\nqx,output,2024,5,CNY,verified,s\n", encoding="utf-8"
    )
    (tmp_path / "firms.csv").write_text(
        "企业,名称,集群,行业代码,环节,产值（万元）\nz,Z,qx,C3054,熔制间,5\na,A,qx,C3054,,-1\n", encoding="utf-8"
    )
    dossier, problems = examine(tmp_path)
    assert dossier is not None, problems
    with pytest.raises(EvidenceError) as caught:
        check_firms([glass_chain()], dossier.firms)
    assert [(one.file, one.row, one.column) for one in caught.value.problems] == [
        ("firms.csv", 2, "环节"), ("firms.csv", 3, "产值"),
    ]  # fmt: skip
    assert replace(dossier.firms[0], row=99) == dossier.firms[0]


def test_a_firm_on_no_stage_is_doubted_at_its_cell() -> None:
    stray = Firm("x", Text("x"), "qx", "C1353", file="office.xlsx#firms", row=7)
    problem = on_no_stage(stray, glass_chain())
    assert (problem.severity, problem.file, problem.sheet, problem.row, problem.column) == (
        "warning", "office.xlsx", "firms", 7, "industry_code",
    )  # fmt: skip
    assert problem.found.startswith("the industry 'C1353', which is on no stage of the chain 'glass'")
    assert on_no_stage(firm("e", "", 1.0), glass_chain()).found == "neither an industry nor a stage, for the firm 'e'"
