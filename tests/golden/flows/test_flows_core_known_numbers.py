"""Published numbers of input-output analysis, each with its origin."""

from __future__ import annotations

import numpy as np
import pytest

import growthpole as gp

SECTORS = ("agriculture", "manufacturing", "construction", "trade", "business services", "other services")
# Eurostat (2008), Manual of Supply, Use and Input-Output Tables, table 15.4: Germany 1995, domestic output at basic
# prices, million euro. Columns: six sectors, households, government, investment, stocks, exports.
USES = np.array(
    [
        [1131, 25480, 1, 607, 710, 762, 8500, 16, 2975, -6, 3734],
        [7930, 304584, 64167, 41082, 11981, 30360, 197792, 8588, 91692, 7559, 313711],
        [426, 7334, 3875, 5296, 23457, 9155, 3457, 742, 191715, 0, 149],
        [3559, 72717, 14190, 74399, 10835, 21008, 269663, 13492, 14155, 0, 46045],
        [3637, 96115, 31027, 65755, 193176, 34223, 214757, 10061, 30124, 0, 13612],
        [1552, 14986, 1747, 11225, 15058, 22070, 119504, 317251, 3483, 0, 2042],
    ],
    dtype=float,
)
# Imports and taxes on products; compensation; other taxes on production; fixed capital consumed; operating surplus.
IMPORTS_TAXES = [[2927, 156703, 13427, 21943, 13371, 13772], [1084, 6505, 1548, 8349, 8473, 12551]]
ADDED = [
    [9382, 296464, 78819, 214450, 124810, 272975],
    [-2012, 1457, 963, 2748, 5946, -8602],
    [7871, 63769, 5860, 41100, 98610, 49260],
    [6423, 33332, 29982, 53109, 186060, 51384],
]
OUTPUT = [43910, 1079446, 245606, 540063, 692487, 508918]
EMPLOYED = [1096, 8381, 3236, 9251, 4258, 10206]  # thousand persons, the same table


@pytest.fixture(scope="module")
def germany():
    return gp.input_output_table(
        USES[:, :6],
        OUTPUT,
        sectors=SECTORS,
        final_demand=USES[:, 6:],
        value_added=[*ADDED, *IMPORTS_TAXES],
        labour_rows=(0,),
        household_columns=(0,),
        export_columns=(4,),
        inventory_columns=(3,),
        unit="EUR",
        year=1995,
        tolerance=1e-9,
    )


@pytest.fixture(scope="module")
def two_sectors():
    return gp.input_output_table([[150, 500], [200, 100]], [1000, 2000])


def test_miller_and_blair_leontief_inverse(two_sectors):
    # Miller and Blair (2009), section 2.3.
    assert gp.leontief_inverse(two_sectors) == pytest.approx(
        np.array([[1.25412541, 0.330033], [0.2640264, 1.12211221]]), abs=5e-9
    )
    assert gp.output_for_demand(two_sectors, [600, 1500]) == pytest.approx([1247.5, 1841.6], abs=0.05)


def test_miller_and_blair_closed_for_households():
    # Miller and Blair (2009), section 2.5: households earn 300 and 500, spend 50 and 400, and pay each other 50 of
    # 1000; the bordered inverse is [[1.365, .425, .251], [.527, 1.348, .595], [.570, .489, 1.289]].
    table = gp.input_output_table(
        [[150, 500], [200, 100]],
        [1000, 2000],
        final_demand=[[50, 300], [400, 1300]],
        value_added=[[300, 500], [350, 900]],
        household_columns=(0,),
        labour_rows=(0,),
    )
    closure = gp.households(table, income=1000, among=0.05)
    assert gp.output_multipliers(table, closure=closure).total == pytest.approx(
        [1.365 + 0.527, 0.425 + 1.348], abs=1e-3
    )
    assert gp.income_multipliers(table, closure=closure).total == pytest.approx([0.570, 0.489], abs=5e-4)


# What the Manual's chapter 15 prints for this table, as the R package iotables 0.9.4 tests itself against it. The
# Manual rounds coefficients to four digits before it inverts, hence the last digit.
def test_eurostat_manual_inverses(germany):
    assert np.diag(gp.leontief_inverse(germany))[:3] == pytest.approx([1.0339, 1.4292, 1.0289], abs=5e-5)
    assert gp.ghosh_inverse(germany)[:, 0] == pytest.approx([1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043], abs=5e-5)


def test_eurostat_manual_linkages(germany):
    assert gp.backward_linkages(germany).linkage == pytest.approx(
        [1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782], abs=1.5e-4
    )
    # Manufacturing is left out: 1.6691 there, 1.6910 here and, by its index below, in ioanalysis too.
    forward = np.delete(gp.forward_linkages(germany).linkage, 1)
    assert forward == pytest.approx([2.1126, 1.3558, 1.5848, 2.1037, 1.2106], abs=2e-4)


def test_eurostat_manual_multipliers(germany):
    # Gross value added, and employment in persons per thousand euro.
    added = gp.value_added_multipliers(germany, rows=(0, 1, 2, 3)).simple
    assert added == pytest.approx([0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199], abs=5e-5)
    jobs = gp.employment_multipliers(germany, EMPLOYED).simple
    assert jobs == pytest.approx([0.0326, 0.0162, 0.0207, 0.0237, 0.0112, 0.0242], abs=5e-5)


