"""What must hold of every expression: learning more never widens a number and never turns a verdict round."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from growthpole.programme.language import Bounds, Environment, Evaluation, parse, to_text
from growthpole.programme.language.bounds import settle
from growthpole.programme.language.moment import Moment, shifted

YEARS = ("2021", "2022", "2023")
WHOLE = {"a": (0.0, np.inf), "b": (0.0, np.inf), "c": (-np.inf, np.inf), "d": (0.0, 1.0)}


@dataclass
class Table:
    """Figures of two clusters over three years."""

    low: dict[str, np.ndarray]
    high: dict[str, np.ndarray]
    clusters: tuple[str, ...] = ("x", "y")
    periods: tuple[str, ...] = YEARS

    def read(self, indicator: str, moment: Moment) -> Bounds:
        low, high = WHOLE[indicator]
        return Bounds(
            shifted(self.low[indicator], moment, YEARS, low), shifted(self.high[indicator], moment, YEARS, high)
        )


@st.composite
def nested_tables(draw) -> tuple[Table, Table]:
    """What is known at first, and what is known later: the same or narrower everywhere."""
    wide = Table({}, {})
    narrow = Table({}, {})
    for name, (least, most) in WHOLE.items():
        value = st.floats(max(least, -1e6), min(most, 1e6)).map(lambda one: float(np.round(one, 3)))
        cells = [sorted(draw(st.lists(value, min_size=4, max_size=4))) for _ in range(6)]
        opened = [(draw(st.booleans()), draw(st.booleans())) for _ in range(6)]
        known = [draw(st.booleans()) for _ in range(6)]
        ends = np.array(cells).reshape(2, 3, 4)
        free = np.array(opened).reshape(2, 3, 2)
        wide.low[name] = np.where(free[..., 0], least, ends[..., 0])
        wide.high[name] = np.where(free[..., 1], most, ends[..., 3])
        narrow.low[name] = ends[..., 1]
        narrow.high[name] = np.where(np.array(known).reshape(2, 3), ends[..., 1], ends[..., 2])
    return wide, narrow


NUMBER = st.recursive(
    st.sampled_from(["a", "b", "c", "d", "0", "1", "3.7", "at(b, '2022')"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("-{}".format, inner),
        st.builds(
            "{}({}, years = {})".format,
            st.sampled_from(["growth", "mean_growth", "change", "sum", "mean", "min", "max", "previous"]),
            inner,
            st.integers(1, 4),
        ),
        st.builds("{}({}, {})".format, st.sampled_from(["share", "ratio", "min", "max"]), inner, inner),
        st.builds("abs({})".format, inner),
    ),
    max_leaves=6,
)
SIGN = st.sampled_from([">=", ">", "<=", "<", "==", "!="])
TEST = st.recursive(
    st.one_of(
        st.builds("{} {} {}".format, NUMBER, SIGN, NUMBER),
        st.builds("each({}, years = {}) {} {}".format, NUMBER, st.integers(1, 4), SIGN, NUMBER),
        st.builds("has({})".format, NUMBER),
    ),
    lambda inner: st.one_of(
        st.builds("({}) {} ({})".format, inner, st.sampled_from(["and", "or"]), inner),
        st.builds("not ({})".format, inner),
        st.builds("{}({}, {})".format, st.sampled_from(["any_of", "all_of", "none_of"]), inner, inner),
        st.builds("at_least({}, {}, {})".format, st.integers(0, 3), inner, inner),
        st.builds("count({}, {}) >= 1".format, inner, inner),
        st.builds("each({}, years = {})".format, inner, st.integers(1, 4)),
    ),
    max_leaves=4,
)


def _of(table: Table, text: str):
    return Evaluation(table, Environment()).of(parse(text))


@given(NUMBER, nested_tables())
def test_learning_more_never_widens_a_number(text: str, both: tuple[Table, Table]) -> None:
    before, after = (_of(table, text) for table in both)
    assert (after.low >= before.low).all()
    assert (after.high <= before.high).all()
    assert (after.low <= after.high).all()


@given(TEST, nested_tables())
def test_learning_more_never_turns_a_verdict_round(text: str, both: tuple[Table, Table]) -> None:
    before, after = (_of(table, text) for table in both)
    assert ((before == 0) | (after == before)).all()


@given(TEST, nested_tables())
def test_clusters_do_not_know_each_other(text: str, both: tuple[Table, Table]) -> None:
    table = both[0]
    turned = Table(*({name: end[::-1] for name, end in ends.items()} for ends in (table.low, table.high)))
    np.testing.assert_array_equal(_of(turned, text), _of(table, text)[::-1])


@given(TEST, nested_tables())
def test_not_not_is_nothing_new(text: str, both: tuple[Table, Table]) -> None:
    np.testing.assert_array_equal(_of(both[0], f"not (not ({text}))"), _of(both[0], text))


@given(TEST, TEST, nested_tables())
def test_de_morgan_holds_with_unknowns(one: str, other: str, both: tuple[Table, Table]) -> None:
    np.testing.assert_array_equal(
        _of(both[0], f"not (({one}) and ({other}))"), _of(both[0], f"not ({one}) or not ({other})")
    )


@given(st.lists(st.floats(-1e13, 1e13), min_size=2, max_size=20))
def test_settling_keeps_the_order(values: list[float]) -> None:
    ordered = np.sort(np.array(values))
    settled = settle(ordered)
    assert (np.diff(settled) >= 0).all()
    np.testing.assert_allclose(settled, ordered, rtol=1e-9, atol=1e-12)


@given(TEST)
def test_every_test_can_be_read_aloud_and_written_again(text: str) -> None:
    node = parse(text)
    assert to_text(node, "en", {})
    assert to_text(node, "zh", {})
    assert parse(text.replace(" ", "  ")) == node
