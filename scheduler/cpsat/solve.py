"""Solve: problems to CP-SAT in a process of its own, the best plan verified by the problem itself."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from ..outcome import Cut, Limits, Outcome, Point, SolverFailure, Status
from ..problem.plan import Plan
from ..problem.problem import Problem
from .child import Child
from .hearing import Hearing
from .interrupts import interruptible
from .messages import Failed, Found, Task, Verdict


class Solver:
    """Solves problems with CP-SAT one after another, in one child process as long as that lives.

    A process takes a second to start: who has several problems to solve does so ``with Solver() as
    solver``. It is not to be shared among threads.
    """

    def __init__(self) -> None:
        self._child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._child is not None and self._child.usable:
            self._child.close()

    def solve(
        self,
        problem: Problem,
        limits: Limits,
        *,
        on_progress: Callable[[Point], None] | None = None,
        hint: Plan | None = None,
        stop: threading.Event | None = None,
    ) -> Outcome:
        """Solve a problem.

        A crash of the solver costs no more than this solve. Ctrl-C (in the main thread) ends the
        search and gives the best plan so far; a second Ctrl-C kills it. The same problem, seed and
        effort give the same plan, unless the time limit cuts the search short.

        Parameters
        ----------
        problem
            The problem.
        limits
            Seconds, effort and seed.
        on_progress
            Called with each better plan's objective, and each better bound.
        hint
            A plan to start from; if it is feasible the outcome is no worse.
        stop
            Ends the search when set, as Ctrl-C does.

        Returns
        -------
        Outcome
            What was found, verified by the problem itself.

        Raises
        ------
        SolverFailure
            If the solver crashed before it found a plan, or contradicts the problem.
        KeyboardInterrupt
            At a second Ctrl-C.
        """
        hearing, stop = Hearing(on_progress), stop or threading.Event()
        if hint is not None and not problem.faults(hint):
            hearing.take(Found(hint, problem.objective(hint)))
        with interruptible(stop) as kill:
            if self._child is None or not self._child.usable:
                self._child = Child()
            task = Task(problem, limits, hearing.began + limits.seconds, hint)
            self._child.run(task, hearing, stop, kill)
        return _outcome(problem, hearing, interrupted=stop.is_set())


def solve(
    problem: Problem,
    limits: Limits,
    *,
    on_progress: Callable[[Point], None] | None = None,
    hint: Plan | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """Solve one problem, as `Solver.solve` does."""
    with Solver() as solver:
        return solver.solve(problem, limits, on_progress=on_progress, hint=hint, stop=stop)


def _outcome(problem: Problem, hearing: Hearing, *, interrupted: bool) -> Outcome:
    """Say what came of a search, once its best plan is checked against the problem."""
    best = hearing.best
    plan, objective = (best.plan, _verified(problem, best)) if best else (None, None)
    verdict = _verdict(hearing, interrupted=interrupted)
    status, bound = verdict.status, verdict.bound
    if bound is not None and objective is not None and objective > bound:
        raise SolverFailure(f"a plan's objective, {objective}, is beyond the solver's bound, {bound}")
    if objective is not None and status in (Status.INFEASIBLE, Status.UNKNOWN):
        if status is Status.INFEASIBLE:
            raise SolverFailure("the solver says that no plan exists, but one is at hand")
        status = Status.FEASIBLE
    if status is Status.OPTIMAL:
        bound = objective
    return Outcome(
        status,
        plan,
        objective,
        bound,
        time.monotonic() - hearing.began,
        verdict.effort,
        tuple(hearing.trajectory),
        verdict.cut_short,
        verdict.notes,
    )


def _verified(problem: Problem, best: Found) -> int:
    """Give a plan's objective, having checked it against the problem itself."""
    if faults := problem.faults(best.plan):
        raise SolverFailure(f"the solver's plan breaks {faults}")
    objective = problem.objective(best.plan)
    # A search that is cut short may leave a penalty in the model above what the plan pays; never below.
    if objective < best.objective:
        raise SolverFailure(f"the solver claims {best.objective} for a plan whose objective is {objective}")
    return objective


def _verdict(hearing: Hearing, *, interrupted: bool) -> Verdict:
    """Give the worker's verdict, or what is known where it ended without one."""
    if isinstance(hearing.verdict, Verdict):
        return hearing.verdict
    if hearing.killed:
        cut = Cut.INTERRUPTED if interrupted else Cut.TIME
        note = "the solver did not end when it should have, and was killed"
    else:
        cut, note = None, f"the solver's process ended unexpectedly (exit code {hearing.exit_code})"
        if isinstance(hearing.verdict, Failed):
            note = f"the solver failed: {hearing.verdict.reason}"
        if hearing.best is None:
            raise SolverFailure(note)
    status = Status.FEASIBLE if hearing.best else Status.UNKNOWN
    return Verdict(status, hearing.bound, hearing.effort, cut, (note,))
