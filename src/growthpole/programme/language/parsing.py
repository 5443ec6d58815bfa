"""From text to a tree: Lark reads, this module builds frozen parts and points at what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from growthpole.catalogue.units import parse_unit, to_canonical, to_unit
from growthpole.errors import UnitError
from growthpole.programme.language.faults import ExpressionError
from growthpole.programme.language.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Label,
    Logic,
    Name,
    Negation,
    Node,
    Number,
    Place,
    Sign,
    ordinal_of,
)

__all__ = ["parse"]

LONGEST = 5000
"""Characters that an expression may have."""
DEEPEST = 60
"""How deep an expression may be nested: deeper ones are no rule that a person can read aloud."""

_SIGNS = {"=": "==", "≥": ">=", "≤": "<=", "≠": "!=", "−": "-", "×": "*", "÷": "/"}
_QUANTITY = re.compile(r"(?P<digits>\d+(?:_\d+)*(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(?P<unit>.*)", re.DOTALL)
_WORDS = {
    "NAME": "a name", "QUANTITY": "a number", "STRING": "a word between quotation marks", "OPEN": "'('",
    "CLOSE": "')'", "COMMA": "','", "SIGN": "'+' or '-'", "TIMES": "'*' or '/'", "COMPARE": "a comparison such as '>='",
    "EQUALS": "'='", "AND": "'and'", "OR": "'or'", "NOT": "'not'", "$END": "the end of the expression",
}  # fmt: skip


@cache
def _reader() -> Lark:
    grammar = files("growthpole.programme.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True, maybe_placeholders=False)


@lru_cache(maxsize=16_384)
def parse(text: str) -> Node:
    """Read an expression of a programme file.

    Parameters
    ----------
    text : str
        A test such as ``"each(output, years=3) >= 4 bn CNY"`` or a formula such as ``"output / area"``.

    Returns
    -------
    Node
        The tree of frozen parts; the same text gives the same tree.

    Raises
    ------
    ExpressionError
        If the text is empty, too long, too deep, or no expression; or if a unit is not known.

    Examples
    --------
    >>> parse("share >= 70 %")
    Comparison(sign='>=', left=Name(id='share'), right=Number(value=0.7, unit='1', given='%'))
    """
    if not text.strip() or len(text) > LONGEST:
        raise ExpressionError(
            text[:80], 1, f"an expression of 1 to {LONGEST} characters", "Write a test such as `output >= 4 bn CNY`."
        )
    try:
        tree = _reader().parse(text)
    except UnexpectedInput as error:
        raise _unreadable(text, error) from None
    return _node(tree, text, 0)


def _unreadable(text: str, error: UnexpectedInput) -> ExpressionError:
    if isinstance(error, UnexpectedCharacters):
        return ExpressionError(
            text, (error.pos_in_stream or 0) + 1, "a sign of the expression language", "Remove or replace this sign."
        )
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    column = len(text.rstrip()) + 1 if at_end else (error.pos_in_stream or 0) + 1
    expected: set[str] = set(getattr(error, "accepts", None) or getattr(error, "expected", None) or ())
    words = " or ".join(sorted({_WORDS.get(one, one) for one in expected}))
    hint = "Complete the expression." if at_end else "Correct it here; a name has small letters, digits and '_'."
    return ExpressionError(text, column, words or "a part of an expression", hint)


def _node(tree: Tree[Token] | Token, text: str, depth: int) -> Node:
    assert isinstance(tree, Tree)  # noqa: S101  (every token of the grammar is wrapped in a rule)
    place = Place(text, (tree.meta.start_pos if not tree.meta.empty else 0) + 1)
    if depth > DEEPEST:
        raise ExpressionError(
            text,
            place.column,
            f"nested at most {DEEPEST} deep",
            "Split it: give a part its own indicator with a formula.",
        )
    parts = tree.children

    def inner(part: Tree[Token] | Token) -> Node:
        return _node(part, text, depth + 1)

    match str(tree.data):
        case "disjunction" | "conjunction":
            word = "or" if tree.data == "disjunction" else "and"
            return Logic(word, tuple(inner(part) for part in parts if isinstance(part, Tree)), place)
        case "negation":
            return Negation(inner(parts[1]), place)
        case "comparison":
            return _comparison(inner(parts[0]), _sign(parts[1]), inner(parts[2]), place)
        case "arithmetic":
            return Arithmetic(_sign(parts[1]), inner(parts[0]), inner(parts[2]), place)
        case "sign":
            return Sign(inner(parts[1]), place) if _sign(parts[0]) == "-" else inner(parts[1])
        case "quantity":
            return _quantity(str(parts[0]), place)
        case "label":
            return Label(str(parts[0])[1:-1], place)
        case "name":
            return Name(str(parts[0]), place)
        case "group":
            return inner(parts[1])
        case _:
            return _call(str(parts[0]), [part for part in parts if isinstance(part, Tree)], inner, place)


def _sign(token: object) -> str:
    return _SIGNS.get(str(token), str(token))


def _quantity(written: str, place: Place) -> Number:
    found = _QUANTITY.fullmatch(written)
    assert found is not None  # noqa: S101  (the terminal of the grammar has the same shape)
    digits, given = found["digits"].replace("_", ""), " ".join(found["unit"].split())
    if not given:
        return Number(float(digits), "", "", place)
    try:
        unit = parse_unit(given)
    except UnitError as error:
        column = place.column + found.start("unit")
        hint = " To divide by a figure, put blanks around '/'." if "/" in given else ""
        raise ExpressionError(
            place.text, column, "a known unit", f"{str(error)[0].upper()}{str(error)[1:]}{hint}"
        ) from None
    return Number(float(to_canonical(digits, unit)), unit.canonical, given, place)


def _comparison(left: Node, sign: str, right: Node, place: Place) -> Comparison:
    """A name beside a grade, tier or class is one of the programme's words: ``grade >= good``."""
    if ordinal_of(left) and isinstance(right, Name):
        right = Label(right.id, right.place)
    elif ordinal_of(right) and isinstance(left, Name):
        left = Label(left.id, left.place)
    return Comparison(sign, left, right, place)


def _call(
    function: str, arguments: list[Tree[Token]], inner: Callable[[Tree[Token] | Token], Node], place: Place
) -> Call:
    positional: list[Node] = []
    years: int | None = None
    for argument in arguments:
        name = str(argument.children[0]) if argument.data == "option" else ""
        value: Node = inner(argument.children[-1])
        if not name:
            positional.append(value)
        elif name == "years":
            years = _years(value)
        elif isinstance(value, Name | Label | Number):
            at = Place(place.text, (argument.meta.start_pos or 0) + 1)
            positional.append(_comparison(Name(name, at), "==", value, at))
        else:
            raise ExpressionError(
                place.text, argument.meta.start_pos + 1, "the option `years = 3`, or a comparison",
                "Inside a call write `==` to compare.",
            )  # fmt: skip
    return Call(function, tuple(positional), years, place)


def _years(value: Node) -> int:
    if isinstance(value, Number) and value.given in {"", "year", "years", "年"}:
        # A duration is kept in its canonical unit; here it counts periods of the axis.
        count = to_unit(value.value, parse_unit(value.given))
        if count in range(1, 101):
            return int(count)
    raise ExpressionError(
        value.place.text, value.place.column, "a whole number of years from 1 to 100", "Write `years = 3`."
    )
