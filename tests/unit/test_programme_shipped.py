"""The shipped programmes fit the evidence that ships, and express what a rule book needs."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

import pytest

from growthpole.catalogue.units import parse_unit
from growthpole.model.programme import Programme
from growthpole.programme.file import read_programme, shipped_programme, shipped_programmes
from growthpole.programme.language import parse, to_text
from growthpole.programme.language.kinds import dimension


@cache
def programme_of(name: str) -> Programme:
    return read_programme(shipped_programme(name), f"{name}.toml")


@pytest.mark.parametrize(("world", "name"), [("jinzhong", "jinzhong-135"), ("jiaozuo", "jiaozuo-cluster-areas")])
def test_every_published_figure_has_an_indicator_of_its_kind(world: str, name: str) -> None:
    text = files("growthpole.worlds").joinpath("data").joinpath(world).joinpath("evidence.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    indicators = programme_of(name).indicators
    assert len(rows) > 10
    for row in rows:
        assert row["indicator"] in indicators
        given, own = parse_unit(row["unit"]).canonical, parse_unit(indicators[row["indicator"]].unit).canonical
        assert dimension(given) == dimension(own), row


def test_jinzhong_has_what_the_project_is_known_for() -> None:
    jinzhong = programme_of("jinzhong-135")
    assert len(jinzhong.criteria) == 10
    assert {tier.name.zh: tier.target for tier in jinzhong.tiers.values()} == {"县级": 50, "市级": 30, "省级": 10}
    assert jinzhong.fund is not None
    assert jinzhong.fund.budget_cents == 50_000_000_00
    assert list(jinzhong.weaknesses) == ["leader", "linkage", "brand", "talent"]
    assert [one.name.en for one in jinzhong.breakthroughs.values()] == [
        "policy support", "industrial agglomeration", "transformation and upgrading", "market promotion"
    ]  # fmt: skip
    assert jinzhong.index is not None
    assert [round(group.weight * 100) for group in jinzhong.index.groups] == [25, 15, 15, 20, 25]
    assert jinzhong.manual is not None
    assert len(jinzhong.manual.full) == 4


def test_every_weakness_has_a_remedy_and_every_remedy_a_breakthrough_that_is_used() -> None:
    for name in shipped_programmes():
        programme = programme_of(name)
        assert all(one.remedies for one in programme.weaknesses.values())
        tied = {remedy for one in programme.weaknesses.values() for remedy in one.remedies}
        assert tied == programme.remedies.keys()
        used = {one.breakthrough for one in programme.remedies.values()}
        assert used <= programme.breakthroughs.keys() | {""}


def test_together_they_show_every_way_of_splitting_a_fund() -> None:
    funds = [programme.fund for name in shipped_programmes() if (programme := programme_of(name)).fund]
    modes = {part.mode for fund in funds if fund for part in fund.parts}
    assert modes == {"flat", "level prize", "promotion prize", "proportional", "factor"}


def test_together_they_show_every_part_of_a_rule_book() -> None:
    programmes = [programme_of(name) for name in shipped_programmes()]
    for part in (
        "classes", "tiers", "criteria", "gates", "vetoes", "adjustments", "index", "grades", "breakthroughs",
        "weaknesses", "remedies", "fund", "manual", "report_due",
    ):  # fmt: skip
        assert any(getattr(one, part) for one in programmes), part
    moves = [one.transitions for one in programmes]
    for move in ("promote", "warn", "demote", "exit", "objection_days", "reevaluation_months"):
        assert any(getattr(one, move) for one in moves), move
    items = [item for one in programmes if one.index for group in one.index.groups for item in group.items]
    assert {item.missing for item in items} == {"unknown", "class mean"}


@pytest.mark.parametrize("name", shipped_programmes())
def test_names_stand_in_both_languages_and_every_test_reads_aloud(name: str) -> None:
    programme = programme_of(name)
    groups = (
        programme.classes, programme.tiers, programme.indicators, programme.criteria, programme.gates, programme.vetoes,
        programme.grades, programme.weaknesses, programme.remedies, programme.adjustments,
    )  # fmt: skip
    for group in groups:
        for rule in group.values():
            assert rule.name.en.isascii(), rule
            assert not rule.name.zh.isascii() or rule.name.zh in {"A", "B", "C", "D"}, rule
    for rule in [*programme.criteria.values(), *programme.gates.values(), *programme.weaknesses.values()]:
        labels = {one.id: one.name for group in groups for one in group.values()}
        english, chinese = (to_text(parse(rule.test), language, labels) for language in ("en", "zh"))
        assert "_" not in english
        assert "_" not in chinese
