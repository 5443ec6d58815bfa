"""Tasks made from an assessment: from what is unknown, failing criteria and gates, and the remedies of weaknesses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from growthpole.catalogue.units import parse_unit
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.assessment import Assessment, ClusterAssessment, Finding, Unknown
from growthpole.model.interval import Interval
from growthpole.model.plan import Undertaking
from growthpole.model.rules import Indicator, Remedy
from growthpole.model.text import LANGUAGES, Text
from growthpole.model.verdict import Verdict
from growthpole.plan.tasks import Task, due_after, task_id
from growthpole.programme.language import parse, to_text
from growthpole.programme.language.aloud import Reader
from growthpole.programme.language.lexicon import lexicon_of
from growthpole.programme.language.nodes import Node, Number
from growthpole.programme.language.readings import readings

__all__ = ["tasks_of"]


def tasks_of(
    assessment: Assessment, years: Sequence[str], undertakings: Sequence[Undertaking] | None = None
) -> tuple[Task, ...]:
    """All tasks that follow from an assessment.

    What is unknown becomes a figure to collect, by the day on which the next report is due; a criterion that is not
    met becomes a task of the first year planned; a gate of the next tier that is not passed becomes one of the last.
    The remedies are those of the sequence given, or without one all that the programme ties to the weaknesses found.

    Parameters
    ----------
    assessment : Assessment
        Of any year.
    years : sequence of str
        The years planned, from `plan_years`.
    undertakings : sequence of Undertaking, optional
        Remedies chosen, each with its year and cost; an empty sequence chooses none.

    Returns
    -------
    tuple of Task
        By cluster, section and id, whatever the order of what was handed in; empty where nothing is to be done.

    Raises
    ------
    NameUnknownError
        If an undertaking is of a cluster or remedy that does not exist.
    InputError
        If an undertaking costs less than nothing, or begins before the first year planned.
    """
    maker = _Maker(assessment, tuple(years), None if undertakings is None else tuple(sorted(undertakings)))
    maker.check()
    found = [task for each in assessment.clusters for task in maker.of(each)]
    return tuple(sorted(found, key=lambda task: task.order))


class _Maker:
    """Makes the tasks of one cluster after the other."""

    def __init__(
        self, assessment: Assessment, years: tuple[str, ...], undertakings: tuple[Undertaking, ...] | None
    ) -> None:
        self.assessment, self.programme = assessment, assessment.programme
        self.years, self.undertakings = years, undertakings
        lexicon = lexicon_of(self.programme)
        self.labels, self.units = lexicon.labels, lexicon.shown

    def check(self) -> None:
        """The undertakings must be of what exists, cost nothing less than nothing, and lie ahead."""
        clusters = [each.cluster.id for each in self.assessment.clusters]
        for one in self.undertakings or ():
            if one.cluster not in clusters:
                raise NameUnknownError("cluster", one.cluster, clusters)
            if one.remedy not in self.programme.remedies:
                raise NameUnknownError("remedy", one.remedy, self.programme.remedies)
            if one.cost_cents < 0:
                raise InputError(
                    f"`undertakings` must cost 0 or more; {one.remedy} of {one.cluster} costs {one.cost_cents}."
                )
            if one.begins < self.years[0]:
                raise InputError(
                    f"`undertakings` must begin in {self.years[0]} or later, after the year assessed; {one.remedy} of "
                    f"{one.cluster} begins in {one.begins}."
                )

    def of(self, each: ClusterAssessment) -> Iterator[Task]:
        """The tasks of one cluster."""
        yield from self._collecting(each)
        for finding in each.criteria:
            if finding.verdict is Verdict.NOT_MET:
                yield self._criterion(each, finding)
        tier = each.distance.tier
        for finding in each.gates.get(tier, ()) if tier else ():
            if finding.verdict is Verdict.NOT_MET:
                yield self._gate(each, tier, finding)
        yield from self._remedies(each)

    @cached_property
    def _unknown(self) -> dict[str, dict[str, list[Unknown]]]:
        """What is unknown of each subject, by indicator."""
        found: dict[str, dict[str, list[Unknown]]] = defaultdict(lambda: defaultdict(list))
        for one in self.assessment.unknowns:
            found[one.subject][one.indicator].append(one)
        return found

    def _collecting(self, each: ClusterAssessment) -> Iterator[Task]:
        due = f"{self.years[0]}-{self.programme.report_due or '12-31'}"
        for subject in dict.fromkeys((each.cluster.id, each.cluster.region)):
            for indicator, gaps in self._unknown.get(subject, {}).items():
                yield self._collect(each, indicator, gaps, due)

    def _collect(self, each: ClusterAssessment, indicator: str, gaps: list[Unknown], due: str) -> Task:
        rule, periods = self.programme.indicators[indicator], sorted({gap.period for gap in gaps})
        settles = sum(gap.settles for gap in gaps)
        return Task(
            task_id(each.cluster.id, "collect", indicator), each.cluster.id, "collect", indicator, "",
            _collected(rule, periods),
            _settling(settles), Text(), self.years[0], due, None, self._proofs({indicator}),
            Text("the figure stands in the evidence with its source", "数据连同来源录入证据表"),
        )  # fmt: skip

    def _criterion(self, each: ClusterAssessment, finding: Finding) -> Task:
        rule = self.programme.criteria[finding.id]
        name, test = rule.name, parse(rule.test)
        named = rule.owner != Text()
        owner = rule.owner if named else self._owners(test)
        return Task(
            task_id(each.cluster.id, "criterion", rule.id), each.cluster.id, "criterion", rule.id, "",
            Text(f"meet the criterion “{name.get('en')}”", f"达成条件“{name.get('zh')}”"), finding.reason,
            owner, self.years[0], due_after(self.years[0], None), None,
            rule.proof if rule.proof != Text() else self._proofs(self._read(test)), self._aloud(test),
            lent=not named and owner != Text(),
        )  # fmt: skip

    def _gate(self, each: ClusterAssessment, tier: str, finding: Finding) -> Task:
        rule, step = self.programme.gates[finding.id], self.programme.tiers[tier].name
        name, test = rule.name, parse(rule.test)
        threshold, owner = rule.thresholds.get(tier), self._owners(test)
        return Task(
            task_id(each.cluster.id, "gate", rule.id, tier), each.cluster.id, "gate", rule.id, tier,
            Text(f"pass the gate “{name.get('en')}” of the {step.get('en')} tier",
                 f"达到{step.get('zh')}门槛“{name.get('zh')}”"),
            finding.reason, owner, self.years[0], due_after(self.years[-1], None), None,
            self._proofs(self._read(test)), self._aloud(test, self._aloud(parse(threshold)) if threshold else None),
            lent=owner != Text(),
        )  # fmt: skip

    def _remedies(self, each: ClusterAssessment) -> Iterator[Task]:
        """Those of the sequence given; without one, every remedy of a weakness found."""
        shown = [found for found in each.weaknesses if found.finding.verdict is Verdict.MET]
        names = {found.finding.id: self.programme.weaknesses[found.finding.id].name for found in shown}
        why = {
            remedy: _listed([names[found.finding.id] for found in shown if remedy in found.remedies])
            for found in shown
            for remedy in found.remedies
        }
        if self.undertakings is None:
            yield from (self._remedy(each, remedy, why[remedy]) for remedy in sorted(why))
            return
        taken: Counter[str] = Counter()
        for one in self.undertakings:
            if one.cluster == each.cluster.id:
                taken[one.remedy] += 1
                reason = why.get(one.remedy, Text("chosen by the plan", "由规划选定"))
                yield self._remedy(each, one.remedy, reason, one, taken[one.remedy])

    def _remedy(
        self, each: ClusterAssessment, remedy: str, why: Text, one: Undertaking | None = None, number: int = 1
    ) -> Task:
        rule = self.programme.remedies[remedy]
        begins = str(self._first(remedy)) if one is None else one.begins
        works_from = str(int(begins) + _whole_years(rule)) if one is None else one.works_from
        return Task(
            task_id(each.cluster.id, "remedy", remedy, number=number), each.cluster.id, "remedy", remedy, "",
            rule.name, why, rule.owner, begins, due_after(begins, rule.lead_months),
            rule.cost_cents if one is None else one.cost_cents, self._proofs({*rule.effects, *rule.adds}),
            self._effect(rule, works_from),
        )  # fmt: skip

    def _first(self, remedy: str, after: tuple[str, ...] = ()) -> int:
        """The first year in which a remedy can begin: when those that it requires work."""
        required = [one for one in self.programme.remedies[remedy].requires if one not in after]
        ready = [self._first(one, (*after, remedy)) + _whole_years(self.programme.remedies[one]) for one in required]
        return max((int(self.years[0]), *ready))

    def _owners(self, test: Node) -> Text:
        """Where the rule names no owner: those of the remedies that move a figure of the test, if any."""
        read = self._read(test)
        owners = [
            one.owner
            for one in self.programme.remedies.values()
            if one.owner != Text() and read & {*one.effects, *one.adds}
        ]
        return _listed(list(dict.fromkeys(owners)))

    def _proofs(self, read: set[str]) -> Text:
        """What the programme asks to be shown for these figures; without it, the figures with their source."""
        moved = [one for one in self.programme.indicators.values() if one.id in read]
        asked = _listed(list(dict.fromkeys(one.proof for one in moved if one.proof != Text())))
        if asked != Text() or not moved:
            return asked
        names = _listed([one.name for one in moved if not one.formula] or [one.name for one in moved])
        return Text(f"figures of {names.en}, with their source", f"{names.zh}数据及其来源")

    def _effect(self, rule: Remedy, works_from: str) -> Text:
        """What the remedy is expected to move, and from when on."""
        said = [self._moved(name, _percent, change, ("提高", "降低")) for name, change in rule.effects.items()]
        said += [self._moved(name, self._amount, change, ("增加", "减少")) for name, change in rule.adds.items()]
        parts = _listed(said)
        return (
            Text(f"{parts.en}, expected from {works_from} on", f"预计自{works_from}年起{parts.zh}") if said else Text()
        )

    def _moved(
        self, indicator: str, say: Callable[[str, float, str], str], change: Interval, verbs: tuple[str, str]
    ) -> Text:
        """An indicator and by how much it is expected to change."""
        ends = list(dict.fromkeys((change.low, change.high)))
        english, chinese = ([say(indicator, end, language) for end in ends] for language in LANGUAGES)
        name = self._name(indicator)
        return Text(f"{name.get('en')} {' to '.join(english)}", f"{name.get('zh')}{_in_chinese(chinese, verbs)}")

    def _amount(self, indicator: str, change: float, language: str) -> str:
        """An absolute change in the indicator's own unit; a fact becomes true."""
        rule = self.programme.indicators[indicator]
        if rule.kind == "yes/no":
            return {"en": "yes", "zh": "有"}[language] if change > 0 else {"en": "no", "zh": "无"}[language]
        unit = parse_unit(rule.unit)
        said = Reader(language, {}).number(Number(abs(change), unit.canonical, rule.unit), rule.unit)
        return f"{'-' if change < 0 else '+'}{said}"

    def _name(self, indicator: str) -> Text:
        return self.labels.get(indicator, Text(indicator))

    def _read(self, test: Node) -> set[str]:
        return {one.indicator for one in readings(test, self._formulas)}

    @cached_property
    def _formulas(self) -> dict[str, Node]:
        return {name: parse(one.formula) for name, one in self.programme.indicators.items() if one.formula}

    def _aloud(self, node: Node, threshold: Text | None = None) -> Text:
        labels = {**self.labels, **({} if threshold is None else {"threshold": threshold})}
        return Text(*(to_text(node, language, labels, self.units) for language in LANGUAGES))


