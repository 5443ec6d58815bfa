"""Frameworks: from documents and tables, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest

from growthpole.errors import InputError, NameUnknownError
from growthpole.index.documents import framework_from_document, framework_from_table, framework_from_toml
from growthpole.index.framework import Framework, Indicator, Node

PROGRAMME = """
[programme]
id = "some-programme"

[index]
aggregate = "arithmetic"
missing = "unknown"

[index.concentration]
weight = { value = 25, basis = "example" }
[index.concentration.location_quotient]
weight = 1
worst = 1.0
best = 5.0
[index.concentration.share]
weight = 3
worst = 0
best = 1

[index.decline]
weight = { value = 75, basis = "official" }
aggregate = "geometric"
[index.decline.exits]
worst = 0.3
best = 0
name = { en = "exits", zh = "退出" }
"""


def test_the_index_section_of_a_programme():
    tree = framework_from_toml(PROGRAMME)
    assert tree.columns == ("location_quotient", "share", "exits")
    assert tree.order == ("concentration", "decline", "index")
    np.testing.assert_allclose(tree.effective_weights, [0.0625, 0.1875, 0.75])
    assert tree.signs.tolist() == [1, 1, -1]
    assert [node.how for node in tree.nodes] == ["arithmetic", None, "geometric"]
    assert tree.indicators[2].name == "exits"


@pytest.mark.parametrize("frame", [pl.DataFrame, pd.DataFrame])
def test_a_table_gives_the_same_tree(frame):
    table = frame(
        {
            "id": ["index", "concentration", "location_quotient", "share", "decline", "exits"],
            "parent": [None, "index", "concentration", "concentration", "index", "decline"],
            "weight": [None, 25.0, 1.0, 3.0, 75.0, None],
            "worst": [None, None, 1.0, 0.0, None, 0.3],
            "best": [None, None, 5.0, 1.0, None, 0.0],
            "aggregate": ["arithmetic", None, None, None, "geometric", None],
        }
    )
    tree, other = framework_from_table(table), framework_from_toml(PROGRAMME)
    assert tree.columns == other.columns
    assert tree.order == other.order
    assert tree.shares == other.shares
    assert [node.how for node in tree.nodes] == [node.how for node in other.nodes]
    assert [(one.worst, one.best) for one in tree.indicators] == [(one.worst, one.best) for one in other.indicators]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Indicator("a", weight=-1.0), "0 or more; it is -1.0"),
        (lambda: Indicator("a", worst=1.0), "both goalposts or none"),
        (lambda: Indicator("a", worst=1.0, best=1.0), "must differ"),
        (lambda: Indicator("a", worst=5.0, best=1.0, direction=1), "contradicts its goalposts"),
        (lambda: Indicator("a", worst=0.0, best=1.0, scale="log"), "positive goalposts"),
        (lambda: Indicator("a", lowest=2.0, highest=1.0), "must not exceed"),
        (lambda: Indicator("a", direction=0), "must be 1 or -1"),
        (lambda: Framework((Indicator("a"), Indicator("a"))), "stand more than once"),
        (lambda: Framework((Indicator("a"),), (Node("index"), Node("other"))), "one root"),
        (lambda: Framework((Indicator("a"),), (Node("index"), Node("b", "c"), Node("c", "b"))), "loop"),
        (lambda: Framework((Indicator("a"),), (Node("index"), Node("b", "index"))), "must have children"),
        (lambda: Framework((Indicator("a", weight=0.0),)), "at least one weight"),
        (lambda: framework_from_toml("[index]\na = { wurst = 1 }"), r"not known: \['wurst'\]"),
        (lambda: framework_from_toml("[index.a]\nworst = 'x'\nbest = 1"), "must be a number"),
        (lambda: framework_from_toml("index ="), "valid TOML"),
        (lambda: framework_from_document({"a": {"b": {}, "wieght": 1}}), "wieght"),
        (lambda: framework_from_table(pl.DataFrame({"id": ["a"]})), "`id` and `parent`"),
    ],
)
def test_an_unsound_framework_is_refused_with_its_place(make, words):
    with pytest.raises(InputError, match=words):
        make()


def test_an_unknown_parent_offers_the_nearest():
    with pytest.raises(NameUnknownError, match="Did you mean 'index'"):
        Framework((Indicator("a", parent="indx"),))


def test_other_weights_leave_the_framework_as_it_was():
    tree = framework_from_toml(PROGRAMME)
    other = tree.with_weights({"share": 0.0})
    assert other.shares["location_quotient"] == 1.0
    assert tree.shares["location_quotient"] == 0.25
    with pytest.raises(NameUnknownError):
        tree.with_weights({"shore": 1.0})
