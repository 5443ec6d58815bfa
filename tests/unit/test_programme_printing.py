"""A programme printed as an official measure, in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from growthpole.errors import NameUnknownError
from growthpole.programme.file import Document, read_document, shipped_programme, shipped_programmes
from growthpole.programme.file.shipped import starter_programme
from growthpole.programme.printing import print_programme
from growthpole.programme.printing.numerals import article, chinese


def document_of(name: str) -> Document:
    text = starter_programme() if name == "starter" else shipped_programme(name)
    return read_document(text, f"{name}.toml")


NAMES = (*shipped_programmes(), "starter")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_articles_are_numbered_through(name: str, language: str) -> None:
    printed = print_programme(document_of(name), language)
    heads = re.findall(r"(?m)^\*\*(.+?)\*\*", printed)
    assert heads == [article(number, language) for number in range(1, len(heads) + 1)]
    assert len(heads) >= 6


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_every_rule_is_in_the_print(name: str, language: str) -> None:
    document = document_of(name)
    printed, rules = print_programme(document, language), document.programme
    listed = (
        rules.tiers,
        rules.criteria,
        rules.grades,
        rules.weaknesses,
        rules.remedies,
        rules.breakthroughs,
        rules.classes,
    )
    asked = {name for tier in rules.tiers.values() for name in tier.gates}
    for each in [*(one for group in listed for one in group.values()), *(rules.gates[name] for name in asked)]:
        assert each.name.get(language) in printed
    for indicator in rules.indicators.values():
        assert f"| {indicator.id} | {indicator.name.get(language)} |" in printed
    for part in rules.fund.parts if rules.fund else ():
        assert part.name.get(language) in printed


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_every_official_number_names_its_text(name: str, language: str) -> None:
    document = document_of(name)
    printed = print_programme(document, language)
    for basis in document.bases.values():
        if basis.official:
            assert basis.reference in printed


def test_an_example_is_marked_as_one() -> None:
    english, chinese_ = (print_programme(document_of("starter"), language) for language in ("en", "zh"))
    assert "The programme aims at 10 (example, to be set by the office)." in english
    assert "培育目标10个（示例，由主管部门确定）。" in chinese_


def test_tests_are_read_aloud_with_the_threshold_of_the_tier() -> None:
    english, chinese_ = (print_programme(document_of("miit-2022-119"), language) for language in ("en", "zh"))
    assert "output of the cluster in each of the last 3 years is at least 4 billion CNY (official: " in english
    assert "output of the cluster in each of the last 3 years is at least 1 billion CNY (official: " in english
    assert "最近3年每年集群总产值不低于40亿元（依据：" in chinese_
    assert "threshold" not in english
    assert "threshold" not in chinese_


def test_money_is_printed_in_the_words_of_the_language() -> None:
    english, chinese_ = (print_programme(document_of("shanxi-2023"), language) for language in ("en", "zh"))
    assert "The fund has 500 million CNY (official: Shanxi provincial budget 2023" in english
    assert "奖励资金总额5亿元（依据：Shanxi provincial budget 2023" in chinese_


def test_an_official_quotient_is_printed_as_published() -> None:
    english, chinese_ = (print_programme(document_of("huangyan-2022"), language) for language in ("en", "zh"))
    assert "tax per mu from 0 万元/亩 to 24.097 万元/亩, 30 %" in english
    assert "亩均税收，由0万元/亩至24.097万元/亩，30%" in chinese_
    assert "without an upper limit; a missing figure earns the mean of its class and is flagged" in english


def test_chapters_that_the_programme_does_not_fill_are_left_out() -> None:
    printed = print_programme(document_of("huangyan-2022"))
    assert "Weaknesses" not in printed
    assert re.findall(r"(?m)^## (.*)$", printed) == [
        "Chapter 1. General provisions",
        "Chapter 2. Score and grades",
        "Chapter 3. Moving on the ladder",
        "Annex: indicators",
    ]


def test_a_programme_alone_prints_the_law_of_its_rules() -> None:
    document = document_of("jinzhong-135")
    printed = print_programme(document.programme, "en")
    assert "The programme aims at 30 (official: China News Network, 2023-09-09)." in printed


def test_dates_of_effect_are_printed() -> None:
    text = shipped_programme("shanxi-2023")
    early, late = (read_document(text, "s", on) for on in (date(2024, 12, 31), date(2025, 1, 1)))
    assert "The programme aims at 10 (official: first batch, 14 September 2022)." in print_programme(early)
    assert "at least 30 by 2025; since 2025-01-01)." in print_programme(late)
    assert "；自2025年1月1日起）。" in print_programme(late, "zh")
    assert "Rules change on: 2025-01-01; printed are the rules in force on 2024-12-31." in print_programme(early)
    assert "部分规定自2025年1月1日起调整，本文本为2024年12月31日施行的规定。" in print_programme(early, "zh")
    assert "Rules change" not in print_programme(document_of("starter"))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(NameUnknownError, match="language 'de'"):
        print_programme(document_of("starter"), "de")


def test_chinese_numerals_are_read_back() -> None:
    digits = {word: number for number, word in enumerate("零一二三四五六七八九")}

    def value(words: str) -> int:
        total, digit = 0, 0
        for word in words:
            if word in digits:
                digit = digits[word]
            else:
                total, digit = total + (digit or 1) * {"十": 10, "百": 100}[word], 0
        return total + digit

    assert [value(chinese(number)) for number in range(1, 1000)] == list(range(1, 1000))


def test_the_opening_reads_as_that_of_a_measure() -> None:
    english, chinese_ = (print_programme(document_of("jinzhong-135"), language) for language in ("en", "zh"))
    assert 'In this measure, "professional town" means whatever is registered and assessed under it.' in english
    assert "The yearly report is due on 30 April (" in english
    assert chinese_.startswith("# 晋中市专业镇“135”培育工程实施办法\n")
    assert "为规范和推进晋中市专业镇“135”培育工程，制定本办法（依据：" in chinese_
    assert "本办法的认定和考核对象称为专业镇。" in chinese_


def test_references_are_printed_as_people_say_them() -> None:
    english, chinese_ = (print_programme(document_of("jinzhong-135"), language) for language in ("en", "zh"))
    assert "share of the national market from 0 % to 50 %, 10 %" in english
    assert "geographical indication from no to yes, 5 %" in english
    assert "，由0%至50%，10%" in chinese_