def _collected(rule: Indicator, periods: Sequence[str]) -> Text:
    """A figure is collected; whether a fact is there is found out."""
    english, chinese = ", ".join(periods), _times(periods)
    if rule.kind == "yes/no":
        return Text(f"find out: {rule.name.get('en')}, {english}", f"核实{chinese}有无{rule.name.get('zh')}")
    return Text(f"collect {rule.name.get('en')}, {english}", f"补充{chinese}{rule.name.get('zh')}")


def _times(periods: Sequence[str]) -> str:
    """Years, and the times that a programme calls by a word."""
    years, words = [one for one in periods if one.isdigit()], [f"“{one}”" for one in periods if not one.isdigit()]
    said = ("、".join(years) + "年" if years else "", "、".join(words) + "时点的" if words else "")
    return "、".join(one for one in said if one)


def _settling(count: int) -> Text:
    """Why a figure is to be collected."""
    if not count:
        return Text("not known; open questions hang on it together with others", "数据未知；与其他数据一并影响未决问题")
    questions = "one open question" if count == 1 else f"{count} open questions"
    return Text(f"not known; it alone settles {questions}", f"数据未知；单凭此项可解决{count}个未决问题")


def _percent(_indicator: str, change: float, language: str) -> str:
    """A relative change in per cent."""
    return f"{100 * change:+.4g}{' ' if language == 'en' else ''}%"


def _in_chinese(ends: Sequence[str], verbs: tuple[str, str]) -> str:
    """A change as a verb without its sign; with its signs where it may go either way."""
    signs = {end[0] for end in ends}
    if signs == {"+"}:
        return verbs[0] + "至".join(end[1:] for end in ends)
    if signs == {"-"}:
        return verbs[1] + "至".join(end[1:] for end in reversed(ends))
    return ("变化" if signs & {"+", "-"} else "") + "至".join(ends)


def _whole_years(rule: Remedy) -> int:
    """Its lead time, rounded up to whole years; one where none is given."""
    return -(-(rule.lead_months or 12) // 12)


def _listed(texts: list[Text]) -> Text:
    return Text("; ".join(one.get("en") for one in texts), "；".join(one.get("zh") for one in texts))
