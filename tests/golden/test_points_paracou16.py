"""M, m and K_d of dbmss, and K of spatstat, on dbmss' data set paracou16 (trees in a polygon).

The first two M columns and unweighted K_d: dbmss 2.11-0, recorded with the data in the reference folder. The rest:
dbmss 2.9-2 and spatstat.explore 3.0-6 under R 4.2.2 (``Mhat``, ``mhat``, ``Kdhat(Weighted = TRUE)``, ``Kest``,
``Kcross``, ``Kinhom(renormalise = FALSE)`` with leave-one-out intensities of sigma 30). The data are GPL: read in
place, not shipped. K_d and m there come from R's ``density`` on a grid of 512 points, hence 0.5 %.
"""

from __future__ import annotations

import csv

import numpy as np
import pytest
from shapely import Polygon

from growthpole.measures.points.kd import kd
from growthpole.measures.points.mfunction import m_density, m_function
from growthpole.measures.points.ripley import ripley

WINDOW = Polygon(
    zip(
        [300, 477, 467, 436.5, 467, 500, 500, 464, 367.5, 316.5, 310, 324, 300],
        [0, 0, 46.7, 76.7, 86.7, 90, 220, 231, 222.5, 185, 210, 250, 250],
        strict=True,
    )
)
DISTANCES = [5, 10, 20, 30, 50, 100]
M_AMERICANA = [0.7296685155, 1.4513786226, 1.7415027897, 1.5011173101, 1.5033046507, 1.3842566874]
M_AMERICANA_AROUND_ROSEA = [0.5469671217, 0.5949163738, 0.7021682505, 0.6616146883, 0.7582471680, 0.7904357978]
M_ROSEA_AROUND_AMERICANA = [0.5450749, 0.2260581, 0.5450475, 0.6071047, 0.8250446, 0.7426344]
KD = {0: 0.0016247, 5: 0.0018906, 10: 0.0025270, 20: 0.0038508, 30: 0.0050930, 50: 0.0071885, 100: 0.0070439}
KD_WEIGHTED = {
    0: 0.00155787374209,
    5: 0.00181045536168,
    10: 0.00239566208817,
    20: 0.00354291965443,
    30: 0.00497096443058,
    50: 0.00762389562353,
    100: 0.00789354909897,
}
# Two trees stand exactly 15 m apart and two exactly 45 m: K(r) counts them at r, spatstat's breaks put them above.
CLEAR = np.array([0, 1, 2, 4, 5, 6, 7, 8, 10])
K_NONE = [0, 71.9441385768, 503.6089700375, 1202.4948876404, 2004.1581460674, 2816.0991385768]
K_ISOTROPIC = [0, 75.3356953284, 542.8561874697, 1316.6546913193, 2258.8971097601, 3191.0419783673]
K_ISOTROPIC_TO_50 = [4385.6827132787, 5722.6190572052, 7553.1688716657, 9620.0824362168, 11834.0629045576]
K_CROSS = [0, 67.7569135802, 208.2087453617, 488.7397036875, 833.9110856426, 1099.6604318649]
K_INHOMOGENEOUS = [0, 90.2765910447, 565.0759879363, 1187.0192010745, 2165.2642297523, 2924.4272877366]


@pytest.fixture(scope="module")
def trees(reference_folder):
    with (reference_folder / "reference/dbmss_paracou16/converted/paracou16.csv").open() as file:
        rows = list(csv.DictReader(file))
    columns = {name: np.array([float(row[name]) for row in rows]) for name in ("x", "y", "PointWeight")}
    return columns["x"], columns["y"], np.array([row["PointType"] for row in rows]), columns["PointWeight"]


def at(result, industry, distances=DISTANCES):
    return result.curve(industry).observed[[round(r / result.step) for r in distances]]


