"""What an explanation says of every day agrees with a fresh solve that is pinned to it by hand."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import check
from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.explained import Day, Stand
from counterpoint.scenarios.explanation import Explainer
from counterpoint.scenarios.prospects import Prospects
from counterpoint.scenarios.solving import find
from counterpoint.scheduler.cpsat.solve import Solver
from counterpoint.scheduler.outcome import Limits, Status
from counterpoint.scheduler.problem.arrays import Lists
from counterpoint.scheduler.problem.problem import UNITS, Problem
from counterpoint.scheduler.problem.start_cost import StartCost
from counterpoint.scheduler.scenario import Launch
from counterpoint.scheduler.schedule import Schedule
from counterpoint.scheduler.starts import allowed_starts
from tests.drawn import draw_case

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"
CAMPAIGNS = [
    line.split(",")[0] for line in (PILOT / "campaigns.csv").read_text(encoding="utf-8").splitlines()[1:]
]
LIMITS = Limits(seconds=600)
#: Drawn cases looked at, each with so many days to explain at least.
SHARDS, PER_SHARD, DAYS = 5, 4, 15


class Agreement:
    """A case with its best calendar, explained, and pinned by hand."""

    def __init__(self, case: Case, schedule: Schedule, solver: Solver) -> None:
        self.case, self.schedule, self.solver = case, schedule, solver
        self.optimum = check(case, schedule).objective
        self.lowering = Lowering(case)
        self.problem = self.lowering.problem()

    def judge(self, launches: list[Launch]) -> int:
        """Assert that every allowed day of some launches is told as it is; give their number."""
        prospects = Prospects(self.case, self.schedule, self.optimum, self.solver, LIMITS)
        days = 0
        for view in Explainer(self.case, self.schedule, prospects).explain(launches):
            # A launch of which nothing may be kept has no day, whatever its window.
            told = [day.day for day in view.days if day.now or day.here]
            offered = view.launch.id in self.lowering.item_of
            assert told == (allowed_starts(self.case.scenario, view.launch) if offered else [])
            for day in view.days:
                if day.now:
                    days += 1
                    self.judge_day(day)
        return days

    def judge_day(self, day: Day) -> None:
        fresh = self.solver.solve(self.pinned(day), LIMITS)
        assert fresh.status in (Status.OPTIMAL, Status.INFEASIBLE)
        assert (day.stand is Stand.BARRED) == (fresh.status is Status.INFEASIBLE), day
        assert day.prospect is not None
        assert (day.prospect.conflict is not None) == (fresh.status is Status.INFEASIBLE)
        if fresh.objective is not None:
            assert day.prospect.price is not None
            assert day.prospect.price.exact
            assert UNITS * day.prospect.price.least == self.optimum - fresh.objective
        assert day.now is not None
        moved = check(self.case, self.moved(day))
        assert (day.stand is Stand.COSTS) == moved.feasible
        if moved.feasible:
            assert moved.objective == self.optimum + UNITS * day.now.points
            assert fresh.objective is not None
            assert moved.objective <= fresh.objective

    def pinned(self, day: Day) -> Problem:
        """Give the problem in which a launch must start on a day, by a rule instead of a decision."""
        item = self.lowering.item_of[day.launch.id]
        elsewhere = [int(row.start != day.day) for row in self.lowering.flights[item]]
        only = StartCost(
            origin="pinned", price=None, carrier=np.array([item]), by_option=Lists.of([elsewhere])
        )
        required = self.problem.items.required.copy()
        required[item] = True
        items = replace(self.problem.items, required=required)
        return Problem(items, self.problem.members, (*self.problem.primitives, only))

    def moved(self, day: Day) -> Schedule:
        """Give the calendar with a launch on another day and all else, its own accounts too, as it is."""
        assert day.now is not None
        name = day.launch.id.campaign_id
        own = {(name, row.account_id) for row in day.launch.audience}
        scheduled = self.schedule.start_of(day.launch) is not None
        # A launch that is not scheduled has no accounts yet: the explanation chooses those of most value.
        kept = own & (self.schedule if scheduled else day.now.schedule).kept
        return Schedule({**self.schedule.starts, day.launch.id: day.day}, (self.schedule.kept - own) | kept)


@cache
def pilot() -> tuple[Case, Schedule]:
    reading = read_scenario(PILOT)
    case = Case(reading.scenario, reading.charter)
    with Solver() as solver:
        schedule = find(case, LIMITS, solver).schedule
    assert schedule is not None
    return case, schedule


@pytest.mark.slow
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_day_of_the_pilot(campaign: str) -> None:
    case, schedule = pilot()
    with Solver() as solver:
        Agreement(case, schedule, solver).judge(list(case.scenario.launches_of[campaign]))


def judge_drawn(seed: int, number: int) -> None:
    """Judge so many drawn cases: of those that have a calendar, those with enough days to explain."""
    random = Random(seed)
    with Solver() as solver:
        while number:
            case = draw_case(random)
            launches = list(case.scenario.launches.values())
            if sum(len(allowed_starts(case.scenario, launch)) for launch in launches) < DAYS:
                continue
            answer = find(case, LIMITS, solver)
            if answer.schedule is not None:
                assert Agreement(case, answer.schedule, solver).judge(launches)
                number -= 1


@pytest.mark.parametrize("seed", range(3))
def test_every_day_of_a_drawn_case(seed: int) -> None:
    judge_drawn(seed, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1000 + SHARDS))
def test_every_day_of_drawn_cases(seed: int) -> None:
    judge_drawn(seed, PER_SHARD)
