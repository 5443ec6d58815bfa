"""Needs, institutes and pairs: what is read, what is refused, what stays unknown."""

from __future__ import annotations

import pytest

from growthpole.chain.partners import match_partners
from growthpole.chain.partners_affinity import affinity
from growthpole.chain.partners_disciplines import disciplines, parted
from growthpole.chain.partners_records import Institute, Need, Pair, PartnerRecords, partner_records
from growthpole.chain.partners_talent import lend_experts
from growthpole.chain.partners_transport import allocate
from growthpole.errors import EvidenceError, InputError, NameUnknownError, ShapeError
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.text import Text
from growthpole.tables.columns import TABLES

point = Interval.point


def record(kind, row, **cells):
    empty = {one.name: None if one.kind == "figure" else "" for one in TABLES[kind].columns}
    given = {name: point(float(cell)) if isinstance(cell, int | float) else cell for name, cell in cells.items()}
    return Record({**empty, **given}, f"{kind}.csv", row)


def read(**ledgers):
    return partner_records(Dossier((), None, ledgers={name: tuple(rows) for name, rows in ledgers.items()}))


def need(id_, codes=("0805",), **more):
    return Need(id_, f"town-{id_}", Text(id_), "", codes, **more)


def school(id_, capacity=1, codes=("0805",), **more):
    return Institute(id_, Text(id_), codes, capacity, **more)


def matched(needs, schools, pairs=None, **more):
    return match_partners(PartnerRecords(tuple(needs), tuple(schools), pairs or {}, disciplines()), **more)


def test_the_disciplines_of_the_catalogue_and_the_offices_own_words():
    known = disciplines()
    assert len(known.names) == 106
    assert known.code(" 机械工程 ") == known.code("MECHANICAL  engineering") == known.code("0802") == "0802"
    own = [
        record("disciplines", 2, code="802", words="机械; 机电"),
        record("disciplines", 3, code="0898", name_en="Glass craft", name_zh="玻璃工艺"),
    ]
    more = disciplines(own)
    assert more.code("机电") == "0802"
    assert more.name(more.code("玻璃工艺")).en == "Glass craft"
    assert more.name("0802").zh == "机械工程"
    with pytest.raises(NameUnknownError, match="Did you mean '0802 机械工程'"):
        known.code("机械工程学")
    assert parted("a；b、a,c\nd") == ("a", "b", "c", "d")


def test_all_faults_at_once_with_row_and_column():
    with pytest.raises(EvidenceError) as caught:
        read(
            needs=[
                record("needs", 2, need="a", cluster="t", disciplines="alchemy", places=0),
                record("needs", 3, need="b", cluster="t", disciplines=" ; ", weight=0),
                record("needs", 4, need="c", cluster="t", disciplines="0805", days=-1, places=Interval(1, 2)),
            ],
            institutes=[
                record("institutes", 2, institute="u", disciplines="0805", capacity=0, longitude=200, latitude=1)
            ],
            partnerships=[record("partnerships", 2, cluster="t", institute="v", distance=-1)],
        )
    assert [(one.file, one.row, one.column) for one in caught.value.problems] == [
        ("institutes.csv", 2, "capacity"),
        ("institutes.csv", 2, "longitude"),
        ("needs.csv", 2, "disciplines"),
        ("needs.csv", 2, "places"),
        ("needs.csv", 3, "disciplines"),
        ("needs.csv", 3, "weight"),
        ("needs.csv", 4, "days"),
        ("needs.csv", 4, "places"),
        ("partnerships.csv", 2, "distance"),
        ("partnerships.csv", 2, "institute"),
    ]


def test_an_empty_cell_is_one_place_but_no_capacity():
    found = read(
        needs=[record("needs", 2, need="a", cluster="t", disciplines="0805")],
        institutes=[record("institutes", 2, institute="u", disciplines="0805")],
    )
    assert found.needs[0].places == 1
    assert found.institutes[0].capacity is None
    result = match_partners(found)
    assert result.matches == ()
    assert (result.unmatched[0].reason, result.unmatched[0].institutes) == ("unasked", ("u",))


def test_the_reasons_for_which_a_need_stays_open():
    schools = [
        school("full"),
        school("other", 9, ("1301",)),
        school("barred", 9, ("0832",)),
        school("asked", None, ("0701",)),
    ]
    needs = [
        need("a"),
        need("b"),
        need("c", ("1401",)),
        need("d", ("0832",)),
        need("e", ("0701",)),
        need("f", ("1301",), places=2),
    ]
    found = matched(needs, schools, {("town-d", "barred"): Pair(barred=True)})
    assert {one.need: one.reason for one in found.unmatched} == {
        "b": "full", "c": "discipline", "d": "barred", "e": "unasked", "f": "few",
    }  # fmt: skip
    assert next(one for one in found.loads if one.institute == "full").worth > 0


