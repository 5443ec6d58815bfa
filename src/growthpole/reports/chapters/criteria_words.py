"""Whose criteria a chapter goes by, in words."""

from __future__ import annotations

from growthpole.chain.criteria import Criteria
from growthpole.model.text import Text

__all__ = ["criteria_origin"]

_KINDS = {
    "industry": Text("industries", "产业"),
    "firm": Text("firms", "企业"),
    "shift": Text("diversification", "转型方向"),
}
_SHIPPED = Text("the example that ships", "随附示例")


def criteria_origin(criteria: Criteria, *kinds: str) -> Text:
    """The file of the criteria, whether it is official, and which kinds of criteria are not its own.

    Parameters
    ----------
    criteria : Criteria
        Those that a study goes by.
    *kinds : {"industry", "firm", "shift"}
        Those that the chapter uses, in the order in which they are named.

    Returns
    -------
    Text
        Such as "targets.toml (official)".

    Examples
    --------
    >>> from growthpole.chain.criteria import Criteria
    >>> print(criteria_origin(Criteria((), (), file="targets.toml", lent=frozenset({"firm"})), "industry", "firm").en)
    targets.toml (example); for firms, of which it says nothing, the example that ships
    """
    lent = [_KINDS[kind] for kind in kinds if kind in criteria.lent]
    own = Text(
        f"{criteria.file} ({criteria.basis.kind})",
        f"{criteria.file}（{'官方' if criteria.basis.kind == 'official' else '示例'}）",
    )
    if not lent:
        return own
    names = Text(" and ".join(one.en for one in lent), "、".join(one.zh for one in lent))
    return Text(
        f"{own.en}; for {names.en}, of which it says nothing, {_SHIPPED.en}",
        f"{own.zh}；其中未规定{names.zh}准则，采用{_SHIPPED.zh}",
    )
