"""Is an expression sensible? Names, forms, units and options, all faults at once."""

from __future__ import annotations

from collections.abc import Sequence

from growthpole.errors import NameUnknownError
from growthpole.programme.language.environment import SUPPLIED_NUMBERS, SUPPLIED_TESTS
from growthpole.programme.language.faults import ExpressionError
from growthpole.programme.language.functions import FUNCTIONS
from growthpole.programme.language.kinds import Kind, Scope, dimension, product
from growthpole.programme.language.names import SUPPLIED
from growthpole.programme.language.nodes import (
    ORDINALS,
    Arithmetic,
    Call,
    Comparison,
    Label,
    Logic,
    Name,
    Negation,
    Node,
    Number,
    Sign,
    ordinal_of,
)

__all__ = ["check", "kind_of", "unit_of"]

NOTHING, TEST, PLAIN = Kind("nothing"), Kind("test"), Kind("number")


def check(node: Node, scope: Scope, wanted: str | None = None) -> tuple[ExpressionError, ...]:
    """All faults of an expression that can be found without evidence.

    Parameters
    ----------
    node : Node
        From `parse`.
    scope : Scope
        The names it may use.
    wanted : {"test", "number"}, optional
        What it must be; by default either will do.

    Returns
    -------
    tuple of ExpressionError
        In the order of the text; empty for a sensible expression.

    Examples
    --------
    >>> from growthpole.programme.language.parsing import parse
    >>> for fault in check(parse("output >= 4 and firm > 2"), Scope({"output": "CNY", "firms": "1"})):
    ...     print(fault.column, fault.must, "-", fault.do)
    11 a figure in CNY; a unit is missing - Write the unit after the number, such as `4 CNY`.
    17 a known name - there is no indicator 'firm'. Did you mean 'firms'?
    """
    checker = _Checker(scope)
    kind = checker.kind(node)
    if wanted and kind.form not in {wanted, "nothing"}:
        do = "Compare it: `... >= 1`." if wanted == "test" else "Give a figure, not a comparison."
        checker.fault(node, f"a {wanted}, and it is {kind}", do)
    return tuple(sorted(checker.faults, key=lambda fault: fault.column))


def kind_of(node: Node, scope: Scope) -> Kind:
    """What an expression is: a number with its canonical unit, a test, or a word of the programme.

    Parameters
    ----------
    node : Node
        From `parse`.
    scope : Scope
        The names it may use.

    Returns
    -------
    Kind
        Its form, and for a number its canonical unit.

    Raises
    ------
    ExpressionError
        The first fault, where there is one.

    Examples
    --------
    >>> from growthpole.programme.language.parsing import parse
    >>> kind_of(parse("output / area"), Scope({"output": "CNY", "area": "km2"})).unit
    'CNY/km2'
    """
    checker = _Checker(scope)
    kind = checker.kind(node)
    if checker.faults:
        raise min(checker.faults, key=lambda fault: fault.column)
    return kind


