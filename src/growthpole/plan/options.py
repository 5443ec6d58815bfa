"""What could be done for each cluster, what each way of doing it costs, and where it proves to lead.

Every schedule of remedies is put through the programme's own rules as if it were a cluster. What it reaches with the
whole interval of its effects is proven; nothing that hangs on a figure nobody has counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.dossier import Dossier
from growthpole.model.plan import Undertaking
from growthpole.model.programme import Programme
from growthpole.model.rules import RESOURCES, Remedy
from growthpole.plan.options_bundles import EVERY, Schedule, bundles, in_sequence, lead_years, together
from growthpole.plan.options_figures import GROWTHS, Outlook, ahead, effects_of, lifted
from growthpole.plan.options_paths import Paths, follow, without_quota
from growthpole.plan.options_pruning import kept
from growthpole.plan.options_reading import idle_reason, set_aside
from growthpole.plan.rules import Terms
from growthpole.programme.assess import counted
from growthpole.programme.decisions import climb
from growthpole.programme.figures import Figures, build_figures
from growthpole.programme.judgement import judge

__all__ = ["Menu", "Trial", "offer", "trial_of"]

Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Menu:
    """Everything a plan may choose from.

    Attributes
    ----------
    clusters, counties : tuple of str
        Ids, and the county of each.
    years, tiers : tuple of str
        Years of the plan; tiers from the lowest.
    start, base : ndarray of int8, shape (clusters,) and (clusters, years)
        Rank before the plan, and by year when nothing is done.
    full, best, open : ndarray of int8, shape (clusters, years)
        Rank with all that does something, begun at once: proven; with every effect at its better end; and the highest
        that unknown figures still allow.
    owner : ndarray of int, shape (options,)
        The cluster of each option.
    schedules : tuple of Schedule
        By option.
    rank : ndarray of int8, shape (options, years)
        Proven rank.
    points : ndarray of float64, shape (options, years)
        What the option adds to the proven points.
    cost : ndarray of int64, shape (options, years)
        In hundredths of the currency, in the year in which each remedy begins.
    uses : ndarray of float64, shape (options, resources)
        In the order and units of `RESOURCES`.
    coverage : mapping of str to str
        By cluster, how far its schedules were tried.
    tried : int
        Schedules put through the rules.
    idle : mapping of (str, str) to str
        By cluster and remedy, why it does nothing there.
    set_aside : mapping of str to str
        Remedies that no cluster is offered, and why.
    """

    clusters: tuple[str, ...]
    counties: tuple[str, ...]
    years: tuple[str, ...]
    tiers: tuple[str, ...]
    start: npt.NDArray[np.int8]
    base: npt.NDArray[np.int8]
    full: npt.NDArray[np.int8]
    best: npt.NDArray[np.int8]
    open: npt.NDArray[np.int8]
    owner: Ints
    schedules: tuple[Schedule, ...]
    rank: npt.NDArray[np.int8]
    points: npt.NDArray[np.float64]
    cost: npt.NDArray[np.int64]
    uses: npt.NDArray[np.float64]
    coverage: Mapping[str, str] = field(default_factory=dict)
    tried: int = 0
    idle: Mapping[tuple[str, str], str] = field(default_factory=dict)
    set_aside: Mapping[str, str] = field(default_factory=dict)

    def undertakings(self, option: int, programme: Programme) -> tuple[Undertaking, ...]:
        """What an option consists of."""
        cluster, first = self.clusters[self.owner[option]], int(self.years[0])
        return tuple(
            Undertaking(
                cluster, name, str(first + begins), str(first + begins + lead_years(programme.remedies[name])),
                programme.remedies[name].cost_cents or 0,
            )
            for name, begins in self.schedules[option]
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Trial:
    """The means to try schedules: the programme without quotas, the outlook, the clusters and where they stand.

    Attributes
    ----------
    programme : Programme
        As rows are judged under it.
    dossier : Dossier
    outlook : Outlook
    tiers : tuple of str
        What each cluster holds after the year assessed.
    names : tuple of str
        The remedies that can be offered, sorted.
    """

    programme: Programme
    dossier: Dossier
    outlook: Outlook
    tiers: tuple[str, ...]
    names: tuple[str, ...]

    def run(
        self, rows: Sequence[int], schedules: Sequence[Schedule], *, best: bool = False, hopeful: bool = False
    ) -> Paths:
        """Where the clusters ``rows`` stand under their schedules."""
        figures = self.figures(rows, schedules, best=best)
        clusters = [self.dossier.clusters[row] for row in rows]
        return follow(self.programme, clusters, [self.tiers[row] for row in rows], figures, hopeful=hopeful)

    def figures(self, rows: Sequence[int], schedules: Sequence[Schedule], *, best: bool = False) -> Figures:
        """The figures of the clusters ``rows`` under their schedules, up to the last year of the plan."""
        place = np.array(rows, np.intp)
        remedies = [effects_of(self.programme.remedies[name], self.programme, best=best) for name in self.names]
        column = {name: k for k, name in enumerate(self.names)}
        works = np.full((len(rows), len(remedies)), len(self.outlook.years), np.int64)
        for row, schedule in enumerate(schedules):
            for name, begins in schedule:
                works[row, column[name]] = begins + lead_years(self.programme.remedies[name])
        return lifted(self.outlook, self.programme, remedies, place, works)


def offer(programme: Programme, dossier: Dossier, terms: Terms, *, growth: str = "own", limit: int = 400) -> Menu:
    """Find what each cluster can be offered and where it leads.

    Parameters
    ----------
    programme : Programme
        Its rules and remedies.
    dossier : Dossier
        Clusters and evidence.
    terms : Terms
        The years of the plan.
    growth : {"own", "held"}
        How figures go on by themselves, see `growthpole.plan.options_figures.ahead`.
    limit : int
        How many schedules may be tried for a cluster.

    Returns
    -------
    Menu
        Without clusters or remedies it has no options.

    Raises
    ------
    NameUnknownError
        If `growth` is another word.
    InputError
        If `limit` is below 1.
    """
    if growth not in GROWTHS:
        raise NameUnknownError("growth", growth, GROWTHS)
    if limit < 1:
        raise InputError(f"`limit` must be at least 1 schedule for a cluster; it is {limit}.")
    trial = trial_of(programme, dossier, terms, growth)
    count, years = len(dossier.clusters), len(terms.years)
    aside = set_aside(programme, years)
    useful, first, idle = _useful(trial, years)
    rising = [bool((first[row].rank != first[row].rank[0]).any()) for row in range(count)]
    tried, coverage = _to_try(trial, useful, rising, years, limit)
    rows = [row for row in range(count) for _ in tried[row]]
    schedules = [one for row in range(count) for one in tried[row]]
    nothing = trial.run(range(count), [()] * count)
    full = [together(programme.remedies, useful[row], years) or () for row in range(count)]
    paths = trial.run(rows, schedules)
    owner = np.array(rows, np.intp)
    cost, uses = _cost(programme, schedules, years), _uses(programme, schedules)
    fair = {*terms.least_undertakings, *terms.least_share}
    spoken_of = [cluster.region in fair for cluster in dossier.clusters]
    keep = kept(owner, schedules, paths, nothing, cost=cost, uses=uses, fair=spoken_of)
    return Menu(
        clusters=tuple(cluster.id for cluster in dossier.clusters),
        counties=tuple(cluster.region for cluster in dossier.clusters),
        years=terms.years,
        tiers=tuple(programme.tiers),
        start=np.array([programme.tiers[tier].rank if tier else 0 for tier in trial.tiers], np.int8),
        base=nothing.rank,
        full=trial.run(range(count), full).rank,
        best=trial.run(range(count), full, best=True).rank,
        open=trial.run(range(count), full, hopeful=True).rank,
        owner=owner[keep],
        schedules=tuple(schedules[one] for one in keep.tolist()),
        rank=paths.rank[keep],
        points=(paths.low - nothing.low[owner])[keep],
        cost=cost[keep],
        uses=uses[keep],
        coverage={dossier.clusters[row].id: how for row, how in coverage.items()},
        tried=len(schedules),
        idle=idle,
        set_aside=aside,
    )


def trial_of(programme: Programme, dossier: Dossier, terms: Terms, growth: str) -> Trial:
    """The means to try schedules of the clusters of a dossier."""
    base = build_figures(programme, counted(programme, dossier), terms.base)
    judged = judge(programme, dossier.clusters, base)
    decisions = climb(programme, dossier.clusters, judged, len(base.periods) - 1, terms.base)
    names = sorted(set(programme.remedies) - set(set_aside(programme, len(terms.years))))
    outlook = ahead(programme, base, terms.years, growth)
    return Trial(without_quota(programme), dossier, outlook, tuple(one.after for one in decisions), tuple(names))


def _useful(trial: Trial, years: int) -> tuple[list[list[str]], list[Paths], dict[tuple[str, str], str]]:
    """Which remedies change anything for which cluster: alone, or when all others are there.

    For each cluster nothing, each remedy alone, all of them, and all but each are tried, with what they require.
    """
    remedies, names = trial.programme.remedies, trial.names
    everything = together(remedies, names, years) or ()
    alone = [together(remedies, [name], years) or () for name in names]
    others = [_without(remedies, name, names, years) for name in names]
    before = [_before(remedies, name, years) for name in names]
    tried: list[Schedule] = [(), *alone, everything, *others, *before]
    count, width, k = len(trial.dossier.clusters), len(tried), len(names)
    paths = trial.run([row for row in range(count) for _ in tried], tried * count)
    useful: list[list[str]] = []
    first: list[Paths] = []
    idle: dict[tuple[str, str], str] = {}
    for row in range(count):
        mine = paths.take(np.arange(row * width, (row + 1) * width))
        seen = [mine.outcome(one) for one in range(width)]
        helping = [
            name for place, name in enumerate(names)
            if seen[1 + place] != seen[2 + 2 * k + place] or seen[1 + k] != seen[2 + k + place]
        ]  # fmt: skip
        needed = in_sequence(remedies, helping)
        useful.append(list(needed))
        first.append(mine)
        cluster = trial.dossier.clusters[row].id
        idle |= {(cluster, name): idle_reason(trial, row, name) for name in names if name not in needed}
    return useful, first, idle


def _without(remedies: Mapping[str, Remedy], name: str, names: Sequence[str], years: int) -> Schedule:
    """All but one remedy and those that require it."""
    left = [one for one in names if name not in in_sequence(remedies, [one])]
    return together(remedies, left, years) or ()


def _before(remedies: Mapping[str, Remedy], name: str, years: int) -> Schedule:
    """What a remedy requires, without itself."""
    needed = [one for one in in_sequence(remedies, [name]) if one != name]
    return together(remedies, needed, years) or ()


def _to_try(
    trial: Trial, useful: Sequence[Sequence[str]], rising: Sequence[bool], years: int, limit: int
) -> tuple[list[tuple[Schedule, ...]], dict[int, str]]:
    """All schedules where the rung may change; else each remedy alone and the cheapest ones together."""
    tried: list[tuple[Schedule, ...]] = []
    coverage: dict[int, str] = {}
    for row, names in enumerate(useful):
        if rising[row]:
            schedules, coverage[row] = bundles(trial.programme.remedies, names, years, limit)
        else:
            schedules, coverage[row] = _improving(trial.programme, names, years), EVERY
        tried.append(schedules)
    return tried, coverage


def _improving(programme: Programme, names: Sequence[str], years: int) -> tuple[Schedule, ...]:
    """For a cluster whose rung no remedy changes: what betters its figures, one by one and the cheapest together."""
    remedies = programme.remedies
    cheap = sorted(names, key=lambda name: (remedies[name].cost_cents or 0, name))
    sets = [[name] for name in names] + [cheap[:size] for size in range(2, len(cheap) + 1)]
    found = {together(remedies, one, years, start) for one in sets for start in range(years)}
    return tuple(sorted(one for one in found if one))


def _cost(programme: Programme, schedules: Sequence[Schedule], years: int) -> npt.NDArray[np.int64]:
    cost = np.zeros((len(schedules), years), np.int64)
    for row, schedule in enumerate(schedules):
        for name, begins in schedule:
            cost[row, begins] += programme.remedies[name].cost_cents or 0
    return cost


def _uses(programme: Programme, schedules: Sequence[Schedule]) -> npt.NDArray[np.float64]:
    taken: dict[str, npt.NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(RESOURCES)))
    for name, remedy in programme.remedies.items():
        taken[name] = np.array([remedy.uses.get(resource, 0.0) for resource in RESOURCES])
    found = [sum((taken[name] for name, _ in schedule), np.zeros(len(RESOURCES))) for schedule in schedules]
    return np.array(found, np.float64).reshape(len(schedules), len(RESOURCES))
