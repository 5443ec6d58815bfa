"""Which firm stands on which stage: by its own word, or by its industry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from growthpole.chain.amounts import ANY_AMOUNT
from growthpole.errors import EvidenceError, NameUnknownError, Problem
from growthpole.model.chain import Chain
from growthpole.model.interval import Interval
from growthpole.model.places import Firm

__all__ = ["Placed", "Placing", "check_firms", "firm_output", "on_no_stage", "place_firms", "stage_word"]

_STAGE = ("stage", "chain_stage", "环节", "产业链环节", "所在环节")
_OUTPUT = ("output", "产值", "总产值", "工业总产值", "revenue", "sales", "营业收入", "主营业务收入", "销售收入")


@dataclass(frozen=True, slots=True)
class Placed:
    """A firm and where it may stand.

    Attributes
    ----------
    firm : Firm
        The firm.
    stages : tuple of str
        Ids of the stages it may stand on: one where that is clear, several where its industry stands on several,
        none where it is on no stage.
    told : bool
        Whether the table of firms says the stage, rather than the industry.
    """

    firm: Firm
    stages: tuple[str, ...]
    told: bool = False


@dataclass(frozen=True)
class Placing:
    """The firms of a place on the stages of a chain.

    Attributes
    ----------
    chain : Chain
        The chain.
    firms : tuple of Placed
        Sorted by the firms' ids.
    """

    chain: Chain
    firms: tuple[Placed, ...]

    @cached_property
    def sure(self) -> Mapping[str, tuple[Firm, ...]]:
        """By stage, the firms that stand on it for certain."""
        return {
            stage.id: tuple(one.firm for one in self.firms if one.stages == (stage.id,)) for stage in self.chain.stages
        }

    @cached_property
    def possible(self) -> Mapping[str, tuple[Firm, ...]]:
        """By stage, the firms that may stand on it, the certain ones among them."""
        return {
            stage.id: tuple(one.firm for one in self.firms if stage.id in one.stages) for stage in self.chain.stages
        }

    @property
    def nowhere(self) -> tuple[Firm, ...]:
        """The firms that stand on no stage."""
        return tuple(one.firm for one in self.firms if not one.stages)


def place_firms(chain: Chain, firms: Iterable[Firm]) -> Placing:
    """Put firms on the stages of a chain.

    A firm whose row names a stage of the chain stands there; any other stands where the longest beginning of its
    industry's code is named. The order of the firms never matters.

    Parameters
    ----------
    chain : Chain
        The chain.
    firms : iterable of Firm
        The firms of a cluster or of a county.

    Returns
    -------
    Placing
        Every firm once; one that is on no stage too.

    Examples
    --------
    >>> from growthpole.model.chain import Stage
    >>> from growthpole.model.text import Text
    >>> glass = Stage("glass", Text("glass"), "processing", industries=("C3054",))
    >>> boxes = Stage("boxes", Text("boxes"), "parts", industries=("C223",), feeds=("glass",))
    >>> chain = Chain("g", Text("glass"), (boxes, glass), industries=("C3054",))
    >>> works = [Firm("b", Text("B"), "", "C2231"), Firm("a", Text("A"), "", "3054"), Firm("c", Text("C"), "", "C1353")]
    >>> [(one.firm.id, one.stages) for one in place_firms(chain, works).firms]
    [('a', ('glass',)), ('b', ('boxes',)), ('c', ())]
    """
    words = {word: stage.id for stage in chain.stages for word in (stage.name.zh, stage.name.en, stage.id) if word}
    listed = sorted(firms, key=lambda one: one.id)
    standing = {code: chain.standing(code) for code in {firm.industry for firm in listed} if code}
    placed = []
    for firm in listed:
        said = words.get(stage_word(firm))
        stages = (said,) if said else tuple(stage.id for stage in standing.get(firm.industry, ()))
        placed.append(Placed(firm, stages, said is not None))
    return Placing(chain, tuple(placed))


def stage_word(firm: Firm) -> str:
    """What the table of firms says of its stage; empty where it says nothing."""
    return firm.extra.get(_stage_column(firm), "").strip()


def _stage_column(firm: Firm) -> str:
    """The heading under which the table of firms says its stage."""
    return next((name for name in _STAGE if firm.extra.get(name, "").strip()), _STAGE[0])


def firm_output(firm: Firm) -> Interval:
    """What a firm makes in a year, CNY: its output, else its revenue; any amount where neither is known."""
    found = next((firm.figures[name] for name in _OUTPUT if name in firm.figures), None)
    return ANY_AMOUNT if found is None else Interval.point(found)


def check_firms(chains: Iterable[Chain], firms: Iterable[Firm]) -> None:
    """See that every stage that the table of firms names stands in one of the chains, and that no output is negative.

    Raises
    ------
    EvidenceError
        With every cell that is at fault.
    """
    known = {
        word for chain in chains for stage in chain.stages for word in (stage.id, stage.name.en, stage.name.zh) if word
    }
    listed = sorted(firms, key=lambda one: one.id)
    problems = [
        *(_no_stage(firm, known) for firm in listed if stage_word(firm) and stage_word(firm) not in known),
        *(_negative(firm) for firm in listed if firm_output(firm).low < 0),
    ]
    if problems:
        raise EvidenceError(problems)


def on_no_stage(firm: Firm, chain: Chain) -> Problem:
    """The warning of a firm that stands on no stage of the chain of its cluster."""
    found = f"the industry {firm.industry!r}" if firm.industry else "neither an industry nor a stage"
    return _cell(
        firm, "firm-nowhere", f"{found}, which is on no stage of the chain {chain.id!r}" if firm.industry else found,
        f"an industry or a stage of the chain {chain.id!r}",
        "Correct the code, or say the stage in the column stage (环节); where it is right, the chain leaves it out.",
        "industry_code", severity="warning",
    )  # fmt: skip


def _no_stage(firm: Firm, known: Collection[str]) -> Problem:
    hint = str(NameUnknownError("stage", stage_word(firm), sorted(known))).partition(". ")[2]
    return _cell(
        firm, "stage-unknown", f"{stage_word(firm)!r}", "the id or name of a stage of one of the chains",
        f"{hint} Or empty the cell: the firm is then placed by its industry.".strip(), _stage_column(firm),
    )  # fmt: skip


def _negative(firm: Firm) -> Problem:
    name = next(name for name in _OUTPUT if name in firm.figures)
    return _cell(
        firm, "value-negative", f"{firm.figures[name]:,.0f} CNY", "0 or more",
        "Correct it, or empty the cell where nothing is known.", name,
    )  # fmt: skip


def _cell(
    firm: Firm, code: str, found: str, must: str, do: str, column: str, *, severity: str = "error"
) -> Problem:  # fmt: skip
    """A faulty cell of the table of firms, by its row and by the firm."""
    file, _, sheet = (firm.file or "firms").partition("#")
    told = f"{found}, for the firm {firm.id!r}"
    return Problem(code, file, told, must, do, sheet or None, firm.row, column, severity)
