"""The chapter of the ladder ahead: what is likely, what cannot be said, and how good such forecasts would have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from growthpole.charts.calibration import calibration
from growthpole.charts.echelon_fan import echelon_fan
from growthpole.charts.next_clusters import next_clusters
from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.plan.backtest import Backtest
from growthpole.plan.echelon_result import Chance, Echelon
from growthpole.plan.growth_fitting import LEAST_CHANGES
from growthpole.reports.chapters.chapter import Chapter, Drawing, Grid
from growthpole.reports.chapters.echelon_back import counts_grid, looked_back, scores_grid
from growthpole.reports.chapters.echelon_growth import growth_grid
from growthpole.reports.chapters.echelon_words import per_cent
from growthpole.reports.view.words import both, joined

__all__ = ["echelon_chapter", "said_chance", "short_chance"]

LEAST_CHANCE = 0.01
SHOWN = 20


def echelon_chapter(
    echelon: Echelon, backtest: Backtest | None, programme: Programme, left_out: Sequence[Text] = ()
) -> Chapter:
    """The chapter of the ladder ahead.

    Parameters
    ----------
    echelon : Echelon
        The years ahead.
    backtest : Backtest or None
        Forecasts from earlier years, where they were made; may hold none.
    programme : Programme
        Names of the figures.
    left_out : sequence of Text
        Names of clusters of the register whose tier of the base year is not known: they are not in the forecast.

    Returns
    -------
    Chapter
    """
    lead = (*_targets(echelon), *_left_out(echelon, left_out), *_next(echelon))
    lead = (*lead, *_drawn(echelon, programme), *_unknown(echelon, programme))
    if backtest is not None:
        lead = (*lead, *looked_back(backtest))
    drawings = {
        "echelon_fan": Drawing(Text("The ladder ahead", "梯队预测"), lambda language: echelon_fan(echelon, language)),
    }
    if any(chance.high > 0 for _, _, chance in echelon.rises(echelon.years[-1])):
        caption = Text("Who is next", "下一批晋级对象")
        drawings["next_clusters"] = Drawing(caption, lambda language: next_clusters(echelon, language))
    grids = [_ladder(echelon), _rising(echelon), growth_grid(echelon.growth, programme)]
    if backtest is not None and backtest.events:
        caption = Text("Earlier forecasts against what happened", "历史预测与实际对照")
        moved = backtest.score("moved")
        if moved.count:
            drawings["calibration"] = Drawing(caption, lambda language: calibration(moved, language))
        grids += [scores_grid(backtest, echelon), counts_grid(backtest, echelon)]
    title = Text("The ladder ahead", "梯队发展预测")
    shown = tuple(grid for grid in grids if grid.rows)
    return Chapter("echelon", title, lead, drawings, shown, _notes(echelon), _of_clusters(echelon))


def said_chance(chance: Chance) -> Text:
    """A chance in words: with its error where it is known, between its bounds where figures are unknown."""
    if chance.high - chance.low < LEAST_CHANCE:
        return short_chance(chance)
    words = Text(
        "between {low} and {high}, {value} if nothing more becomes known", "{low}至{high}；若不补充数据为{value}"
    )
    return both(words, **{name: per_cent(getattr(chance, name)) for name in ("low", "high", "value")})


def short_chance(chance: Chance) -> Text:
    """A chance for a table: with its error, or with its bounds in brackets where figures are unknown."""
    value, error = per_cent(chance.value), f"{100 * chance.error:.1f}"
    if chance.high - chance.low < LEAST_CHANCE:
        return both(Text("{value} (± {error})", "{value}（±{error}）"), value=value, error=error)
    ends = {name: per_cent(getattr(chance, name)) for name in ("low", "high")}
    return both(Text("{value} ({low} – {high})", "{value}（{low}至{high}）"), value=value, **ends)


def _targets(echelon: Echelon) -> Iterator[Text]:
    """What is likely of each tier, the lowest first."""
    for rung, tier in enumerate(echelon.tiers, 1):
        now, target = int((echelon.start >= rung).sum()), echelon.targets.get(tier)
        if target is None:
            yield _without_target(echelon, tier, now)
        elif target > len(echelon.clusters):
            yield both(
                Text(
                    "{tier} or above: the target of {target} cannot be reached by the {all} registered clusters alone; "
                    "{now} stand there now.",
                    "{tier}及以上：目标{target}个，而在册集群共{all}个，仅靠现有集群无法达到；现有{now}个。",
                ),
                tier=echelon.names[tier], target=target, all=len(echelon.clusters), now=now,
            )  # fmt: skip
        else:
            yield _with_target(echelon, tier, now, target)


def _with_target(echelon: Echelon, tier: str, now: int, target: int) -> Text:
    last = echelon.years[-1]
    return both(
        Text(
            "{tier} or above: {now} stand there now; the chance to have {target} in {year} is {chance}; to have had "
            "them in some year by then, {ever}.",
            "{tier}及以上：现有{now}个；{year}年达到{target}个的概率为{chance}；此前任一年曾达到的概率为{ever}。",
        ),
        tier=echelon.names[tier], now=now, target=target, year=last,
        chance=said_chance(echelon.target_chance(tier, last)),
        ever=said_chance(echelon.target_chance(tier, last, ever=True)),
    )  # fmt: skip


def _without_target(echelon: Echelon, tier: str, now: int) -> Text:
    low, high = (int(each[-1]) for each in echelon.quantiles(tier, (0.05, 0.95)))
    least = int(echelon.quantiles(tier, (0.05,), "least")[0, -1])
    most = int(echelon.quantiles(tier, (0.95,), "most")[0, -1])
    return both(
        Text(
            "{tier} or above: {now} stand there now; {drawn} in {year} on nine paths in ten, {open} as unknown "
            "figures may have it.",
            "{tier}及以上：现有{now}个；{year}年九成路径为{drawn}个，未知数据可致{open}个。",
        ),
        tier=echelon.names[tier], now=now, year=echelon.years[-1], drawn=_span(low, high), open=_span(least, most),
    )  # fmt: skip


def _span(low: int, high: int) -> Text:
    return Text(f"{low} to {high}", f"{low}至{high}") if low < high else Text(str(low), str(low))


def _next(echelon: Echelon) -> Iterator[Text]:
    last = echelon.years[-1]
    likely = [each for each in echelon.rises(last) if each[2].value >= 0.5]
    top = [each for each in likely if each[1] == echelon.tiers[-1]]
    if not likely:
        yield both(
            Text(
                "No cluster is more likely than not to stand higher in {year} than now, on what is known.",
                "就现有数据而言，没有集群在{year}年更可能处于更高层级。",
            ),
            year=last,
        )
        return
    names = [echelon.names[cluster] for cluster, _, _ in top[:5]]
    count = both(
        Text("{n} clusters are more likely than not to stand higher in {year} than now",
             "{year}年处于更高层级的可能性过半的集群有{n}个"),
        n=len(likely), year=last,
    )  # fmt: skip
    if not names:
        yield Text(f"{count.en}.", f"{count.zh}。")
        return
    listed = joined(names)
    yield both(
        Text("{count}; nearest to the highest tier: {listed}.", "{count}；最接近最高层级的有：{listed}。"),
        count=count, listed=listed,
    )  # fmt: skip


def _left_out(echelon: Echelon, names: Sequence[Text]) -> Iterator[Text]:
    """Who is not counted: a start that nobody knows is not the same as no tier."""
    if names:
        yield both(
            Text(
                "{n} of {all} clusters are left out, since the register kept does not say on which tier they stood in "
                "{base}: {names}. A row in the table standing takes them in (none for no tier).",
                "{all}个集群中有{n}个未计入：留存名录未载明其{base}年所处层级（{names}）。"
                "在历年层级表（standing）中补一行即可计入，无层级者填“无”。",
            ),
            n=len(names), all=len(names) + len(echelon.clusters), base=echelon.base, names=joined(tuple(names)),
        )  # fmt: skip


def _drawn(echelon: Echelon, programme: Programme) -> Iterator[Text]:
    """Which figures were drawn: nobody should take them for known ones."""
    if echelon.drawn:
        names = joined([programme.indicators[name].name for name in echelon.drawn])
        yield both(
            Text(
                "{n} unknown figures of {base} were drawn from what is known of them or of their class, not collected: "
                "{names}. Chances rest on that.",
                "{base}年有{n}项未知数据系按已知范围或同类数据抽取，并非采集所得：{names}。概率以此为前提。",
            ),
            n=sum(echelon.drawn.values()), base=echelon.base, names=names,
        )  # fmt: skip


def _unknown(echelon: Echelon, programme: Programme) -> Iterator[Text]:
    silent = [programme.indicators[name].name for name in echelon.silent]
    if not silent:
        return
    shown = joined(silent[:6])
    more = Text("" if len(silent) <= 6 else " (the first of them)", "" if len(silent) <= 6 else "等")
    yield both(
        Text(
            "Of {n} of the {all} figures that the ladder reads, too few yearly changes are known to say how they go "
            "on: {shown}{more}. They stay unknown rather than being made up, so chances are given between bounds; "
            "collecting these figures every year would narrow them. At least {least} yearly changes of a figure, "
            "in any of the clusters, are needed to go by.",
            "层级规则所用{all}项数据中，有{n}项已知年度变化过少，无法推断走势：{shown}{more}。本预测不予编造，仍按未知处理，"
            "因此概率以上下限给出；逐年收集这些数据即可缩小范围。每项数据至少需已知{least}个年度变化（任一集群）方可外推。",
        ),
        n=len(silent), all=len(echelon.growth.courses), shown=shown, more=more, least=LEAST_CHANGES,
    )  # fmt: skip


def _of_clusters(echelon: Echelon) -> dict[str, tuple[Text, ...]]:
    """For the page of each cluster: the chance to rise, and to stand where it stands or higher."""
    last = echelon.years[-1]
    found: dict[str, list[Text]] = {cluster: [] for cluster in echelon.clusters}
    for cluster, rung in zip(echelon.clusters, echelon.start.tolist(), strict=True):
        tiers = [
            (Text("keep or rise above {tier}", "保持{tier}或更高"), rung - 1),
            (Text("reach {tier}", "达到{tier}"), rung),
        ]
        for words, at in tiers:
            if 0 <= at < len(echelon.tiers):
                tier = echelon.tiers[at]
                found[cluster].append(
                    both(
                        Text("Chance to {what} in {year}: {chance}.", "{year}年{what}的概率：{chance}。"),
                        what=both(words, tier=echelon.names[tier]), year=last,
                        chance=said_chance(echelon.chance(cluster, tier, last)),
                    )
                )  # fmt: skip
    return {cluster: tuple(texts) for cluster, texts in found.items()}


def _ladder(echelon: Echelon) -> Grid:
    columns = (
        Text("Tier or above", "层级及以上"), Text("Year", "年份"), Text("Target", "目标"), Text("Median", "中位数"),
        Text("90 % of the paths", "九成路径"), Text("As unknown figures may have it", "未知数据可致范围"),
        Text("Chance of the target", "达标概率"),
    )  # fmt: skip
    rows: list[tuple[Text | str, ...]] = []
    for tier in echelon.tiers:
        low, median, high = echelon.quantiles(tier, (0.05, 0.5, 0.95)).tolist()
        least = echelon.quantiles(tier, (0.05,), "least")[0].tolist()
        most = echelon.quantiles(tier, (0.95,), "most")[0].tolist()
        for at, year in enumerate(echelon.years):
            aimed = tier in echelon.targets
            rows.append(
                (
                    echelon.names[tier], year, str(echelon.targets[tier]) if aimed else "–", str(median[at]),
                    f"{low[at]}–{high[at]}", f"{least[at]}–{most[at]}",
                    _target_cell(echelon, tier, year),
                )
            )  # fmt: skip
    return Grid("echelon-ladder", Text("The ladder by year", "各年梯队"), columns, tuple(rows), frozenset({1, 2, 3}))


def _target_cell(echelon: Echelon, tier: str, year: str) -> Text | str:
    if tier not in echelon.targets:
        return "–"
    if echelon.targets[tier] > len(echelon.clusters):
        return Text("more than there are", "超过在册数量")
    return short_chance(echelon.target_chance(tier, year))


def _rising(echelon: Echelon) -> Grid:
    first, last = echelon.years[0], echelon.years[-1]
    columns = (
        Text("Cluster", "集群"), Text("Next tier", "上一层级"), Text(f"Chance in {first}", f"{first}年概率"),
        Text(f"Chance in {last}", f"{last}年概率"),
    )  # fmt: skip
    able = [each for each in echelon.rises(last) if each[2].high > 0][:SHOWN]
    rows = tuple(
        (
            echelon.names[cluster], echelon.names[tier], short_chance(echelon.chance(cluster, tier, first)),
            short_chance(chance),
        )
        for cluster, tier, chance in able
    )  # fmt: skip
    title = Text(f"Who is next (at most {SHOWN})", f"下一批晋级对象（至多{SHOWN}个）")
    return Grid("echelon-next", title, columns, rows)


def _notes(echelon: Echelon) -> tuple[Text, ...]:
    return (
        both(
            Text(
                "{paths} paths, seed {seed}; ± is the standard error of that number of paths, in points. `growthpole "
                "plan echelon` draws more. Source: the evidence up to {base} and the programme's rules, taken to stay "
                "in force; every path is judged by them year by year, quotas and years of waiting included.",
                "共{paths}条路径，随机种子{seed}；±为该路径数下的标准误（百分点）。用 growthpole plan echelon "
                "可增加路径。"
                "来源：截至{base}年的数据与现行规则（假定不变）；各路径逐年按规则评定，含名额与年限要求。",
            ),
            paths=f"{echelon.paths:,}",
            seed=echelon.seed,
            base=echelon.base,
        ),
        Text(
            "Each figure goes on from its own history as a random walk with drift (amounts and counts by growth rates, "
            "shares on their logit), the drift drawn toward that of its class, with shocks common to the year and own "
            "ones; facts as a Markov chain with Jeffreys' prior. Undertakings that are not yet decided are not in it.",
            "各项数据由自身历史外推：金额与数量按增长率、占比按对数几率作带漂移的随机游走，漂移向同类均值收缩，含年度共同冲击与个体冲击；"
            "是否类事实按马尔可夫链（杰弗里斯先验）。尚未确定的措施未计入。",
        ),
        Text(
            "How wide the futures spread is an estimate from a few years, above all of what hits all clusters in "
            "one year; each path draws it too. A fact that never turned before, such as false data, is given a small "
            "chance, and when it comes it comes as a surprise. Clusters registered later are not foreseen.",
            "未来的离散程度由少数年份估计而来，年度共同冲击尤其如此，故每条路径亦抽取该程度。从未发生过的事实（如虚假数据）"
            "仅有很小概率，一旦发生仍属意外。日后新登记的集群不在预测之内。",
        ),
    )
