"""Solving in a child process: each status, limits, crashes and interruptions."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

import numpy as np
import pytest

from counterpoint.scheduler.cpsat import child
from counterpoint.scheduler.cpsat.solve import Solver, solve
from counterpoint.scheduler.outcome import Cut, Limits, Point, SolverFailure, Status
from counterpoint.scheduler.problem.plan import ABSENT, Plan
from counterpoint.scheduler.problem.problem import Problem
from counterpoint.scheduler.problem.separation import Separation
from tests.scheduler.small import ALWAYS, Draft

ROOT = Path(__file__).parents[3]


def hard(items: int = 40, days: int = 25) -> Problem:
    """Many items, and costs for each pair that comes close: good plans abound, a proof takes ages."""
    random, draft = Random(1), Draft()
    for _ in range(items):
        wish = random.randrange(days)
        cost = [abs(day - wish) * random.randint(1, 3) for day in range(days)]
        draft.member(draft.item(range(days), cost=cost, required=True))
    pairs = [(i, j) for i in range(items) for j in range(i) if random.random() < 0.5]
    return draft.problem(
        Separation(
            origin="close",
            price=3,
            one=np.array([pair[0] for pair in pairs]),
            other=np.array([pair[1] for pair in pairs]),
            by_gap=np.array([16, 8, 4, 2, 1]),
            days=ALWAYS,
        )
    )


def easy(*, required: bool = False) -> Problem:
    """Two items that share their only day; one may run."""
    draft = Draft()
    draft.member(draft.item([0], required=required), value=3)
    draft.member(draft.item([0], required=required), value=5)
    return draft.problem(
        Separation(
            origin="apart",
            price=None,
            one=np.array([0]),
            other=np.array([1]),
            by_gap=np.array([1]),
            days=ALWAYS,
        )
    )


def test_optimal() -> None:
    seen: list[Point] = []
    outcome = solve(easy(), Limits(30), on_progress=seen.append)
    assert (outcome.status, outcome.objective, outcome.bound) == (Status.OPTIMAL, 5, 5)
    assert outcome.plan is not None
    assert outcome.plan.option.tolist() == [ABSENT, 0]
    assert outcome.cut_short is None
    assert outcome.trajectory == tuple(seen)
    assert seen[-1].objective == 5


def test_infeasible_is_confirmed() -> None:
    outcome = solve(easy(required=True), Limits(30))
    assert (outcome.status, outcome.plan, outcome.objective) == (Status.INFEASIBLE, None, None)
    assert outcome.notes == ()


def test_feasible_when_the_effort_ends_and_the_same_again() -> None:
    problem = hard()
    first, second = (solve(problem, Limits(120, effort=0.5, seed=3)) for _ in range(2))
    assert (first.status, first.cut_short) == (Status.FEASIBLE, Cut.EFFORT)
    assert first.plan is not None
    assert second.plan is not None
    assert first.objective is not None
    assert first.bound is not None
    assert first.objective < first.bound
    assert (first.plan.option == second.plan.option).all()
    assert (first.objective, first.bound, first.effort) == (second.objective, second.bound, second.effort)


def test_unknown_without_effort() -> None:
    outcome = solve(easy(), Limits(30, effort=0))
    assert (outcome.status, outcome.plan, outcome.cut_short) == (Status.UNKNOWN, None, Cut.EFFORT)
    assert outcome.bound is not None
    assert outcome.bound >= 5


def test_a_hint_is_never_lost() -> None:
    plan = Plan(np.array([0, ABSENT]), np.array([True, False]))
    outcome = solve(easy(), Limits(30, effort=0), hint=plan)
    assert (outcome.status, outcome.objective) == (Status.FEASIBLE, 3)
    assert solve(easy(), Limits(30), hint=plan).objective == 5


def test_a_hint_that_breaks_a_rule_is_only_a_hint() -> None:
    plan = Plan(np.array([0, 0]), np.array([True, True]))
    assert solve(easy(), Limits(30), hint=plan).objective == 5


def test_time_limit() -> None:
    outcome = solve(hard(), Limits(4))
    # A busy machine may leave no time for a plan.
    assert outcome.status in (Status.FEASIBLE, Status.UNKNOWN)
    assert outcome.cut_short is Cut.TIME
    assert outcome.seconds < 4 + child.PATIENCE


def kill_child(_point: Point) -> None:
    """Kill the one process that this one has started."""
    (worker,) = multiprocessing.active_children()
    worker.kill()


def test_a_crash_before_any_plan_is_a_failure() -> None:
    problem = hard()
    # A hint that is no plan: the worker tells a bound before it has any.
    hint = Plan(np.zeros(len(problem.items), np.int64), np.zeros(len(problem.members), np.bool_))
    with pytest.raises(SolverFailure, match="ended unexpectedly"):
        solve(problem, Limits(30), on_progress=kill_child, hint=hint)


def test_a_crash_after_a_plan_leaves_it() -> None:
    def kill_later(point: Point) -> None:
        if point.objective is not None:
            kill_child(point)

    outcome = solve(hard(), Limits(30), on_progress=kill_later)
    assert (outcome.status, outcome.cut_short) == (Status.FEASIBLE, None)
    assert "ended unexpectedly" in outcome.notes[0]


def test_an_error_in_the_worker_is_told() -> None:
    draft = Draft()
    draft.member(draft.item([0, 1]))
    problem = draft.problem()
    problem.items.start[:] = problem.items.start[::-1].copy()
    with pytest.raises(SolverFailure, match="not sorted by start"):
        solve(problem, Limits(30))


def test_an_event_stops_it() -> None:
    stop = threading.Event()

    def at_a_plan(point: Point) -> None:
        if point.objective is not None:
            stop.set()

    began = time.monotonic()
    outcome = solve(hard(), Limits(100), stop=stop, on_progress=at_a_plan)
    assert (outcome.status, outcome.cut_short) == (Status.FEASIBLE, Cut.INTERRUPTED)
    assert time.monotonic() - began < 30


def process() -> int:
    """Give the number of the one process that this one has started."""
    (worker,) = multiprocessing.active_children()
    assert worker.pid is not None
    return worker.pid


def test_one_process_solves_several_problems_as_fresh_ones_do() -> None:
    problem, limits = hard(), Limits(120, effort=0.5, seed=3)
    fresh = solve(problem, limits)
    with Solver() as solver:
        assert solver.solve(easy(required=True), Limits(30)).status is Status.INFEASIBLE
        first = process()
        assert solver.solve(easy(), Limits(30)).objective == 5
        again = solver.solve(problem, limits)
        assert process() == first
    assert not multiprocessing.active_children()
    assert fresh.plan is not None
    assert again.plan is not None
    assert (fresh.plan.option == again.plan.option).all()
    assert (fresh.objective, fresh.bound, fresh.effort) == (again.objective, again.bound, again.effort)


def test_a_crash_costs_one_solve_of_several() -> None:
    def kill_later(point: Point) -> None:
        if point.objective is not None:
            kill_child(point)

    with Solver() as solver:
        assert solver.solve(easy(), Limits(30)).objective == 5
        first = process()
        assert "ended unexpectedly" in solver.solve(hard(), Limits(30), on_progress=kill_later).notes[0]
        assert solver.solve(easy(), Limits(30)).objective == 5
        assert process() != first


def test_a_process_that_dies_between_two_solves_costs_none() -> None:
    with Solver() as solver:
        assert solver.solve(easy(), Limits(30)).objective == 5
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()
        assert solver.solve(easy(), Limits(30)).objective == 5


def test_a_stop_ends_one_solve_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    # However busy the machine is.
    monkeypatch.setattr(child, "PATIENCE", 300)
    with Solver() as solver:
        stop = threading.Event()
        stop.set()
        assert solver.solve(hard(), Limits(300), stop=stop).cut_short is Cut.INTERRUPTED
        first = process()
        assert solver.solve(easy(), Limits(30)).status is Status.OPTIMAL
        assert process() == first


def test_an_error_of_the_caller_ends_the_process() -> None:
    failed: list[float] = []

    def fail(_point: Point) -> None:
        failed.append(time.monotonic())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), Solver() as solver:
        solver.solve(hard(), Limits(300), on_progress=fail)
    assert not multiprocessing.active_children()
    assert time.monotonic() - failed[0] < child.PATIENCE


SCRIPT = """
import os, signal
from tests.scheduler.cpsat.test_solve import hard
from counterpoint.scheduler.cpsat import child
from counterpoint.scheduler.cpsat.solve import solve
from counterpoint.scheduler.outcome import Limits

sent = []
def interrupt(point):
    while point.objective is not None and len(sent) < TIMES:
        sent.append(1)
        # The whole group, as a terminal does.
        os.killpg(os.getpgrp(), signal.SIGINT)

if __name__ == "__main__":
    outcome = solve(hard(), Limits(100), on_progress=interrupt)
    print(outcome.status, outcome.cut_short, outcome.objective is not None)
"""


@pytest.mark.skipif(os.name != "posix", reason="sends a signal to a process group")
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c(times: int, tmp_path: Path) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(SCRIPT.replace("TIMES", str(times)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
        check=False,
    )
    if times == 1:
        assert done.stdout.split() == ["feasible", "interrupted", "True"], done.stderr
    else:
        assert done.returncode == -signal.SIGINT, done.stderr
        assert "KeyboardInterrupt" in done.stderr