@pytest.mark.parametrize(
    ("which", "around", "expected", "tolerance"),
    [
        ("V. Americana", None, M_AMERICANA, 1e-9),
        ("V. Americana", "V. Americana", M_AMERICANA, 1e-9),
        ("V. Americana", "Q. Rosea", M_AMERICANA_AROUND_ROSEA, 1e-9),
        ("Q. Rosea", "V. Americana", M_ROSEA_AROUND_AMERICANA, 1e-6),
    ],
)
def test_m_of_a_type_around_itself_and_another(trees, which, around, expected, tolerance):
    x, y, kind, weight = trees
    result = m_function(x, y, kind, r_max=100, step=5, weights=weight, which=which, around=around, simulations=19)
    np.testing.assert_allclose(at(result, which), expected, atol=tolerance)


def test_m_density_beyond_the_reflection(trees):
    x, y, kind, weight = trees
    result = m_density(
        x, y, kind, r_max=100, step=0.5, weights=weight, which="V. Americana", bandwidth=7.89504959773, simulations=5
    )
    # dbmss does not reflect at zero, so it differs within four bandwidths of it.
    found = at(result, "V. Americana", [30, 50, 100])
    np.testing.assert_allclose(found, [1.41800382410, 1.45536826674, 1.14355331886], rtol=5e-3)


@pytest.mark.parametrize(("weighted", "expected"), [(False, KD), (True, KD_WEIGHTED)])
def test_kd_and_its_bandwidth(trees, weighted, expected):
    x, y, kind, weight = trees
    # 2 r_max takes in every pair, as R's bandwidth does; trees stand on a grid of 0.5 m, so bins are finer.
    result = kd(
        x, y, kind, r_max=150, step=0.25, weights=weight if weighted else None, which="V. Americana", simulations=19
    )
    assert result.bandwidth[0] == pytest.approx(8.12013, rel=1e-3)
    np.testing.assert_allclose(at(result, "V. Americana", expected), list(expected.values()), rtol=5e-3)


@pytest.mark.parametrize(("border", "expected"), [("isotropic", K_ISOTROPIC + K_ISOTROPIC_TO_50), ("none", K_NONE)])
def test_k_in_a_polygon(trees, border, expected):
    x, y, kind, _ = trees
    some = kind == "V. Americana"
    result = ripley(x[some], y[some], WINDOW, r_max=50, step=5, border=border)
    clear = CLEAR[len(expected) > CLEAR]
    np.testing.assert_allclose(result.k[clear], np.array(expected)[clear], rtol=1e-10)
    assert result.area == pytest.approx(41162.325)


def test_cross_type_k(trees):
    x, y, kind, _ = trees
    a, b = kind == "V. Americana", kind == "Q. Rosea"
    result = ripley(x[b], y[b], WINDOW, r_max=25, step=5, around=(x[a], y[a]))
    np.testing.assert_allclose(result.k, K_CROSS, rtol=1e-10)


def test_inhomogeneous_k(trees):
    x, y, kind, _ = trees
    some = kind == "V. Americana"
    points = np.column_stack([x[some], y[some]])
    square = ((points[:, None] - points) ** 2).sum(axis=2)
    kernel = np.exp(-square / (2 * 30**2)) / (2 * np.pi * 30**2)
    intensity = kernel.sum(axis=1) - np.diag(kernel)
    assert intensity[:2] == pytest.approx([0.00244488254851, 0.00130197583951])
    result = ripley(x[some], y[some], WINDOW, r_max=25, step=5, intensity=intensity)
    clear = CLEAR[CLEAR < 6]
    np.testing.assert_allclose(result.k[clear], np.array(K_INHOMOGENEOUS)[clear], rtol=1e-10)


def test_k_in_a_square():
    # spatstat's Kest on six points of the unit square, isotropic correction
    x, y = [0.1, 0.5, 0.9, 0.3, 0.7, 0.2], [0.2, 0.4, 0.8, 0.9, 0.1, 0.5]
    result = ripley(x, y, (0.0, 0.0, 1.0, 1.0), r_max=0.7, step=0.07)
    expected = [0, 0, 0, 0, 0, 0.207454153354, 0.444703111937, 0.576481730694, 0.729245981338, 1.292531416071]
    np.testing.assert_allclose(result.k[:10], expected, rtol=1e-9)
