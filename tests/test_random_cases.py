"""Cases drawn at random: checker, lowered problem and CP-SAT agree on schedules drawn at random."""

from random import Random

import pytest

from counterpoint.scheduler.cpsat.model import build
from tests.agreement import Sides
from tests.drawn import draw_case, draw_schedule
from tests.scheduler.cpsat.fixing import solved


def judge_drawn(seed: int, schedules: int, by_solver: int) -> None:
    random = Random(seed)
    sides = Sides(draw_case(random))
    feasible = []
    plans = []
    for _ in range(schedules):
        verdict, plan = sides.agree(draw_schedule(random, sides.case))
        if plan is not None:
            plans.append((plan, verdict.objective if verdict.feasible else None))
            feasible.append(verdict.objective if verdict.feasible else None)
    model = build(sides.problem)
    for plan, value in plans[:by_solver]:
        assert solved(model, plan) == value, plan
    if any(value is not None for value in feasible):
        best = solved(model)
        assert best is not None
        assert best >= max(value for value in feasible if value is not None)


@pytest.mark.parametrize("seed", range(60))
def test_drawn_case(seed: int) -> None:
    judge_drawn(seed, schedules=30, by_solver=8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60, 460))
def test_many_drawn_cases(seed: int) -> None:
    judge_drawn(seed, schedules=60, by_solver=15)
