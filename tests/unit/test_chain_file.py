"""The chain file: what it states, and every fault at once, each at its line."""

from __future__ import annotations

from datetime import date

import pytest

from growthpole.chain.file import read_chains, shipped_chain, shipped_chains
from growthpole.errors import EvidenceError, NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.worlds.national import national_sectors

CODES = tuple(national_sectors()["sector"])

GOOD = """
[chains]
firms = "all"

[chain.glass]
name            = { en = "glass", zh = "玻璃" }
industries      = ["C3054"]
clusters        = ["qixian-glassware"]
leader          = { en = "vice mayor Li", zh = "李副市长" }
master          = "qx-001"
national_leader = "30亿元"
basis           = "official"
reference       = "office 2024-3"

[chain.glass.stage.sand]
name       = { en = "sand", zh = "石英砂" }
kind       = "raw material"
sectors    = ["010"]
industries = ["B1019"]
feeds      = ["making"]
use        = { making = "4 % .. 6 %" }

[chain.glass.stage.making]
name       = "making"
kind       = "processing"
sectors    = ["057"]
industries = ["C305"]
"""


def problems(text: str) -> list[str]:
    """The faults of a text, with their places, as a clerk reads them."""
    with pytest.raises(EvidenceError) as caught:
        read_chains(text, "chains.toml", CODES)
    return [str(problem) for problem in caught.value.problems]


def test_a_chain_says_all_that_the_file_says() -> None:
    file = read_chains(GOOD, "chains.toml", CODES)
    chain = file.chains[0]
    assert (chain.id, chain.name, chain.complete, chain.circular) == ("glass", Text("glass", "玻璃"), True, False)
    assert (chain.master_enterprise, chain.leader_official.zh, chain.national_leader) == ("qx-001", "李副市长", 3e9)
    assert chain.basis.official
    assert chain.basis.reference == "office 2024-3"
    assert [stage.id for stage in chain.core] == ["making"]
    assert [stage.id for stage in chain.inputs] == ["sand"]
    assert chain.by_id["sand"].use == {"making": Interval(0.04, 0.06)}
    assert file.lines["chain.glass.master"] == 10


def test_a_file_without_a_chain_has_none() -> None:
    assert read_chains("", "chains.toml", CODES).chains == ()