class _Checker:
    """Walks a tree once and collects the faults."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.faults: list[ExpressionError] = []

    def fault(self, node: Node, must: str, do: str) -> Kind:
        self.faults.append(ExpressionError(node.place.text, node.place.column, must, do))
        return NOTHING

    def kind(self, node: Node) -> Kind:
        match node:
            case Number():
                return Kind("number", node.unit or "1", bare=not node.unit and node.value != 0)
            case Name():
                return self._name(node)
            case Label():
                return self.fault(
                    node, "compared with a grade, tier or class", "Write `grade >= good` or `tier == city`."
                )
            case Sign():
                return self._need(node.inner, "number")
            case Arithmetic():
                return self._arithmetic(node)
            case Comparison():
                return self._comparison(node)
            case Negation():
                self._need(node.inner, "test")
            case Logic():
                for part in node.parts:
                    self._need(part, "test")
            case Call():
                return self._call(node)
        return TEST

    def _need(self, node: Node, form: str) -> Kind:
        kind = self.kind(node)
        if kind.form in {form, "nothing"}:
            return kind
        if form == "test":
            return self.fault(node, f"a test, and it is {kind}", "Compare it, such as `... >= 1`, or write `has(...)`.")
        return self.fault(node, f"a number, and it is {kind}", "Give a figure here.")

    def _name(self, node: Name) -> Kind:
        name = node.id
        if name in SUPPLIED:
            return self._supplied(node)
        if name in self.scope.units:
            return Kind("number", self.scope.units[name])
        known = [*self.scope.units, *(word for word in self.scope.supplied)]
        return self.fault(node, "a known name", str(NameUnknownError("indicator", name, known)))

    def _supplied(self, node: Name) -> Kind:
        name = node.id
        if name == "threshold":
            if self.scope.threshold is None:
                return self.fault(
                    node, "in a gate that has a `threshold`", "Give the gate a `threshold`, or a number here."
                )
            return Kind("number", self.scope.threshold)
        if name not in self.scope.supplied:
            return self.fault(
                node, "a figure of the evidence", f"`{name}` is not known yet at this place; use an indicator."
            )
        if name in ORDINALS:
            return Kind("word", words=self.scope.words.get(name, ()), ordered=name != "peer_class")
        return TEST if name in SUPPLIED_TESTS else PLAIN if name in SUPPLIED_NUMBERS else NOTHING

    def _arithmetic(self, node: Arithmetic) -> Kind:
        left, right = self._need(node.left, "number"), self._need(node.right, "number")
        if "nothing" in {left.form, right.form}:
            return NOTHING
        if node.sign in "+-":
            return self._common((node.left, node.right), (left, right))
        unit = product(left.unit, right.unit, node.sign)
        return Kind("number", unit, bare=left.bare and right.bare)

    def _common(self, nodes: Sequence[Node], kinds: Sequence[Kind]) -> Kind:
        """The kind of figures that are added or compared; a bare 0 takes the unit of the others."""
        lead = next((place for place, node in enumerate(nodes) if not _zero(node)), 0)
        pairs = [pair for place, pair in enumerate(zip(nodes, kinds, strict=True)) if place != lead]
        same = [self._same_unit(nodes[lead], kinds[lead], node, kind) for node, kind in pairs]
        return kinds[lead] if all(same) else NOTHING

    def _same_unit(self, a: Node, left: Kind, b: Node, right: Kind) -> bool:
        if dimension(left.unit) == dimension(right.unit):
            return True
        for node, kind, other in ((a, left, right), (b, right, left)):
            if _zero(node):
                return True
            if kind.bare:
                digits = f"{node.value:g}" if isinstance(node, Number) else "4"
                do = f"Write the unit after the number, such as `{digits} {other.unit}`."
                self.fault(node, f"a figure in {other.unit}; a unit is missing", do)
                return False
        self.fault(
            b, f"{left} as on the left, and it is {right}", "Use figures of the same kind, or divide one by the other."
        )
        return False

    def _comparison(self, node: Comparison) -> Kind:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, Label) and ordinal_of(side):
                return self._word(node, side, other)
        each = [isinstance(side, Call) and side.function == "each" for side in (node.left, node.right)]
        if all(each):
            return self.fault(node, "one `each(...)` in a comparison", "Compare inside: `each(a >= b, years = 3)`.")
        left, right = self._side(node.left), self._side(node.right)
        if "word" in {left.form, right.form}:
            return self.fault(node, "a word of the programme on one side", "Write `grade >= good` or `tier == city`.")
        if left.form == right.form == "number":
            self._same_unit(node.left, left, node.right, right)
        return TEST

    def _side(self, node: Node) -> Kind:
        """A side of a comparison: a number, and the only place where ``each`` of a number may stand."""
        kind = self._call(node, alone=True) if isinstance(node, Call) else self.kind(node)
        if kind.form == "test":
            return self.fault(
                node, "a number, and it is a test", "A test stands by itself: `has(plan)`, `not has(plan)`."
            )
        return kind

    def _word(self, node: Comparison, side: Node, label: Label) -> Kind:
        kind = self._call(side, alone=True) if isinstance(side, Call) else self.kind(side)
        if kind.form == "word" and label.word not in kind.words:
            known = str(NameUnknownError(ordinal_of(side) or "word", label.word, kind.words))
            return self.fault(label, "one of the programme's words", known)
        if kind.form == "word" and not kind.ordered and node.sign not in {"==", "!="}:
            return self.fault(node, "`==` or `!=`: classes have no order", "Write `peer_class == ...`.")
        return TEST

    def _call(self, node: Call, alone: bool = False) -> Kind:
        function = FUNCTIONS.get(node.function)
        if function is None:
            known = str(NameUnknownError("function", node.function, FUNCTIONS))
            return self.fault(node, "a known function", known)
        count = len(node.arguments)
        least, most = _COUNTS[function.takes]
        if not least <= count <= (most or count):
            wanted = f"{least}" if least == most else f"at least {least}" if most is None else f"{least} to {most}"
            return self.fault(
                node,
                f"{wanted} argument{'s' * (wanted != '1')}, and there are {count}",
                f"`{node.function}`: {function.says}.",
            )
        self._years(node, function.years)
        kinds = self._arguments(node, function.takes)
        if any(kind.form == "nothing" for kind in kinds):
            return NOTHING
        if node.function == "each" and not alone and kinds[0].form == "number":
            return self.fault(
                node, "alone on one side of a comparison", "Put the arithmetic inside: `each(a / b, years = 3) >= 2`."
            )
        return self._gives(node, function.gives, kinds)

    def _years(self, node: Call, rule: str) -> None:
        needed = rule == "required" or (rule == "window" and len(node.arguments) == 1)
        if needed and node.years is None:
            self.fault(node, "given the number of years", f"Write `{node.function}(..., years = 3)`.")
        if node.years is not None and (rule == "no" or (rule == "window" and len(node.arguments) > 1)):
            self.fault(node, "without `years` here", f"Remove `years = {node.years}`.")

    def _arguments(self, node: Call, takes: str) -> list[Kind]:
        match takes:
            case "tests":
                return [self._need(one, "test") for one in node.arguments]
            case "count and tests":
                first = self._need(node.arguments[0], "number")
                if first.form == "number" and first.unit != "1":
                    first = self.fault(node.arguments[0], "a plain count", "Write `at_least(2, ...)`.")
                return [first, *(self._need(one, "test") for one in node.arguments[1:])]
            case "any":
                return [self.kind(node.arguments[0])]
            case "any and period":
                return [self.kind(node.arguments[0]), self._period(node.arguments[1])]
            case "criterion":
                return [self._criterion(node.arguments[0])]
            case _:
                return [self._need(one, "number") for one in node.arguments]

    def _period(self, node: Node) -> Kind:
        if isinstance(node, Label):
            return TEST
        return self.fault(node, "a period between quotation marks", 'Write `at(output, "2020")`.')

    def _criterion(self, node: Node) -> Kind:
        if isinstance(node, Name) and node.id in self.scope.criteria:
            return TEST
        name = node.id if isinstance(node, Name) else ""
        known = str(NameUnknownError("criterion", name, self.scope.criteria))
        return self.fault(node, "the id of a criterion", known)

    def _gives(self, node: Call, gives: str, kinds: list[Kind]) -> Kind:
        match gives:
            case "test":
                if node.function == "has" and kinds[0].unit != "1":
                    return self.fault(
                        node.arguments[0], f"a fact or a count, and it is {kinds[0]}", "Compare it with a figure."
                    )
                return TEST
            case "same":
                return kinds[0]
            case "quotient":
                return Kind("number", product(kinds[0].unit, kinds[1].unit, "/"))
            case "number":
                return self._common(node.arguments, kinds)
            case _:
                if node.function == "share" and not self._same_unit(
                    node.arguments[0], kinds[0], node.arguments[1], kinds[1]
                ):
                    return NOTHING
                return PLAIN


def _zero(node: Node) -> bool:
    """Whether a part is 0 without a unit, which is 0 in any unit."""
    return isinstance(node, Number) and node.value == 0 and not node.unit


_COUNTS: dict[str, tuple[int, int | None]] = {
    "tests": (1, None), "count and tests": (2, None), "numbers": (1, None), "number": (1, 1), "any": (1, 1),
    "two numbers": (2, 2), "any and period": (2, 2), "criterion": (1, 1),
}  # fmt: skip


def unit_of(node: Node, scope: Scope) -> str:
    """The canonical unit of a number; ``"1"`` where a fault hides it, since printing must not fail for it."""
    return _Checker(scope).kind(node).unit
