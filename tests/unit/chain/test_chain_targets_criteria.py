"""A file of criteria: what it says, and every fault with its line."""

from __future__ import annotations

import pytest

from growthpole.chain.criteria import FIRM_MEASURES, INDUSTRY_MEASURES, KINDS, SHIFT_MEASURES
from growthpole.chain.criteria_file import read_target_criteria, shipped_target_criteria
from growthpole.chain.criteria_keys import KEYS
from growthpole.errors import EvidenceError
from growthpole.model.interval import Interval
from growthpole.model.text import LANGUAGES
from growthpole.reports.chapters.criteria_words import criteria_origin
from growthpole.services.chain_facts import criteria_beside

CODES = [f"{number:03d}" for number in range(1, 154)]
GOOD = """\
[targets]
basis = "official"
reference = "municipal notice 2026-3"
leave_out = ["006"]

[industry.gap]
name = { en = "gap", zh = "缺口" }
measure = "gap"
weight = 3
worst = "0 CNY"
best = "2亿元"

[industry.effect]
name = "示范带动"
measure = "judgement"
weight = 1
worst = 0
best = 5

[firm.land]
name = "亩均产值"
measure = "output-per-land"
weight = 1
worst = "100万元/亩"
best = "400万元/亩"

[judgement.effect]
"057" = [3, 4]

[energy]
"006" = ["6 tce/万元", "14 tce/万元"]

[takes]
land = ["200亩/亿元", "400亩/亿元"]
"""


def faults(text):
    with pytest.raises(EvidenceError) as caught:
        read_target_criteria(text, "targets.toml", CODES)
    return [str(problem) for problem in caught.value.problems]


def test_a_file_in_full():
    found = read_target_criteria(GOOD, "targets.toml", CODES)
    assert [(one.id, one.weight, one.worst, one.best) for one in found.industry] == [
        ("gap", 3.0, 0.0, 2e8), ("effect", 1.0, 0.0, 5.0),
    ]  # fmt: skip
    assert found.firm[0].best == pytest.approx(4e6 * 1500)
    assert found.judgements == {"effect": {"057": Interval(3.0, 4.0)}}
    assert found.tce == {"006": Interval(6e-4, 14e-4)}
    assert found.takes["land"].high == pytest.approx(400 / 1500 / 1e8)
    assert (found.basis.kind, found.leave_out, found.shift) == ("official", frozenset({"006"}), ())


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_criteria_is_lent_where_a_file_has_none(kind):
    shipped = read_target_criteria(shipped_target_criteria(), "targets.toml", CODES)
    alone = f"[targets]\n[{kind}.points]\nname = '评分'\nmeasure = 'judgement'\nweight = 1\nworst = 0\nbest = 5\n"
    own = read_target_criteria(alone, "own.toml", CODES)
    made = own.completed(shipped)
    assert [one.id for one in getattr(made, kind)] == ["points"], "what the file states is its own"
    assert made.lent == set(KINDS) - {kind}
    assert all(getattr(made, other) == getattr(shipped, other) for other in made.lent)
    assert (made.file, made.leave_out, made.takes) == ("own.toml", frozenset(), {})
    assert shipped.completed(own) == shipped


def test_the_office_may_state_criteria_for_firms_alone(tmp_path):
    firms = GOOD[GOOD.index("[firm.land]") : GOOD.index("[judgement.effect]")]
    (tmp_path / "targets.toml").write_text('[targets]\nbasis = "official"\nreference = "notice 3"\n' + firms, "utf-8")
    made = criteria_beside(tmp_path)
    assert [one.measure for one in made.firm] == ["output-per-land"]
    assert [one.id for one in made.industry] == [one.id for one in criteria_beside(None).industry]
    assert made.lent == {"industry", "shift"}
    assert criteria_origin(made, "industry", "firm").zh == "targets.toml（官方）；其中未规定产业准则，采用随附示例"
    assert criteria_origin(made, "firm").en == "targets.toml (official)"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ('best = "2亿元"', 'best = "2亿元"\nwight = 2'),
            "targets.toml, row 12, column industry.gap.wight: found the key 'wight'",
        ),
        (
            ('measure = "gap"', 'measure = "gapp"'),
            "targets.toml, row 8, column industry.gap.measure: found 'gapp'; must be one of",
        ),
        (
            ('best = "2亿元"', 'best = "2 tce"'),
            "targets.toml, row 11, column industry.gap.best: found 2 tce; must be a figure in 亿元. The measure 'gap' "
            "is read in that unit.",
        ),
        (
            ('best = "2亿元"', 'best = "0亿元"'),
            "targets.toml, row 11, column industry.gap.best: found 0亿元; must be unlike `worst`. State two different "
            "goalposts.",
        ),
        (
            ("weight = 3", "weight = 0"),
            "targets.toml, row 9, column industry.gap.weight: found 0; must be a weight above 0.",
        ),
        (
            ('"006"]', '"6"]'),
            "targets.toml, row 4, column targets.leave_out: found the sector '6'; must be a code of the input-output "
            "table, such as '057'. Correct the code.",
        ),
        (
            ("[judgement.effect]", "[judgement.efect]"),
            "targets.toml, row 27, column judgement.efect: found points for 'efect'; must be points for a criterion "
            "whose measure is 'judgement': effect. Correct the name, or give the criterion measure = \"judgement\".",
        ),
        (
            ('["6 tce/万元", "14 tce/万元"]', '["6 tce/万元", "14 万元"]'),
            "targets.toml, row 31, column energy.006: found",
        ),
        (
            ('["200亩/亿元", "400亩/亿元"]', '["400亩/亿元", "200亩/亿元"]'),
            "targets.toml, row 34, column takes.land: found",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(change, told):
    found = faults(GOOD.replace(*change))
    assert len(found) == 1
    assert found[0].startswith(told)


def test_all_faults_at_once():
    broken = GOOD.replace("weight = 3", "weight = -1").replace('measure = "output-per-land"', 'measure = "land"')
    assert [line.split(":")[0] for line in faults(broken)] == [
        "targets.toml, row 9, column industry.gap.weight", "targets.toml, row 22, column firm.land.measure",
    ]  # fmt: skip


def test_a_file_that_is_no_toml_tells_where():
    assert faults("[targets\n")[0].startswith("targets.toml, row 1")


def test_every_measure_has_a_name_in_both_languages():
    for measures in (INDUSTRY_MEASURES, FIRM_MEASURES, SHIFT_MEASURES):
        assert all(one.name.en and one.name.zh for one in measures.values())
    assert all(key.en and key.zh for key in KEYS)
    assert LANGUAGES == ("en", "zh")
