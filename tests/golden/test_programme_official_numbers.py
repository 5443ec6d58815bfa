"""Every official number that ships, held against what was found published; no other number may call itself official.

Origin of each block: the rule or text named in its comment, as read for this project in 2026 (several in copies; the
programme files name the instrument). Zeros that begin a scale, tests without a number and names are left out.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from growthpole.programme.file import read_document, shipped_programme, shipped_programmes

OFFICIAL: dict[str, dict[str, str]] = {
    # European Cluster Observatory, three-star method: the top 10 % by size; the other two cuts were not confirmed.
    "eco-three-stars": {"criterion.size.test": "size_position <= 10 %"},
    # Henan, awards for 2017, reported in July 2018: 5 million to each of 20 excellent zones, 3 million for a star.
    "henan-2017": {"fund.part.excellent.amount": "5 mn CNY", "fund.part.star.amount": "3 mn CNY"},
    # Huangyan District, per-mu assessment on data of 2022, firms above scale: averages, weights, 3 days for objections.
    "huangyan-2022": {
        "index.scale": "100",
        "index.per_mu.weight": "100",
        "index.per_mu.tax_per_mu.weight": "30",
        "index.per_mu.tax_per_mu.best": "24.097 万元/亩",
        "index.per_mu.value_added_per_mu.weight": "20",
        "index.per_mu.value_added_per_mu.best": "136.16 万元/亩",
        "index.per_mu.value_added_per_energy.weight": "20",
        "index.per_mu.value_added_per_energy.best": "2.694 万元/tce",
        "index.per_mu.value_added_per_emission.weight": "10",
        "index.per_mu.value_added_per_emission.best": "4929.81 万元/t",
        "index.per_mu.labour_productivity.weight": "10",
        "index.per_mu.labour_productivity.best": "18.14 万元/人",
        "index.per_mu.rd_share.weight": "10",
        "index.per_mu.rd_share.best": "0.0302",
        "transitions.objection": "3 days",
    },
    # The same, firms below scale.
    "huangyan-2022-below-scale": {
        "index.scale": "100",
        "index.per_mu.weight": "100",
        "index.per_mu.tax_per_mu.weight": "50",
        "index.per_mu.tax_per_mu.best": "11.5932 万元/亩",
        "index.per_mu.tax_per_kwh.weight": "50",
        "index.per_mu.tax_per_kwh.best": "0.2352 元/kWh",
        "transitions.objection": "3 days",
    },
    # Hungarian accreditation: cooperation 20, management and composition 30, international 24, innovation 26.
    "hungary-100": {
        "index.cooperation.weight": "20",
        "index.management.weight": "30",
        "index.international.weight": "24",
        "index.innovation.weight": "26",
    },
    # ISTAT and Sforzi, step (i): manufacturing quotient above 1 and above that of services.
    "istat-districts": {
        "criterion.manufacturing_system.test": "lq_manufacturing > 1 and lq_manufacturing > lq_services"
    },
    # Jiaozuo: results were published, no rules.
    "jiaozuo-cluster-areas": {},
    # China News Network, 2023-09-09: 10 provincial, 30 city, 50 county towns; the fund (read as 5000 x 10,000 yuan).
    "jinzhong-135": {
        "tier.county.target": "50",
        "tier.city.target": "30",
        "tier.province.target": "10",
        "fund.budget": "50 mn CNY",
    },
    # MIIT 2022-119 with the Yunnan tier; about 200 clusters in the five-year plan; three years; 30 April.
    "miit-2022-119": {
        "programme.report_due": "04-30",
        "tier.nation.target": "200",
        "tier.nation.validity": "3 years",
        "criterion.core_competitiveness.test": "each(output, years=3) >= 4 bn CNY",
        "criterion.sme_ladder.test": "any_of(single_champions + little_giants >= 1, specialised_smes >= 10)",
        "gate.output_size.test": "each(output, years=3) >= threshold",
        "gate.output_size.threshold.province": "1 bn CNY",
        "gate.output_size.threshold.nation": "4 bn CNY",
        "gate.sme_part.threshold.province": "50 %",
        "gate.sme_part.threshold.nation": "70 %",
        "gate.leading_industry.threshold.province": "60 %",
        "gate.leading_industry.threshold.nation": "70 %",
        "gate.growth.test": "growth(output, years=3) >= threshold",
        "gate.growth.threshold.province": "3 %",
        "gate.growth.threshold.nation": "10 %",
        "gate.champions.test": "single_champions + little_giants >= 1 or specialised_smes >= threshold",
        "gate.champions.threshold.province": "3",
        "gate.champions.threshold.nation": "10",
        "gate.area.threshold.nation": "100 km2",
        "gate.rd_growth.test": "growth(sme_rd_spending, years=3) > threshold",
        "gate.rd_growth.threshold.province": "5 %",
        "gate.platform_use.threshold.province": "10 %",
        "gate.clean_record.test": "each(none_of(has(serious_incident), has(data_incident), has(dishonesty)), years=3)",
    },
    # Jin Zheng Ban Fa 2022 no. 80: at least 30 by 2025; provincial budget 2023: 500 million, the same for each town.
    "shanxi-2023": {"tier.province.target": "30", "fund.budget": "500 mn CNY", "fund.part.town.share": "1.0"},
    # DB33 of 29 January 2018: three years, 3 or 5 billion by type, 70 %, 4A for tourism and 3A for others.
    "zhejiang-towns": {
        "gate.age.threshold.named": "3 years",
        "gate.investment.test": "total_investment >= 5 bn CNY or (total_investment >= 3 bn CNY and any_of("
        'peer_class == information, peer_class == tourism, peer_class == finance, peer_class == "historic classics"))',
        "gate.special_investment.threshold.named": "70 %",
        "gate.scenery.test": "scenic_grade >= 4 or (scenic_grade >= 3 and peer_class != tourism)",
        "transitions.reevaluation": "12 months",
    },
}


@pytest.mark.parametrize("name", shipped_programmes())
def test_no_official_number_was_invented(name: str) -> None:
    document = read_document(shipped_programme(name), f"{name}.toml")
    numbers = {path: given for path, given in document.given.items() if re.search(r"\d", given)}
    shipped = {
        path: given
        for path, given in numbers.items()
        if document.bases[path].official and not path.endswith(".name") and not re.match(r"0(?![.\d])", given)
    }
    assert shipped == OFFICIAL[name]


@pytest.mark.parametrize("name", shipped_programmes())
def test_every_official_value_names_its_reference(name: str) -> None:
    document = read_document(shipped_programme(name), f"{name}.toml")
    assert all(basis.reference for basis in document.bases.values() if basis.official)


def test_the_provincial_target_of_shanxi_rises_in_2025() -> None:
    text = shipped_programme("shanxi-2023")
    before, after = (read_document(text, "shanxi", on).programme for on in (date(2024, 12, 31), date(2025, 1, 1)))
    assert (before.tiers["province"].target, after.tiers["province"].target) == (10, 30)


def test_every_scheme_that_the_project_set_out_to_express_is_there() -> None:
    assert set(OFFICIAL) == set(shipped_programmes())