def test_ties_go_to_the_first_by_id_whatever_the_order_of_the_file():
    found = read(
        needs=[record("needs", row, need=name, cluster="t", disciplines="0805") for row, name in ((2, "a"), (3, "b"))],
        institutes=[record("institutes", 2, institute="u", disciplines="0805", capacity=1)],
    )
    assert [(one.need, one.institute) for one in match_partners(found).matches] == [("a", "u")]


def test_fit_says_what_is_not_known():
    fit = affinity(need("n"), school("u"))
    assert fit.total == Interval(0.6, 1.0)
    near = affinity(need("n"), school("u"), Pair(point(6), Interval(0, 200)))
    assert near.cooperation == point(1.0)
    assert near.distance == Interval(0.5, 1.0)
    assert near.total.low == pytest.approx(0.9)
    assert affinity(need("n", ("0101",)), school("u")).barred
    only = affinity(need("n"), school("u"), None, {"discipline": 1.0, "distance": 0.0, "cooperation": 0.0})
    assert only.total == point(1.0)


@pytest.mark.parametrize(
    "weights", [{"discipline": 1.0}, {"discipline": -1.0, "distance": 1.0, "cooperation": 1.0},
                {"discipline": 0.0, "distance": 0.0, "cooperation": 0.0}],
)  # fmt: skip
def test_weights_must_be_weights(weights):
    with pytest.raises(InputError, match="`weights` must"):
        affinity(need("n"), school("u"), None, weights)


def test_distance_is_measured_where_both_lie_somewhere():
    far = matched([need("a")], [school("u", point=(112.0, 37.0))], places={"town-a": (112.0, 38.0)})
    fit = far.fits["a", "u"]
    # One degree of latitude is 111.2 km.
    assert fit.distance.low == pytest.approx(1 / (1 + 111.195 / 200), abs=1e-4)
    assert fit.distance.known


def test_a_pair_that_is_not_on_a_list_of_past_work_has_none():
    listed = {("town-a", "u"): Pair(point(3.0))}
    found = matched([need("a"), need("b")], [school("u", 2)], listed)
    assert found.fits["a", "u"].cooperation == point(1.0)
    assert found.fits["b", "u"].cooperation == point(0.0)


def test_a_match_is_held_only_where_it_is_the_best_at_both_ends():
    # u fits by 0.8 for certain, v by 0.6 to 1: the middle of v is 0.8 too, and whether u or v is better is open.
    pairs = {("town-a", "u"): Pair(point(0), point(0)), ("town-a", "v"): Pair(Interval(0, 3), Interval(0, 1e30))}
    open_ = matched([need("a")], [school("u"), school("v")], pairs)
    assert [(one.institute, one.held) for one in open_.matches] == [("u", False)]
    assert (open_.possible.low, open_.possible.high) == pytest.approx((0.8, 1.0))
    # v with half of the disciplines reaches 0.7 at most.
    sure = matched([need("a", ("0805", "0806"))], [school("u", codes=("0805", "0806")), school("v")], pairs)
    assert [(one.institute, one.held) for one in sure.matches] == [("u", True)]


def test_experts_are_lent_by_the_day():
    needs = [need("a", days=point(100)), need("b", days=Interval(10, 30))]
    found = lend_experts(PartnerRecords(tuple(needs), (school("u", days=point(60)), school("v")), {}, disciplines()))
    assert sum(one.days for one in found.loans) == 60
    assert found.unasked == ("v",)
    assert sum(one.high for one in found.unmet.values()) == 70
    assert lend_experts(PartnerRecords((need("a"),), (), {}, disciplines())).unmet == {}


def test_nothing_to_match_is_an_empty_matching():
    found = matched([], [])
    assert (found.matches, found.unmatched, found.loads, found.value) == ((), (), (), 0.0)
    alone = matched([need("a")], [])
    assert alone.unmatched[0].reason == "discipline"


def test_the_problem_refuses_what_is_none():
    with pytest.raises(ShapeError, match="a row for each of `rows`"):
        allocate([[1.0]], [1, 1], [1])
    with pytest.raises(InputError, match="`values` must be finite"):
        allocate([[-1.0]], [1], [1])
    with pytest.raises(InputError, match="`columns` must hold whole numbers"):
        allocate([[1.0]], [1], [0.5])
