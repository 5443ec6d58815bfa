"""Numbers of other programs and of papers for multi-region tables, balancing and quotients."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.measures.flows.accuracy import compare_methods
from growthpole.measures.flows.balancing import gras, ras
from growthpole.measures.flows.inverses import leontief_inverse
from growthpole.measures.flows.multiregion import MultiRegionTable, pooled_coefficients, regional_effects
from growthpole.measures.flows.quotients import supply_quotients
from growthpole.measures.flows.table import input_output_table
from growthpole.measures.flows.trade import regional_trade
from growthpole.tables.input_output_regions import read_multi_region


@pytest.fixture(scope="module")
def pymrio_table(reference_folder, tmp_path_factory) -> MultiRegionTable:
    """The test table of pymrio 0.7.0 (mrio_models/test_mrio, LGPL): 6 regions x 8 sectors, read from where it lies."""
    folder = reference_folder / "reference" / "pymrio_test" / "raw"
    flows = [line.split("\t") for line in (folder / "trade_flows_Z.txt").read_text().splitlines()]
    final = [line.split("\t")[3:] for line in (folder / "finald_demand_Y.txt").read_text().splitlines()]
    path = tmp_path_factory.mktemp("pymrio") / "table.tsv"
    path.write_text("\n".join("\t".join([*row, *more]) for row, more in zip(flows, final, strict=True)))
    return read_multi_region(path, unit="mn USD")


def test_multipliers_of_pymrio(pymrio_table):
    # pymrio 0.7.0: load_test().calc_all(), L.sum().sum() and the largest of L.sum().
    inverse = leontief_inverse(pymrio_table.table)
    assert inverse.sum() == pytest.approx(55.119616504790216, rel=1e-13)
    effects = regional_effects(pymrio_table)
    assert effects.by_region.sum() == pytest.approx(55.119616504790216, rel=1e-13)
    region, sector = np.unravel_index(effects.total.argmax(), effects.total.shape)
    assert (effects.regions[region], effects.sectors[sector]) == ("reg1", "electricity")
    assert effects.total.max() == pytest.approx(1.7693135737561365, rel=1e-13)
    # The blocks are the inverse's, and what the region gains through others is never below zero.
    place = pymrio_table.rows("reg3")
    np.testing.assert_allclose(effects.by_region[2, 2], inverse[place, place].sum(axis=0))
    assert (effects.feedback > -1e-12).all()
    assert pymrio_table.trade.sum() == pytest.approx(pymrio_table.table.flows.sum())


def test_no_quotient_finds_the_scrambled_regions_of_pymrio(pymrio_table):
    # What the how-to says of this table: it is no test of regionalisation, as its regions are made at random.
    national = pooled_coefficients(pymrio_table)
    output = pymrio_table.table.output.reshape(6, 8)
    for made, region in zip(output, pymrio_table.region_names, strict=True):
        for one in compare_methods(national, pymrio_table.inside(region), made, output.sum(axis=0)):
            assert one.multipliers.mean_absolute_percentage < 5
    found = [
        [
            one.coefficients.stpe
            for one in compare_methods(national, pymrio_table.inside(region), made, output.sum(axis=0))
        ]
        for made, region in zip(output, pymrio_table.region_names, strict=True)
    ]
    means = np.mean(found, axis=0)
    assert means.min() > 91
    assert means.max() < 98


def test_ras_of_miller_and_blair():
    # Miller and Blair (2009), section 7.4.2 (also GAMS model library, IOBALANCE): A(0), x(1), u(1) and v(1) from Z(1).
    base = np.array([[0.120, 0.100, 0.049], [0.210, 0.247, 0.265], [0.026, 0.249, 0.145]])
    output = np.array([421.0, 284.0, 283.0])
    known = np.array([[98.0, 72, 75], [65, 8, 63], [88, 27, 44]])
    found = ras(base * output, known.sum(axis=1), known.sum(axis=0))
    np.testing.assert_allclose(found.matrix.sum(axis=1), [245, 136, 159])
    np.testing.assert_allclose(found.matrix.sum(axis=0), [251, 107, 182], rtol=1e-8)
    # One solution has these sums and this cross-product structure (Bacharach 1970), so the odds ratios are the base's.
    x, a = found.matrix, base * output
    for i in (1, 2):
        for j in (1, 2):
            assert x[0, 0] * x[i, j] / (x[0, j] * x[i, 0]) == pytest.approx(a[0, 0] * a[i, j] / (a[0, j] * a[i, 0]))
    np.testing.assert_allclose(
        x / output, [[0.3924, 0.1219, 0.1596], [0.1509, 0.0661, 0.1897], [0.0529, 0.1887, 0.2938]], atol=5e-5
    )


def test_gras_of_junius_and_oosterhaven():
    # Table of Junius and Oosterhaven (2003), as in the MATLAB program of Temurshoev, Miller and Bouwmeester (2013).
    start = np.array([[7, 3, 5, -3], [2, 9, 8, 1], [-2, 0, 2, 1]])
    found = gras(start, [15, 26, -1], [9, 16, 17, -2])
    np.testing.assert_allclose(found.matrix.sum(axis=1), [15, 26, -1])
    np.testing.assert_allclose(found.matrix.sum(axis=0), [9, 16, 17, -2], atol=1e-6)
    assert (np.sign(found.matrix) == np.sign(start)).all()
    # Its first-order conditions: x = r p s where the cell is positive, x = n / (r s) where it is negative.
    r, s = found.row_factors[:, None], found.column_factors
    np.testing.assert_allclose(found.matrix, np.where(start > 0, start * r * s, start / (r * s)))


def test_quotients_by_hand():
    # Region 40 of 400: shares 10, 20, 70 % against 25, 25, 50 %.
    region, nation = [4, 8, 28], [100, 100, 200]
    slq = np.array([0.4, 0.8, 1.4])
    np.testing.assert_allclose(supply_quotients(region, nation, "SLQ")[:, 1], slq)
    np.testing.assert_allclose(supply_quotients(region, nation, "CILQ")[0], [0.4, 0.5, 0.4 / 1.4])
    np.testing.assert_allclose(
        supply_quotients(region, nation, "RLQ")[2], [1.4 / np.log2(1.4), 1.4 / np.log2(1.8), 1.4]
    )
    scale = np.log2(1.1) ** 0.3
    np.testing.assert_allclose(supply_quotients(region, nation, "FLQ")[0], scale * np.array([0.4, 0.5, 0.4 / 1.4]))
    aflq = supply_quotients(region, nation, "AFLQ")
    np.testing.assert_allclose(aflq[:, 0], np.minimum(scale * np.array([0.4, 2.0, 3.5]), 1.0))
    np.testing.assert_allclose(aflq[2, 2], min(scale * 1.4, 1.0) * np.log2(2.4))
    two = supply_quotients(region, nation, "2D-LQ", alpha=0.5, beta=0.2)
    np.testing.assert_allclose(two[0, 1], 0.4**0.5 * 0.08**0.2)
    np.testing.assert_allclose(two[2, 1], (1 + np.tanh(0.4) / 2) ** 0.5 * 0.08**0.2)


def test_two_regions_of_miller_and_blair():
    # Miller and Blair (2009), section 3.3.1, tables 3.2 and 3.3: three sectors in region L, two in M. The inverse of
    # both and that of region L alone are printed to four digits; M has no third sector.
    flows = np.zeros((6, 6))
    flows[:5, :5] = [
        [150, 500, 50, 25, 75],
        [200, 100, 400, 200, 100],
        [300, 500, 50, 60, 40],
        [75, 100, 60, 200, 250],
        [50, 25, 25, 150, 100],
    ]
    table = input_output_table(flows, [1000, 2000, 1000, 1200, 800, 0])
    two = MultiRegionTable(table, ["L"] * 3 + ["M"] * 3, ["1", "2", "3"] * 2)
    inverse = [
        [1.4234, 0.4652, 0.2909, 0.1917, 0.3041],
        [0.6346, 1.4237, 0.6707, 0.4092, 0.4558],
        [0.6383, 0.5369, 1.3363, 0.2501, 0.3108],
        [0.2672, 0.2000, 0.1973, 1.3406, 0.5473],
        [0.1468, 0.0908, 0.0926, 0.2155, 1.2538],
    ]
    alone = np.array([[1.3651, 0.4253, 0.2509], [0.5273, 1.3481, 0.5954], [0.5698, 0.4890, 1.2885]])
    np.testing.assert_allclose(leontief_inverse(table)[:5, :5], inverse, atol=5e-5)
    printed, found = np.array(inverse), regional_effects(two)
    np.testing.assert_allclose(found.own[0], alone.sum(axis=0), atol=2e-4)
    np.testing.assert_allclose(found.feedback[0], (printed[:3, :3] - alone).sum(axis=0), atol=4e-4)
    np.testing.assert_allclose(found.spillover[0], printed[3:, :3].sum(axis=0), atol=2e-4)
    np.testing.assert_allclose(found.spillover[1, :2], printed[:3, 3:].sum(axis=0), atol=2e-4)
    trade = regional_trade(two)
    assert trade.net[0, 1] == 25 + 75 + 200 + 100 + 60 + 40 - (75 + 100 + 60 + 50 + 25 + 25)
    np.testing.assert_allclose(trade.bought_elsewhere[0], [125 / 775, 125 / 1225, 85 / 585])


def test_trade_of_pymrio(pymrio_table):
    # Sums over the files of the same test system: what reg2 sells to final demand of reg1, and all that reg1 buys.
    trade = regional_trade(pymrio_table)
    assert pymrio_table.final_regions is not None
    own = [place for place, region in enumerate(pymrio_table.final_regions) if region == "reg1"]
    table = pymrio_table.table
    assert trade.final[1, 0] == pytest.approx(table.final_demand[pymrio_table.rows("reg2")][:, own].sum(), rel=1e-13)
    bought = table.flows[:, pymrio_table.rows("reg1")].sum() + table.final_demand[:, own].sum()
    home = table.flows[pymrio_table.rows("reg1"), pymrio_table.rows("reg1")].sum()
    home += table.final_demand[pymrio_table.rows("reg1")][:, own].sum()
    assert trade.imports[0] == pytest.approx(bought - home, rel=1e-12)
    assert trade.balance.sum() == pytest.approx(0, abs=1e-6 * trade.exports.sum())
