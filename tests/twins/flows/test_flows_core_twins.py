"""Every measure of flows against its definition, written with plain inverses."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

import growthpole as gp

N = 7


@pytest.fixture
def table(rng):
    flows = rng.gamma(0.5, 2.0, (N, N)) * (rng.random((N, N)) < 0.7)
    imports = rng.gamma(0.5, 0.5, (N, N))
    final = rng.gamma(1.0, 4.0, (N, 3))
    output = flows.sum(axis=1) + final.sum(axis=1)
    added = output - flows.sum(axis=0) - imports.sum(axis=0)
    return gp.input_output_table(
        flows,
        output,
        final_demand=final,
        value_added=[0.6 * added, 0.4 * added],
        imports=imports,
        imports_final=rng.gamma(1.0, 1.0, (N, 3)),
        labour_rows=(0,),
        household_columns=(0,),
        export_columns=(1,),
        inventory_columns=(2,),
    )


def plain(table):
    A = table.flows / table.output
    B = table.flows / table.output[:, None]
    return np.linalg.inv(np.eye(N) - A), np.linalg.inv(np.eye(N) - B)


def close(values):
    return pytest.approx(values, rel=1e-11, abs=1e-11)


def test_inverses_and_solutions(table, rng):
    L, G = plain(table)
    demand = rng.random((N, 2))
    assert gp.leontief_inverse(table) == close(L)
    assert gp.ghosh_inverse(table) == close(G)
    assert gp.output_for_demand(table, demand) == close(L @ demand)
    assert gp.output_for_demand(table, demand[:, 0]) == close(L @ demand[:, 0])
    assert gp.output_for_value_added(table, demand[:, 1]) == close(demand[:, 1] @ G)


def test_a_system_of_all_origins(table):
    A = (table.flows + table.imports) / table.output
    assert np.abs(np.linalg.eigvals(A)).max() < 1, "the drawn table must converge with imports"
    system = gp.leontief_system(table, origin="total")
    assert system.inverse == close(np.linalg.inv(np.eye(N) - A))


def test_proportional_imports(rng):
    flows, final, imports = rng.random((N, N)), rng.random((N, 2)) + 1, rng.random(N)
    output = flows.sum(axis=1) + final.sum(axis=1) - imports
    table = gp.input_output_table(
        flows, output, final_demand=final, total_imports=imports, export_columns=(1,), value_added=np.zeros((0, N))
    )
    share = imports / (output + imports - final[:, 1])
    assert table.domestic_coefficients == close((1 - share)[:, None] * flows / output)
    # What home-made use and exports add up to is home-made output.
    assert table.domestic_flows.sum(axis=1) + table.domestic_final_demand.sum(axis=1) == close(output)


def test_linkages_without_the_inverse(table):
    L, G = plain(table)
    A, B = table.coefficients, gp.allocation_coefficients(table)
    for method, values in (("total", L.sum(axis=0)), ("direct", A.sum(axis=0))):
        found = gp.backward_linkages(table, method=method)
        assert found.linkage == close(values)
        assert found.index == close(N * values / values.sum())
    net = L.sum(axis=0) * table.final_demand.sum(axis=1) / table.output
    assert gp.backward_linkages(table, method="net").linkage == close(net)
    for method, values in (("ghosh", G.sum(axis=1)), ("leontief", L.sum(axis=1)), ("direct", B.sum(axis=1))):
        assert gp.forward_linkages(table, method=method).linkage == close(values)


def test_eigenvector_linkages_by_the_power_method(table):
    A, B = table.coefficients, gp.allocation_coefficients(table)
    left, right = np.ones(N), np.ones(N)
    for _ in range(3000):
        left, right = left @ A / np.linalg.norm(left @ A), B @ right / np.linalg.norm(B @ right)
    assert gp.backward_linkages(table, method="eigenvector").linkage == close(left / left.mean())
    assert gp.forward_linkages(table, method="eigenvector").linkage == close(right / right.mean())


def test_eigenvector_linkages_of_a_large_table_by_iteration(rng):
    A = rng.random((230, 230)) / 130
    vector = np.ones(230)
    for _ in range(200):
        vector = vector @ A / np.linalg.norm(vector @ A)
    assert gp.backward_linkages(A, method="eigenvector").linkage == close(vector / vector.mean())


def test_weighted_indices(table):
    L, _ = plain(table)
    weighted = L.sum(axis=0) * table.final_demand.sum(axis=1)
    index = gp.backward_linkages(table, weights=table.final_demand.sum(axis=1)).index
    assert index == close(weighted / weighted.mean())


def test_spread(table):
    L, _ = plain(table)
    found = gp.linkage_spread(table)
    assert found.backward == close(L.std(axis=0, ddof=1) / L.mean(axis=0))
    assert found.forward == close(L.std(axis=1, ddof=1) / L.mean(axis=1))


def test_multipliers_open_and_closed(table):
    L, _ = plain(table)
    x, wages = table.output, table.value_added[0]
    h, c = wages / x, table.final_demand[:, 0] / wages.sum()
    bordered = np.linalg.inv(np.eye(N + 1) - np.block([[table.coefficients, c[:, None]], [h, np.zeros((1, 1))]]))
    outputs, incomes = gp.output_multipliers(table), gp.income_multipliers(table)
    assert outputs.simple == close(L.sum(axis=0))
    assert outputs.total == close(bordered[:N, :N].sum(axis=0))
    assert incomes.simple == close(h @ L)
    assert incomes.total == close(bordered[N, :N])
    assert incomes.type_2 == close(bordered[N, :N] / h)
    jobs = np.arange(N) + 1.0
    found = gp.employment_multipliers(table, jobs)
    assert found.simple == close(jobs / x @ L)
    assert found.total == close(jobs / x @ bordered[:N, :N])
    assert gp.import_multipliers(table).simple == close(table.imports.sum(axis=0) / x @ L)
    assert gp.value_added_multipliers(table, rows=(1,)).simple == close(table.value_added[1] / x @ L)


def extracted(table, kind, group, part):
    """Output after the extraction, by inverting the changed system."""
    x, f = table.output.copy(), table.final_demand.sum(axis=1)
    A, B = table.coefficients.copy(), gp.allocation_coefficients(table).copy()
    rest = [place for place in range(N) if place not in group]
    if kind == "forward":
        v = x @ (np.eye(N) - B)
        B[group] *= 1 - part
        return v @ np.linalg.inv(np.eye(N) - B)
    if kind == "backward":
        A[:, group] *= 1 - part
    elif kind == "sales":
        A[group] *= 1 - part
    else:
        A[np.ix_(group, rest)] = 0
        A[np.ix_(rest, group)] = 0
    after = np.linalg.inv(np.eye(N) - A) @ f
    if kind == "complete":
        after[group] = 0
    return after


@pytest.mark.parametrize("group", [[2], [0, 3], [1, 4, 6]])
@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("complete", 1.0),
        ("isolated", 1.0),
        ("backward", 1.0),
        ("sales", 1.0),
        ("forward", 1.0),
        ("backward", 0.3),
        ("sales", 0.3),
        ("forward", 0.3),
        ("backward", 0.0),
    ],
)
def test_extraction_against_the_changed_system(table, kind, part, group):
    found = gp.hypothetical_extraction(table, [[table.sectors[k] for k in group]], kind=kind, part=part)
    fall = table.output - extracted(table, kind, group, part)
    assert found.by_sector[0] == close(fall)
    assert found.loss[0] == close(fall.sum())
    assert found.elsewhere[0] == close(fall.sum() - fall[group].sum())
    assert found.value_added[0] == close(fall @ (table.value_added.sum(axis=0) / table.output))


def test_field_of_influence_is_the_derivative_of_the_inverse(table):
    A = table.coefficients
    changed = A.copy()
    changed[2, 5] += 0.01
    exact = np.linalg.inv(np.eye(N) - changed)
    assert gp.changed_inverse(table, "3", "6", 0.01) == close(exact)
    changed[2, 5] = A[2, 5] + 1e-7
    slope = (np.linalg.inv(np.eye(N) - changed) - np.linalg.inv(np.eye(N) - A)) / 1e-7
    assert gp.field_of_influence(table, "3", "6") == pytest.approx(slope, rel=1e-5, abs=1e-5)


def test_all_fields_at_once(table):
    fields = [[gp.field_of_influence(table, i, j) for j in table.sectors] for i in table.sectors]
    assert gp.coefficient_influence(table) == close(np.array([[f.sum() for f in row] for row in fields]))
    norms = np.array([[np.linalg.norm(f) for f in row] for row in fields])
    assert gp.coefficient_influence(table, norm="frobenius") == close(norms)


def test_tolerable_limits_move_one_output_by_just_the_error(table):
    limits = gp.tolerable_limits(table, error=0.02)
    f = table.final_demand.sum(axis=1)
    for row, column in np.argwhere(table.flows > 0)[:12]:
        changed = table.coefficients.copy()
        changed[row, column] *= 1 + limits[row, column]
        after = np.linalg.inv(np.eye(N) - changed) @ f
        assert np.max(after / table.output - 1) == pytest.approx(0.02, rel=1e-9)
    assert np.isinf(limits[table.flows == 0]).all()


def test_feedback_loops_by_trying_every_permutation(rng):
    flows = rng.random((5, 5))
    first, second, *_ = gp.feedback_loops(flows)
    rows = np.arange(5)
    tried = sorted(permutations(range(5)), key=lambda p: -flows[rows, p].sum())
    assert first.flow == close(flows[rows, tried[0]].sum())
    left = next(p for p in tried if all(a != b for a, b in zip(p, tried[0], strict=True)))
    assert second.flow == close(flows[rows, left].sum())


def test_upstreamness_after_antras_and_others(table):
    total = table.flows + table.imports
    F = table.final_demand + table.imports_final
    used = total.sum(axis=1) + F[:, 0]  # Y - X + M - N: without exports and stocks
    found = gp.upstreamness(table, origin="total", exports="alike", inventories="alike")
    assert found == close(np.linalg.inv(np.eye(N) - total / used[:, None]) @ np.ones(N))
    assert gp.upstreamness(table) == close(plain(table)[1].sum(axis=1))
    assert gp.downstreamness(table) == close(plain(table)[0].sum(axis=0))


def test_propagation_lengths_by_summing_rounds(table):
    A = table.coefficients
    weighted, rounds, power = np.zeros((N, N)), np.zeros((N, N)), np.eye(N)
    for step in range(1, 4000):
        power = power @ A
        weighted, rounds = weighted + step * power, rounds + power
    assert gp.average_propagation_lengths(table) == pytest.approx(weighted / rounds, rel=1e-9)


def test_decomposition_of_the_change_of_output(table, rng):
    flows = table.flows * rng.uniform(0.8, 1.2, (N, N))
    final = table.final_demand * rng.uniform(0.7, 1.5, (N, 3))
    output = flows.sum(axis=1) + final.sum(axis=1)
    later = gp.input_output_table(flows, output, final_demand=final)
    L0, L1 = plain(table)[0], np.linalg.inv(np.eye(N) - flows / output)
    f0, f1 = table.final_demand.sum(axis=1), final.sum(axis=1)
    parts = gp.structural_decomposition(table, later)
    assert parts.technique == close((L1 - L0) @ (f0 + f1) / 2)
    s0, s1 = f0 / f0.sum(), f1 / f1.sum()
    assert parts.mix == close((L0 @ (s1 - s0) * f1.sum() + L1 @ (s1 - s0) * f0.sum()) / 2)
    assert parts.level == close((L0 @ s0 + L1 @ s1) * (f1.sum() - f0.sum()) / 2)
    assert parts.technique + parts.mix + parts.level == close(parts.change)