def test_ioanalysis_extraction(germany):
    # R package ioanalysis 0.3.4, `extraction` on this table, column sums; its "backward.total" is Cella's.
    backward = [29935.4638707, 635437.4639746, 194211.5443303, 276593.5936555, 291716.2729174, 183069.7103131]
    forward = [47253.8957552, 521886.2872476, 84920.6437227, 268037.8000268, 541076.0259419, 101924.7386862]
    isolated = [56785.4942473, 527948.8335005, 233704.2099342, 336682.9442033, 409497.6256124, 204734.9154599]
    for kind, sums in (("backward", backward), ("forward", forward), ("isolated", isolated)):
        assert gp.hypothetical_extraction(germany, kind=kind).loss == pytest.approx(sums, rel=1e-11), kind


def test_ioanalysis_extraction_of_a_group(germany):
    # The same, sectors 2 and 3 at once.
    known = {
        "backward": [26528.8858131, 386740.9783467, 19757.8819523, 108129.6535820, 200003.3408236, 25367.2200967],
        "forward": [9421.03879921, 334321.0472626, 72177.8130364, 60966.86731362, 52972.13266286, 46692.86178486],
        "isolated": [26528.8858131, 141793.9884893, 39927.3258654, 108129.6535820, 200003.3408236, 25367.2200967],
    }
    for kind, falls in known.items():
        found = gp.hypothetical_extraction(germany, [("manufacturing", "construction")], kind=kind)
        assert found.by_sector[0] == pytest.approx(falls, rel=1e-10), kind


def test_ioanalysis_indices_and_field_of_influence(germany):
    # `linkages(type = "total", normalize = TRUE)`.
    assert gp.backward_linkages(germany).index == pytest.approx(
        [1.029431296155, 1.111830161063, 1.095120911095, 0.968251196399, 0.963140373939, 0.832226061349], rel=1e-11
    )
    assert gp.forward_linkages(germany).index == pytest.approx(
        [1.260193673191, 1.008677772774, 0.808729724879, 0.945381284634, 1.254886163064, 0.722131381459], rel=1e-11
    )
    # `f.influence(io, 2, 5)` there is the column of 5 times the row of 2: the field of the coefficient a(5, 2) in the
    # papers' notation, where a(i, j) has the field L(., i) L(j, .).
    field = gp.field_of_influence(germany, "business services", "manufacturing")
    assert field[0, :3] == pytest.approx([0.000876243192786, 0.00432352701838, 0.00119838976352], rel=1e-11)
    assert field[4, 1] == pytest.approx(2.01876504785693, rel=1e-11)


def test_netherlands_2006_multipliers():
    # D'Hernoncourt, Cordier and Hadley (2011), Input-Output Multipliers (SPICOSA), table 1: domestic flows, million
    # euro; published type I income multipliers. Sectors: agriculture, mining, manufacturing, utilities, construction,
    # services.
    flows = [
        [2731, 3, 8260, 36, 59, 615],
        [4, 282, 2013, 3979, 188, 60],
        [3322, 291, 40218, 480, 8004, 16999],
        [983, 53, 2400, 4395, 85, 3458],
        [121, 70, 565, 135, 14103, 9509],
        [2884, 1078, 28400, 1404, 9339, 106994],
    ]
    wages = np.array([2336, 520, 35083, 1629, 14339, 151784], dtype=float)
    output = np.array([21863, 12292, 210900, 18249, 60244, 435953], dtype=float)
    table = gp.input_output_table(
        flows,
        output,
        value_added=[wages, output - wages - np.sum(flows, axis=0)],
        labour_rows=(0,),
        unit="EUR",
    )
    assert gp.income_multipliers(table).type_1 == pytest.approx([2.466, 2.333, 1.84, 2.372, 1.953, 1.417], abs=5e-4)
    # Type II, with the consumption coefficients as they are printed there, to two digits.
    closure = gp.Households(earned=wages / output, spent=np.array([0, 0, 0.08, 0.03, 0, 0.59]), among=0.0, income=1.0)
    assert gp.income_multipliers(table, closure=closure).type_2 == pytest.approx(
        [3.6377, 3.4423, 2.7144, 3.4996, 2.8813, 2.0907], rel=5e-4
    )


def test_pymrio_test_system(reference_folder):
    # pymrio 0.7.0, its six-region test system: sum of L and its largest column.
    def cells(name):
        lines = (reference_folder / "reference" / "pymrio_test" / "raw" / name).read_text().splitlines()[2:]
        return np.array([[float(cell) for cell in line.split("\t")[3:]] for line in lines if line.strip()])

    Z, Y = cells("trade_flows_Z.txt"), cells("finald_demand_Y.txt")
    table = gp.input_output_table(Z, Z.sum(axis=1) + Y.sum(axis=1), final_demand=Y)
    sums = gp.backward_linkages(table).linkage
    assert gp.leontief_inverse(table).sum() == pytest.approx(55.119616504790216, rel=1e-13)
    assert (sums.max(), sums.argmax()) == (pytest.approx(1.7693135737561365, rel=1e-13), 3)
