"""Trials: limits are shared, what is known is not asked again, and nothing unknown is taken for known."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from counterpoint.scheduler.cpsat.solve import Solver
from counterpoint.scheduler.outcome import Limits, Outcome, SolverFailure, Status
from counterpoint.scheduler.problem.arrays import Lists
from counterpoint.scheduler.problem.demands import Demands
from counterpoint.scheduler.problem.labels import Labels
from counterpoint.scheduler.problem.plan import ABSENT, Plan
from counterpoint.scheduler.problem.problem import Problem
from counterpoint.scheduler.problem.start_cost import StartCost
from counterpoint.scheduler.trials import EACH, OTHER_SEED, Trial, Trials
from tests.scheduler.small import Draft

NOWHERE = Outcome(Status.INFEASIBLE, None, None, None, 0.0, 1.0)
UNKNOWN = Outcome(Status.UNKNOWN, None, None, None, 0.0, 1.0)


def demands() -> Demands:
    """Give three demands on the start of one item: demand n bars day n, at 2 a unit."""
    draft = Draft()
    draft.member(draft.item(range(4)))
    return Demands(
        draft.problem(
            StartCost(
                origin="r",
                price=None,
                about=Labels.per_row((("day", str(day)),) for day in range(3)),
                carrier=np.zeros(3, np.int64),
                by_option=Lists.of([2 * int(day == option) for option in range(4)] for day in range(3)),
            )
        )
    )


def at(option: int, status: Status = Status.OPTIMAL) -> Outcome:
    return Outcome(status, Plan(np.array([option]), np.array([option != ABSENT])), 0, 0, 0.0, 1.0)


class Answering(Solver):
    """Hands out answers made before, and notes what it was asked."""

    def __init__(self, *answers: Outcome | SolverFailure) -> None:
        super().__init__()
        self.answers, self.asked, self.hints = list(answers), list[Limits](), list[Any]()

    def solve(self, problem: Problem, limits: Limits, **more: Any) -> Outcome:
        self.asked.append(limits)
        self.hints.append(more["hint"])
        answer = self.answers.pop(0)
        if isinstance(answer, SolverFailure):
            raise answer
        return answer


def test_a_plan_and_what_it_misses_serves_all_that_it_meets() -> None:
    solver = Answering(at(1))
    trials = Trials(demands(), solver, Limits(60))
    found = trials.meet([0])
    assert isinstance(found, Trial)
    assert dict(found.missed) == {1: 2}
    assert trials.meet([0, 2]) is found
    assert trials.meet([]) is found
    assert len(solver.asked) == 1


def test_what_is_refuted_stays_so_with_more() -> None:
    solver = Answering(NOWHERE, at(2))
    trials = Trials(demands(), solver, Limits(60))
    assert trials.meet([0, 1]) is Status.INFEASIBLE
    assert trials.meet([0, 1, 2]) is Status.INFEASIBLE
    assert len(solver.asked) == 1
    assert isinstance(trials.meet([0]), Trial)
    assert len(solver.asked) == 2


def test_what_is_unknown_is_asked_again() -> None:
    solver = Answering(UNKNOWN, SolverFailure("crashed"), NOWHERE)
    trials = Trials(demands(), solver, Limits(60))
    assert trials.meet([0]) is Status.UNKNOWN
    assert trials.meet([0]) is Status.UNKNOWN
    assert trials.meet([0]) is Status.INFEASIBLE


def test_effort_is_shared_and_none_takes_all() -> None:
    solver = Answering(UNKNOWN, UNKNOWN)
    trials = Trials(demands(), solver, Limits(60, effort=1.5, seed=3))
    for _ in range(3):
        assert trials.meet([0]) is Status.UNKNOWN
    assert [(limits.effort, limits.seed) for limits in solver.asked] == [(1.5, 3), (0.5, 3)]
    assert all(limits.seconds <= 60 for limits in solver.asked)
    solver = Answering(UNKNOWN)
    Trials(demands(), solver, Limits(60)).meet([0])
    assert solver.asked[0].effort == EACH


@pytest.mark.parametrize("end", [lambda: Limits(0), lambda: Limits(60, effort=0)])
def test_nothing_is_asked_without_time(end: Callable[[], Limits]) -> None:
    assert Trials(demands(), Answering(), end()).meet([0]) is Status.UNKNOWN


def test_nothing_is_asked_after_a_stop() -> None:
    stop = threading.Event()
    stop.set()
    assert Trials(demands(), Answering(), Limits(60), stop).meet([0]) is Status.UNKNOWN


def test_a_refutation_is_confirmed_with_another_seed_and_without_doubts() -> None:
    doubt = Outcome(Status.INFEASIBLE, None, None, None, 0.0, 1.0, notes=("it did not finish",))
    solver = Answering(NOWHERE, doubt, UNKNOWN)
    trials = Trials(demands(), solver, Limits(60, seed=3))
    assert [trials.confirm([0]) for _ in range(3)] == [True, False, False]
    assert {limits.seed for limits in solver.asked} == {3 + OTHER_SEED}


def test_the_nearest_plan_is_looked_for_from_the_one_at_hand() -> None:
    solver = Answering(at(1), at(0, Status.FEASIBLE), UNKNOWN)
    trials = Trials(demands(), solver, Limits(60))
    trial = trials.meet([0])
    assert isinstance(trial, Trial)
    best, least = trials.relax(trial, {1: 1})
    assert (dict(best.missed), least) == ({0: 2}, False)
    assert solver.hints == [None, trial.plan]
    assert trials.relax(trial, {1: 1}) == (trial, False)


def test_demands_are_met_given_up_or_priced() -> None:
    problem = demands().problem([0], {2: 5})
    assert [(part.price, part.rows, part.label(0)) for part in problem.primitives] == [
        (None, 1, (("day", "0"),)),
        (5, 1, (("day", "2"),)),
    ]
    assert problem.faults(Plan(np.array([0]), np.array([True]))) == {"r": 2}
    assert problem.objective(Plan(np.array([2]), np.array([True]))) == -10
