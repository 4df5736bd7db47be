"""The score of a calendar by part, by rule and by BU."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...constraints.charter.checker import Verdict
from ...scenarios.results import Results
from .table import Cell, Column, Table, colors, table
from .words import Number, Words


class Unit(NamedTuple):
    """What a BU asked for and got: values and moves in hundredths of a point, and launches moved."""

    asked: int
    kept: int
    moves: int
    launches_moved: int
    days_moved: int

    @property
    def share(self) -> Fraction:
        """Value kept in percent of the value asked for, 100 where nothing of value was."""
        return Fraction(100 * self.kept, self.asked) if self.asked else Fraction(100)


def parts(verdict: Verdict) -> Mapping[str, Number]:
    """Give the parts of a score with their signs, in hundredths of a point, and the score itself.

    Under a profile that weighs them otherwise, the cost of its own rules and the objective follow.
    """
    found: dict[str, Number] = {
        "part_value": sum(verdict.value.values()),
        "part_moves": -sum(verdict.moves.values()),
        "part_penalties": -sum(verdict.penalties.values(), Decimal(0)),
        "part_rewards": sum(verdict.rewards.values(), Decimal(0)),
        "part_total": verdict.score,
    }
    if not verdict.case.profile.is_plain:
        own = {rule.id for rule in verdict.case.own_rules}
        rows = (row for row in verdict.judged if row.finding.rule_id in own)
        found["part_own"] = sum((row.weighed for row in rows), Decimal(0))
        found["part_objective"] = verdict.weighed
    return found


def part_table(results: Results, words: Words) -> Table:
    """Set the parts of the two scores side by side."""
    asked, group = parts(results.solved.asked), parts(results.verdict)
    columns = [
        Column(words("part"), wide=True),
        Column(words("asked"), numeric=True),
        Column(words("group"), numeric=True),
    ]
    rows: list[list[Cell | str]] = [
        [words(key), words.points(asked[key]), words.points(group[key])] for key in group
    ]
    *most, total = rows
    hard = [str(len(verdict.hard)) for verdict in (results.solved.asked, results.verdict)]
    most.insert(0, [words("score_hard"), *hard])
    return table(words("score_parts"), columns, most, total=total)


def rule_score_table(results: Results, words: Words) -> Table:
    """List the rules that cost or earn something, the most at stake first."""
    verdict = results.verdict
    names = verdict.penalties.keys() | verdict.rewards.keys()
    zero = Decimal(0)

    def stake(name: str) -> tuple[Decimal, str]:
        return (-verdict.penalties.get(name, zero) - verdict.rewards.get(name, zero), name)

    columns = [
        Column(words("rule"), wide=True),
        Column(words("penalty"), numeric=True),
        Column(words("reward"), numeric=True),
    ]
    rows: list[list[Cell | str]] = [
        [
            Cell(name, results.case.rule(name).note or ""),
            words.points(-verdict.penalties[name]) if name in verdict.penalties else "",
            words.points(verdict.rewards[name]) if name in verdict.rewards else "",
        ]
        for name in sorted(names, key=stake)
    ]
    return table(words("score_rules"), columns, rows)


def units(results: Results) -> Mapping[str, Unit]:
    """Give what each BU asked for and got."""
    case, verdict = results.case, results.verdict
    asked: dict[str, int] = defaultdict(int)
    for (campaign_id, _), value in case.value_of.items():
        asked[case.scenario.campaign_of[campaign_id].bu_id] += value
    days: dict[str, list[int]] = defaultdict(list)
    for row in results.launches:
        if row.days_moved:
            days[row.bu_id].append(row.days_moved)
    return {
        unit.bu_id: Unit(
            asked=asked[unit.bu_id],
            kept=verdict.value[unit.bu_id],
            moves=verdict.moves[unit.bu_id],
            launches_moved=len(days[unit.bu_id]),
            days_moved=sum(days[unit.bu_id]),
        )
        for unit in case.scenario.business_units
    }


def unit_table(results: Results, words: Words) -> Table:
    """Set the BUs side by side: value kept, share and moves."""
    columns = [
        Column(words("bu"), wide=True),
        Column(words("value_asked"), numeric=True),
        Column(words("value_kept"), numeric=True),
        Column(words("share"), numeric=True),
        Column(words("launches_moved"), numeric=True),
        Column(words("days_moved"), numeric=True),
        Column(words("cost_of_moves"), numeric=True),
    ]
    scenario, found = results.case.scenario, units(results)
    rows: list[list[Cell | str]] = [
        [Cell(scenario.unit_of[name].name, color=colors(scenario)[name]), *_unit(unit, words)]
        for name, unit in found.items()
    ]
    whole = Unit(*map(sum, zip(*found.values(), strict=True))) if found else Unit(0, 0, 0, 0, 0)
    return table(words("score_units"), columns, rows, total=[words("total"), *_unit(whole, words)])


def _unit(unit: Unit, words: Words) -> list[str]:
    return [
        words.points(unit.asked),
        words.points(unit.kept),
        words.percent(unit.share),
        words.number(unit.launches_moved),
        words.number(unit.days_moved),
        words.points(-unit.moves),
    ]
