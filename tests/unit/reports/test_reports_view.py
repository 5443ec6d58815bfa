"""What the report says, before it has a form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from growthpole.model.assessment import Finding
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.view.names import Names
from growthpole.reports.view.report import report_view
from growthpole.reports.view.unknowns import collect_first


def test_the_first_page_counts_what_is_known(sparse):
    said = " ".join(one.en for one in report_view(sparse).sentences)
    assert "4 professional towns were assessed for 2024." in said
    assert "Of 24 verdicts on the criteria 2 are met, 1 are not met and 21 are unknown." in said
    assert "0 decisions are safe, 4 are borderline." in said


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        (
            Text("cluster area", "产业集聚区"),
            Text("4 cluster areas were assessed for 2024.", "2024年度评估产业集聚区4个。"),
        ),
        (Text("territory", "地区"), Text("4 territories were assessed for 2024.", "2024年度评估地区4个。")),
        (Text(), Text("4 clusters were assessed for 2024.", "2024年度评估产业集群4个。")),
    ],
)
def test_the_programme_names_what_is_assessed(noun, said, sparse):
    renamed = replace(sparse, programme=replace(sparse.programme, cluster=noun))
    assert report_view(renamed).sentences[0] == said


def test_a_promotion_is_named(sparse):
    first, *others = sparse.clusters
    promoted = replace(first, decision=replace(first.decision, move="promote"))
    said = report_view(replace(sparse, clusters=(promoted, *others))).sentences
    assert Text("Promoted: 1.", "晋级1个。") in said


def test_facts_stand_against_their_targets(sparse):
    facts = {fact.label.en: fact for fact in report_view(sparse).facts}
    assert facts["provincial"].number.en == "3 / 10"
    assert facts["provincial"].note.en == "may become 4"
    assert facts["of the verdicts unknown"].number.en == "88 %"


def test_a_veto_that_applies_is_bad_news(sparse):
    first, *others = sparse.clusters
    veto = Finding("fraud", Verdict.MET, Text("figures were forged", "数据造假"))
    view = report_view(replace(sparse, clusters=(replace(first, vetoes=(veto,)), *others)))
    (shown,) = next(one.vetoes for one in view.clusters if one.id == "pingyao-beef")
    assert (shown.word.en, shown.tone) == ("applies", "not met")


def test_figures_carry_the_rows_they_come_from(sparse):
    glass = next(one for one in report_view(sparse).clusters if one.id == "qixian-glassware")
    (output,) = glass.gates[0][1][0].figures
    assert output.value == Text("1.656–3.4 bn CNY", "16.56–34亿元")
    assert [sparse.evidence[row].source for row in output.rows] == ["press-xinhua-2024", "press-lanfoxs"]
    assert {one.row for one in glass.evidence} >= set(output.rows)


def test_remedies_stand_under_their_breakthrough(sparse):
    (weak,) = report_view(sparse).clusters[0].weaknesses
    assert [(one.breakthrough.zh, one.name.zh, one.cost) for one in weak.remedies] == [
        ("政策扶持", "支持龙头企业做大做强", "¥2,000,000.00")
    ]


def test_what_to_collect_first_names_what_it_opens(sparse):
    first = collect_first(Names.of(sparse, None))[0]
    assert (first.name.en, first.settles, first.lacking) == ("output", 28, 4)
    assert first.opens.zh == "output、产值规模（市级）"


def test_doubtful_rows_know_their_place_in_the_evidence(sparse):
    assert all(one.row in sparse.evidence for one in report_view(sparse).doubtful)


def test_evidence_on_the_programme_is_shared(sparse):
    assert [one.about.en for one in report_view(sparse).shared] == ["the programme"]


def test_a_spread_is_said_in_words(drawn):
    glass = next(one for one in report_view(drawn).clusters if one.id == "qixian-glassware")
    assert glass.spread.sentence.en == (
        "In 1,000 draws of weights and unknown figures it ranks 1–3 in 90 % of them, 2 in the middle. "
        "It is among the first 2 in 25 %."
    )
    assert glass.spread.grades == ((Text("good", "良好"), "< 1 %"),)
    assert [(lift.name.zh, lift.now, lift.then) for lift in glass.spread.lifts] == [("品牌称号", "6", "18")]


def test_a_cluster_without_draws_has_no_spread(drawn, sparse):
    assert next(one for one in report_view(drawn).clusters if one.id == "pingyao-beef").spread is None
    assert all(one.spread is None for one in report_view(sparse).clusters)


def test_what_moves_the_ranks_is_named(drawn):
    view = report_view(drawn)
    assert [(one.name.en, one.alone, one.share) for one in view.influences] == [
        ("the weights", "90 %", "95 %"),
        ("unknown figures", "0 %", "2 %"),
    ]
    assert view.shift.en == "On average a rank moves by 0.86 places."


def test_a_shift_that_is_not_known_is_not_said(drawn):
    unknown = replace(drawn, robustness=replace(drawn.robustness, mean_shift=float("nan")))
    assert report_view(unknown).shift == Text()


def test_the_county_gives_context(drawn):
    glass = next(one for one in report_view(drawn).clusters if one.id == "qixian-glassware")
    assert [(one.name.en, one.value.en, one.rows) for one in glass.context] == [
        ("employment", "130,236 persons", (10,))
    ]


def test_regions_take_their_names_from_the_boundaries(sparse, counties):
    names = Names.of(sparse, counties)
    assert names.region("140727").zh == "祁县"
    assert names.region("1").zh == "1"


def test_what_the_map_cannot_show_is_named(sparse, counties):
    fewer = {**counties, "features": counties["features"][1:]}
    assert [one.en for one in report_view(sparse, fewer).off_map] == ["Qixian glassware"]


def test_only_the_first_get_a_page(crowd):
    view = report_view(crowd(30), pages=5)
    assert (len(view.clusters), view.total) == (5, 30)
