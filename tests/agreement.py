"""Whether the two sides agree on a schedule: the checker, from dates, and the lowered problem."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import Verdict, check
from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.constraints.charter.rule import Level
from counterpoint.scheduler.problem.plan import Plan
from counterpoint.scheduler.problem.problem import UNITS, Problem
from counterpoint.scheduler.schedule import Schedule


class Sides:
    """A case as the checker and as engines see it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.lowering = Lowering(case)
        self.problem: Problem = self.lowering.problem()

    @cached_property
    def scales(self) -> Mapping[str, int]:
        """What a rule's measure is multiplied by in the problem."""
        return {rule.id: 100 if rule.two_decimals else 1 for rule in self.case.rules}

    def agree(self, schedule: Schedule) -> tuple[Verdict, Plan | None]:
        """Assert that both sides say the same of a schedule, rule by rule.

        What the problem does not even offer (a start, a launch, a placement), the checker must refuse
        as a demand of the input. Of everything else both must count the same measure of each hard
        rule, the same penalty and reward of each, the same objective, and the same demands.
        """
        verdict = check(self.case, schedule)
        plan = self.lowering.plan(schedule)
        demands = any(row.finding.rule_id.startswith("input:") for row in verdict.hard)
        if plan is None:
            assert demands, "the problem offers no such plan, and the checker has nothing against it"
            return verdict, None
        faults = self.problem.faults(plan)
        rules = {origin: measure for origin, measure in faults.items() if origin in self.scales}
        assert rules == self._hard_measures(verdict)
        assert (len(rules) < len(faults)) == demands, (faults, verdict.measures)
        assert verdict.feasible == (not faults)
        assert self._gains(plan) == self._worths(verdict)
        assert self.problem.objective(plan) == verdict.objective
        back = self.lowering.schedule(plan)
        assert {launch: day for launch, day in back.starts.items() if day} == {
            launch: day for launch, day in schedule.starts.items() if day
        }
        assert back.kept == schedule.kept
        return verdict, plan

    def _hard_measures(self, verdict: Verdict) -> dict[str, int]:
        found: dict[str, Decimal] = defaultdict(Decimal)
        for row in verdict.hard:
            rule_id = row.finding.rule_id
            if rule_id in self.scales:
                found[rule_id] += self.scales[rule_id] * row.finding.measure
        return {rule_id: int(measure) for rule_id, measure in found.items()}

    def _gains(self, plan: Plan) -> dict[tuple[str, bool], int]:
        """Give what each rule takes or gives (told apart) in the problem; nothing where it is 0."""
        placed = self.problem.place(plan)
        found: dict[tuple[str, bool], int] = defaultdict(int)
        for primitive in self.problem.primitives:
            found[primitive.origin, primitive.sign > 0] += primitive.gain(placed)
        return {key: gain for key, gain in found.items() if gain}

    def _worths(self, verdict: Verdict) -> dict[tuple[str, bool], int]:
        """Give the same from the checker's findings."""
        found: dict[tuple[str, bool], Decimal] = defaultdict(Decimal)
        for row in verdict.judged:
            found[row.finding.rule_id, row.weighed > 0] += UNITS * row.weighed
        return {key: int(worth) for key, worth in found.items() if worth}


def broken(verdict: Verdict) -> set[tuple[str, Level, bool]]:
    """Give what a schedule breaks or earns: rule, level and whether it is a reward."""
    return {(row.finding.rule_id, row.level, not row.finding.violates) for row in verdict.judged}
