"""Evidence that does not fit its programme: each kind with the exact message it must give."""

from __future__ import annotations

from datetime import date
from math import inf
from pathlib import Path
from typing import NamedTuple

import pytest

from growthpole.model.interval import Interval
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator, Tier
from growthpole.model.text import Text
from growthpole.tables import check_against, examine, read_dossier

HEADINGS = "cluster,indicator,period,value,unit,status,source\n"
PEERS = tuple(f"town{number},output,2023,{10 + number},亿元,reported,return" for number in range(7))
INDICATORS = {
    one.id: one
    for one in (
        Indicator("output", Text("output"), "亿元", bounds=Interval(0, inf)),
        Indicator("employment", Text("employment"), "persons", bounds=Interval(0, inf)),
        Indicator("sme_share", Text("share of small firms"), "%", bounds=Interval(0, 1)),
        Indicator("plan", Text("development plan"), "yes/no", bounds=Interval(0, 1), kind="yes/no"),
    )
}
PROGRAMME = Programme(
    "test", "1", Text("test"), Text("cluster"), reference="", sha256="", in_force=date(2023, 1, 1),
    tiers={"city": Tier("city", Text("city"), 1)}, indicators=INDICATORS,
)  # fmt: skip


class Fault(NamedTuple):
    """Files as they are handed in, and everything that must be said about them."""

    files: dict[str, str]
    messages: tuple[str, ...]


def evidence(*rows: str) -> str:
    return HEADINGS + "".join(f"{row}\n" for row in rows)


