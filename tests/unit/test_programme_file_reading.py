"""From a faultless file to the programme: dates, laws, defaults, places of keys."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.interval import UNBOUNDED, Interval
from growthpole.programme.file import read_document, read_programme, shipped_programme, shipped_programmes
from growthpole.programme.file.lines import find_lines
from growthpole.programme.file.shipped import starter_programme, worked_cases

HEAD = """
[programme]
id = "p"
version = "1"
name = "p"
cluster = "c"
reference = "r"
since = 2020-01-01
"""

DATED = (
    HEAD
    + """
[[tier]]
id = "low"
name = "low"
target = [
  { value = 50, basis = "official", reference = "first rule" },
  { value = 60, since = 2022-01-01 },
  { value = 70, since = 2024-07-01, note = "raised again" },
]
[[tier]]
id = "high"
name = "high"
gates = ["plan", "late"]
[indicator.plan]
name = "plan"
unit = "yes/no"
[gate.plan]
name = "plan"
test = "has(plan)"
[gate.late]
since = 2023-01-01
name = "late"
test = "not has(plan)"
"""
)


@pytest.mark.parametrize(
    ("on", "target"),
    [
        (date(2020, 1, 1), 50),
        (date(2021, 12, 31), 50),
        (date(2022, 1, 1), 60),
        (date(2024, 6, 30), 60),
        (date(2024, 7, 1), 70),
        (None, 70),
    ],
)
def test_the_version_in_force_is_the_last_that_has_begun(on: date | None, target: int) -> None:
    assert read_programme(DATED, "p.toml", on).tiers["low"].target == target


def test_a_rule_that_has_not_begun_is_not_asked_for() -> None:
    before, after = (read_programme(DATED, "p.toml", on) for on in (date(2022, 12, 31), date(2023, 1, 1)))
    assert before.tiers["high"].gates == ("plan",)
    assert "late" not in before.gates
    assert after.tiers["high"].gates == ("plan", "late")


def test_a_day_before_the_programme_is_refused() -> None:
    with pytest.raises(InputError, match="`on` must not be before 2020-01-01"):
        read_programme(DATED, "p.toml", date(2019, 12, 31))


def test_each_version_has_its_own_law() -> None:
    first, second, third = (
        read_document(DATED, "p.toml", on).bases["tier.low.target"]
        for on in (date(2021, 1, 1), date(2023, 1, 1), date(2025, 1, 1))
    )
    assert (first.kind, first.reference, first.since) == ("official", "first rule", None)
    assert (second.kind, second.reference, second.since) == ("example", "", date(2022, 1, 1))
    assert (third.note, third.since) == ("raised again", date(2024, 7, 1))
    assert [DATED.splitlines()[one.line - 1].strip()[:12] for one in (first, second, third)] == [
        "{ value = 50", "{ value = 60", "{ value = 70"
    ]  # fmt: skip


def test_a_table_gives_its_law_to_its_values_and_to_the_tables_below() -> None:
    document = read_document(shipped_programme("huangyan-2022"), "h.toml")
    item = document.bases["index.per_mu.tax_per_mu.best"]
    assert item.official
    assert "above scale" in item.reference
    assert document.programme.index is not None
    assert document.programme.index.groups[0].items[0].basis.official
    assert not document.bases["grade.a.at_least"].official


def test_a_note_stays_where_it_is_written() -> None:
    bases = read_document(shipped_programme("huangyan-2022"), "h.toml").bases
    assert "average score" in bases["index.per_mu.value_added_per_emission.weight"].note
    assert bases["index.per_mu.tax_per_mu.weight"].note == ""


def test_an_example_inside_an_official_rule_does_not_borrow_its_reference() -> None:
    text = HEAD + (
        '[index]\nbasis = "official"\nreference = "the rule"\n[index.g]\nname = "g"\nweight = 1\n'
        '[index.g.x]\nweight = { value = 1, basis = "example" }\nworst = 0\nbest = 1\n'
        '[indicator.x]\nname = "x"\nunit = "1"\n'
    )
    basis = read_document(text, "p.toml").bases["index.g.x.weight"]
    assert (basis.kind, basis.reference) == ("example", "")


@pytest.mark.parametrize(("groups", "items"), [((25, 75), (40, 60)), ((0.25, 0.75), (0.4, 0.6)), ((25, 75), (10, 15))])
def test_weights_in_hundreds_ones_or_the_weight_of_the_group_are_the_same(
    groups: tuple[float, float], items: tuple[float, float]
) -> None:
    text = HEAD + "".join(f'[indicator.{name}]\nname = "{name}"\nunit = "1"\n' for name in "abc")
    text += f'[index.one]\nname = "1"\nweight = {groups[0]}\n[index.two]\nname = "2"\nweight = {groups[1]}\n'
    for path, weight in (("one.a", items[0]), ("one.b", items[1]), ("two.c", 1)):
        text += f"[index.{path}]\nweight = {weight}\nworst = 0\nbest = 1\n"
    index = read_programme(text.replace("[index.one]", "[index]\n[index.one]"), "p.toml").index
    assert index is not None
    assert [group.weight for group in index.groups] == [0.25, 0.75]
    assert [item.weight for item in index.groups[0].items] == [0.4, 0.6]


def test_what_is_not_said_has_its_default() -> None:
    text = HEAD + '[indicator.plan]\nname = "plan"\nunit = "yes/no"\n[indicator.x]\nname = "x"\nunit = "CNY"\n'
    programme = read_programme(text, "p.toml")
    assert (programme.currency, programme.review, programme.report_due) == ("CNY", "entered", "")
    assert programme.indicators["plan"].bounds == Interval(0.0, 1.0)
    assert programme.indicators["plan"].kind == "yes/no"
    assert programme.indicators["x"].bounds == UNBOUNDED
    assert programme.index is None
    assert programme.fund is None
    assert programme.manual is None


def test_ranges_are_read_in_the_unit_of_the_indicator() -> None:
    text = HEAD + '[indicator.x]\nname = "x"\nunit = "亿元"\nrange = [1, "3000 mn CNY"]\n'
    text += '[indicator.y]\nname = "y"\nunit = "%"\nrange = [0, 100]\n'
    indicators = read_programme(text, "p.toml").indicators
    assert indicators["x"].bounds == Interval(1e8, 3e9)
    assert indicators["y"].bounds == Interval(0.0, 1.0)


def test_the_hash_is_that_of_the_text() -> None:
    text = starter_programme()
    assert read_programme(text, "s.toml").sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_the_order_of_the_file_is_kept() -> None:
    programme = read_programme(shipped_programme("jinzhong-135"), "j.toml")
    assert list(programme.tiers) == ["county", "city", "province"]
    assert [tier.rank for tier in programme.tiers.values()] == [1, 2, 3]
    assert list(programme.grades) == ["excellent", "good", "pass", "poor"]
    assert list(programme.criteria) == [
        "development_plan", "annual_goals", "incentive_policies", "leading_enterprises", "key_enterprise_pool",
        "employment_and_enrichment", "public_service_platform", "brand_building", "innovation_and_talent_base",
        "special_work_class",
    ]  # fmt: skip


def test_a_shipped_name_that_does_not_exist_offers_the_nearest() -> None:
    with pytest.raises(NameUnknownError, match="jinzhong-135"):
        shipped_programme("jinzhong")
    with pytest.raises(NameUnknownError, match="henan-2017"):
        worked_cases("henan-2018")
    assert "starter" not in shipped_programmes()


def test_lines_of_every_form_of_key() -> None:
    text = 'a = 1\n[b."c d"]\ne.f = 2\n\n[[g]]\nh = [\n  1,\n  { i = 3 },\n]\n[[g]]\n[g.j]\nk = """\nx\n"""\n'
    lines = find_lines(text).of
    assert {path: lines[path] for path in [("a",), ("b", "c d"), ("b", "c d", "e"), ("b", "c d", "e", "f")]} == {
        ("a",): 1,
        ("b", "c d"): 2,
        ("b", "c d", "e"): 3,
        ("b", "c d", "e", "f"): 3,
    }
    assert [lines["g", 0, "h"], lines["g", 0, "h", 0], lines["g", 0, "h", 1, "i"]] == [6, 7, 8]
    assert [lines["g", 1], lines["g", 1, "j"], lines["g", 1, "j", "k"]] == [10, 11, 12]
