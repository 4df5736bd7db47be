"""The checker: what a schedule breaks and what it scores, from its dates, without any solver."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ...scheduler.problem.problem import UNITS
from ...scheduler.schedule import GroupCalendar, Schedule
from . import presence
from .arbitration import round_half_up
from .case import Case
from .finding import Finding
from .natural import Amount, Broken
from .rule import Level, Rule


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with the level at which it counts, and what it is worth.

    Attributes
    ----------
    level
        The rule's, or ``report`` on a control account.
    worth
        Hundredths of a point of the score: below 0 for a penalty or a price, above for a reward, 0 if it
        only counts.
    weighed
        The same in the objective: as the profile weighs it, the profile's own rules included.
    """

    finding: Finding
    level: Level
    worth: Decimal
    weighed: Decimal


@dataclass(frozen=True)
class Verdict:
    """What the checker says of a schedule.

    Attributes
    ----------
    judged
        Every finding, rule after rule in the charter's order, the input's own demands first, what the
        profile's own rules find last.
    value, moves
        Value kept and cost of moves by BU, in hundredths of a point.
    """

    case: Case
    calendar: GroupCalendar
    judged: tuple[Judged, ...]
    value: Mapping[str, int]
    moves: Mapping[str, int]

    @cached_property
    def violations(self) -> tuple[Judged, ...]:
        """The findings that break something."""
        return tuple(row for row in self.judged if row.finding.violates)

    @cached_property
    def hard(self) -> tuple[Judged, ...]:
        """The findings that no calendar may have."""
        return tuple(row for row in self.violations if row.level is Level.HARD)

    @property
    def feasible(self) -> bool:
        """Whether no hard rule and no demand of the input is broken."""
        return not self.hard

    @cached_property
    def penalties(self) -> Mapping[str, Decimal]:
        """What each rule costs, in hundredths of a point; rules that cost nothing are left out."""
        return self._worth(earned=False)

    @cached_property
    def rewards(self) -> Mapping[str, Decimal]:
        """What each rule earns, in hundredths of a point; rules that earn nothing are left out."""
        return self._worth(earned=True)

    def _worth(self, *, earned: bool) -> Mapping[str, Decimal]:
        total: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.judged:
            if row.worth and (row.worth > 0) == earned:
                total[row.finding.rule_id] += abs(row.worth)
        return dict(total)

    @cached_property
    def measures(self) -> Mapping[str, Decimal]:
        """The measure of each broken rule or demand; on control accounts under the rule as well."""
        total: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.violations:
            total[row.finding.rule_id] += row.finding.measure
        return dict(total)

    @cached_property
    def exact(self) -> Fraction:
        """The score before it is rounded, in hundredths of a point."""
        kept = sum(self.value.values()) - sum(self.moves.values())
        return kept + Fraction(sum((row.worth for row in self.judged), Decimal(0)))

    @property
    def score(self) -> int:
        """The score in hundredths of a point, rounded half up."""
        return round_half_up(self.exact)

    @cached_property
    def weighed(self) -> Fraction:
        """The objective in hundredths of a point: the exact score as the profile weighs its parts."""
        profile = self.case.profile
        kept = profile.value * sum(self.value.values()) - profile.moves * sum(self.moves.values())
        return Fraction(kept, 100) + Fraction(sum((row.weighed for row in self.judged), Decimal(0)))

    @property
    def objective(self) -> int:
        """The objective in the problem's units."""
        return int(self.weighed * UNITS)


def judge(case: Case, rule: Rule, calendar: GroupCalendar) -> Iterator[Judged]:
    """Judge a calendar, or a part of one, by one rule."""
    own = case.profile.owns(rule)
    for finding in rule.check(case, calendar):
        level = Level.REPORT if case.controls(finding.account_id) else rule.level
        if finding.reward is None:
            worth = -100 * rule.weight * finding.measure if level is Level.SOFT else Decimal(0)
        elif level is Level.REPORT:
            continue
        else:
            worth = 100 * finding.reward * finding.measure
        weighed = worth * case.profile.percent(rule, earned=worth > 0) / 100
        yield Judged(finding, level, Decimal(0) if own else worth, weighed)


def check(case: Case, schedule: Schedule) -> Verdict:
    """Judge a schedule by the input's demands and every rule of the charter.

    Parameters
    ----------
    case
        The scenario and its charter.
    schedule
        A schedule of any origin; it need not be feasible.
    """
    calendar = GroupCalendar.of(case.scenario, schedule)
    zero = Decimal(0)
    judged = [Judged(finding, Level.HARD, zero, zero) for finding in presence.check(case, schedule)]
    for rule in case.rules:
        judged += judge(case, rule, calendar)
    value: dict[str, int] = {row.bu_id: 0 for row in case.scenario.business_units}
    moves = dict(value)
    for placement in calendar.placements:
        value[placement.campaign.bu_id] += case.value_of[placement.key]
    for launch_id, days in calendar.flights.items():
        launch = case.scenario.launches[launch_id]
        moves[launch.campaign.bu_id] += case.move_cost(launch, days.start)
    return Verdict(case, calendar, tuple(judged), value, moves)


def natural(verdict: Verdict, rows: Iterable[Judged]) -> tuple[Amount, ...]:
    """Say what some of a verdict's violations, of one rule or demand, come to in natural units."""
    broken = Broken(verdict.case, verdict.calendar, tuple(row.finding for row in rows))
    rule_id = broken.findings[0].rule_id
    if rule_id in presence.DEMANDS:
        return (broken.campaigns,)
    return tuple(amount for amount in verdict.case.rule(rule_id).natural(broken) if amount.number)


def explain(case: Case, finding: Finding) -> str:
    """Say a finding in a sentence, in the scenario's language."""
    if finding.rule_id in presence.DEMANDS:
        return presence.explain(case, finding)
    return case.rule(finding.rule_id).explain(case, finding)
