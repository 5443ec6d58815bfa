"""Concordances: from the codes of one classification or year to those of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrame, IntoFrameT

from growthpole.catalogue.relabel import check_columns, codes_of, mapped, summed
from growthpole.errors import InputError

__all__ = ["Concordance", "concordance", "convert"]

# Shares are typed or printed with three or four digits.
ROUNDING = 1e-3

Targets = tuple[tuple[str, float | None], ...]


@dataclass(frozen=True)
class Concordance:
    """Which codes an old code becomes, and what share of it goes where.

    Attributes
    ----------
    targets : mapping of code to pairs (target, share)
        Shares sum to 1; None where a code is split and nobody has said how.
    keeps_others : bool
        Whether a code that is not listed stays as it is (codes of another year) or is an error.
    """

    targets: Mapping[str, Targets]
    keeps_others: bool = False

    def of(self, code: str) -> Targets:
        """The targets of one code; empty where it is not listed and others are not kept."""
        return self.targets.get(code, ((code, 1.0),) if self.keeps_others else ())

    def reversed(self) -> Concordance:
        """From the new codes back; a code that several old ones became is split with shares unknown."""
        back: dict[str, set[str]] = defaultdict(set)
        for source, target, _ in self.pairs():
            back[target].add(source)
        return Concordance(_shared({code: dict.fromkeys(sorted(old)) for code, old in back.items()}), self.keeps_others)

    def pairs(self) -> Iterator[tuple[str, str, float | None]]:
        """All (source, target, share)."""
        for source, targets in self.targets.items():
            for target, share in targets:
                yield source, target, share


def concordance(
    frame: IntoFrame, *, source: str, target: str, share: str | None = None, keeps_others: bool = False
) -> Concordance:
    r"""A concordance from a table of pairs of codes.

    .. math:: x_t = \sum_s w_{st} x_s, \qquad \sum_t w_{st} = 1

    Parameters
    ----------
    frame : any frame
        One row per pair.
    source, target : str
        Columns of codes, as text.
    share : str, optional
        Column of the share of the source that goes to the target, in [0, 1]. Without it a source with one target
        goes there whole and a source with several is split nobody knows how.
    keeps_others : bool
        Whether codes that are not in the table stay as they are.

    Returns
    -------
    Concordance

    Raises
    ------
    InputError
        When a column is missing, a code is missing, or the shares of a source do not sum to 1 (to 0.001).

    References
    ----------
    European Commission and United Nations practice: correspondence tables list pairs; weights are the user's.

    Examples
    --------
    >>> import polars as pl
    >>> table = pl.DataFrame({"old": ["a", "b", "b"], "new": ["x", "x", "y"], "part": [1.0, 0.25, 0.75]})
    >>> concordance(table, source="old", target="new", share="part").of("b")
    (('x', 0.25), ('y', 0.75))
    """
    table: Any = nw.from_native(frame)
    check_columns(table, source, [] if share is None else [share], [target])
    found: dict[str, dict[str, float | None]] = defaultdict(dict)
    for row in table.lazy().collect().iter_rows(named=True):
        if row[source] is None or row[target] is None:
            raise InputError(f"every row must name both codes; found {row[source]!r} and {row[target]!r}.")
        found[str(row[source])][str(row[target])] = None if share is None else row[share]
    return Concordance(_shared(found), keeps_others)


def convert(
    frame: IntoFrameT,
    by_concordance: Concordance,
    *,
    code: str = "industry",
    values: Sequence[str] = ("value",),
    by: Sequence[str] = (),
) -> IntoFrameT:
    r"""Rewrite a table in the codes of another classification or year.

    .. math:: x_t = \sum_s w_{st} x_s

    Parameters
    ----------
    frame : pandas, Polars, DuckDB, pyarrow or PySpark frame
        One row per code and key.
    by_concordance : Concordance
        From :func:`concordance` or :func:`county_concordance`.
    code : str
        Column of codes, as text.
    values : sequence of str
        Columns to carry over: amounts, which can be summed and split. A missing value is unknown.
    by : sequence of str
        Columns to keep apart.

    Returns
    -------
    frame
        Of the kind given: ``by``, the new code, the sums. Unknown where a part is unknown, or is split with
        shares unknown. Sorted by key.

    Raises
    ------
    InputError
        When a column is missing, codes are numbers, or a code is in no pair: all of them at once.

    References
    ----------
    Pierce and Schott (2012), Concording U.S. Harmonized System codes over time, on splits and families.

    Examples
    --------
    >>> import polars as pl
    >>> pairs = pl.DataFrame({"old": ["a", "b", "b"], "new": ["x", "x", "y"]})
    >>> new = concordance(pairs, source="old", target="new")
    >>> convert(pl.DataFrame({"industry": ["a", "b"], "value": [10.0, 4.0]}), new).rows()
    [('x', None), ('y', None)]
    """
    table: Any = nw.from_native(frame)
    check_columns(table, code, values, by)
    targets = {one: by_concordance.of(one) for one in codes_of(table, code)}
    missing = [one for one, found in targets.items() if not found]
    if missing:
        raise InputError(
            f"every code must be in the concordance; {len(missing)} are not: {', '.join(map(repr, missing[:10]))}."
        )
    deepest = max((len(found) for found in targets.values()), default=1)
    parts = [_part(table, targets, place, code, values, by) for place in range(deepest)]
    native: IntoFrameT = summed(nw.concat(parts), [*by, code], values).to_native()
    return native


def _part(
    table: Any, targets: Mapping[str, Targets], place: int, code: str, values: Sequence[str], by: Sequence[str]
) -> Any:
    """The rows that go to the target at ``place`` of their code, times their share."""
    here = {source: found[place] for source, found in targets.items() if len(found) > place}
    goes = mapped(code, {source: target for source, (target, _) in here.items()})
    shares: dict[float, list[str]] = defaultdict(list)
    for source, (_, share) in here.items():
        if share is not None:
            shares[share].append(source)
    part: Any = nw.lit(None, dtype=nw.Float64)
    for share, sources in sorted(shares.items()):
        part = nw.when(nw.col(code).is_in(sources)).then(nw.lit(share)).otherwise(part)
    # Rows without a code stay as they are, and once.
    wanted = nw.col(code).is_in(list(here)) | (nw.col(code).is_null() if place == 0 else nw.lit(False))
    whole = nw.when(nw.col(code).is_null()).then(nw.lit(1.0)).otherwise(part)
    kept = table.filter(wanted).with_columns(whole.alias(":share"))
    weighted = [(nw.col(value).cast(nw.Float64) * nw.col(":share")).alias(value) for value in values]
    return kept.select(*by, *weighted, goes.alias(code))


def _shared(found: Mapping[str, Mapping[str, float | None]]) -> Mapping[str, Targets]:
    targets: dict[str, Targets] = {}
    for source, pairs in found.items():
        known = [share for share in pairs.values() if share is not None]
        if len(pairs) == 1 and not known:
            targets[source] = ((next(iter(pairs)), 1.0),)
            continue
        if len(known) == len(pairs) and (min(known) < 0 or abs(sum(known) - 1) > ROUNDING):
            raise InputError(
                f"the shares of a code must sum to 1; those of {source!r} sum to {sum(known):g}: {dict(pairs)}."
            )
        targets[source] = tuple(
            (target, share if len(known) == len(pairs) else None) for target, share in pairs.items()
        )
    return MappingProxyType(targets)