ERRORS = {
    "another dimension": Fault(
        {"evidence.csv": evidence("glass,output,2023,42,吨,reported,return")},
        (
            "error: evidence.csv, row 2, column unit: found '吨' for 'output'; must be 亿元, or a unit of the same "
            "kind. Correct the unit or the indicator.",
        ),
    ),
    "a scale without its unit": Fault(
        {"evidence.csv": evidence("glass,output,2023,3.5亿,,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found '亿' without a unit, for 'output'; must be 亿元, or a "
            "unit of the same kind. Write the bare number, and the unit 亿元 into the column unit.",
        ),
    ),
    "no unit": Fault(
        {"evidence.csv": evidence("glass,output,2023,42,,reported,return")},
        (
            "error: evidence.csv, row 2, column unit: found no unit for 'output'; must be 亿元, or a unit of the "
            "same kind. Correct the unit or the indicator.",
        ),
    ),
    "persons for money": Fault(
        {"evidence.csv": evidence("glass,employment,2023,42,万元,reported,return")},
        (
            "error: evidence.csv, row 2, column unit: found '万元' for 'employment'; must be persons, or a unit of "
            "the same kind. Correct the unit or the indicator.",
        ),
    ),
    "per cent as a whole number": Fault(
        {"evidence.csv": evidence("glass,sme_share,2023,70,share,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found 70 share for 'sme_share'; must be between 0 and 100 %. "
            "Correct the figure or its unit; a share is 0.7 or 70 %.",
        ),
    ),
    "below its range": Fault(
        {"evidence.csv": evidence("glass,output,2023,-42,亿元,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found -42 亿元 for 'output'; must be 0 亿元 or more. Correct "
            "the figure or its unit; a share is 0.7 or 70 %.",
        ),
    ),
    "ends out of range": Fault(
        {"evidence.csv": evidence("glass,sme_share,2023,60-120,%,estimated,return")},
        (
            "error: evidence.csv, row 2, column value: found 60 to 120 % for 'sme_share'; must be between 0 and 100 "
            "%. Correct the figure or its unit; a share is 0.7 or 70 %.",
        ),
    ),
    "neither yes nor no": Fault(
        {"evidence.csv": evidence("glass,plan,2023,2,yes/no,reported,return")},
        (
            "error: evidence.csv, row 2, column value: found 2 yes/no for 'plan'; must be yes or no (1 or 0). Answer "
            "the question with yes or no.",
        ),
    ),
    "yes for a number": Fault(
        {"evidence.csv": evidence("glass,employment,2023,yes,,reported,return")},
        (
            "error: evidence.csv, row 2, column unit: found 'yes/no' for 'employment'; must be persons, or a unit of "
            "the same kind. Correct the unit or the indicator.",
        ),
    ),
    "contradiction": Fault(
        {
            "evidence.csv": evidence(
                "glass,output,2023,42,亿元,reported,return", "glass,output,2023,43,亿元,verified,office"
            )
        },
        (
            "error: evidence.csv, row 2, column value: found 42 亿元 (reported) beside 43 亿元 (verified) in row 3; "
            "must be figures of one cluster, indicator and period that can all be true. Delete the wrong one; if "
            "nobody knows which is right, give all of them the status 'disputed'.",
            "error: evidence.csv, row 3, column value: found 43 亿元 (verified) beside 42 亿元 (reported) in row 2; "
            "must be figures of one cluster, indicator and period that can all be true. Delete the wrong one; if "
            "nobody knows which is right, give all of them the status 'disputed'.",
        ),
    ),
    "below its own lower bound": Fault(
        {
            "evidence.csv": evidence(
                "glass,output,2023,42,亿元,reported,return", "glass,output,2023,50,亿元,lower bound,office"
            )
        },
        (
            "error: evidence.csv, row 2, column value: found 42 亿元 (reported) beside 50 亿元 (lower bound) in row "
            "3; must be figures of one cluster, indicator and period that can all be true. Delete the wrong one; if "
            "nobody knows which is right, give all of them the status 'disputed'.",
            "error: evidence.csv, row 3, column value: found 50 亿元 (lower bound) beside 42 亿元 (reported) in row "
            "2; must be figures of one cluster, indicator and period that can all be true. Delete the wrong one; if "
            "nobody knows which is right, give all of them the status 'disputed'.",
        ),
    ),
    "bounds that cross": Fault(
        {
            "evidence.csv": evidence(
                "glass,output,2023,60,亿元,lower bound,return", "glass,output,2023,50,亿元,upper bound,office"
            )
        },
        (
            "error: evidence.csv, row 2, column value: found 60 亿元 (lower bound) beside 50 亿元 (upper bound) in "
            "row 3; must be figures of one cluster, indicator and period that can all be true. Delete the wrong one; "
            "if nobody knows which is right, give all of them the status 'disputed'.",
            "error: evidence.csv, row 3, column value: found 50 亿元 (upper bound) beside 60 亿元 (lower bound) in "
            "row 2; must be figures of one cluster, indicator and period that can all be true. Delete the wrong one; "
            "if nobody knows which is right, give all of them the status 'disputed'.",
        ),
    ),
}

WARNINGS = {
    "indicator misspelt": Fault(
        {"evidence.csv": evidence("glass,ouput,2023,42,亿元,reported,return")},
        (
            "warning: evidence.csv, row 2, column indicator: found 'ouput' in 1 row; must be an indicator of the "
            "programme. The programme does not use it. Did you mean 'output'?",
        ),
    ),
    "row twice": Fault(
        {
            "evidence.csv": evidence(
                "glass,output,2023,42,亿元,reported,return", "glass,output,2023,42,亿元,reported,return"
            )
        },
        (
            "warning: evidence.csv, row 3, column indicator: found the same row as row 2; must be each row once. "
            "Delete one of the two.",
        ),
    ),
    "亿 for 万 beside other years": Fault(
        {
            "evidence.csv": evidence(
                "glass,output,2021,42,亿元,reported,return",
                "glass,output,2022,44,亿元,reported,return",
                "glass,output,2023,460000,亿元,reported,return",
            )
        },
        (
            "warning: evidence.csv, row 4, column value: found 460000 亿元 for 'output', 10,455 times above its "
            "neighbours; must be a figure near the cluster's other years and its peers. Check the unit: 1 亿元 is "
            "10,000 万元 and 1 万元 is 10,000 元. Leave it if it is right.",
        ),
    ),
    "万 for 亿 of two years": Fault(
        {
            "evidence.csv": evidence(
                "glass,output,2022,44,亿元,reported,return", "glass,output,2023,46,万元,reported,return"
            )
        },
        (
            "warning: evidence.csv, row 3, column value: found 46 万元 for 'output', 9,565 times below its "
            "neighbours; must be a figure near the cluster's other years and its peers. Check the unit: 1 亿元 is "
            "10,000 万元 and 1 万元 is 10,000 元. Leave it if it is right.",
        ),
    ),
    "亿 for 万 beside peers": Fault(
        {"evidence.csv": evidence(*PEERS, "glass,output,2023,460000,亿元,reported,return")},
        (
            "warning: evidence.csv, row 9, column value: found 460000 亿元 for 'output', 28,750 times above its "
            "neighbours; must be a figure near the cluster's other years and its peers. Check the unit: 1 亿元 is "
            "10,000 万元 and 1 万元 is 10,000 元. Leave it if it is right.",
        ),
    ),
    "tier of another programme": Fault(
        {
            "evidence.csv": evidence("glass,output,2023,42,亿元,reported,return"),
            "clusters.csv": "cluster,tier\nglass,galaxy\n",
        },
        (
            "warning: clusters.csv, row 2, column tier: found 'galaxy' for 'glass'; must be a tier of the programme: "
            "city. Correct it; until then it counts as none.",
        ),
    ),
}


def hand_in(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        folder.joinpath(name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("fault", ERRORS.values(), ids=ERRORS)
def test_an_error_is_told_and_nothing_is_taken_in(fault: Fault, tmp_path: Path) -> None:
    dossier, problems = examine(hand_in(tmp_path, fault.files), PROGRAMME)
    assert dossier is None
    assert tuple(f"{problem.severity}: {problem}" for problem in problems) == fault.messages


@pytest.mark.parametrize("fault", WARNINGS.values(), ids=WARNINGS)
def test_a_warning_is_told_and_the_evidence_is_taken_in(fault: Fault, tmp_path: Path) -> None:
    dossier, problems = examine(hand_in(tmp_path, fault.files), PROGRAMME)
    assert dossier is not None
    assert tuple(f"{problem.severity}: {problem}" for problem in problems) == fault.messages


@pytest.mark.parametrize("fault", (ERRORS | WARNINGS).values(), ids=ERRORS | WARNINGS)
def test_indicators_alone_say_the_same_as_the_programme(fault: Fault, tmp_path: Path) -> None:
    dossier = read_dossier(hand_in(tmp_path, fault.files))
    told = {problem.code for problem in check_against(dossier, PROGRAMME)} - {"tier-unknown"}
    assert {problem.code for problem in check_against(dossier, INDICATORS)} == told


def test_disputed_rows_do_not_contradict_each_other(tmp_path: Path) -> None:
    rows = ("glass,output,2023,16.56,亿元,disputed,xinhua", "glass,output,2023,34,亿元,disputed,county")
    assert examine(hand_in(tmp_path, {"evidence.csv": evidence(*rows)}), PROGRAMME)[1] == ()


def test_one_figure_in_two_units_is_one_figure(tmp_path: Path) -> None:
    rows = ("glass,output,2023,1.1,亿元,reported,return", "glass,output,2023,11000,万元,verified,office")
    assert examine(hand_in(tmp_path, {"evidence.csv": evidence(*rows)}), PROGRAMME)[1] == ()


def test_corrupt_figures_are_outside_every_check(tmp_path: Path) -> None:
    rows = ("glass,output,2023,,吨,corrupt,return", "glass,output,2023,42,亿元,reported,office")
    assert examine(hand_in(tmp_path, {"evidence.csv": evidence(*rows)}), PROGRAMME)[1] == ()


def test_growth_of_a_hundred_times_is_no_slip(tmp_path: Path) -> None:
    rows = [f"glass,output,{year},{value},亿元,reported,return" for year, value in ((2021, 1), (2022, 10), (2023, 100))]
    assert examine(hand_in(tmp_path, {"evidence.csv": evidence(*rows)}), PROGRAMME)[1] == ()
