"""Worked cases: what the figures were, what the test says, and the reason in words."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import ALL, Evidence
from growthpole.model.interval import Interval
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Criterion, Grade, Indicator
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.programme.collecting import evidence_table
from growthpole.programme.figures import Figures, build_figures
from growthpole.programme.language import (
    Bounds,
    Environment,
    Evaluation,
    evaluate,
    explain,
    figures_used,
    ordinals,
    parse,
    to_text,
)

POSITIVE = Interval(0.0, np.inf)
RULES = Programme(
    "test", "1", Text("test"), Text("town"), "", "", date(2023, 1, 1),
    indicators={
        one.id: one
        for one in (
            Indicator("output", Text("output", "产值"), "bn CNY", bounds=POSITIVE),
            Indicator("leader_revenue", Text("leader revenue", "龙头企业营业收入"), "mn CNY", bounds=POSITIVE),
            Indicator("plan", Text("development plan", "发展规划"), "yes/no", kind="yes/no"),
            Indicator("giants", Text("little giants", "小巨人企业"), "count", bounds=POSITIVE),
            Indicator("jobs", Text("employment", "从业人员"), "persons", bounds=POSITIVE, carry_years=2),
            Indicator("wage", Text("wage", "人均产出"), "CNY/person", formula="output / jobs"),
            Indicator("days", Text("days per permit", "审批天数"), "days", bounds=POSITIVE),
            Indicator("density", Text("density", "亩均产出"), "万元/亩", bounds=POSITIVE),
        )
    },
    criteria={"planned": Criterion("planned", Text("has a plan", "有规划"), "has(plan)")},
    grades={"good": Grade("good", Text("good", "良好"), 60), "poor": Grade("poor", Text("poor", "较差"), 0)},
)  # fmt: skip


def row(indicator: str, period: str, value: float | None, status: Status = Status.REPORTED, of: str = "qi") -> Evidence:
    return Evidence(of, indicator, period, value, "", status)


@pytest.fixture
def figures() -> Figures:
    rows = [
        row("output", "2021", 4.2e9),
        row("output", "2022", 4.4e9),
        row("output", "2023", 4.9e9),
        row("output", "after", 6e9),
        row("plan", "2023", 1.0),
        row("giants", "2023", 2.0, Status.LOWER_BOUND),
        row("jobs", "2021", 12000.0),
        row("days", "2023", 20.0),
        row("density", "2023", 4.5e9),
        row("leader_revenue", "2021", 5e8, Status.LOWER_BOUND),
        row("leader_revenue", "2023", None, Status.CORRUPT),
        row("giants", "2023", 0.0, of="ping"),
    ]
    clusters = (Cluster("ping", Text("Ping")), Cluster("qi", Text("Qi")))
    return build_figures(RULES, Dossier(clusters, evidence_table(rows)))


ENVIRONMENT = Environment(
    values={
        "grade": Bounds(np.array([[0.0], [2.0]]), np.array([[2.0], [2.0]])),
        "warned": np.array([[0], [-1]], np.int8),
        "score": Bounds(np.array([[40.0], [55.0]]), np.array([[70.0], [55.0]])),
    },
    criteria={"planned": np.array([[0], [1]], np.int8)},
    threshold=parse("4 bn CNY"),
    ordinals=ordinals(RULES),
)

QI = [
    ("each(output, years = 3) >= threshold", "met",
     "output 2021–2023 was 4.2, 4.4 and 4.9 billion CNY; the rule is at least 4 billion CNY: met",
     "2021–2023年产值为42、44和49亿元；规定为不低于40亿元：符合"),
    ("share(leader_revenue, output) < 0.15", "unknown",
     "share of leader revenue in output in 2023 is not known (leader revenue 2023: not known, output 2023: 4.9 billion "
     "CNY); the rule is less than 15 %: unknown",
     "2023年龙头企业营业收入占产值的比重未知（2023年龙头企业营业收入：未知，2023年产值：49亿元）；规定为低于15%：无法判断"),
    ("has(plan)", "met", "development plan 2023: yes (met)", "2023年发展规划：是（符合）"),
    ("has(giants)", "met", "little giants 2023 was at least 2; the rule is at least 1: met",
     "2023年小巨人企业为至少2；规定为不低于1：符合"),
    ("jobs > 1万人", "met",
     "employment 2023 was 12,000 persons (2023: the figure of 2021); the rule is more than 10,000 persons: met",
     "2023年从业人员为1.2万人（2023年沿用2021年数据）；规定为高于1万人：符合"),
    ("days <= 30 days", "met", "days per permit 2023 was 20 days; the rule is at most 30 days: met",
     "2023年审批天数为20天；规定为不高于30天：符合"),
    ("density >= 300万元/亩", "met",
     "density 2023 was 4.5 billion CNY/km2; the rule is at least 4.5 billion CNY/km2: met",
     "2023年亩均产出为300万元/亩；规定为不低于300万元/亩：符合"),
    ("growth(output, years = 2) >= 10 %", "not met",
     "compound annual growth of output over 2 years in 2023 was 8.012345 % (output 2021: 4.2 billion CNY, output 2023: "
     "4.9 billion CNY); the rule is at least 10 %: not met",
     "2023年产值2年年均复合增长率为8.012345%（2021年产值：42亿元，2023年产值：49亿元）；规定为不低于10%：不符合"),
    ("any_of(has(plan), giants >= 5)", "met",
     "development plan 2023: yes (met); little giants 2023 was at least 2; the rule is at least 5: unknown; one of "
     "these is enough: met",
     "2023年发展规划：是（符合）；2023年小巨人企业为至少2；规定为不低于5：无法判断；满足一项即可：符合"),
    ("at_least(2, has(plan), met(planned))", "met",
     'development plan 2023: yes (met); 2023: the criterion "has a plan" is met: met; 2 of these are needed: met',
     "2023年发展规划：是（符合）；2023年“有规划”达标：符合；须满足其中2项：符合"),
    ("not has(plan)", "not met", "development plan 2023: yes (met); the rule is the opposite: not met",
     "2023年发展规划：是（符合）；规定与之相反：不符合"),
    ("count(has(plan), has(giants)) >= 2", "met",
     "development plan 2023: yes (met); little giants 2023 was at least 2; the rule is at least 1: met; 2 of these "
     "hold; the rule is at least 2: met",
     "2023年发展规划：是（符合）；2023年小巨人企业为至少2；规定为不低于1：符合；其中满足2项；规定为不低于2：符合"),
    ("grade >= good", "met", "the grade 2023 was good; the rule is at least good: met",
     "2023年等级为良好；规定为不低于良好：符合"),
    ("warned", "not met", "2023: it is warned: not met", "2023年被警告：不符合"),
    ("at(output, 'after') > 5 bn CNY", "met",
     "output in after was 6 billion CNY (output (after): 6 billion CNY); the rule is more than 5 billion CNY: met",
     "after产值为60亿元（产值（after）：60亿元）；规定为高于50亿元：符合"),
    ("output > previous(output)", "met",
     "output 2023 was 4.9 billion CNY; output one year earlier in 2023 was 4.4 billion CNY (output 2022: 4.4 billion "
     "CNY); the rule is more than output one year earlier: met",
     "2023年产值为49亿元；2023年上年产值为44亿元（2022年产值：44亿元）；规定为高于上年产值：符合"),
    ("5 bn CNY > output", "met", "output 2023 was 4.9 billion CNY; the rule is less than 5 billion CNY: met",
     "2023年产值为49亿元；规定为低于50亿元：符合"),
]  # fmt: skip


@pytest.mark.parametrize(("test", "verdict", "en", "zh"), QI)
def test_a_reason_names_the_figures_the_rule_and_the_verdict(
    figures: Figures, test: str, verdict: str, en: str, zh: str
) -> None:
    node = parse(test)
    column = figures.periods.index("2023")
    assert Verdict.of(int(evaluate(node, figures, ENVIRONMENT)[1, column])) == verdict
    reason, _ = explain(node, figures, ENVIRONMENT, 1, column)
    assert (reason.en, reason.zh) == (en, zh)


def test_what_is_unknown_is_called_so(figures: Figures) -> None:
    unknown, used = explain(parse("each(output, years = 2) > 4 bn CNY"), figures, ENVIRONMENT, 0, 2)
    assert unknown.en == "output 2022–2023 is not known; the rule is more than 4 billion CNY: unknown"
    assert [(one.indicator, one.period, one.value, one.rows) for one in used] == [
        ("output", "2022", POSITIVE, ()),
        ("output", "2023", POSITIVE, ()),
    ]
    assert explain(parse("grade >= good"), figures, ENVIRONMENT, 0, 2)[0].en.startswith("the grade 2023 is not known")


def test_a_number_is_explained_by_its_figures(figures: Figures) -> None:
    reason, used = explain(parse("wage"), figures, ENVIRONMENT, 1, 2)
    assert (
        reason.en
        == "wage 2023 was 408,333.333333 CNY/person (output 2023: 4.9 billion CNY, employment 2021: 12,000 persons)"
    )
    assert [(one.indicator, one.period, len(one.rows)) for one in used] == [
        ("wage", "2023", 0), ("output", "2023", 1), ("jobs", "2021", 1),
    ]  # fmt: skip
    assert used[1].value == Interval.point(4.9e9)
    assert used[1].unit == "CNY"


def test_the_latest_figure_is_named_with_its_own_year(figures: Figures) -> None:
    """A bound tells something too: the latest figure is the last of which anything is known."""
    node = parse("latest(leader_revenue) > 300 mn CNY")
    assert evaluate(node, figures)[1].tolist() == [1, 1, 1]
    reason, used = explain(node, figures, ENVIRONMENT, 1, 2)
    assert "(leader revenue 2021: at least 500 million CNY)" in reason.en
    assert [(one.period, len(one.rows)) for one in used] == [("2021", 1)]


@pytest.mark.parametrize(
    ("written", "periods"),
    [
        ("mean_growth(output, years = 2)", ["2021", "2022", "2023"]),
        ("growth(output, years = 2)", ["2021", "2023"]),
        ("change(output)", ["2022", "2023"]),
        ("mean(output, years = 2)", ["2022", "2023"]),
        ("previous(output, years = 2)", ["2021"]),
        ("each(growth(output), years = 2) > 3 %", ["2021", "2022", "2023"]),
        ("at(output, '2022')", ["2022"]),
        ("output > threshold", ["2023"]),
        ("met(planned)", []),
    ],
)
def test_the_figures_used_are_those_that_are_read(figures: Figures, written: str, periods: list[str]) -> None:
    assert [one.period for one in figures_used(parse(written), figures, ENVIRONMENT, 1, 2)] == periods


def test_a_constant_is_known(figures: Figures) -> None:
    assert (
        explain(parse("1 + 1 >= 2"), figures, ENVIRONMENT, 1, 2)[0].en
        == "1 + 1 in 2023 was 2; the rule is at least 2: met"
    )


def test_an_unnamed_word_has_no_value(figures: Figures) -> None:
    with pytest.raises(NameUnknownError, match=r"there is no indicator 'outpt'\. Did you mean 'output'"):
        evaluate(parse("outpt > 3"), figures)
    with pytest.raises(NameUnknownError, match="criterion"):
        evaluate(parse("met(nothing)"), figures)
    with pytest.raises(NameUnknownError, match="grade 'goodish'"):
        evaluate(parse("grade > goodish"), figures, ENVIRONMENT)
    with pytest.raises(InputError, match="there is no function 'foo'"):
        evaluate(parse("foo(output)"), figures)
    with pytest.raises(InputError, match="a test is needed"):
        evaluate(parse("output and has(plan)"), figures)
    with pytest.raises(InputError, match="a number is needed"):
        evaluate(parse("has(plan) + 1"), figures)
    with pytest.raises(InputError, match="no value of its own"):
        evaluate(parse("'city'"), figures)


def test_the_score_of_earlier_years_is_unknown_when_it_is_not_supplied(figures: Figures) -> None:
    score = Bounds(np.array([[1.0, 2.0, 3.0]] * 2), np.array([[1.0, 2.0, 3.0]] * 2))
    evaluation = Evaluation(figures, Environment(values={"score": score}))
    assert evaluation.of(parse("score > previous(score)"))[0].tolist() == [0, 1, 1]
    assert evaluation.of(parse("at(score, '2021') >= 1"))[0].tolist() == [1, 1, 1]
    graded = Environment(values={"grade": score}, ordinals={"grade": {"low": 1, "mid": 2, "top": 3}})
    assert evaluate(parse("previous(grade) <= top"), figures, graded)[0].tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("test", "en", "zh"),
    [
        ("share(leader_revenue, output) < 0.15 or leader_revenue < 100 mn CNY",
         "share of leader revenue in output is less than 15 % or leader revenue is less than 100 million CNY",
         "龙头企业营业收入占产值的比重低于15%或龙头企业营业收入低于1亿元"),
        ("has(plan) and not has(giants)", "has development plan and has no little giants",
         "有发展规划且没有小巨人企业"),
        ("mean(output, years = 3) / jobs != 2 CNY/person",
         "mean of output over the last 3 years / employment is other than 2 CNY/person",
         "最近3年产值平均值 ÷ 从业人员不等于2元/人"),
        ("none_of(has(plan), warned)", "none of these holds: has development plan; it is warned",
         "下列各项均不满足：有发展规划；被警告"),
        ("max(output, leader_revenue) = 3亿元", "the largest of output and leader revenue is exactly 300 million CNY",
         "产值和龙头企业营业收入中的最大值等于3亿元"),
        ("change(output) > -1 bn CNY", "change of output over 1 year is more than -1 billion CNY",
         "产值较上年的变化高于-10亿元"),
        ("at(output, '2020') > 0", "output in 2020 is more than 0", "2020年产值高于0"),
        ("each(warned, years = 2)", "it is warned in each of the last 2 years", "最近2年每年被警告"),
        ("each(output > 1亿元, years = 2)", "in each of the last 2 years: output is more than 100 million CNY",
         "最近2年每年：产值高于1亿元"),
    ],
)  # fmt: skip
def test_a_test_can_be_read_aloud(test: str, en: str, zh: str) -> None:
    labels = {name: one.name for name, one in RULES.indicators.items()}
    assert to_text(parse(test), "en", labels) == en
    assert to_text(parse(test), "zh", labels) == zh


def test_evidence_on_all_clusters_is_explained_by_its_own_row() -> None:
    rows = [row("plan", "2023", 1.0, of=ALL), row("plan", "2023", None, Status.MISSING, of="b")]
    clusters = (Cluster("a", Text("A")), Cluster("b", Text("B")))
    figures = build_figures(RULES, Dossier(clusters, evidence_table(rows)))
    assert [explain(parse("has(plan)"), figures, Environment(), at, 0)[1][0].rows for at in (0, 1)] == [(0,), (0, 1)]