def test_what_is_not_in_force_yet_is_left_out() -> None:
    later = GOOD + '[chain.glass.stage.soda]\nsince = 2026-01-01\nname = "soda"\nkind = "parts"\nfeeds = ["making"]\n'
    ids = [
        [stage.id for stage in read_chains(later, "chains.toml", CODES, day).chains[0].stages]
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert ids == [["sand", "making"], ["sand", "making", "soda"]]


@pytest.mark.parametrize("name", shipped_chains())
def test_every_shipped_chain_is_whole_and_in_both_languages(name: str) -> None:
    chain = read_chains(shipped_chain(name), name, CODES).chains[0]
    assert chain.id == name
    assert chain.core
    assert len(chain.inputs) >= 8
    assert {stage.kind for stage in chain.stages} == {
        "raw material", "parts", "machinery", "processing", "services", "markets"
    }  # fmt: skip
    for named in (chain, *chain.stages):
        assert named.name.en
        assert named.name.zh
    # Every input is mapped to the national table and can be told by the industry of its firms.
    assert all(stage.sectors and stage.industries for stage in chain.stages)


def test_the_shipped_chains_speak_of_the_towns_of_the_issue() -> None:
    chains = {name: read_chains(shipped_chain(name), name, CODES).chains[0] for name in shipped_chains()}
    assert {name: chain.industries for name, chain in chains.items()} == {
        "auto_parts": ("C367",),
        "glassware": ("C3054",),
        "malleable_castings": ("C3391",),
        "textile_machinery_hydraulics": ("C3551", "C3444"),
        "vinegar": ("C1462",),
    }


def test_a_chain_that_does_not_ship_is_refused() -> None:
    with pytest.raises(NameUnknownError, match=r"there is no shipped chain 'glass'\. Did you mean 'glassware'\?"):
        shipped_chain("glass")


def test_every_fault_is_told_at_once_in_the_order_of_the_lines() -> None:
    text = GOOD.replace('["010"]', '["999"]').replace('feeds      = ["making"]', 'feeds      = ["melting"]')
    text = text.replace('kind       = "processing"', 'kind       = "procesing"\ncolour     = "red"')
    assert problems(text) == [
        "chains.toml, row 18, column chain.glass.stage.sand.sectors: found the sector '999'; must be a code of the "
        "input-output table, such as '057'. Did you mean '099'? See the list of sectors in the reference.",
        "chains.toml, row 20, column chain.glass.stage.sand.feeds: found the stage 'melting'; must be a stage of the "
        "same chain. Did you mean 'making'? Or add [chain.glass.stage.melting].",
        "chains.toml, row 21, column chain.glass.stage.sand.use.making: found a share for 'making', which it does not "
        "feed; must be the id of a stage listed in its `feeds`. Add it to `feeds`, or remove the share.",
        "chains.toml, row 25, column chain.glass.stage.making.kind: found 'procesing'; must be one of 'raw material', "
        "'parts', 'machinery', 'processing', 'services', 'markets'. Did you mean 'processing'?",
        "chains.toml, row 26, column chain.glass.stage.making.colour: found the key 'colour'; must be one of name, "
        "kind, sectors, industries, feeds, use, basis, reference, note, since. Remove it, or see the list of keys.",
    ]


@pytest.mark.parametrize(
    ("was", "is_", "message"),
    [
        (
            'industries = ["C305"]',
            'industries = ["C305"]\n[chain.glass.stage.soda]\nname = "soda"\nkind = "parts"',
            "chains.toml, row 28, column chain.glass.stage.soda: found a stage of kind 'parts' that feeds nothing; "
            "must be feeding at least one other stage. List the stages that buy from it in `feeds`.",
        ),
        (
            "4 % .. 6 %",
            "6 % .. 4 %",
            "chains.toml, row 21, column chain.glass.stage.sand.use.making: found '6 % .. 4 %'; must be a share of "
            'output between 0 and 100 %, as text, the smaller end first. Write "3 %" or "2 % .. 4 %".',
        ),
        (
            'industries      = ["C3054"]',
            'industries      = ["C1462"]',
            "chains.toml, row 7, column chain.glass.industries: found C1462, on no stage of the chain; must be "
            "industries of at least one stage: what its clusters make. Name them in the `industries` of the stage "
            "that makes it.",
        ),
        (
            'industries      = ["C3054"]',
            "industries      = []",
            "chains.toml, row 7, column chain.glass.industries: found no industry, on no stage of the chain; must be "
            "industries of at least one stage: what its clusters make. Name them in the `industries` of the stage "
            "that makes it.",
        ),
        (
            '["B1019"]',
            '["sand"]',
            "chains.toml, row 19, column chain.glass.stage.sand.industries: found 'sand'; must be a code of GB/T 4754 "
            "with two to four digits, such as 'C3054'. Correct the code.",
        ),
        (
            '"30亿元"',
            '"30 persons"',
            "chains.toml, row 11, column chain.glass.national_leader: found '30 persons'; must be an amount above 0 in "
            'CNY. Write "3 bn CNY" or "30亿元".',
        ),
        (
            'industries = ["C305"]',
            'industries = ["C305"]\nfeeds      = ["sand"]',
            "chains.toml, row 28, column chain.glass.stage.making.feeds: found a circle: sand -> making -> sand; must "
            'be stages in a row from raw material to market. Remove one of the feeds, or set circular = "yes" in '
            "[chain.glass] where goods do come back.",
        ),
        (
            '"4 % .. 6 %"',
            '"100 %" }\n[chain.glass.stage.soda]\nname = "soda"\nkind = "parts"\nfeeds = ["making"]\nuse = { making = '
            '"1 %"',
            "chains.toml, row 5, column chain.glass.stage.making: found at least 101 % of the output of 'making' spent "
            "on its inputs; must be at most 100 %. Correct the shares in the `use` of the stages that feed it.",
        ),
        (
            'basis           = "official"\nreference       = "office 2024-3"',
            'basis           = "official"',
            "chains.toml, row 12, column chain.glass.basis: found an official number without a reference; must be an "
            'official number that names the rule it comes from. Add a `reference`, or set basis = "example".',
        ),
    ],
)  # fmt: skip
def test_one_fault_is_told_with_its_line_and_what_to_do(was: str, is_: str, message: str) -> None:
    assert was in GOOD
    assert problems(GOOD.replace(was, is_)) == [message]


def test_a_stage_of_processing_that_nothing_feeds_is_told() -> None:
    text = GOOD.replace('feeds      = ["making"]\nuse        = { making = "4 % .. 6 %" }', 'feeds      = ["other"]')
    text += '\n[chain.glass.stage.other]\nname = "other"\nkind = "markets"\n'
    assert problems(text) == [
        "chains.toml, row 22, column chain.glass.stage.making: found a stage of kind 'processing' that nothing feeds; "
        'must be fed by at least one other stage. Add "making" to the `feeds` of the stage before it.'
    ]


def test_scrap_may_come_back_where_the_chain_says_so() -> None:
    text = GOOD.replace('industries = ["C305"]', 'industries = ["C305"]\nfeeds      = ["sand"]')
    text = text.replace("national_leader", 'circular = "yes"\nnational_leader')
    chain = read_chains(text, "chains.toml", CODES).chains[0]
    assert chain.circular
    assert [stage.id for stage in chain.inputs] == ["sand"]


def test_bad_toml_is_told_with_its_line() -> None:
    assert problems("[chain.glass\n")[0].startswith("chains.toml, row 1: found '[chain.glass'")
